"""Kinds of products: matmul, dot, inner, outer, einsum, tensordot, ..."""

from __future__ import annotations

from adgen.ir.kinds import UNKNOWN, Array, Kind
from adgen.ir.nodes import Const, Pack
from adgen.rules import dtypes
from adgen.rules.infer import Question, array, inference, shaped
from adgen.rules.inference.asked import dtype_of_operand
from adgen.rules.shapes import Dims, broadcast, dims_of


def _operands(question: Question) -> tuple[str | None, Dims | None, Dims | None]:
    a, b = list(question.bound.values.values())[:2]
    kinds = question.kind_of(a), question.kind_of(b)
    dtype = dtypes.promote([(a, kinds[0]), (b, kinds[1])])
    return dtype, dims_of(kinds[0]), dims_of(kinds[1])


def matmul_dims(a: Dims, b: Dims) -> Dims | None:
    """The dimensions of `a @ b`."""
    if not a or not b:
        return None
    stack = broadcast(a[:-2], b[:-2])
    if stack is None:
        return None
    rows = a[-2:-1] if len(a) > 1 else ()
    columns = b[-1:] if len(b) > 1 else ()
    return (*stack, *rows, *columns)


@inference
def matmul(question: Question) -> Kind:
    """`a @ b`, stacks broadcast."""
    dtype, a, b = _operands(question)
    return shaped(dtype, None if a is None or b is None else matmul_dims(a, b))


@inference
def dot(question: Question) -> Kind:
    """`np.dot(a, b)`: the last axis of a with the last but one of b."""
    dtype, a, b = _operands(question)
    if a is None or b is None:
        return UNKNOWN
    if not a or not b:
        return shaped(dtype, a or b)
    return shaped(dtype, a[:-1] + (b[:-2] + b[-1:] if len(b) > 1 else ()))


@inference
def inner(question: Question) -> Kind:
    """`np.inner(a, b)`: the last axes of both."""
    dtype, a, b = _operands(question)
    if a is None or b is None:
        return UNKNOWN
    return shaped(dtype, (a or b) if not a or not b else a[:-1] + b[:-1])


@inference
def outer(question: Question) -> Kind:
    """`np.outer(a, b)`: two dimensions, the sizes of a and b."""
    dtype, a, b = _operands(question)
    if dtype is None:
        return UNKNOWN
    return Array(dtype, (_flat(a), _flat(b)))


def _flat(dims: Dims | None) -> int | str:
    if dims is None:
        return "?"
    if len(dims) == 1:
        return dims[0]
    return 1 if not dims else "?"


@inference
def scalar_product(question: Question) -> Kind:
    """`np.vdot(a, b)`: a number."""
    dtype, _, _ = _operands(question)
    return shaped(dtype, ())


@inference
def weighted_distance(question: Question) -> Kind:
    """`cosine(u, v, w)`: a number, with weights of double precision."""
    if question.bound["w"] != Const(None):
        return shaped("float", ())
    pair = [(question.bound[name], question.kind(name)) for name in ("u", "v")]
    return shaped(dtypes.promote(pair), ())


@inference
def tensordot(question: Question) -> Kind:
    """`np.tensordot(a, b, axes)`: the axes that are not summed, of a and then of b."""
    dtype, a, b = _operands(question)
    if a is None or b is None:
        return UNKNOWN
    try:
        summed = contracted_axes(question.constant("axes"), len(a), len(b))
    except (ValueError, TypeError):
        return UNKNOWN
    if any(i not in range(len(dims)) for dims, own in zip((a, b), summed) for i in own):
        return UNKNOWN
    kept = [dim for i, dim in enumerate(a) if i not in summed[0]]
    kept += [dim for i, dim in enumerate(b) if i not in summed[1]]
    if dtype is None:
        return UNKNOWN
    # Rank 0 too is an array here: np.tensordot(a, b) of two vectors is of rank 0.
    return Array(dtype, tuple(kept))


def contracted_axes(
    axes: object, rank_a: int, rank_b: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The axes tensordot sums over, of each operand, counted from 0."""
    if isinstance(axes, int):
        return tuple(range(rank_a - axes, rank_a)), tuple(range(axes))
    assert isinstance(axes, tuple | list) and len(axes) == 2
    left, right = (
        (given,) if isinstance(given, int) else tuple(given) for given in axes
    )
    counted = ((left, rank_a), (right, rank_b))
    left, right = (tuple(i + rank * (i < 0) for i in own) for own, rank in counted)
    return left, right


@inference
def einsum(question: Question) -> Kind:
    """`np.einsum("ij,jk->ik", a, b)`: the dimension of each letter of the result."""
    from adgen.ir.nodes import Const, Pack

    subscripts, operands = question.bound["subscripts"], question.bound["operands"]
    if not isinstance(subscripts, Const) or not isinstance(operands, Pack):
        return UNKNOWN
    text = str(subscripts.value).replace(" ", "")
    pairs = [(op, question.kind_of(op)) for op in operands.items]
    all_dims = [dims_of(kind) for _, kind in pairs]
    terms = text.partition("->")[0].split(",")
    if "." in text or len(terms) != len(all_dims):
        return UNKNOWN
    sizes: dict[str, int | str] = {}
    for term, dims in zip(terms, all_dims):
        if dims is None or len(dims) != len(term):
            return UNKNOWN
        for letter, dim in zip(term, dims):
            known = broadcast((sizes.get(letter, 1),), (dim,))
            sizes[letter] = known[0] if known else "?"
    dims = tuple(sizes[letter] for letter in einsum_result(text))
    if not dims and question.bound["optimize"] != Const(False):
        return UNKNOWN  # a number, or an array of rank 0, as the last product has it
    asked = question.bound["dtype"]
    return shaped(dtype_of_operand(asked, dtypes.promote(pairs)), dims)


def einsum_result(text: str) -> str:
    """The letters of the result: written, or those that occur once, in order."""
    left, arrow, right = text.partition("->")
    if arrow:
        return right
    letters = left.replace(",", "")
    return "".join(sorted(x for x in set(letters) if letters.count(x) == 1))


@inference
def cross(question: Question) -> Kind:
    """`np.cross(a, b)` of vectors of three components."""
    dtype, a, b = _operands(question)
    axes = _axes_of_cross(question)
    if dtype is None or a is None or b is None or axes is None:
        return UNKNOWN
    at, other, into = axes
    if not (_has_axis(a, at) and _has_axis(b, other)):
        return UNKNOWN
    dims = broadcast(_with_last(a, at), _with_last(b, other))
    if dims is None or dims[-1] == 2 or not _has_axis(dims, into):
        return UNKNOWN
    stack = list(dims[:-1])
    stack.insert(into % len(dims), 3)
    return Array(dtype, tuple(stack))


def _axes_of_cross(question: Question) -> tuple[int, int, int] | None:
    """The axes of the vectors in `a`, in `b` and in the result."""
    bound = question.bound
    given = bound["axis"]
    names = ("axisa", "axisb", "axisc") if given == Const(None) else ("axis",) * 3
    axes = [bound[name] for name in names]
    numbers = [axis.value for axis in axes if isinstance(axis, Const)]
    whole = [number for number in numbers if isinstance(number, int)]
    return (whole[0], whole[1], whole[2]) if len(whole) == 3 else None


def _has_axis(dims: Dims, axis: int) -> bool:
    return -len(dims) <= axis < len(dims)


def _with_last(dims: Dims, axis: int) -> Dims:
    """The dimensions after an axis was moved to the end."""
    place = axis % len(dims)
    return (*dims[:place], *dims[place + 1 :], dims[place])


@inference
def as_a(question: Question) -> Kind:
    """The shape of the operand `a`, whose adjoint the result is."""
    return _adjoint_of(question, "a", "b")


@inference
def like_v(question: Question) -> Kind:
    """The shape of the first operand, the dtype of both together."""
    names = list(question.bound.values)[:2]
    kinds = [question.kind(name) for name in names]
    dtype = dtypes.promote([(question.bound[n], k) for n, k in zip(names, kinds)])
    return array(dtype, dims_of(kinds[0]))


@inference
def like_directions(question: Question) -> Kind:
    """The shape of the first operand, the dtype of all arrays together."""
    arrays = [o for n, o in question.bound.values.items() if n in ("a", "w")]
    directions = question.bound["directions"]
    arrays += directions.items if isinstance(directions, Pack) else ()
    dtype = dtypes.promote([(o, question.kind_of(o)) for o in arrays])
    return array(dtype, dims_of(question.kind("a")))


@inference
def as_b(question: Question) -> Kind:
    """The shape of the operand `b`, whose adjoint the result is."""
    return _adjoint_of(question, "b", "a")


def _adjoint_of(question: Question, name: str, other: str) -> Kind:
    factors = [
        (question.bound[n], question.kind_of(question.bound[n])) for n in ("bar", other)
    ]
    dims = dims_of(question.kind(name))
    return UNKNOWN if dims is None else shaped(dtypes.promote(factors), dims)


@inference
def matvec(question: Question) -> Kind:
    """`np.matvec(x1, x2)`: a vector for each matrix."""
    dtype, a, b = _operands(question)
    if not a or not b or len(a) < 2:
        return UNKNOWN
    stack = broadcast(a[:-2], b[:-1])
    return UNKNOWN if stack is None else array(dtype, (*stack, a[-2]))


@inference
def vecmat(question: Question) -> Kind:
    """`np.vecmat(x1, x2)`: a vector for each matrix."""
    dtype, a, b = _operands(question)
    if not a or not b or len(b) < 2:
        return UNKNOWN
    stack = broadcast(a[:-1], b[:-2])
    return UNKNOWN if stack is None else array(dtype, (*stack, b[-1]))


@inference
def vecdot(question: Question) -> Kind:
    """`np.vecdot(x1, x2, axis)`: without the axis."""
    dtype, a, b = _operands(question)
    dims, axis = broadcast(a, b), question.bound["axis"]
    if not dims or not isinstance(axis, Const) or a is None or b is None:
        return UNKNOWN
    if axis.value != -1 and len(a) != len(b):
        return UNKNOWN
    place = axis.value % len(dims)
    return shaped(dtype, dims[:place] + dims[place + 1 :])
