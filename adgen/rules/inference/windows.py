"""Kinds of windows that slide over an array: its axes shorter, and those of a window."""

from __future__ import annotations

from adgen.ir.kinds import Dim, Kind
from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.dtypes import class_of
from adgen.rules.infer import Question, array, inference
from adgen.rules.inference.shaping import has_axes
from adgen.rules.shapes import constant_of, dims_of, is_constant, total


@inference
def windows(question: Question) -> Kind:
    """`sliding_window_view(x, window_shape, axis)`: as many windows as fit, then their axes."""
    kind = question.kind("x")
    dtype, dims = class_of(kind), dims_of(kind)
    axis = question.bound["axis"]
    if dims is None or not is_constant(axis):
        return array(dtype, None)
    sizes = _sizes(question.bound["window_shape"])
    given = constant_of(axis)
    axes = tuple(range(len(dims))) if given is None else _axes(given)
    fits = has_axes(dims, *axes)
    if sizes is None or not fits or len(axes) != len(sizes):
        return array(dtype, None)
    left = list(dims)
    for place, size in zip(axes, sizes):
        fewer = 1 - size if isinstance(size, int) else "?"
        left[place] = total([left[place], fewer])
    return array(dtype, (*left, *sizes))


def _axes(given: object) -> tuple[int, ...]:
    """In their order, and as often as they are named."""
    axes = given if isinstance(given, tuple) else (given,)
    return tuple(axis for axis in axes if isinstance(axis, int))


def _sizes(shape: Operand) -> tuple[Dim, ...] | None:
    """Those of a window; None if it is not seen how many they are."""
    match shape:
        case Const(value=int(size)):
            return (size,)
        case Pack(form="tuple" | "list", items=items):
            return tuple(_size(item) for item in items)
        case Const(value=tuple(items)):
            return tuple(items)
        case _:
            return None


def _size(operand: Operand) -> Dim:
    value = operand.value if isinstance(operand, Const) else None
    return value if isinstance(value, int) else "?"
