"""Broadcasting, in one place: adjoints that are smaller than their primal, and unbroadcasting.

An adjoint may be *broadcastable* to the shape of its primal instead of having it: the adjoint
of `x` in `np.sum(x)` is the number `out_bar`, and `np.sum(s * t)` gives `s_bar = out_bar * t`
with no array of equal numbers. Such an adjoint says so by the dimensions of its kind. One whose
dimensions are unknown has the full shape, always: whoever makes it fills it first.
"""

from __future__ import annotations

from adgen.ir.build import Builder
from adgen.ir.kinds import UNKNOWN, Array, Kind, Listing, Number, may_be_one, same_dim
from adgen.ir.nodes import Apply, Const, Operand, Pack
from adgen.rules.dtypes import class_of, is_complex, is_real
from adgen.rules.infer import cautious_kinds
from adgen.rules.shapes import (
    Dims,
    dims_of,
    is_full,
    is_scalar,
    is_vague,
)

__all__ = [
    "broadcast_like",
    "fill",
    "in_field",
    "is_full",
    "to_operand",
    "to_real",
    "unbroadcast",
]


def fill(value: Operand, like: Operand, builder: Builder) -> Operand:
    """`value` broadcast to the shape of `like`; what has that shape already is left alone."""
    kind, wanted = builder.kind_of(value), builder.kind_of(like)
    if is_full(kind, wanted):
        return value
    return broadcast_like(value, like, builder)


def broadcast_like(value: Operand, like: Operand, builder: Builder) -> Operand:
    """`np.broadcast_to(value, np.shape(like))`, or zeros where the value is a literal zero."""
    wanted = builder.kind_of(like)
    if isinstance(wanted, Listing):
        return builder.emit("list.fill", value, builder.emit("len", like))
    if value == Const(0.0) or value == Const(0):
        return builder.emit("np.zeros_like", like, kind=wanted)
    shape = builder.emit("np.shape", like)
    dtype = class_of(builder.kind_of(value))
    if dtype is None and builder.infer is cautious_kinds:  # it may be complex
        return builder.emit("np.broadcast_to", value, shape, kind=UNKNOWN)
    kind = Array(dtype or "float", dims_of(wanted))
    return builder.emit("np.broadcast_to", value, shape, kind=kind)


def needs_no_sum(operand: Kind, result: Kind) -> bool:
    """True if the operand has the shape of the result in every run."""
    dims, wide = dims_of(operand), dims_of(result)
    if dims is None or wide is None or len(dims) != len(wide):
        return False
    return all(same_dim(n, m) or not may_be_one(n) for n, m in zip(dims, wide))


def to_operand(
    value: Operand, operand: Operand, result: Kind, builder: Builder
) -> Operand:
    """`value`, of the shape of the result, summed to the shape of the operand."""
    kind = builder.kind_of(operand)
    opposite = _just_negated(value, builder)
    if opposite is not None and not needs_no_sum(kind, result):
        # The sum is smaller: it is cheaper negated than its terms.
        return builder.emit("neg", to_operand(opposite, operand, result, builder))
    if needs_no_sum(kind, result):
        return to_real(value, kind, builder)
    dims, wide = dims_of(kind), dims_of(result)
    if dims == ():
        summed = value
        if not is_scalar(builder.kind_of(value)):
            summed = builder.emit("np.sum", value)
        return to_real(summed, kind, builder)
    axes = None if dims is None or wide is None else _summed_axes(dims, wide)
    known = builder.kind_of(value)
    if axes is None or is_vague(known) and dims_of(known) is None and wide is None:
        return _at_run_time(value, operand, builder)
    axis, keep = _in_value(axes, len(wide or ()) - len(dims_of(known) or wide or ()))
    keywords: list[tuple[str, Operand]] = [("axis", axis)] + (
        [("keepdims", Const(True))] if keep else []
    )
    return to_real(builder.emit("np.sum", value, kwargs=keywords), kind, builder)


def _just_negated(value: Operand, builder: Builder) -> Operand | None:
    """What was negated, if the last statement did no more than that."""
    last = builder.statements[-1] if builder.statements else None
    if isinstance(last, Apply) and last.fn == "neg" and last.results == (value,):
        return last.args[0]
    return None


def _in_value(axes: tuple[tuple[int, ...], bool], missing: int) -> tuple[Operand, bool]:
    """The axes as operand, counted in a value that lacks so many of the first axes."""
    numbers = [Const(axis - missing) for axis in axes[0]]
    axis = numbers[0] if len(numbers) == 1 else Pack("tuple", tuple(numbers))
    return axis, axes[1]


def unbroadcast(value: Operand, like: Operand, builder: Builder) -> Operand:
    """`value` summed to the shape of `like`, a variable that was broadcast to its shape."""
    return to_operand(value, like, builder.kind_of(value), builder)


def _summed_axes(dims: Dims, wide: Dims) -> tuple[tuple[int, ...], bool] | None:
    """The axes to sum over and whether they are kept, where that is known for every run."""
    extra = len(wide) - len(dims)
    ones: list[int] = []
    for position, (n, m) in enumerate(zip(dims, wide[extra:])):
        if same_dim(n, m) or not may_be_one(n):
            continue
        if n != 1:
            return None
        ones.append(position + extra)
    if ones and extra:
        return None
    return tuple(ones or range(extra)), bool(ones)


def _at_run_time(value: Operand, operand: Operand, builder: Builder) -> Operand:
    """`value` in the shape of an operand, and real if that is: found when the program runs."""
    wanted = builder.kind_of(operand)
    kind: Kind = wanted
    value_class = class_of(builder.kind_of(value))
    if isinstance(wanted, Array) and value_class is not None:
        complex_to_real = is_complex(builder.kind_of(value)) and is_real(wanted)
        kind = Array(wanted.dtype if complex_to_real else value_class, wanted.dims)
    return builder.emit("unbroadcast", value, operand, kind=kind)


def to_real(value: Operand, operand: Kind, builder: Builder) -> Operand:
    """The real part of an adjoint that may be complex, where the operand is real."""
    if is_real(operand) and not is_real(builder.kind_of(value)):
        return builder.emit("np.real", value)
    return value


def in_field(value: Operand, operand: Kind, builder: Builder) -> Operand:
    """An adjoint that is real where the operand is, and complex where that is.

    Where `dtype=float` drops imaginary parts it is real: in memory of real numbers what other
    uses add would not fit.
    """
    if is_complex(operand) and is_real(builder.kind_of(value)):
        return builder.emit("add", value, Const(0j))
    return to_real(value, operand, builder)


def count(value: Operand, like: Operand, builder: Builder) -> Operand:
    """`value` added to itself once for each element of `like`; both are known to be needed."""
    if isinstance(builder.kind_of(like), Number):
        return value
    return builder.emit("mul", builder.emit("np.size", like), value)
