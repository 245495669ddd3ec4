"""Adjoints of what picks, repeats, pads and joins: indices and slices of the other array."""

from __future__ import annotations

from adgen.errors import KindError
from adgen.ir.build import Builder
from adgen.ir.kinds import Kind, Listing, Number
from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.broadcasting import broadcast_like, to_operand
from adgen.rules.formula import Scope, Value, idiom
from adgen.rules.idioms.axes import NONE, WHOLE, along, reverse
from adgen.rules.idioms.shaping import as_shaped, joined_parts, reshaped
from adgen.rules.inference.reductions import normal_axes
from adgen.rules.structure import tangent_kind
from adgen.rules.shapes import constant_of, dims_of, is_constant, is_vague, same_dim


def rank(scope: Scope, operand: Operand, why: str = "the rank of its operand") -> int:
    """The rank of an operand; refuses where it is not known."""
    dims = dims_of(scope.builder.kind_of(operand))
    if dims is None:
        raise refusal(scope, why)
    return len(dims)


def refusal(scope: Scope, why: str) -> KindError:
    """The error for a derivative that depends on what is not known."""
    return KindError(
        f"the derivative of {scope.rule.name} depends on {why}, which is not known here",
        scope.apply.span,
        "Write that argument as a constant, or annotate the arguments.",
    )


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
    builder: Builder, like: Operand, index: Operand, value: Operand
) -> Operand:
    """Zeros like an operand, with `value` added at `index`."""
    kind = builder.kind_of(like)
    zeros = builder.emit("np.zeros_like", like, kind=kind)
    return builder.store(zeros, index, value, "add", kind=kind)


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
    number = rank(scope, arr)
    if number == 1:
        return zeros_with(builder, arr, indices, bar)
    place = axis_of(scope, axis, arr)
    items: list[Operand] = []
    shape = builder.emit("np.shape", indices)
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
    scope: Scope, bar: Value, a: Operand, indices: Operand, axis: Operand
) -> Value:
    """The adjoint of `np.take`: each element added where it was taken."""
    if bar is None:
        return None
    builder = scope.builder
    if axis == NONE:
        flat = builder.emit("np.ravel", a)
        return reshaped(scope, zeros_with(builder, flat, indices, bar), a)
    if not is_constant(axis):
        raise refusal(scope, "`axis`")
    place = constant_of(axis)
    assert isinstance(place, int)
    if place < 0:
        place += rank(scope, a)
    items = (WHOLE,) * place + (indices,)
    index = items[0] if len(items) == 1 else Pack("tuple", items)
    return zeros_with(builder, a, index, bar)


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
    return zeros_with(builder, a, Pack("tuple", tuple(items)), bar)


def _shifted(builder: Builder, steps: Operand, by: int) -> Operand:
    return steps if by == 0 else builder.emit("add", steps, Const(by))


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
def without_ends(
    scope: Scope, value: Value, prepend: Operand, append: Operand, axis: Operand
) -> Value:
    """A value along an axis without what was put before and after the array."""
    if value is None or prepend == NONE and append == NONE:
        return value
    start = NONE if prepend == NONE else _end_length(scope, prepend, axis)
    stop = NONE
    if append != NONE:
        length = _end_length(scope, append, axis)
        stop = Const(-length.value) if isinstance(length, Const) else length
        if not isinstance(length, Const):
            stop = scope.builder.emit("neg", length)
    return along(scope, value, axis, Pack("slice", (start, stop, NONE)))


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


# joining -----------------------------------------------------------------------------


@idiom
def at_least(scope: Scope, arrays: Operand, wanted: Const) -> Value:
    """The arrays of a sequence with at least so many dimensions."""
    fn = {1: "np.atleast_1d", 2: "np.atleast_2d", 3: "np.atleast_3d"}[wanted.value]
    if not isinstance(arrays, Pack):
        return arrays
    items: list[Operand] = []
    for item in arrays.items:
        dims = dims_of(scope.builder.kind_of(item))
        enough = dims is not None and len(dims) >= wanted.value
        items.append(item if enough else scope.builder.emit(fn, item))
    return Pack("tuple", tuple(items))


@idiom
def horizontal(scope: Scope, arrays: Operand) -> Value:
    """The axis `np.hstack` joins: the first of vectors, else the second."""
    first = arrays.items[0] if isinstance(arrays, Pack) else arrays
    number = rank(scope, first) - (0 if isinstance(arrays, Pack) else 1)
    return Const(0 if number <= 1 else 1)


@idiom
def columns(scope: Scope, arrays: Operand) -> Value:
    """The arrays of a sequence, vectors as matrices of one column."""
    if not isinstance(arrays, Pack):
        raise refusal(scope, "how many arrays there are")
    items: list[Operand] = []
    for item in arrays.items:
        vector = rank(scope, item) == 1
        index = Pack("tuple", (WHOLE, NONE))
        items.append(scope.builder.emit("getitem", item, index) if vector else item)
    return Pack("tuple", tuple(items))


@idiom
def appended_part(
    scope: Scope,
    bar: Value,
    arr: Operand,
    values: Operand,
    axis: Operand,
    which: Const,
) -> Value:
    """The part of the adjoint of `np.append` that belongs to one of the two."""
    parts = joined_parts(scope, bar, Pack("tuple", (arr, values)), axis)
    return parts.items[which.value] if isinstance(parts, Pack) else None


# conversions -------------------------------------------------------------------------


def depth_of(kind: Kind) -> int:
    """How many levels of lists there are: 2 for a list of lists of numbers."""
    match kind:
        case Listing((field,)):
            return 1 + depth_of(field)
        case Listing():
            return 1
        case _:
            return 0


@idiom
def unpacked(scope: Scope, bar: Value, value: Operand) -> Value:
    """The adjoint of `np.array(value)`: itself, or a list of its rows, or lists in a list."""
    if bar is None or isinstance(value, Pack):
        return bar
    kind = scope.builder.kind_of(value)
    if isinstance(kind, Listing):
        depth = depth_of(kind)
        if depth == 1:
            return scope.builder.emit("list", bar)
        return scope.builder.emit(
            "list.nested", bar, Const(depth), kind=tangent_kind(kind)
        )
    return as_shaped(scope, bar, value)


@idiom
def unlisted(scope: Scope, bar: Value, value: Operand) -> Value:
    """The adjoint of `list(value)`."""
    if bar is None or isinstance(scope.builder.kind_of(value), Listing):
        return bar
    return scope.builder.emit("np.array", bar, kind=scope.builder.kind_of(value))


@idiom
def like_array(scope: Scope, bar: Value, array: Operand) -> Value:
    """The adjoint of `np.broadcast_to`: summed to the shape of the array."""
    if bar is None:
        return None
    builder, out = scope.builder, scope.apply.results[0]
    wide = builder.kind_of(out)
    known = dims_of(builder.kind_of(bar))
    if known != dims_of(wide) or is_vague(builder.kind_of(bar)):
        bar = broadcast_like(bar, out, builder)
    return to_operand(bar, array, wide, builder)


@idiom
def reversed_sum(scope: Scope, bar: Value, axis: Operand) -> Value:
    """The running sum from the end: the adjoint of a running sum."""
    if bar is None:
        return None
    turned = reverse(scope, bar, axis)
    return reverse(scope, scope.emit("np.cumsum", turned, axis=axis), axis)
