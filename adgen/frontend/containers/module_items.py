"""An item of a list or dict of the module: `RATES["slow"]`, `WEIGHTS[i]`.

RATES["slow"]    a key that is known: is it there, what kind is it, does the program go by it
WEIGHTS[i]       read where the function runs
"""

from __future__ import annotations

import ast
from collections.abc import Collection
from functools import reduce
from typing import TypeGuard

from adgen.frontend.containers.items import known_index
from adgen.frontend.instances.names import constant
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import Ref, Value
from adgen.ir.build import kind_of_constant
from adgen.ir.kinds import (
    UNBOUND,
    UNKNOWN,
    Array,
    Kind,
    Listing,
    Number,
    Structure,
    join,
)
from adgen.ir.nodes import Const, Operand, Var
from adgen.ir.objects import KEYS, is_structure

_DECIDING = (bool, str, type(None))
"""Entries by which the program goes: which way, which method, whether there is one."""


def of_module(
    ctx: Context, base: Const, index: Operand, node: ast.AST, name: str | None
) -> Value:
    """An item of a global list or dict, which is read when the function runs."""
    values = base.value
    known = known_index(ctx, index) if isinstance(index, (Var, Const)) else None
    if isinstance(values, str) and known is not None:
        if -len(values) <= known < len(values):
            return Const(values[known])
    if not isinstance(values, (list, dict)):
        return _read(ctx, base, index, node, name, None)
    if not isinstance(index, Const) and known is None:
        return _read(ctx, base, index, node, name, _kind_of_any(values))
    key = index.value if isinstance(index, Const) else known
    found = _found(ctx, base, values, key, node)
    if callable(found) or isinstance(found, _DECIDING):
        _watch_entry(ctx, values, key, found)
        return constant(ctx, found, None)
    if is_structure(found) or isinstance(found, (list, dict)):
        _watch_entry(ctx, values, key, found)
        return constant(ctx, found, f"{base!r}_{key}")
    with ctx.at(ctx.here):  # it is there: no handler waits for it
        return _read(ctx, base, index, node, name, kind_of_constant(found))


def _found(
    ctx: Context,
    base: Const,
    values: list[object] | dict[object, object],
    key: object,
    node: ast.AST,
) -> object:
    """What stands there; where a handler waits for what does not, that is kept an eye on."""
    if ctx.tries:
        _watch_all(ctx, values)
    try:
        return values[key]  # type: ignore[call-overload]
    except (KeyError, IndexError, TypeError) as error:
        ctx.wrong(node, f"{base!r} has no item {key!r}", type(error))


def _read(
    ctx: Context,
    base: Const,
    index: Operand,
    node: ast.AST,
    name: str | None,
    kind: Kind | None,
) -> Value:
    if isinstance(kind, Array):
        kind = Array(kind.dtype, None)
    value = ctx.apply("getitem", (base, index), node, name, kind=kind)
    if isinstance(value, Ref):
        value.region.origin = "constant"
    return value


def _kind_of_any(values: list[object] | dict[object, object]) -> Kind | None:
    """The kind of all items, if they are of one."""
    every = values.values() if isinstance(values, dict) else values
    if _are_lists(every):
        return _kind_among(every)
    kinds = [kind_of_constant(value) for value in every]
    return kinds[0] if kinds and all(kind == kinds[0] for kind in kinds) else None


def _are_lists(values: Collection[object]) -> TypeGuard[Collection[list[object]]]:
    """True for the lists of a graph: what is next to each node."""
    return bool(values) and all(type(value) is list for value in values)


def _kind_among(lists: Collection[list[object]]) -> Kind:
    """The kind of each of several lists: of numbers, or of tuples of numbers."""
    found: Kind = UNBOUND
    for each in lists:
        found = reduce(join, map(kind_of_constant, each), found)
    if isinstance(found, Number):
        return Listing((found,))
    plain = isinstance(found, Structure) and found.form == "tuple"
    if isinstance(found, Structure) and plain and len(found.items) > 1:
        if all(isinstance(item, Number) for item in found.items):
            return Listing(found.items)
    return UNKNOWN


def _watch_entry(
    ctx: Context,
    values: list[object] | dict[object, object],
    key: object,
    found: object,
) -> None:
    """The derivative is made with what stands there now."""
    if isinstance(values, list):
        ctx.lowering.watch(values, "items", tuple(values))
    else:
        ctx.lowering.watch(values, key, found)  # type: ignore[arg-type]


def _watch_all(ctx: Context, values: list[object] | dict[object, object]) -> None:
    """The derivative is made with what is there now, and what is not."""
    if isinstance(values, list):
        ctx.lowering.watch(values, "items", tuple(values))
    else:
        ctx.lowering.watch(values, KEYS, tuple(values))
