"""Adjoints of what picks elements: indices and diagonals; and what must be known for that."""

from __future__ import annotations

from typing import Literal

from adgen.errors import KindError
from adgen.ir.build import Builder
from adgen.ir.kinds import same_dim
from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.dtypes import class_of, is_complex, is_real
from adgen.rules.formula import Scope, Value, idiom
from adgen.rules.idioms.axes import NONE, WHOLE
from adgen.rules.idioms.refusals import refusal
from adgen.rules.idioms.shaping import reshaped
from adgen.rules.inference.reductions import normal_axes
from adgen.rules.shapes import constant_of, dims_of, is_constant


def rank(scope: Scope, operand: Operand, why: str = "the rank of its operand") -> int:
    """The rank of an operand; refuses where it is not known."""
    dims = dims_of(scope.builder.kind_of(operand))
    if dims is None:
        raise refusal(scope, why)
    return len(dims)


def axis_of(scope: Scope, axis: Operand, operand: Operand) -> int:
    """A constant axis, counted from 0."""
    if not is_constant(axis):
        raise refusal(scope, "`axis`")
    axes = normal_axes(constant_of(axis), rank(scope, operand))
    if axes is None or len(axes) != 1:
        raise refusal(scope, "`axis`")
    return axes[0]


@idiom
def refused(scope: Scope, why: Const) -> Value:
    """Refuses a call the rule does not cover."""
    raise KindError(
        f"adgen has no derivative of {scope.rule.name} {why.value}",
        scope.apply.span,
        "Give a rule with adgen.rule, or write it with other functions.",
    )


# indices -----------------------------------------------------------------------------


def zeros_with(
    builder: Builder,
    like: Operand,
    index: Operand,
    value: Operand,
    mode: Literal["set", "add"] = "add",
) -> Operand:
    """Zeros like an operand, with `value` added at `index`, or set where no place repeats."""
    kind = builder.kind_of(like)
    if is_real(kind) and is_complex(builder.kind_of(value)):
        # NumPy would drop the imaginary part, too, but warn of it.
        value = builder.emit("np.real", value)
    zeros = builder.emit("np.zeros_like", like, kind=kind)
    return builder.store(zeros, index, value, mode, kind=kind)


@idiom
def permuted(scope: Scope, value: Value, order: Operand, axis: Operand) -> Value:
    """The elements in the order of a permutation along an axis."""
    if value is None:
        return None
    if isinstance(value, Pack):
        value = scope.builder.emit("np.array", value)
    dims = dims_of(scope.builder.kind_of(order))
    if axis == NONE or dims is not None and len(dims) == 1:
        return scope.builder.emit("getitem", value, order)
    return scope.emit("np.take_along_axis", value, order, axis=axis)


@idiom
def scattered_along(
    scope: Scope, bar: Value, arr: Operand, indices: Operand, axis: Operand
) -> Value:
    """The adjoint of `np.take_along_axis`: each element back to where it was taken."""
    if bar is None:
        return None
    builder = scope.builder
    if axis == NONE:
        flat = builder.emit("np.ravel", arr)
        return reshaped(scope, zeros_with(builder, flat, indices, bar), arr)
    number = rank(scope, arr)
    if number == 1:
        return zeros_with(builder, arr, indices, bar)
    place = axis_of(scope, axis, arr)
    items: list[Operand] = []
    shape = builder.emit("np.shape", arr)
    for position in range(number):
        if position == place:
            items.append(indices)
            continue
        length = builder.emit("getitem", shape, Const(position))
        grid = tuple(WHOLE if i == position else NONE for i in range(number))
        steps = builder.emit("np.arange", length)
        items.append(builder.emit("getitem", steps, Pack("tuple", grid)))
    return zeros_with(builder, arr, Pack("tuple", tuple(items)), bar)


@idiom
def taken_back(
    scope: Scope,
    bar: Value,
    a: Operand,
    indices: Operand,
    axis: Operand,
    mode: Literal["set", "add"] = "add",
) -> Value:
    """The adjoint of `np.take`: each element added where it was taken."""
    if bar is None:
        return None
    builder = scope.builder
    if class_of(builder.kind_of(indices)) == "bool":
        # np.take counts False as 0 and True as 1; as an index they are a mask.
        indices = builder.emit("add", indices, Const(0))
    if axis == NONE:
        flat = builder.emit("np.ravel", a)
        return reshaped(scope, zeros_with(builder, flat, indices, bar, mode), a)
    if not is_constant(axis):
        raise refusal(scope, "`axis`")
    place = constant_of(axis)
    assert isinstance(place, int)
    if place < 0:
        place += rank(scope, a)
    items = (WHOLE,) * place + (indices,)
    index = items[0] if len(items) == 1 else Pack("tuple", items)
    return zeros_with(builder, a, index, bar, mode)


@idiom
def put_back(
    scope: Scope, bar: Value, a: Operand, indices: Operand, axis: Operand
) -> Value:
    """As `taken_back`, of elements that were taken once each."""
    return taken_back(scope, bar, a, indices, axis, "set")


@idiom
def cut_back(scope: Scope, bar: Value, a: Operand, start: Operand) -> Value:
    """Zeros like a vector with `bar` from `start` on."""
    if bar is None:
        return None
    builder = scope.builder
    stop = scope.binary("add", start, builder.emit("len", bar))
    assert stop is not None
    return zeros_with(builder, a, Pack("slice", (start, stop, NONE)), bar, "set")


# diagonals ---------------------------------------------------------------------------


@idiom
def on_diagonal(scope: Scope, bar: Value, a: Operand, k: Operand) -> Value:
    """A matrix of the shape of `a` with `bar` on its k-th diagonal."""
    if bar is None:
        return None
    dims = dims_of(scope.builder.kind_of(a))
    if dims is not None and len(dims) == 2 and same_dim(*dims):
        return (
            scope.emit("np.diag", bar, k)
            if k != Const(0)
            else scope.emit("np.diag", bar)
        )
    return on_diagonals(scope, bar, a, k, Const(0), Const(1))


@idiom
def on_diagonals(
    scope: Scope, bar: Value, a: Operand, k: Operand, axis1: Operand, axis2: Operand
) -> Value:
    """Zeros like `a` with `bar` on the k-th diagonal of two of its axes."""
    if bar is None:
        return None
    builder, number = scope.builder, rank(scope, a)
    first, second = axis_of(scope, axis1, a), axis_of(scope, axis2, a)
    if not is_constant(k):
        raise refusal(scope, "`offset`")
    offset = constant_of(k)
    assert isinstance(offset, int)
    length = builder.emit("getitem", builder.emit("np.shape", bar), Const(-1))
    steps = builder.emit("np.arange", length)
    items: list[Operand] = [WHOLE] * number
    items[first] = _shifted(builder, steps, max(-offset, 0))
    items[second] = _shifted(builder, steps, max(offset, 0))
    # NumPy puts the axis of neighbouring index arrays in their place, else first.
    place = min(first, second) if abs(first - second) == 1 else 0
    if number > 2 and place != number - 2:
        bar = builder.emit("np.moveaxis", bar, Const(-1), Const(place))
    return zeros_with(builder, a, Pack("tuple", tuple(items)), bar, "set")


def _shifted(builder: Builder, steps: Operand, by: int) -> Operand:
    return steps if by == 0 else builder.emit("add", steps, Const(by))
