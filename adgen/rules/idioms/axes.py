"""Reductions undone: an adjoint given back the axes that were reduced, and their sizes.

np.sum(a, axis=1)    expand(out_bar)  gives  out_bar[:, None]
np.mean(a, axis=0)   size(a, axis)    gives  len(a)
"""

from __future__ import annotations

import numpy as np

from adgen.errors import KindError
from adgen.ir.kinds import UNKNOWN, Array, Kind, Listing
from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.broadcasting import broadcast_like, fill, needs_no_sum, to_operand
from adgen.rules.dtypes import class_of
from adgen.rules.formula import Scope, Value, idiom
from adgen.rules.idioms.refusals import refusal
from adgen.rules.inference.reductions import normal_axes
from adgen.rules.shapes import constant_of, dims_of, is_constant, is_scalar, is_vague

NONE, FALSE = Const(None), Const(False)
WHOLE = Pack("slice", (NONE, NONE, NONE))


@idiom
def expand(
    scope: Scope,
    value: Value,
    a: Operand,
    axis: Operand = NONE,
    keepdims: Operand = FALSE,
) -> Value:
    """`value`, a reduction of `a` or its adjoint, broadcastable to the shape of `a`."""
    if value is None:
        return None
    builder = scope.builder
    known = dims_of(builder.kind_of(value))
    if known == ():
        return value
    if axis == NONE or is_constant(keepdims) and constant_of(keepdims):
        return _in_full(scope, value, a)
    if is_constant(keepdims):
        return _in_full(scope, _with_axes(scope, value, a, axis), a)
    return _in_full(scope, _with_axes_if_none(scope, value, a, axis), a)


def _with_axes_if_none(
    scope: Scope, value: Operand, a: Operand, axis: Operand
) -> Operand:
    """The value with an axis of length 1 for each that was reduced, where it may have them."""
    builder, dims = scope.builder, dims_of(scope.builder.kind_of(a))
    if dims is None or not is_constant(axis):
        raise refusal(scope, "`keepdims`")
    axes = normal_axes(constant_of(axis), len(dims)) or ()
    value = fill(value, scope.apply.results[0], builder)
    sizes = [
        Const(1) if i in axes else _dimension(scope, a, i) for i in range(len(dims))
    ]
    return builder.emit("np.reshape", value, Pack("tuple", tuple(sizes)))


def _with_axes(scope: Scope, value: Operand, a: Operand, axis: Operand) -> Operand:
    """The value with an axis of length 1 for each that was reduced."""
    builder = scope.builder
    dims, known = dims_of(builder.kind_of(a)), dims_of(builder.kind_of(value))
    axes = None
    if dims is not None and is_constant(axis):
        axes = normal_axes(constant_of(axis), len(dims))
    if axes is None or dims is None or known is None:
        return builder.emit("np.expand_dims", value, axis)
    if len(known) < len(dims) - len(axes):
        value = fill(value, scope.apply.results[0], builder)
    if axes == tuple(range(len(axes))):
        return value
    items = tuple(NONE if i in axes else WHOLE for i in range(len(dims)))
    return builder.emit("getitem", value, Pack("tuple", items))


def _in_full(scope: Scope, value: Operand, a: Operand) -> Operand:
    """A value of unknown shape may not be smaller than the operand: it is broadcast."""
    if is_vague(scope.builder.kind_of(value)):
        return broadcast_like(value, a, scope.builder)
    return value


@idiom
def size(scope: Scope, a: Operand, axis: Operand = NONE) -> Value:
    """How many elements of `a` each reduced value is made of."""
    builder = scope.builder
    dims = dims_of(builder.kind_of(a))
    if axis == NONE:
        if dims is not None and len(dims) == 1:
            return _dimension(scope, a, 0)
        return builder.emit("np.size", a)
    if not is_constant(axis):
        return builder.emit("np.size", a, axis)
    given = constant_of(axis)
    if dims is not None:
        axes = normal_axes(given, len(dims))
    else:
        axes = given if isinstance(given, tuple) else None
    if axes is None:
        return builder.emit("np.size", a, axis)
    total: Value = Const(1)
    for position in axes:
        total = scope.binary("mul", total, _dimension(scope, a, position))
    return total


def _dimension(scope: Scope, a: Operand, axis: int) -> Operand:
    """The length of one axis: a literal where it is known."""
    builder = scope.builder
    kind = builder.kind_of(a)
    dims = dims_of(kind)
    if dims is not None and isinstance(dims[axis], int):
        return Const(dims[axis])
    if axis == 0 and isinstance(kind, Array):
        return builder.emit("len", a)
    return builder.emit("getitem", builder.emit("np.shape", a), Const(axis))


@idiom
def number_of(
    scope: Scope,
    condition: Operand,
    a: Operand,
    axis: Operand = NONE,
    keepdims: Operand = FALSE,
) -> Value:
    """How often a condition holds for the elements of each reduced value of `a`.

    Of single precision where `a` is, so that dividing by it does not widen the quotient.
    """
    dtype = class_of(scope.builder.kind_of(a))
    if dtype == "float32":
        narrow = Const(np.float32, "np.float32")
        return scope.emit(
            "np.sum", condition, axis=axis, dtype=narrow, keepdims=keepdims
        )
    return scope.emit("np.count_nonzero", condition, axis=axis, keepdims=keepdims)


@idiom
def reverse(scope: Scope, value: Value, axis: Operand = NONE) -> Value:
    """The elements in reverse order along an axis (of one dimension: `value[::-1]`)."""
    if value is None:
        return None
    builder = scope.builder
    dims = dims_of(builder.kind_of(value))
    if dims is not None and len(dims) == 1:
        return builder.emit("getitem", value, Pack("slice", (NONE, NONE, Const(-1))))
    return builder.emit("np.flip", value, axis)


@idiom
def only_axis(scope: Scope, axis: Operand) -> Value:
    """The axis itself where it stands alone in a tuple, as np.cumulative_sum takes it."""
    if isinstance(axis, Pack) and len(axis.items) == 1:
        return axis.items[0]
    return axis


@idiom
def along(scope: Scope, value: Value, axis: Operand, index: Operand) -> Value:
    """`value[:, :, index]` with `index` (a slice or a number) at the axis."""
    if value is None:
        return None
    builder = scope.builder
    if not is_constant(axis):
        moved = builder.emit("np.moveaxis", value, axis, Const(0))
        taken = builder.emit("getitem", moved, index)
        if not isinstance(index, Pack):
            return taken
        return builder.emit("np.moveaxis", taken, Const(0), axis)
    dims = dims_of(builder.kind_of(value))
    position = constant_of(axis)
    assert isinstance(position, int)
    if dims:
        position %= len(dims)
    if position >= 0:
        items: tuple[Operand, ...] = (WHOLE,) * position + (index,)
    else:
        items = (Const(Ellipsis), index) + (WHOLE,) * (-1 - position)
    key = items[0] if len(items) == 1 else Pack("tuple", items)
    return builder.emit("getitem", value, key)


@idiom
def repeated(scope: Scope, value: Value, iterable: Operand) -> Value:
    """The adjoint of the terms of a sum: the same value for each of them."""
    if value is None:
        return None
    if isinstance(iterable, Pack):
        return Pack("tuple", (value,) * len(iterable.items))
    if isinstance(scope.builder.kind_of(iterable), Array):
        return expand(scope, value, iterable, Const(0))
    return broadcast_like(value, iterable, scope.builder)


@idiom
def repeated_terms(
    scope: Scope, value: Value, iterable: Operand, start: Operand
) -> Value:
    """As `repeated`, for `sum(iterable, start)`: an array as start may be larger than a term."""
    builder = scope.builder
    whole, kind = builder.kind_of(scope.apply.results[0]), builder.kind_of(iterable)
    if value is None or is_scalar(builder.kind_of(start)):
        return repeated(scope, value, iterable)
    if isinstance(iterable, Pack):
        parts = [to_operand(value, item, whole, builder) for item in iterable.items]
        return Pack("tuple", tuple(parts))
    term: Kind = UNKNOWN
    if isinstance(kind, Listing) and len(kind.fields) == 1:
        term = kind.fields[0]
    elif isinstance(kind, Array) and kind.dims:
        term = Array(kind.dtype, kind.dims[1:])
    if dims_of(term) == ():
        value = builder.emit("np.sum", fill(value, scope.apply.results[0], builder))
    elif not needs_no_sum(term, whole):
        raise KindError(
            "adgen has no derivative of sum with a start of another shape than its terms",
            scope.apply.span,
            "Add the start to the sum: start + sum(terms).",
        )
    return repeated(scope, value, iterable)


@idiom
def spread_weights(scope: Scope, w: Value, a: Operand, axis: Operand) -> Value:
    """Weights along one axis of `a`, shaped so that they broadcast over the others."""
    if w is None:
        return None
    others = _other_axes(scope, w, a, axis)
    return w if not others else scope.builder.emit("np.expand_dims", w, others)


@idiom
def gathered_weights(
    scope: Scope, value: Value, w: Operand, a: Operand, axis: Operand
) -> Value:
    """The adjoint of weights along one axis: summed over the others."""
    if value is None:
        return None
    value = broadcast_like(value, a, scope.builder)
    others = _other_axes(scope, w, a, axis)
    if not others:
        return value
    return scope.builder.emit("np.sum", value, kwargs=[("axis", others)])


def _other_axes(scope: Scope, w: Operand, a: Operand, axis: Operand) -> Pack | None:
    kinds = scope.builder.kind_of(w), scope.builder.kind_of(a)
    dims_w, dims_a = dims_of(kinds[0]), dims_of(kinds[1])
    if dims_w is None or dims_a is None:
        raise KindError(
            f"the derivative of {scope.rule.name} depends on the ranks of its operands",
            scope.apply.span,
            "Annotate the arguments, or write the weighted mean with np.sum.",
        )
    if len(dims_w) == len(dims_a):
        return None
    if not is_constant(axis):
        raise refusal(scope, "`axis`")
    kept = normal_axes(constant_of(axis), len(dims_a)) or ()
    return Pack("tuple", tuple(Const(i) for i in range(len(dims_a)) if i not in kept))
