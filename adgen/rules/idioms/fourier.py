"""Lengths and weights of Fourier transforms."""

from __future__ import annotations

from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.dtypes import is_complex, is_real
from adgen.rules.formula import Scope, Value, idiom
from adgen.rules.idioms.axes import NONE, WHOLE, along
from adgen.rules.idioms.parts import axis_of, rank, refused
from adgen.rules.idioms.refusals import refusal
from adgen.rules.shapes import dims_of, is_constant, same_shape


def size_along(scope: Scope, x: Operand, axis: Operand) -> Operand:
    """The length of an axis."""
    shape = scope.builder.emit("np.shape", x)
    return scope.builder.emit("getitem", shape, axis)


@idiom
def n_of(scope: Scope, x: Operand, n: Operand, axis: Operand) -> Value:
    """The length of a transform: as asked for, or that of the input."""
    return size_along(scope, x, axis) if n == NONE else n


def _axes(scope: Scope, x: Operand, s: Operand, axes: Operand) -> list[int]:
    """The axes of a transform of several dimensions, counted from 0."""
    number = rank(scope, x)
    if number == 0 or isinstance(s, Pack) and len(s.items) > number:
        refused(scope, Const("along more axes than there are"))
    if isinstance(axes, Pack) and is_constant(axes):
        places = [axis_of(scope, item, x) for item in axes.items]
        if len(set(places)) < len(places):
            refused(scope, Const("along an axis that is transformed twice"))
        return places
    if axes != NONE:
        raise refusal(scope, "`axes`")
    count = number if s == NONE else len(_asked(scope, s))
    return list(range(number - count, number))


def _asked(scope: Scope, s: Operand) -> tuple[Operand, ...]:
    if not isinstance(s, Pack):
        raise refusal(scope, "`s`")
    return s.items


def _pack(numbers: list[int]) -> Pack:
    return Pack("tuple", tuple(Const(n) for n in numbers))


@idiom
def transformed(scope: Scope, x: Operand, s: Operand, axes: Operand) -> Value:
    """The axes of a transform; as they are given where they need no other form."""
    return axes if s == NONE else _pack(_axes(scope, x, s, axes))


@idiom
def all_but_last(scope: Scope, x: Operand, s: Operand, axes: Operand) -> Value:
    """The axes of a transform but for the last."""
    return _pack(_axes(scope, x, s, axes)[:-1])


@idiom
def last_of(scope: Scope, x: Operand, s: Operand, axes: Operand) -> Value:
    """The last axis of a transform, counted from the end."""
    return Const(_axes(scope, x, s, axes)[-1] - rank(scope, x))


@idiom
def sizes_of(scope: Scope, x: Operand, s: Operand, axes: Operand) -> Value:
    """The lengths of the axes of a transform."""
    if s != NONE:
        return s
    shape = scope.builder.emit("np.shape", x)
    if axes == NONE:
        return shape
    items = axes.items if isinstance(axes, Pack) else ()
    sizes = [scope.builder.emit("getitem", shape, axis) for axis in items]
    return Pack("tuple", tuple(sizes))


@idiom
def fitted_all(
    scope: Scope, value: Value, x: Operand, s: Operand, axes: Operand
) -> Value:
    """An adjoint cut or padded with zeros to the shape of the input."""
    half = ".ir" in scope.rule.name
    if value is None or s == NONE and not half:
        return value
    builder = scope.builder
    kind = builder.kind_of(x)
    if is_real(kind) and not is_real(builder.kind_of(value)):
        value = builder.emit("np.real", value)
    if same_shape(dims_of(kind), dims_of(builder.kind_of(value))):
        return value
    items: list[Operand] = [WHOLE] * rank(scope, x)
    for axis in _axes(scope, x, s, axes):
        place = Const(axis)
        sizes = size_along(scope, x, place), size_along(scope, value, place)
        items[axis] = Pack("slice", (NONE, builder.emit("min", *sizes), NONE))
    index = Pack("tuple", tuple(items))
    zeros = _zeros(scope, x, value)
    return builder.store(zeros, index, builder.emit("getitem", value, index), "set")


@idiom
def fitted(scope: Scope, value: Value, x: Operand, axis: Operand, n: Operand) -> Value:
    """An adjoint cut or padded with zeros to the length of the input.

    `n` is None where the lengths agree; `n` is 0 where it depends on the input.
    """
    if value is None or n == NONE:
        return value
    builder = scope.builder
    kind = builder.kind_of(x)
    if is_real(kind) and not is_real(builder.kind_of(value)):
        value = builder.emit("np.real", value)
    if same_shape(dims_of(kind), dims_of(builder.kind_of(value))):
        return value
    sizes = size_along(scope, x, axis), size_along(scope, value, axis)
    common = Pack("slice", (NONE, builder.emit("min", *sizes), NONE))
    part = along(scope, value, axis, common)
    zeros = _zeros(scope, x, value)
    assert part is not None
    return builder.store(zeros, _index_along(scope, x, axis, common), part, "set")


def _zeros(scope: Scope, x: Operand, value: Operand) -> Operand:
    """Zeros in the shape of the input, for an adjoint that may be complex.

    Where it is not known that the input is, the real part is taken of the whole (`unbroadcast`):
    written into real zeros the imaginary one would be cut off with a warning.
    """
    builder = scope.builder
    kind = builder.kind_of(x)
    if is_real(kind) or is_complex(kind):
        return builder.emit("np.zeros_like", x, kind=kind)
    dtype = builder.emit("attr", value, Const("dtype"))
    return builder.emit("np.zeros_like", x, kwargs=[("dtype", dtype)], kind=kind)


def _index_along(scope: Scope, x: Operand, axis: Operand, item: Operand) -> Operand:
    if axis == Const(-1):
        return Pack("tuple", (Const(Ellipsis), item))
    items = (WHOLE,) * axis_of(scope, axis, x) + (item,)
    return items[0] if len(items) == 1 else Pack("tuple", items)


def weights_along(scope: Scope, weights: Operand, x: Operand, axis: Operand) -> Operand:
    """Weights along one axis, to be multiplied with an array."""
    number = rank(scope, x)
    place = axis_of(scope, axis, x)
    if place == number - 1:
        return weights
    index = (WHOLE,) + (NONE,) * (number - 1 - place)
    return scope.builder.emit("getitem", weights, Pack("tuple", index))


@idiom
def along_first(scope: Scope, weights: Operand, x: Operand) -> Value:
    """Weights along the first axis, to be multiplied with an array."""
    return weights_along(scope, weights, x, Const(0))


@idiom
def half_weights(scope: Scope, out: Operand, axis: Operand) -> Value:
    """How often each entry of a half spectrum counts: the first and the middle one once."""
    builder = scope.builder
    n = size_along(scope, out, axis)
    half = builder.emit("floordiv", n, Const(2))
    steps = builder.emit("np.arange", builder.emit("add", half, Const(1)))
    first = builder.emit("eq", steps, Const(0))
    middle = builder.emit("eq", builder.emit("mul", Const(2), steps), n)
    weights = builder.emit("sub", builder.emit("sub", Const(2.0), first), middle)
    return weights_along(scope, weights, out, axis)


@idiom
def end_weights(
    scope: Scope, out: Operand, axis: Operand, place: Const, weight: Const
) -> Value:
    """Ones along an axis, but for one end."""
    builder = scope.builder
    n = size_along(scope, out, axis)
    steps = builder.emit("np.arange", n)
    end: Operand = place
    if place.value < 0:
        end = builder.emit("sub", n, Const(-place.value))
    special = builder.emit("eq", steps, end)
    weights = builder.emit("np.where", special, weight, Const(1.0))
    return weights_along(scope, weights, out, axis)
