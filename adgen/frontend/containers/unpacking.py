"""The items of a value, for unpacking, starred arguments and loops that are written out."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TypeGuard

from adgen.frontend.containers.subscripts import select
from adgen.frontend.instances import operator_methods, taken
from adgen.frontend.instances.entries import is_each_object
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import memory
from adgen.frontend.regions.no_items import raises_or_refused
from adgen.frontend.regions.structures import known_items
from adgen.frontend.regions.tuple_lengths import entries_of
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.values import (
    Conflict,
    Generator,
    MapValue,
    Ref,
    Slice,
    Stream,
    Value,
    is_operand,
)
from adgen.ir.kinds import Array, Kind, Listing, Number, Structure, Unbound, Unknown
from adgen.ir.nodes import Const, Operand


def elements(ctx: Context, value: Value, node: ast.AST) -> Value:
    """What a star stands for: a tuple, a list or an array, of which the length may be unknown."""
    value = entries_of(ctx, operator_methods.iterated(ctx, value, node), node)
    mapped = isinstance(value, MapValue) and not is_each_object(value)
    if isinstance(value, (Generator, Stream)) or mapped:
        return ctx.lowering.of_known_length(ctx, value, node)
    return value


def unpacked(
    ctx: Context,
    value: Value,
    node: ast.AST,
    count: int | None,
    names: Sequence[Name],
    starred: bool = False,
) -> tuple[Value, ...]:
    """The items of a value; of an array or a list made at run time as many as are asked for."""
    value = elements(ctx, value, node)
    kind = memory.kind_of(ctx, value)
    if isinstance(kind, Structure) and is_operand(value):
        return _from_structure(ctx, value, kind, node, names)
    items = known_items(ctx, value)
    if items is not None:
        for item in items:
            taken.take(ctx, item, node)
        return items
    if isinstance(value, Conflict):
        ctx.refuse(node, value.reason, value.remedy)
    if isinstance(kind, Array) and kind.dims and isinstance(kind.dims[0], int):
        count = kind.dims[0]
    else:
        count = _asked_for(ctx, None if starred else count, node)
    if 1 < count == len(names) and _is_vector(kind) and not starred:
        return _entries(ctx, memory.operand(ctx, value, node), kind, node, names)
    if isinstance(kind, (Array, Unknown, Listing, Unbound)) or value in ctx.shapes:
        return tuple(
            _item(ctx, value, i, node, names[i] if i < len(names) else None)
            for i in range(count)
        )
    if isinstance(kind, Number):
        raises_or_refused(ctx, value, node, "a number cannot be unpacked")
    ctx.refuse(
        node, "this value cannot be unpacked", "Unpack a tuple, a list or an array."
    )


def _asked_for(ctx: Context, count: int | None, node: ast.AST) -> int:
    """How many values are unpacked, where their number is not known."""
    if count is None:
        ctx.refuse(
            node,
            "how many values are unpacked is only known at run time",
            "Use indices: x[0], x[1:].",
        )
    if ctx.catcher(ValueError) is not None:
        ctx.refuse(
            node,
            "a value of unknown length is unpacked where a ValueError would be caught",
            "Unpack it before the try, or use indices: x[0], x[1].",
        )
    return count


def spread(
    ctx: Context, value: Value, node: ast.AST, before: int, after: int
) -> list[Value] | None:
    """The parts of `a, *rest, z = x` for an array or a list whose length is not known."""
    kind = memory.kind_of(ctx, value)
    if not isinstance(value, Ref) or known_items(ctx, value) is not None:
        return None
    if not isinstance(kind, (Array, Listing, Unknown)):
        return None
    first = [select(ctx, value, Const(i), node) for i in range(before)]
    last = [select(ctx, value, Const(i - after), node) for i in range(after)]
    stop = Const(-after) if after else Const(None)
    middle = select(ctx, value, Slice(Const(before), stop, Const(None)), node)
    if not isinstance(kind, Listing):
        middle = apply_primitive(ctx, "list", (middle,), {}, node, None)
    return [*first, middle, *last]


def _from_structure(
    ctx: Context, value: Operand, kind: Structure, node: ast.AST, names: Sequence[Name]
) -> tuple[Value, ...]:
    if not names or len(names) != len(kind.items):
        names = (None,) * len(kind.items)
    return tuple(_item(ctx, value, i, node, names[i]) for i in range(len(kind.items)))


def _is_vector(kind: Kind) -> TypeGuard[Array]:
    return isinstance(kind, Array) and kind.dims is not None and len(kind.dims) == 1


def _entries(
    ctx: Context, vector: Operand, kind: Array, node: ast.AST, names: Sequence[Name]
) -> tuple[Value, ...]:
    """The numbers of a vector, taken all at once: another length is an error, as in Python."""
    labels = [name if isinstance(name, str) else None for name in names]
    ctx.guard("entries", (vector,), node)
    kinds = [Number(kind.dtype)] * len(names)
    span = ctx.span(node)
    return ctx.builder.emit_many("entries", labels, vector, kinds=kinds, span=span)


def _item(ctx: Context, value: Value, i: int, node: ast.AST, name: Name) -> Value:
    label = name if isinstance(name, str) else None
    return select(ctx, value, Const(i), node, label)
