"""Dicts in a list that grows at run time: entries of it, as objects are, with keys for attributes.

rows.append({"t": t, "y": y})     rows_t.append(t); rows_y.append(y)
r = rows[i]                       the entry i
r["y"]                            rows_y[i]
r["y"] = e                        rows_y[i] = e
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import NoReturn

from adgen.frontend.instances import entries
from adgen.frontend.regions.keys import MISSING, known_key
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.forms import key_value
from adgen.frontend.scope.values import NONE_VALUE, Conflict, Tuple, Value
from adgen.ir.nodes import Const


def as_dict_entry(ctx: Context, value: Value) -> Tuple | None:
    """A dict in a list that grows at run time; None for anything else."""
    if not isinstance(value, Tuple) or not entries.is_entry(value):
        return None
    if isinstance(value.items[0], Conflict):
        return None
    return value if entries.class_of_entries(ctx, value) is dict else None


def special(
    ctx: Context, entry: Tuple, method: str, args: Sequence[Value], node: ast.AST
) -> Value | None:
    """What a special method of a dict gives; None if dicts have none of this name."""
    keys = tuple(entries.columns(ctx, entry.items[0]))
    match method:
        case "__getitem__":
            return _read(ctx, entry, args[0], node)
        case "__setitem__":
            key = _known(ctx, args[0], node)
            if key not in keys:
                _refuse_new(ctx, key, node)
            entries.write(ctx, entry, key, args[1], node)
            return NONE_VALUE
        case "__contains__":
            return Const(_known(ctx, args[0], node) in keys)
        case "__len__":
            return Const(len(keys))
        case "__iter__":
            return Tuple(tuple(map(key_value, keys)))
        case "__eq__" | "__or__" | "__ior__" | "__ror__":
            ctx.refuse(
                node,
                "a dict in a list that grows at run time is joined or compared as a whole",
                "Use its entries, or a dict of its own: dict(row).",
            )
        case _:
            return None


def update(
    ctx: Context, entry: Tuple, changed: dict[object, Value], node: ast.AST
) -> Value:
    """`row.update(...)`"""
    keys = entries.columns(ctx, entry.items[0])
    for key, value in changed.items():
        if key not in keys:
            _refuse_new(ctx, key, node)
        entries.write(ctx, entry, key, value, node)
    return NONE_VALUE


def _read(ctx: Context, entry: Tuple, index: Value, node: ast.AST) -> Value:
    key = _known(ctx, index, node)
    value = entries.read(ctx, entry, key, node, None)
    if value is None:
        ctx.wrong(node, f"the dict has no key {key!r}", KeyError)
    return value


def _known(ctx: Context, index: Value, node: ast.AST) -> object:
    key = known_key(ctx, index)
    if key is MISSING:
        ctx.refuse(
            node,
            "the key of a dict in a list that grows at run time is only known at run time",
            "Use a literal key, or run over d.items().",
        )
    return key


def _refuse_new(ctx: Context, key: object, node: ast.AST) -> NoReturn:
    ctx.refuse(
        node,
        f"the key {key!r} of a dict in a list that grows at run time is new",
        "Give the dict all its keys before it is appended.",
    )
