"""Kinds of what chooses, bounds, takes and orders elements."""

from __future__ import annotations

from functools import reduce

from adgen.ir.kinds import (
    ANY,
    UNKNOWN,
    Array,
    Kind,
    Listing,
    Number,
    Structure,
    Unknown,
    join,
)
from adgen.ir.nodes import Const, Operand, Pack, Var
from adgen.rules import dtypes
from adgen.rules.dtypes import class_of
from adgen.rules.infer import DTYPES, Question, array, broadcast_all, inference, shaped
from adgen.rules.inference.reductions import normal_axes, reduced_dims
from adgen.rules.shapes import (
    broadcast,
    constant_of,
    dims_of,
    is_constant,
    shortened,
)


def _pairs(question: Question, names: tuple[str, ...]) -> list[tuple[Operand, Kind]]:
    operands = [question.bound[name] for name in names]
    return [(op, question.kind_of(op)) for op in operands if op != Const(None)]


@inference
def where(question: Question) -> Kind:
    """`np.where(condition, x, y)`: an array, also of numbers."""
    dtype = dtypes.promote(_pairs(question, ("x", "y")))
    kinds = [kind for _, kind in _pairs(question, ("condition", "x", "y"))]
    dims = broadcast_all(kinds)
    return UNKNOWN if dims is None else array(dtype, dims)


@inference
def clip(question: Question) -> Kind:
    """`np.clip(a, a_min, a_max)`: elementwise, bounds that are None left out."""
    pairs = _pairs(question, ("a", "a_min", "a_max"))
    return shaped(dtypes.promote(pairs), broadcast_all([kind for _, kind in pairs]))


@inference
def power(question: Question) -> Kind:
    """`x ** y`; an int to the power of an int may be a float."""
    pairs = _pairs(question, ("x", "y"))
    dtype = DTYPES[question.rule.dtype or "number"](dtypes.promote(pairs))
    exponent = question.bound["y"]
    if dtype == "int" and all(isinstance(kind, Number) for _, kind in pairs):
        if not isinstance(exponent, Const) or exponent.value < 0:
            return UNKNOWN
    return shaped(dtype, broadcast_all([kind for _, kind in pairs]))


@inference
def first_elementwise(question: Question) -> Kind:
    """As the first operand; the others are settings."""
    kind = question.kind_of(next(iter(question.bound.values.values())))
    return shaped(class_of(kind), dims_of(kind))


@inference
def compared(question: Question) -> Kind:
    """Booleans, the first two operands broadcast."""
    kinds = [kind for _, kind in _pairs(question, ("a", "b"))]
    return shaped("bool", broadcast_all(kinds))


@inference
def ordering(question: Question) -> Kind:
    """`np.argsort(a, axis)`: integers of the same shape."""
    dims = dims_of(question.kind("a"))
    if question.bound.get("axis") == Const(None):
        dims = dims if dims is not None and len(dims) == 1 else (ANY,)
    return array("int", dims)


@inference
def extreme(question: Question) -> Kind:
    """Python's `max(x, y, ...)` or `max(sequence)`: the kind of one of them."""
    values = question.bound["values"]
    assert isinstance(values, Pack)
    kinds = [question.kind_of(item) for item in values.items]
    if len(kinds) == 1:
        match kinds[0]:
            case Listing((field,)):
                kinds = [field]
            case Structure(_, items, _) if items:
                kinds = list(items)
            case Array(dtype, (_,)):
                kinds = [Number(dtype)]
            case _:
                return UNKNOWN
    return reduce(join, kinds) if kinds else UNKNOWN


@inference
def take(question: Question) -> Kind:
    """`np.take(a, indices, axis)`: the indices in the place of the axis."""
    kind, indices = question.kind("a"), question.kind("indices")
    dims, chosen = dims_of(kind), dims_of(indices)
    axis = question.bound["axis"]
    if dims is None or chosen is None or not is_constant(axis):
        return UNKNOWN
    if axis == Const(None):
        return shaped(class_of(kind), chosen)
    axes = normal_axes(constant_of(axis), len(dims))
    if axes is None:
        return UNKNOWN
    place = axes[0]
    return shaped(class_of(kind), dims[:place] + chosen + dims[place + 1 :])


@inference
def taken_along(question: Question) -> Kind:
    """`np.take_along_axis(arr, indices)`: of the rank of both."""
    dims = dims_of(question.kind("indices"))
    known = dims_of(question.kind("arr"))
    axis = question.bound["axis"]
    if axis == Const(None):
        return array(class_of(question.kind("arr")), (ANY,))
    if dims is None or known is None or len(dims) != len(known):
        return array(class_of(question.kind("arr")), None)
    axes = normal_axes(constant_of(axis), len(dims)) if is_constant(axis) else None
    both = broadcast(known, dims)
    if axes is None or both is None:
        return array(class_of(question.kind("arr")), (ANY,) * len(dims))
    mixed = tuple(d if i in axes else n for i, (n, d) in enumerate(zip(both, dims)))
    return array(class_of(question.kind("arr")), mixed)


@inference
def one_dimension_last(question: Question) -> Kind:
    """One dimension of unknown length, of the dtype of the last operand."""
    last = list(question.bound.values.values())[-1]
    return array(class_of(question.kind_of(last)), (ANY,))


@inference
def differences_in_a_row(question: Question) -> Kind:
    """`np.ediff1d(ary, ...)`: what is put at the ends takes the dtype of the array."""
    return array(class_of(question.kind("ary")), (ANY,))


@inference
def difference(question: Question) -> Kind:
    """`np.diff(a, n, axis)`: shorter by n; with ends of unknown length otherwise."""
    kind = question.kind("a")
    dims = dims_of(kind)
    axis, times = question.bound["axis"], question.bound["n"]
    if dims is None or not (is_constant(axis) and isinstance(times, Const)):
        return UNKNOWN
    axes = normal_axes(constant_of(axis), len(dims))
    ends = [question.bound[end] for end in ("prepend", "append")]
    # The ends are made arrays first, so that even the literal 0.0 is a double.
    given = [kind, *(question.kind_of(end) for end in ends if end != Const(None))]
    dtype = dtypes.promote([(Var("end", 0), one) for one in given])
    if axes is None:
        return array(dtype, None)
    place = axes[0]
    by = times.value
    for end in ("prepend", "append"):
        if question.bound[end] == Const(None):
            continue
        by = by - 1 if dims_of(question.kind(end)) == () else None
        if by is None:
            break
    new = ANY if by is None else shortened(dims[place], by)
    return array(dtype, dims[:place] + (new,) + dims[place + 1 :])


@inference
def reduction_of_y(question: Question) -> Kind:
    """A reduction of the operand `y` along one axis."""
    kind = question.kind("y")
    pairs = [(op, question.kind_of(op)) for op in (question.bound["y"],)]
    x = question.bound.values.get("x", Const(None))
    if x != Const(None):
        pairs.append((x, question.kind_of(x)))
    dims = dims_of(kind)
    dtype = dtypes.to_float(dtypes.promote(pairs))
    return UNKNOWN if dims is None else shaped(dtype, reduced_dims(question, dims))


@inference
def listing_of(question: Question) -> Kind:
    """`list(iterable)` of an array or a list."""
    match question.kind("iterable"):
        case Listing() as listing:
            return listing
        case Array(dtype, (_,)):
            return Listing((Number(dtype),))
        case Array(dtype, (_, *rest)):
            return Listing((Array(dtype, tuple(rest)),))
        case Structure("tuple" | "list", items, _) if items:
            return Listing((reduce(join, items),))
        case Array() | Unknown():
            return Listing((UNKNOWN,))
        case _:
            return UNKNOWN


@inference
def nested(question: Question) -> Kind:
    """An array as lists in lists, `depth` levels deep."""
    kind, depth = question.kind("array"), question.bound["depth"]
    if not isinstance(kind, Array) or kind.dims is None or not isinstance(depth, Const):
        return UNKNOWN
    rest = kind.dims[depth.value :]
    found: Kind = Array(kind.dtype, rest) if rest else Number(kind.dtype)
    for _ in range(depth.value):
        found = Listing((found,))
    return found


@inference
def random_numbers(question: Question) -> Kind:
    """A number where no size and only numbers are given; else an array of floats."""
    from adgen.rules.inference.shaping import shape_dims

    if "size" not in question.bound.values:
        shape = question.bound["shape"]
        assert isinstance(shape, Pack)
        dims = shape_dims(shape, question)
        return shaped("float", dims)
    if question.bound["size"] != Const(None):
        return array("float", shape_dims(question.bound["size"], question))
    kinds = [question.kind_of(op) for op in question.bound.values.values()]
    return shaped("float", broadcast_all(kinds[:-1]))
