"""Filters that begin with a state, and give the state at the end as a second result.

scipy.signal.lfilter(b, a, x, zi=z)     v = filtered_from(b, a, x, z); v[:len(x)], v[len(x):]
scipy.signal.sosfilt(sos, x, zi=z)      v = sections_from(sos, both) of signals and states as one

Signals along another axis than the last are moved there and back.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.arrays import parts
from adgen.frontend.containers.items import known_index
from adgen.frontend.containers.subscripts import select
from adgen.frontend.operations.outputs import call_primitive
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import memory
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import Tuple, Value
from adgen.ir.kinds import Array, Number
from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.registry import callable_of
from adgen.rules.signature import positional_names

_NONE, _LAST, _COLUMNS = Const(None), Const(-1), Const(-2)
_LFILTER, _SOSFILT = "scipy.signal.lfilter", "scipy.signal.sosfilt"


def lfilter(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`scipy.signal.lfilter(b, a, x, axis=-1, zi=None)`: with a state it gives one, too."""
    given = {**dict(zip(positional_names(callable_of(_LFILTER)), args)), **kwargs}
    if given.get("zi", _NONE) == _NONE or not {"b", "a", "x"} <= set(given):
        return call_primitive(ctx, _LFILTER, args, kwargs, node, name)
    b, a, x, zi = (array_of(ctx, given[key], node) for key in ("b", "a", "x", "zi"))
    if any(parts.rank_of(ctx, value, node, _LFILTER) != 1 for value in (b, a)):
        ctx.refuse(
            node, "the coefficients of a filter are no vectors", "np.ravel them."
        )
    axis = axis_of(ctx, given, x, node)
    turned = [moved(ctx, value, axis, _LAST, node) for value in (x, zi)]
    both = apply_primitive(ctx, "filtered_from", (b, a, *turned), {}, node, None)
    return Tuple(tuple(_apart(ctx, both, turned, axis, node)))


def sosfilt(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`scipy.signal.sosfilt(sos, x, axis=-1, zi=None)`: with a state it gives one, too."""
    given = {**dict(zip(positional_names(callable_of(_SOSFILT)), args)), **kwargs}
    if given.get("zi", _NONE) == _NONE or not {"sos", "x"} <= set(given):
        return call_primitive(ctx, _SOSFILT, args, kwargs, node, name)
    sos, x, zi = (array_of(ctx, given[key], node) for key in ("sos", "x", "zi"))
    axis = axis_of(ctx, given, x, node)
    x = moved(ctx, x, axis, _LAST, node)
    behind = axis if axis == _LAST else Const(axis.value + 1)
    apart, last = Tuple((Const(0), behind)), Tuple((_COLUMNS, _LAST))
    state = moved(ctx, zi, apart, last, node)
    signals = _sizes_of_all_but_last(ctx, x, node)
    flat = (state, Tuple((*signals, Const(-1))))
    rows = apply_primitive(ctx, "np.reshape", flat, {}, node, None)
    joined = (Tuple((x, rows)),)
    both = apply_primitive(ctx, "np.concatenate", joined, {"axis": _LAST}, node, None)
    made = apply_primitive(ctx, "sections_from", (sos, both), {}, node, None)
    signal, rows = _apart(ctx, made, [x, rows], _LAST, node)
    folded = (rows, Tuple((*signals, Const(-1), Const(2))))
    end = apply_primitive(ctx, "np.reshape", folded, {}, node, None)
    end = moved(ctx, end, last, apart, node)
    return Tuple((moved(ctx, signal, _LAST, axis, node), end))


def _sizes_of_all_but_last(ctx: Context, x: Value, node: ast.AST) -> list[Value]:
    """The lengths of the axes along which the signals lie side by side."""
    rank = parts.rank_of(ctx, x, node, _SOSFILT)
    if rank == 1:
        return []
    shape = apply_primitive(ctx, "np.shape", (x,), {}, node, None)
    return [select(ctx, shape, Const(i), node) for i in range(rank - 1)]


def _apart(
    ctx: Context, both: Value, like: Sequence[Value], axis: Const, node: ast.AST
) -> list[Value]:
    """The signals and the states behind them, along an axis."""
    made = memory.operand(ctx, both, node)
    x = memory.operand(ctx, like[0], node)
    shape = ctx.emit("np.shape", (x,), node)
    size = ctx.emit("getitem", (shape, _LAST), node)
    kind, found = ctx.kind(made), []
    for bounds, one in (((_NONE, size), like[0]), ((size, _NONE), like[1])):
        items: tuple[Operand, ...] = (Const(Ellipsis), Pack("slice", (*bounds, _NONE)))
        own = memory.kind_of(ctx, one)
        dims = own.dims if isinstance(own, Array) else None
        known = Array(kind.dtype, dims) if isinstance(kind, Array) and dims else None
        index = Pack("tuple", items)
        part = ctx.emit("getitem", (made, index), node, kind=known)
        found.append(moved(ctx, ctx.value_of(part), _LAST, axis, node))
    return found


def moved(
    ctx: Context, value: Value, source: Value, target: Value, node: ast.AST
) -> Value:
    if source == target:
        return value
    places = (value, source, target)
    return apply_primitive(ctx, "np.moveaxis", places, {}, node, None)


def axis_of(ctx: Context, given: Keywords, x: Value, node: ast.AST) -> Const:
    """The axis of the signals, counted from the first, or -1 for the last."""
    axis = known_index(ctx, given.get("axis", _LAST))
    if axis == -1:
        return _LAST
    rank = parts.rank_of(ctx, x, node, "a filter with `zi`")
    if axis is None or not -rank <= axis < rank:
        ctx.refuse(
            node, "the axis of the signals is not known", "Write it as a literal."
        )
    return _LAST if axis % rank == rank - 1 else Const(axis % rank)


def array_of(ctx: Context, value: Value, node: ast.AST) -> Value:
    """What is given for an array: a list of numbers, one number, or an array."""
    if known_items(ctx, value) is not None:
        return apply_primitive(ctx, "np.array", (value,), {}, node, None)
    if isinstance(memory.kind_of(ctx, value), Number):
        return apply_primitive(ctx, "np.atleast_1d", (value,), {}, node, None)
    return value
