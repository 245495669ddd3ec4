"""Kinds of what changes the shape only: reshape, transpose, concatenate, repeat, ..."""

from __future__ import annotations

from adgen.ir.kinds import UNKNOWN, Array, Dim, Kind, Number, Other, Structure
from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules import dtypes
from adgen.rules.dtypes import class_of
from adgen.rules.infer import Question, array, inference
from adgen.rules.inference.asked import dtype_of_operand
from adgen.rules.inference.reductions import normal_axes
from adgen.rules.shapes import Dims, constant_of, dims_of, is_constant, total


def _first(question: Question) -> tuple[str | None, Dims | None]:
    kind = question.kind_of(next(iter(question.bound.values.values())))
    return class_of(kind), dims_of(kind)


def _together(question: Question) -> str | None:
    """The dtype of all numbers and arrays together: of an integer kernel and a real signal."""
    values = question.bound.values.values()
    pairs = [(value, question.kind_of(value)) for value in values]
    return dtypes.promote([pair for pair in pairs if not isinstance(pair[1], Other)])


@inference
def transpose(question: Question) -> Kind:
    """The dimensions reversed, or permuted."""
    dtype, dims = _first(question)
    axes = question.bound.get("axes")
    if dims is None or not is_constant(axes):
        return array(dtype, None)
    order = constant_of(axes)
    if order is None:
        return array(dtype, dims[::-1])
    if not isinstance(order, tuple | list) or len(order) != len(dims):
        return array(dtype, None)
    return array(dtype, tuple(dims[i] for i in order))


def has_axes(dims: Dims, *axes: int) -> bool:
    """False of what is not done: in a branch, say, that is for arrays of another rank."""
    return all(-len(dims) <= axis < len(dims) for axis in axes)


@inference
def swapaxes(question: Question) -> Kind:
    """Two dimensions exchanged."""
    dtype, dims = _first(question)
    names = list(question.bound.values)[1:3]
    if dims is None or not all(is_constant(question.bound[n]) for n in names):
        return array(dtype, None)
    i, j = (constant_of(question.bound[name]) for name in names)
    new = list(dims)
    if not isinstance(i, int) or not isinstance(j, int) or not has_axes(dims, i, j):
        return array(dtype, None)
    new[i], new[j] = dims[j], dims[i]
    return array(dtype, tuple(new))


@inference
def moveaxis(question: Question) -> Kind:
    """One dimension moved; several: the rank is kept."""
    dtype, dims = _first(question)
    source, target = question.bound["source"], question.bound["destination"]
    if dims is None or not (is_constant(source) and is_constant(target)):
        return array(dtype, None)
    i, j = constant_of(source), constant_of(target)
    if not isinstance(i, int) or not isinstance(j, int):
        return array(dtype, ("?",) * len(dims))
    if not has_axes(dims, i, j):
        return array(dtype, None)
    new = list(dims)
    dim = new.pop(i)
    new.insert(j % len(dims), dim)
    return array(dtype, tuple(new))


@inference
def reshape(question: Question) -> Kind:
    """The shape asked for, where it is written out."""
    dtype, dims = _first(question)
    shape = shape_dims(question.bound["shape"], question)
    if shape is None:
        return array(dtype, None)
    return array(dtype, _without_minus(shape, dims))


def _without_minus(shape: Dims, dims: Dims | None) -> Dims:
    """The dimension written as -1, where the others determine it."""
    if -1 not in shape:
        return shape
    if len(shape) == 1 and dims is not None and len(dims) == 1:
        return dims
    known = 1
    for dim in (*shape, *(dims or ("?",))):
        if not isinstance(dim, int):
            return tuple("?" if dim == -1 else dim for dim in shape)
    for dim in dims or ():
        known *= int(dim)
    for dim in shape:
        known //= int(dim) if dim != -1 and dim != 0 else 1
    return tuple(known if dim == -1 else dim for dim in shape)


def shape_dims(shape: Operand, question: Question) -> Dims | None:
    """The dimensions that a shape operand asks for (-1 stays)."""
    if isinstance(shape, Pack):
        return tuple(_asked(item, question.kind_of(item)) for item in shape.items)
    if isinstance(shape, Const) and isinstance(shape.value, tuple):
        return tuple(n if isinstance(n, int) else "?" for n in shape.value)
    kind = question.kind_of(shape)
    if isinstance(kind, Structure):
        return tuple(_size(item) for item in kind.items)
    if isinstance(kind, Number):
        return (_asked(shape, kind),)
    return None


def _asked(item: Operand, kind: Kind) -> Dim:
    if isinstance(item, Const) and isinstance(item.value, int):
        return item.value
    return _size(kind)


def _size(kind: Kind) -> Dim:
    """The dimension that an integer is the size of."""
    if isinstance(kind, Number) and kind.size is not None:
        return kind.size
    return "?"


@inference
def raveled(question: Question) -> Kind:
    """One dimension."""
    dtype, dims = _first(question)
    if dims is not None and len(dims) <= 1:
        return array(dtype, dims or (1,))
    if dims is not None and all(isinstance(dim, int) for dim in dims):
        size = 1
        for dim in dims:
            size *= int(dim)
        return array(dtype, (size,))
    return array(dtype, ("?",))


@inference
def broadcast_to(question: Question) -> Kind:
    """The shape asked for."""
    dtype, _ = _first(question)
    return array(dtype, shape_dims(question.bound["shape"], question))


@inference
def expand_dims(question: Question) -> Kind:
    """A 1 at each new axis."""
    dtype, dims = _first(question)
    axis = question.bound["axis"]
    if dims is None or not is_constant(axis):
        return array(dtype, None)
    given = constant_of(axis)
    number = len(given) if isinstance(given, tuple) else 1
    axes = normal_axes(given, len(dims) + number)
    if axes is None:
        return array(dtype, None)
    old = iter(dims)
    rank = len(dims) + number
    return array(dtype, tuple(1 if i in axes else next(old) for i in range(rank)))


@inference
def squeeze(question: Question) -> Kind:
    """Without the axes named; without names only where each dimension is known."""
    dtype, dims = _first(question)
    axis = question.bound.get("axis")
    if dims is None or not is_constant(axis):
        return array(dtype, None)
    given = constant_of(axis)
    if given is None:
        if not all(isinstance(dim, int) for dim in dims):
            return array(dtype, None)
        return array(dtype, tuple(dim for dim in dims if dim != 1))
    axes = normal_axes(given, len(dims))
    if axes is None:
        return array(dtype, None)
    return array(dtype, tuple(dim for i, dim in enumerate(dims) if i not in axes))


@inference
def same_array(question: Question) -> Kind:
    """An array of the same shape and dtype; a number becomes one of rank 0."""
    return array(*_first(question))


@inference
def triangle(question: Question) -> Kind:
    """`np.triu(m)`: as a matrix, or a stack of them; of a vector a matrix of such rows."""
    dtype, dims = _first(question)
    if dims is None or len(dims) != 1:
        return array(dtype, dims)
    return array(dtype, (*dims, *dims))


@inference
def same_rank(question: Question) -> Kind:
    """An array of the same rank, with other dimensions."""
    dtype, dims = _together(question), _first(question)[1]
    return array(dtype, None if dims is None else ("?",) * len(dims))


@inference
def other_sizes(question: Question) -> Kind:
    """Of the dtype and rank of the first operand, whatever is put at its ends."""
    dtype, dims = _first(question)
    if question.rule.name.startswith("np.polynomial."):
        dtype = dtypes.to_float(dtype)
    return array(dtype, None if dims is None else ("?",) * len(dims))


@inference
def padded(question: Question) -> Kind:
    """`np.pad(array, pad_width)`: longer by the numbers that are written out."""
    dtype, dims = _first(question)
    if dims is None:
        return array(dtype, None)
    widths = _widths(question.bound["pad_width"], len(dims))
    if len(widths) != len(dims):
        return array(dtype, ("?",) * len(dims))
    new = (total([a, n, b]) for n, (a, b) in zip(dims, widths))
    return array(dtype, tuple(new))


def _widths(operand: Operand, rank: int) -> list[tuple[Dim, Dim]]:
    """What is put before and behind each axis; nothing if that is not seen."""
    if isinstance(operand, Const):
        return [(_width(operand),) * 2] * rank
    items = _entries(operand)
    pairs = [_entries(item) for item in items]
    if len(items) == 2 and pairs == [(), ()]:
        pairs = [items]
    if any(len(pair) != 2 for pair in pairs):
        return []
    found = [(_width(before), _width(behind)) for before, behind in pairs]
    return found * rank if len(found) == 1 else found


def _entries(operand: Operand) -> tuple[Operand, ...]:
    """Those of a tuple or a list that is written out."""
    written = isinstance(operand, Pack) and operand.form in ("tuple", "list")
    return operand.items if isinstance(operand, Pack) and written else ()


def _width(operand: Operand) -> Dim:
    value = operand.value if isinstance(operand, Const) else None
    return value if type(value) is int and value >= 0 else "?"


@inference
def same_rank_or_one(question: Question) -> Kind:
    """An array of the same rank, with other dimensions; without an axis of one dimension."""
    dtype, dims = _first(question)
    if question.bound.get("axis") == Const(None):
        return array(dtype, ("?",))
    return array(dtype, None if dims is None else ("?",) * len(dims))


@inference
def as_array(question: Question) -> Kind:
    """The shape of the operand `array`, the dtype of `bar`."""
    dims = dims_of(question.kind("array"))
    return array(class_of(question.kind("bar")), dims)


@inference
def complex_like_a(question: Question) -> Kind:
    """A complex array of the same shape."""
    dtype, dims = _first(question)
    return array(dtypes.to_complex(dtype), dims)


@inference
def sorted_complex(question: Question) -> Kind:
    """`np.sort_complex(a)`: what is real becomes complex of double precision."""
    dtype, dims = _first(question)
    return array(dtype if dtype == "complex64" else "complex", dims)


@inference
def real_array(question: Question) -> Kind:
    """An array of the same shape; of a complex one nothing is known."""
    dtype, dims = _first(question)
    return array(dtype if dtypes.is_real(question.kind("a")) else None, dims)


@inference
def one_dimension(question: Question) -> Kind:
    """An array of one dimension of unknown length."""
    return array(_together(question), ("?",))


@inference
def unbroadcast(question: Question) -> Kind:
    """The shape of `like`, the dtype of `bar`."""
    bar, like = question.kind("bar"), question.kind("like")
    dims, dtype = dims_of(like), class_of(bar)
    if dtypes.is_complex(bar) and dtypes.is_real(like):
        dtype = dtypes.real_part(dtype)
    if isinstance(like, Number) and dtype is not None:
        return Number(dtype)
    return UNKNOWN if dtype is None or dims is None else Array(dtype, dims)


def _atleast(name: str, rank: int) -> None:
    def answer(question: Question) -> Kind:
        dtype, dims = _first(question)
        if dims is None:
            return array(dtype, None)
        if rank == 3 and len(dims) in (1, 2):
            return array(dtype, (1, *dims, 1) if len(dims) == 1 else (*dims, 1))
        return array(dtype, (1,) * (rank - len(dims)) + dims)

    answer.__name__ = name
    inference(answer)


_atleast("atleast_one", 1)
_atleast("atleast_two", 2)
_atleast("atleast_three", 3)


@inference
def last_exchanged(question: Question) -> Kind:
    """The last two dimensions exchanged."""
    dtype, dims = _first(question)
    if dims is None or len(dims) < 2:
        return array(dtype, None)
    return array(dtype, (*dims[:-2], dims[-1], dims[-2]))


@inference
def diag(question: Question) -> Kind:
    """A square matrix of a vector, the diagonal of a matrix."""
    dtype, dims = _first(question)
    if not dims:
        return array(dtype, None)
    if len(dims) == 2:
        return array(dtype, (_diagonal(dims[0], dims[1], question, "k"),))
    if question.bound["k"] == Const(0):
        return array(dtype, (dims[0], dims[0]))
    return array(dtype, ("?", "?"))


def _diagonal(rows: Dim, columns: Dim, question: Question, offset: str) -> Dim:
    if question.bound[offset] != Const(0):
        return "?"
    return rows if rows == columns else "?"


@inference
def diagonal(question: Question) -> Kind:
    """Two axes replaced by one, which comes last."""
    dtype, dims = _first(question)
    names = ("axis1", "axis2")
    if dims is None or not all(is_constant(question.bound[n]) for n in names):
        return array(dtype, None)
    axes = normal_axes(tuple(constant_of(question.bound[n]) for n in names), len(dims))
    if axes is None or len(axes) != 2:
        return array(dtype, None)
    new = _diagonal(dims[axes[0]], dims[axes[1]], question, "offset")
    kept = tuple(dim for i, dim in enumerate(dims) if i not in axes)
    return array(dtype, (*kept, new))


@inference
def trace(question: Question) -> Kind:
    """The sum of a diagonal: two axes less."""
    dtype, dims = _first(question)
    if dims is None or dtype is None:
        return UNKNOWN
    summed = dtype_of_operand(
        question.bound["dtype"], "int" if dtype == "bool" else dtype
    )
    if summed is None:
        return UNKNOWN
    if len(dims) == 2:
        return Number(summed)
    places = [question.bound.get(name) for name in ("axis1", "axis2")]
    given = [place.value for place in places if isinstance(place, Const)]
    axes = normal_axes(tuple(given), len(dims))
    if axes is None or len(axes) != 2:
        return UNKNOWN
    return Array(summed, tuple(n for i, n in enumerate(dims) if i not in axes))


@inference
def same_float(question: Question) -> Kind:
    """An array of the same shape, of floats."""
    dtype, dims = _first(question)
    return array(dtypes.to_float(dtype), dims)
