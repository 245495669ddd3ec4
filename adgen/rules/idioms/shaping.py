"""Adjoints of what joins, cuts and repeats arrays: the parts of an adjoint.

np.concatenate((a, b))    parts   out_bar[:len(a)], out_bar[len(a):]
"""

from __future__ import annotations

from adgen.errors import KindError
from adgen.ir.kinds import Array, Listing, Number, Structure
from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.formula import Scope, Value, idiom, is_zero
from adgen.rules.idioms.axes import along
from adgen.rules.inference.reductions import normal_axes
from adgen.rules.shapes import Dims, constant_of, dims_of, is_constant

NONE = Const(None)
WHOLE = Pack("slice", (NONE, NONE, NONE))


def reshaped(scope: Scope, value: Operand, operand: Operand) -> Operand:
    """`value` in the shape of an operand that has as many elements."""
    builder = scope.builder
    dims, known = dims_of(builder.kind_of(operand)), dims_of(builder.kind_of(value))
    if dims is not None and dims == known and "?" not in dims:
        return value
    if dims is not None and known is not None and len(dims) == len(known) == 1:
        return value  # as many elements in one dimension are as long
    if isinstance(builder.kind_of(operand), Number):
        return builder.emit("np.sum", value)
    shape: Operand
    if dims is not None and all(isinstance(dim, int) for dim in dims):
        shape = Pack("tuple", tuple(Const(dim) for dim in dims))
    else:
        shape = builder.emit("np.shape", operand)
    return builder.emit("np.reshape", value, shape)


@idiom
def as_shaped(scope: Scope, value: Value, operand: Operand) -> Value:
    """`value` reshaped to the operand's shape; each part of a structure by itself."""
    if value is None:
        return None
    if isinstance(operand, Pack) and isinstance(value, Pack):
        parts = [as_shaped(scope, v, o) for v, o in zip(value.items, operand.items)]
        return Pack("tuple", tuple(part for part in parts if part is not None))
    if isinstance(scope.builder.kind_of(operand), Listing):
        return value
    return reshaped(scope, value, operand)


@idiom
def joined_parts(scope: Scope, bar: Value, arrays: Operand, axis: Operand) -> Value:
    """The parts of the adjoint of a concatenation along an axis, one for each array."""
    if bar is None:
        return None
    kind = scope.builder.kind_of(arrays)
    if isinstance(kind, Listing):
        return _pieces_of_list(scope, bar, arrays, kind, axis)
    if isinstance(kind, Array) and kind.dims:
        return _rows_apart(scope, bar, arrays, kind.dims, axis)
    items = _items(scope, arrays)
    if axis == NONE:
        flat: list[Operand] = [scope.builder.emit("np.size", item) for item in items]
        parts = _cut(scope, bar, flat, Const(0))
        return Pack("tuple", tuple(reshaped(scope, p, i) for p, i in zip(parts, items)))
    lengths = [_length(scope, item, axis) for item in items]
    return Pack("tuple", tuple(_cut(scope, bar, lengths, axis)))


def _rows_apart(
    scope: Scope, bar: Operand, rows: Operand, dims: Dims, axis: Operand
) -> Operand:
    """The adjoint of an array whose rows were joined along an axis."""
    axes = (0,) if axis == NONE else normal_axes(_known(axis), max(len(dims) - 1, 1))
    if axes is None or len(axes) != 1:
        raise KindError(
            f"adgen has no rule for {scope.rule.name} of the rows of an array along this axis",
            scope.apply.span,
            "Use np.reshape and np.moveaxis.",
        )
    builder, place = scope.builder, axes[0]
    if place == 0:
        return reshaped(scope, bar, rows)
    shape = builder.emit("np.shape", rows)
    order = (*range(1, place + 1), 0, *range(place + 1, len(dims)))
    sizes = [builder.emit("getitem", shape, Const(i)) for i in order]
    apart = builder.emit("np.reshape", bar, Pack("tuple", tuple(sizes)))
    return builder.emit("np.moveaxis", apart, Const(place), Const(0))


def _known(axis: Operand) -> object:
    return constant_of(axis) if is_constant(axis) else None


def _pieces_of_list(
    scope: Scope, bar: Operand, arrays: Operand, kind: Listing, axis: Operand
) -> Operand:
    """The parts that belong to the entries of a list that was made at run time."""
    dims = dims_of(kind.fields[0]) if len(kind.fields) == 1 else None
    if scope.rule.name == "np.vstack" and dims is not None and len(dims) == 1:
        return scope.builder.emit("list", bar, kind=kind)
    joins = scope.rule.name == "np.concatenate" or (dims is not None and len(dims) > 1)
    if axis == NONE or not is_constant(axis) or not joins:
        raise KindError(
            f"adgen has no rule for {scope.rule.name} of a list of unknown length",
            scope.apply.span,
            "Use np.concatenate along an axis, or np.stack.",
        )
    along_axis = () if axis == Const(0) else (axis,)
    return scope.builder.emit("list.pieces", bar, arrays, *along_axis, kind=kind)


def _items(scope: Scope, arrays: Operand) -> list[Operand]:
    """The arrays of a sequence operand, whose number must be known."""
    if isinstance(arrays, Pack):
        return list(arrays.items)
    kind = scope.builder.kind_of(arrays)
    number = len(kind.items) if isinstance(kind, Structure) else None
    dims = dims_of(kind)
    if number is None and dims and isinstance(dims[0], int):
        number = dims[0]
    if number is None:
        raise KindError(
            f"adgen has no rule for {scope.rule.name} of a list of unknown length",
            scope.apply.span,
            "Write the arrays out, or fill an array made with np.empty.",
        )
    return [scope.builder.emit("getitem", arrays, Const(i)) for i in range(number)]


def _length(scope: Scope, item: Operand, axis: Operand) -> Operand:
    builder = scope.builder
    dims = dims_of(builder.kind_of(item))
    if dims is not None and is_constant(axis):
        axes = normal_axes(constant_of(axis), len(dims))
        if axes is not None:
            known = dims[axes[0]]
            if isinstance(known, int):
                return Const(known)
            if axes[0] == 0:
                return builder.emit("len", item)
    return builder.emit("getitem", builder.emit("np.shape", item), axis)


def _cut(
    scope: Scope, bar: Operand, lengths: list[Operand], axis: Operand
) -> list[Operand]:
    """Consecutive pieces of these lengths."""
    start: Operand = NONE
    pieces: list[Operand] = []
    for position, length in enumerate(lengths):
        last = position == len(lengths) - 1
        begun = Const(0) if start == NONE else start
        stop = NONE if last else scope.binary("add", begun, length)
        assert stop is not None
        if start == NONE and last:
            pieces.append(bar)
            continue
        piece = along(scope, bar, axis, Pack("slice", (start, stop, NONE)))
        assert piece is not None
        pieces.append(piece)
        start = stop
    return pieces


@idiom
def stacked_parts(scope: Scope, bar: Value, arrays: Operand, axis: Operand) -> Value:
    """The slices of the adjoint of `np.stack`, one for each array."""
    if bar is None:
        return None
    kind = scope.builder.kind_of(arrays)
    if isinstance(kind, Listing):
        rows = bar
        if axis != Const(0):
            rows = scope.builder.emit("np.moveaxis", bar, axis, Const(0))
        return scope.builder.emit("list", rows, kind=kind)
    if isinstance(kind, Array):
        return (
            bar if axis == Const(0) else scope.emit("np.moveaxis", bar, axis, Const(0))
        )
    parts = [
        along(scope, bar, axis, Const(i)) for i in range(len(_items(scope, arrays)))
    ]
    return Pack("tuple", tuple(part for part in parts if part is not None))


@idiom
def inverse_permutation(scope: Scope, axes: Operand) -> Value:
    """The axes that undo a transposition."""
    order = constant_of(axes) if is_constant(axes) else None
    if order is None:
        return scope.builder.emit("np.argsort", axes) if axes != NONE else NONE
    assert isinstance(order, tuple | list)
    rank = len(order)
    normal = [i % rank for i in order]
    return Pack("tuple", tuple(Const(normal.index(i)) for i in range(rank)))


@idiom
def as_sequence(scope: Scope, value: Value, sequence: Operand) -> Value:
    """An array of adjoints as that of a sequence of numbers: a list for a list."""
    if value is None or isinstance(sequence, Pack):
        return value
    if isinstance(scope.builder.kind_of(sequence), Listing):
        return scope.builder.emit("list", value)
    return value


@idiom
def summed_products(scope: Scope, items: Pack, dots: Value) -> Value:
    """The sum of each item times its tangent."""
    assert isinstance(dots, Pack)
    total: Value = None
    for item, dot in zip(items.items, dots.items):
        if not is_zero(dot):
            total = scope.binary("add", total, scope.binary("mul", item, dot))
    return total


@idiom
def scaled_items(scope: Scope, value: Value, items: Pack) -> Value:
    """Each item times a value."""
    if value is None:
        return None
    parts = [scope.binary("mul", value, item) for item in items.items]
    return Pack("tuple", tuple(part for part in parts if part is not None))
