"""Adjoints of what joins arrays, and of conversions between lists and arrays."""

from __future__ import annotations

from adgen.ir.kinds import Array, Kind, Listing
from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.broadcasting import broadcast_like, fill, to_operand
from adgen.rules.formula import Scope, Value, idiom
from adgen.rules.idioms.axes import NONE, WHOLE
from adgen.rules.idioms.parts import rank
from adgen.rules.idioms.refusals import refusal
from adgen.rules.idioms.shaping import as_shaped, joined_parts
from adgen.rules.shapes import dims_of, is_vague
from adgen.rules.structure import tangent_kind

# joining -----------------------------------------------------------------------------


@idiom
def at_least(scope: Scope, arrays: Operand, wanted: Const) -> Value:
    """The arrays of a sequence with at least so many dimensions."""
    fn = {1: "np.atleast_1d", 2: "np.atleast_2d", 3: "np.atleast_3d"}[wanted.value]
    if not isinstance(arrays, Pack):
        deep = isinstance(scope.builder.kind_of(arrays), Array) and wanted.value == 3
        index = _IN_DEPTH.get(rank(scope, arrays)) if deep else None
        return arrays if index is None else scope.emit("getitem", arrays, index)
    items: list[Operand] = []
    for item in arrays.items:
        dims = dims_of(scope.builder.kind_of(item))
        enough = dims is not None and len(dims) >= wanted.value
        items.append(item if enough else scope.builder.emit(fn, item))
    return Pack("tuple", tuple(items))


_DEEP = Pack("tuple", (Const(Ellipsis), NONE))
_IN_DEPTH = {
    1: Pack("tuple", (WHOLE, NONE, NONE, NONE)),
    2: Pack("tuple", (WHOLE, NONE, WHOLE, NONE)),
    3: _DEEP,
}
"""How the rows of an array of that rank get at least three dimensions."""


@idiom
def horizontal(scope: Scope, arrays: Operand) -> Value:
    """The axis `np.hstack` joins: the first of vectors, else the second."""
    first = arrays.items[0] if isinstance(arrays, Pack) else arrays
    number = rank(scope, first) - (0 if isinstance(arrays, Pack) else 1)
    return Const(0 if number <= 1 else 1)


@idiom
def columns(scope: Scope, arrays: Operand) -> Value:
    """The arrays of a sequence, vectors as matrices of one column."""
    if isinstance(scope.builder.kind_of(arrays), Array):
        deep = rank(scope, arrays) == 2
        return scope.emit("getitem", arrays, _DEEP) if deep else arrays
    if not isinstance(arrays, Pack):
        raise refusal(scope, "how many arrays there are")
    items: list[Operand] = []
    for item in arrays.items:
        axes = rank(scope, item)
        if axes == 0:
            items.append(scope.builder.emit("np.atleast_2d", item))
            continue
        index = Pack("tuple", (WHOLE, NONE))
        items.append(scope.builder.emit("getitem", item, index) if axes == 1 else item)
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
def filled(scope: Scope, value: Value, like: Operand) -> Value:
    """A tangent that moves all of a result alike, in the shape of the result."""
    if value is None:
        return None
    if is_vague(scope.builder.kind_of(value)):
        return broadcast_like(value, like, scope.builder)
    return fill(value, like, scope.builder)


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
