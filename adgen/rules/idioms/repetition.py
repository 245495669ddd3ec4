"""Adjoints of what repeats, pads, shifts and differences arrays."""

from __future__ import annotations

from adgen.ir.kinds import Number
from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.broadcasting import unbroadcast
from adgen.rules.formula import Scope, Value, idiom
from adgen.rules.idioms.axes import NONE, along, reverse
from adgen.rules.idioms.parts import axis_of, rank, taken_back
from adgen.rules.idioms.refusals import refusal
from adgen.rules.idioms.shaping import reshaped
from adgen.rules.shapes import constant_of, dims_of, is_constant

# repeating ---------------------------------------------------------------------------


@idiom
def unrepeated(
    scope: Scope, bar: Value, a: Operand, repeats: Operand, axis: Operand
) -> Value:
    """The adjoint of `np.repeat`: the copies of each element added."""
    if bar is None:
        return None
    builder = scope.builder
    if isinstance(builder.kind_of(repeats), Number) and axis == NONE:
        rows = builder.emit("np.reshape", bar, Pack("tuple", (Const(-1), repeats)))
        total = builder.emit("np.sum", rows, kwargs=[("axis", Const(1))])
        return reshaped(scope, total, a)
    if axis == NONE:
        count = builder.emit("np.size", a)
    else:
        count = builder.emit("getitem", builder.emit("np.shape", a), axis)
    source = builder.emit("np.repeat", builder.emit("np.arange", count), repeats)
    return taken_back(scope, bar, a, source, axis)


@idiom
def untiled(scope: Scope, bar: Value, a: Operand, reps: Operand) -> Value:
    """The adjoint of `np.tile`: the tiles added."""
    if bar is None:
        return None
    builder, number = scope.builder, rank(scope, a)
    if isinstance(builder.kind_of(reps), Number):
        counts: tuple[Operand, ...] = (reps,)
    elif isinstance(reps, Pack):
        counts = reps.items
    else:
        raise refusal(scope, "`reps`")
    sizes: list[Operand] = [
        builder.emit("getitem", builder.emit("np.shape", a), Const(i))
        for i in range(number)
    ]
    longest = max(number, len(counts))
    sizes = [Const(1)] * (longest - number) + sizes
    counts = (Const(1),) * (longest - len(counts)) + counts
    shape = tuple(x for pair in zip(counts, sizes) for x in pair)
    tiles = builder.emit("np.reshape", bar, Pack("tuple", shape))
    axes = Pack("tuple", tuple(Const(2 * i) for i in range(longest)))
    return reshaped(scope, builder.emit("np.sum", tiles, kwargs=[("axis", axes)]), a)


@idiom
def unpadded(
    scope: Scope, bar: Value, array: Operand, width: Operand, mode: Operand
) -> Value:
    """The adjoint of `np.pad` with constants: the part that is the array itself."""
    if bar is None:
        return None
    if mode != Const("constant"):
        raise refusal(scope, "a `mode` other than 'constant'")
    number = rank(scope, array)
    pairs = _pad_widths(scope, width, number)
    items: list[Operand] = []
    for position, (before, after) in enumerate(pairs):
        stop: Operand
        if isinstance(after, Const):
            stop = Const(-after.value) if after.value else NONE
        else:
            # A width of 0 has no negative: the end is counted from the start.
            size = scope.builder.emit("np.shape", array)
            length = scope.builder.emit("getitem", size, Const(position))
            total = scope.binary("add", before, length)
            assert total is not None
            stop = total
        start = NONE if before == Const(0) else before
        items.append(Pack("slice", (start, stop, NONE)))
    index = items[0] if number == 1 else Pack("tuple", tuple(items))
    return scope.builder.emit("getitem", bar, index)


def _pad_widths(
    scope: Scope, width: Operand, number: int
) -> list[tuple[Operand, Operand]]:
    """The widths before and after each axis, as np.pad understands them."""
    if isinstance(scope.builder.kind_of(width), Number):
        return [(width, width)] * number
    if isinstance(width, Pack) and width.form == "dict":
        by_axis = {
            key.value % number: item for key, item in zip(width.keys, width.items)
        }
        return [
            pair
            for axis in range(number)
            for pair in _pad_widths(scope, by_axis.get(axis, Const(0)), 1)
        ]
    if isinstance(width, Pack):
        items = width.items
        if len(items) == 2 and not any(isinstance(i, Pack) for i in items):
            return [(items[0], items[1])] * number
        pairs = [
            (item.items[0], item.items[-1]) if isinstance(item, Pack) else (item, item)
            for item in items
        ]
        return pairs * number if len(pairs) == 1 else pairs
    raise refusal(scope, "`pad_width`")


@idiom
def differenced(
    scope: Scope, a: Value, n: Operand, axis: Operand, before: Value, after: Value
) -> Value:
    """`np.diff`, which takes None for an end as a value of that end."""
    if a is None or before is None or after is None:
        return None
    settings = {"n": (n, Const(1)), "axis": (axis, Const(-1))}
    settings |= {"prepend": (before, NONE), "append": (after, NONE)}
    given = {key: value for key, (value, usual) in settings.items() if value != usual}
    return scope.emit("np.diff", a, **given)


@idiom
def undifferenced(scope: Scope, bar: Value, n: Operand, axis: Operand) -> Value:
    """The adjoint of `np.diff`: the negative differences, zeros at both ends."""
    if bar is None:
        return None
    if not is_constant(n):
        raise refusal(scope, "`n`")
    times = constant_of(n)
    assert isinstance(times, int)
    for _ in range(times):
        ends = {"prepend": Const(0.0), "append": Const(0.0)}
        bar = scope.negative(scope.emit("np.diff", bar, axis=axis, **ends))
    return bar


@idiom
def no_longer(
    scope: Scope, value: Value, a: Operand, axis: Operand, n: Operand
) -> Value:
    """An adjoint of n differences cut to the length of the array.

    Of fewer than n numbers np.diff leaves nothing, and the zeros at the ends are n.
    """
    if value is None:
        return None
    if not (is_constant(n) and is_constant(axis)):
        raise refusal(scope, "`n`" if is_constant(axis) else "`axis`")
    times, dims = constant_of(n), dims_of(scope.builder.kind_of(a))
    assert isinstance(times, int)
    length = None if dims is None else dims[axis_of(scope, axis, a)]
    if times < 2 or isinstance(length, int) and length >= times:
        return value
    stop = _end_length(scope, a, axis)
    return along(scope, value, axis, Pack("slice", (NONE, stop, NONE)))


@idiom
def without_first(scope: Scope, value: Value, axis: Operand, more: Operand) -> Value:
    """A value along an axis without its first element, if there is one more."""
    if value is None or is_constant(more) and not constant_of(more):
        return value
    return along(scope, value, axis, Pack("slice", (Const(1), NONE, NONE)))


@idiom
def with_zero(scope: Scope, value: Value, axis: Operand, more: Operand) -> Value:
    """A value along an axis after a zero, if there is one more element."""
    if value is None or is_constant(more) and not constant_of(more):
        return value
    first = along(scope, value, axis, Pack("slice", (NONE, Const(1), NONE)))
    zeros = scope.emit("np.zeros_like", first)
    assert zeros is not None
    joined = Pack("tuple", (zeros, value))
    return scope.emit("np.concatenate", joined, axis=axis)


@idiom
def without_ends(
    scope: Scope, value: Value, prepend: Operand, append: Operand, axis: Operand
) -> Value:
    """A value along an axis without what was put before and after the array."""
    if value is None or prepend == NONE and append == NONE:
        return value
    start: Operand = NONE if prepend == NONE else _end_length(scope, prepend, axis)
    stop: Operand = NONE
    if append != NONE:
        length = _end_length(scope, append, axis)
        stop = Const(-length.value) if isinstance(length, Const) else length
        if not isinstance(length, Const):
            stop = scope.builder.emit("neg", length)
    return along(scope, value, axis, Pack("slice", (start, stop, NONE)))


@idiom
def end_of(
    scope: Scope, value: Value, end: Operand, axis: Operand, side: Const
) -> Value:
    """The part of a value that belongs to what was put before (0) or after (-1) the array."""
    if value is None:
        return None
    length = _end_length(scope, end, axis)
    places: tuple[Operand, ...]
    if side == Const(0):
        places = (NONE, length, NONE)
    else:
        places = (scope.builder.emit("neg", length), NONE, NONE)
    part = along(scope, value, axis, Pack("slice", places))
    if part is None or rank(scope, end) > 0:
        return part
    return unbroadcast(part, end, scope.builder)


def _end_length(scope: Scope, end: Operand, axis: Operand) -> Operand:
    if rank(scope, end) == 0:
        return Const(1)
    return scope.builder.emit("getitem", scope.builder.emit("np.shape", end), axis)


@idiom
def zeros_of(scope: Scope, value: Operand) -> Value:
    """Zeros like an operand that may be the constant None."""
    if value == NONE:
        return NONE
    if isinstance(scope.builder.kind_of(value), Number):
        return Const(0.0)
    return scope.builder.emit("np.zeros_like", value)


# order -------------------------------------------------------------------------------


@idiom
def negated(scope: Scope, shift: Operand) -> Value:
    """The opposite of a shift, or of each of several."""
    if isinstance(shift, Pack):
        items = [scope.negative(item) for item in shift.items]
        return Pack("tuple", tuple(item for item in items if item is not None))
    return scope.negative(shift)


@idiom
def rolled_back(
    scope: Scope, bar: Value, a: Operand, axis: Operand, start: Operand
) -> Value:
    """The adjoint of `np.rollaxis`: the axis moved to where it was."""
    if bar is None:
        return None
    place = axis_of(scope, axis, a)
    begin = constant_of(start)
    assert isinstance(begin, int)
    begin += rank(scope, a) if begin < 0 else 0
    now = begin if begin <= place else begin - 1
    return scope.builder.emit("np.moveaxis", bar, Const(now), Const(place))


@idiom
def reversed_sum(scope: Scope, bar: Value, axis: Operand) -> Value:
    """The running sum from the end: the adjoint of a running sum."""
    if bar is None:
        return None
    turned = reverse(scope, bar, axis)
    return reverse(scope, scope.emit("np.cumsum", turned, axis=axis), axis)
