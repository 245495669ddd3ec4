"""Methods of dicts whose keys are known: get, pop, popitem, setdefault, update, clear, ..."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.containers.subscripts import write_out
from adgen.frontend.containers.tables import made_table
from adgen.frontend.instances import objects
from adgen.frontend.instances.classes import class_of
from adgen.frontend.regions import memory
from adgen.frontend.regions.keys import (
    MISSING,
    Entries,
    dict_content,
    entries_from,
    entries_of,
    known_key,
)
from adgen.frontend.regions.structures import key_value
from adgen.frontend.scope.context import Context, Keywords
from adgen.frontend.scope.values import (
    NONE_VALUE,
    DictContent,
    DictView,
    Ref,
    Region,
    Tuple,
    Value,
)
from adgen.ir.nodes import Const

Args = Sequence[Value]

_BY_KEY = ("get", "pop", "setdefault")


def call_dict_method(
    ctx: Context,
    ref: Ref,
    content: DictContent,
    what: str,
    args: Args,
    kwargs: Keywords,
    node: ast.AST,
) -> Value:
    """`d.what(*args, **kwargs)`"""
    entries = entries_of(content)
    memory.require_current(ctx, ref, node)
    if what in _BY_KEY and args and known_key(ctx, args[0]) is MISSING:
        write_out(ctx, args[0])
        made_table(ctx, ref, node)
        cls = class_of(ctx, ref)
        assert cls is not None
        method = objects.read(ctx, ref, cls, what, node)
        return ctx.lowering.call(ctx, method, args, kwargs, node)
    if what in ("keys", "values", "items") and not args:
        return DictView(ref, what)
    if what == "copy":
        return Ref(Region(None, content))
    if what == "get" and args:
        default = args[1] if len(args) > 1 else NONE_VALUE
        return entries.get(_key(ctx, args[0], node), default)
    memory.require_writable(ctx, ref, node)
    result = _changed(ctx, entries, what, args, kwargs, node)
    memory.write(ctx, ref.region, dict_content(entries), node)
    return result


def _changed(
    ctx: Context,
    entries: Entries,
    what: str,
    args: Args,
    kwargs: Keywords,
    node: ast.AST,
) -> Value:
    """Changes the entries as the method does; what it gives."""
    match what, len(args):
        case "update", 0 | 1:
            for other in args:
                entries.update(entries_from(ctx, other, node))
            entries.update(kwargs)
            return NONE_VALUE
        case "clear", 0:
            entries.clear()
            return NONE_VALUE
        case "pop", 1 | 2:
            key = _key(ctx, args[0], node)
            if len(args) == 1:
                _require(ctx, key, entries, node)
            return entries.pop(key, args[-1])
        case "popitem", 0:
            return _popped(ctx, entries, kwargs.get("last") == Const(False), node)
        case "setdefault", 1 | 2:
            default = args[1] if len(args) > 1 else NONE_VALUE
            return entries.setdefault(_key(ctx, args[0], node), default)
        case "move_to_end", 1:
            key = _key(ctx, args[0], node)
            _require(ctx, key, entries, node)
            entries[key] = entries.pop(key)
            return NONE_VALUE
        case _:
            ctx.refuse(
                node,
                f"adgen does not know the method `{what}` of a dict",
                "Use keys, values, items, get, copy, update, pop or setdefault.",
            )


def _popped(ctx: Context, entries: Entries, first: bool, node: ast.AST) -> Value:
    """The last entry, or the first one, which is taken out."""
    if not entries:
        ctx.wrong(node, "popitem of an empty dict", KeyError)
    key = next(iter(entries)) if first else list(entries)[-1]
    return Tuple((key_value(key), entries.pop(key)))


def _require(ctx: Context, key: object, entries: Entries, node: ast.AST) -> None:
    if key not in entries:
        ctx.wrong(node, f"the dict has no key {key!r}", KeyError)


def _key(ctx: Context, value: Value, node: ast.AST) -> object:
    key = known_key(ctx, value)
    if key is MISSING:
        ctx.refuse(
            node,
            "the key of a dict is only known at run time",
            "Use a literal key, or run over d.items().",
        )
    return key
