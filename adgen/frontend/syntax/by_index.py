"""Loops over memory that is written in the loop: Python looks up each element in its turn.

for row in a:                         for i in range(len(a)):
    row[0] = 2.0 * a[1, 0]     ->         row = a[i]
                                          row[0] = 2.0 * a[1, 0]
"""

from __future__ import annotations

import ast
from collections.abc import Callable

from adgen.frontend.containers.subscripts import select
from adgen.frontend.control.iteration import Form
from adgen.frontend.regions import listing, memory
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import (
    EnumerateValue,
    ListContent,
    RangeValue,
    Ref,
    Region,
    ReversedValue,
    Tuple,
    Value,
    ZipValue,
)
from adgen.ir.kinds import INT, Array, Listing, same_dim
from adgen.ir.nodes import Const, Operand

_ZERO, _ONE = Const(0), Const(1)

Bind = Callable[[Value], None]


def rows(ctx: Context, value: Value, element: Value) -> list[Region]:
    """The memory of those parts of an element that are rows of arrays of known rank."""
    match value, element:
        case EnumerateValue(inner), Tuple(items):
            return rows(ctx, inner, items[1])
        case ReversedValue(inner), _:
            return rows(ctx, inner, element)
        case ZipValue(inners), Tuple(items):
            found = [rows(ctx, *pair) for pair in zip(inners, items)]
            return [region for regions in found for region in regions]
        case Ref(), Ref():
            kind = memory.kind_of(ctx, value)
            known = isinstance(kind, Array) and kind.dims is not None
            return [element.region] if known else []
        case _:
            return []


def has_indices(ctx: Context, value: Value) -> bool:
    """True for what can be run over by the numbers of its elements."""
    match value:
        case EnumerateValue(inner):
            return has_indices(ctx, inner)
        case ReversedValue(inner):
            return has_indices(ctx, inner)
        case ZipValue(inners):
            return all(has_indices(ctx, inner) for inner in inners)
        case RangeValue(step=step):
            return step == _ONE
        case Ref() if isinstance(memory.content_of(ctx, value), ListContent):
            return True
        case Ref() | Const():
            kind = memory.kind_of(ctx, value)
            if isinstance(kind, Listing):
                # Of a list in a list nobody notes whether its length changes.
                return isinstance(value, Ref) and not value.path
            return isinstance(kind, Array) and kind.dims is not None
        case _:
            return False


def by_index(
    ctx: Context, value: Value, form: Form, bind: Bind, node: ast.AST
) -> tuple[RangeValue, Bind]:
    """The numbers of the elements, and how the element of a number is bound."""
    size = _size(ctx, value, node)
    numbers = RangeValue(_ZERO, size, _ONE)
    if isinstance(value, ReversedValue):
        last = ctx.emit("sub", (size, _ONE), node, kind=INT)
        numbers, value = RangeValue(last, Const(-1), Const(-1)), value.inner

    def bind_element(index: Value) -> None:
        bind(_element(ctx, value, index, form, node))

    return numbers, bind_element


def number_name(value: Value, form: Form) -> str | None:
    """The program's own name for the numbers of the elements."""
    if isinstance(value, EnumerateValue) and value.start == _ZERO:
        first = form[0] if isinstance(form, tuple) and form else None
        return first if isinstance(first, str) else None
    return None


def _size(ctx: Context, value: Value, node: ast.AST) -> Operand:
    """How many elements there are."""
    match value:
        case EnumerateValue(inner) | ReversedValue(inner):
            return _size(ctx, inner, node)
        case ZipValue(inners):
            sizes = [_size(ctx, inner, node) for inner in _apart(ctx, inners)]
            return sizes[0] if len(sizes) == 1 else ctx.emit("min", sizes, node)
        case RangeValue(start, stop, _):
            return stop if start == _ZERO else ctx.emit("sub", (stop, start), node)
        case Ref() if isinstance(memory.content_of(ctx, value), ListContent):
            listing.materialise(ctx, value.region, node)
            return _size(ctx, value, node)
        case _:
            return ctx.emit("len", (memory.operand(ctx, value, node),), node)


def _apart(ctx: Context, inners: tuple[Value, ...]) -> list[Value]:
    """Those of which it is not known that another one is as long."""
    kept: list[Value] = []
    for inner in inners:
        if not any(_as_long(ctx, inner, other) for other in kept):
            kept.append(inner)
    return kept


def _as_long(ctx: Context, one: Value, other: Value) -> bool:
    kinds = memory.kind_of(ctx, one), memory.kind_of(ctx, other)
    dims = [k.dims for k in kinds if isinstance(k, Array) and k.dims]
    return len(dims) == len(kinds) and same_dim(dims[0][0], dims[1][0])


def _element(
    ctx: Context, value: Value, index: Value, form: Form, node: ast.AST
) -> Value:
    """The element of a number."""
    match value:
        case EnumerateValue(inner, start):
            name = form[1] if isinstance(form, tuple) and len(form) == 2 else None
            number = _sum(ctx, index, start, node)
            return Tuple((number, _element(ctx, inner, index, name, node)))
        case ReversedValue(inner):
            size = _size(ctx, inner, node)
            last = memory.operand(ctx, _sum(ctx, size, Const(-1), node), node)
            back = ctx.emit("sub", (last, memory.operand(ctx, index, node)), node)
            return _element(ctx, inner, back, form, node)
        case ZipValue(inners):
            alike = isinstance(form, tuple) and len(form) == len(inners)
            names = form if isinstance(form, tuple) and alike else (None,) * len(inners)
            pairs = zip(inners, names)
            return Tuple(tuple(_element(ctx, v, index, n, node) for v, n in pairs))
        case RangeValue(start):
            return _sum(ctx, index, start, node)
        case _:
            name = form if isinstance(form, str) else None
            return select(ctx, value, index, node, name)


def _sum(ctx: Context, number: Value, more: Operand, node: ast.AST) -> Value:
    if more == _ZERO:
        return number
    return ctx.emit("add", (memory.operand(ctx, number, node), more), node, kind=INT)
