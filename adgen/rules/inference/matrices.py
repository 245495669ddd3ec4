"""Kinds of the results of linear algebra."""

from __future__ import annotations

from adgen.ir.kinds import ANY, UNKNOWN, Array, Dim, Kind, Number
from adgen.ir.nodes import Const, Pack
from adgen.rules import dtypes
from adgen.rules.dtypes import class_of
from adgen.rules.infer import Question, array, inference, shaped
from adgen.rules.inference.reductions import reduced_dims
from adgen.rules.shapes import Dims, broadcast, constant_of, dims_of, is_constant


def _matrix(question: Question) -> tuple[str | None, Dims | None]:
    """The dtype and dimensions of the first operand, if it is a matrix or a stack."""
    kind = question.kind_of(next(iter(question.bound.values.values())))
    dims = dims_of(kind)
    if dims is not None and len(dims) < 2:
        dims = None
    return dtypes.to_float(class_of(kind)), dims


@inference
def like_a(question: Question) -> Kind:
    """The shape of the matrix."""
    dtype, dims = _matrix(question)
    return UNKNOWN if dims is None else array(dtype, dims)


@inference
def exchanged(question: Question) -> Kind:
    """The shape of the transposed matrix."""
    dtype, dims = _matrix(question)
    if dims is None:
        return UNKNOWN
    return array(dtype, (*dims[:-2], dims[-1], dims[-2]))


@inference
def matrix_number(question: Question) -> Kind:
    """A number for each matrix."""
    dtype, dims = _matrix(question)
    if dims == () or dims is None:
        return UNKNOWN
    if question.rule.name.startswith("scipy") and len(dims) == 2:
        return UNKNOWN if dtype is None else Number(dtype)
    return shaped(dtype, dims[:-2])


@inference
def sign_and_number(question: Question) -> tuple[Kind, ...]:
    """Two numbers for each matrix; the sign of a real matrix has no derivative."""
    dtype, dims = _matrix(question)
    if dims is None:
        return UNKNOWN, UNKNOWN
    return shaped(dtype, dims[:-2]), shaped(dtypes.real_part(dtype), dims[:-2])


@inference
def solved(question: Question) -> Kind:
    """`np.linalg.solve(a, b)`: as b, stacks broadcast; b is a vector if it has one axis."""
    a, b = question.kind("a"), question.kind("b")
    pairs = [(question.bound["a"], a), (question.bound["b"], b)]
    dtype, dims, right = dtypes.promote(pairs), dims_of(a), dims_of(b)
    if dims is None or right is None or len(dims) < 2 or not right:
        return UNKNOWN
    if len(right) == 1:
        return array(dtypes.to_float(dtype), (*dims[:-2], dims[-1]))
    stack = broadcast(dims[:-2], right[:-2])
    if stack is None:
        return UNKNOWN
    return array(dtypes.to_float(dtype), (*stack, dims[-1], right[-1]))


def _smaller(rows: Dim, columns: Dim) -> Dim:
    if rows == columns:
        return rows
    if isinstance(rows, int) and isinstance(columns, int):
        return min(rows, columns)
    return "?"


@inference
def two_arrays(question: Question) -> tuple[Kind, ...]:
    """q and r of the factorisation, reduced or complete."""
    dtype, dims = _matrix(question)
    mode = question.bound["mode"]
    complete = mode in (Const("complete"), Const("full"))
    reduced = mode in (Const("reduced"), Const("economic"))
    if dims is None or dtype is None or not (reduced or complete):
        return UNKNOWN, UNKNOWN
    size = dims[-2] if complete else _smaller(dims[-2], dims[-1])
    stack = dims[:-2]
    return (
        Array(dtype, (*stack, dims[-2], size)),
        Array(dtype, (*stack, size, dims[-1])),
    )


@inference
def three_arrays(question: Question) -> tuple[Kind, ...]:
    """u, s and vh of the reduced factorisation."""
    dtype, dims = _matrix(question)
    settings = [question.bound[name] for name in ("full_matrices", "compute_uv")]
    if dims is None or dtype is None or not all(map(is_constant, settings)):
        return UNKNOWN, UNKNOWN, UNKNOWN
    full, vectors = map(constant_of, settings)
    return _factors(dtype, dims, bool(full)) if vectors else (UNKNOWN,) * 3


def _factors(dtype: str, dims: Dims, full: bool) -> tuple[Kind, ...]:
    """The vectors on both sides, as many as there are values or a whole basis, and the values."""
    stack, rows, columns = dims[:-2], dims[-2], dims[-1]
    size = _smaller(rows, columns)
    left, right = (rows, columns) if full else (size, size)
    return (
        Array(dtype, (*stack, rows, left)),
        array(dtypes.real_part(dtype), (*stack, size)),
        Array(dtype, (*stack, right, columns)),
    )


@inference
def three_factors(question: Question) -> tuple[Kind, ...]:
    """As three_arrays, always of the reduced factorisation."""
    dtype, dims = _matrix(question)
    if dims is None or dtype is None:
        return UNKNOWN, UNKNOWN, UNKNOWN
    return _factors(dtype, dims, full=False)


@inference
def eigen(question: Question) -> tuple[Kind, ...]:
    """Real eigenvalues and the eigenvectors of a Hermitian matrix."""
    dtype, dims = _matrix(question)
    if dims is None or dtype is None:
        return UNKNOWN, UNKNOWN
    counted = (*dims[:-2], _count_of_part(question, dims[-1]))
    vectors = (*dims[:-1], counted[-1])
    return array(dtypes.real_part(dtype), counted), Array(dtype, vectors)


@inference
def eigenvalues(question: Question) -> Kind:
    """Real eigenvalues of a Hermitian matrix."""
    dtype, dims = _matrix(question)
    if dims is None:
        return UNKNOWN
    counted = (*dims[:-2], _count_of_part(question, dims[-1]))
    return array(dtypes.real_part(dtype), counted)


def _count_of_part(question: Question, n: Dim) -> Dim:
    """How many eigenvalues there are, of n, if a part is asked for."""
    part = question.bound.get("subset_by_index")
    if part in (None, Const(None)):
        return n
    ends = part.items if isinstance(part, Pack) else ()
    known = [end.value for end in ends if isinstance(end, Const)]
    return known[1] - known[0] + 1 if len(known) == 2 else ANY


@inference
def norm(question: Question) -> Kind:
    """`np.linalg.norm(x, ord, axis)`: a reduction over all axes, or those named."""
    kind = question.kind("x")
    dtype = dtypes.to_float(dtypes.real_part(class_of(kind)))
    dims = reduced_dims(question, dims_of(kind))
    if dims == () and dtype is None:
        # A value of unknown dtype is taken as real.
        return Number("float")
    return shaped(dtype, dims)


@inference
def general_eigen(question: Question) -> tuple[Kind, ...]:
    """Of a complex matrix complex; of a real one real or complex, as it turns out."""
    dtype, dims = _matrix(question)
    if dims is None:
        return UNKNOWN, UNKNOWN
    # The values scipy gives are complex always, its vectors are not.
    always = dtype in ("complex", "complex64") or question.rule.name.startswith("scipy")
    wide = dtypes.to_complex(dtype)
    values = array(wide, dims[:-1]) if always else UNKNOWN
    return values, array(wide, dims) if dtype == wide else UNKNOWN


@inference
def general_eigenvalues(question: Question) -> Kind:
    """As general_eigen, the values alone."""
    return general_eigen(question)[0]  # type: ignore[index]


@inference
def singular_values(question: Question) -> Kind:
    """As many real numbers as the shorter side has, for each matrix."""
    dtype, dims = _matrix(question)
    if dims is None:
        return UNKNOWN
    size = _smaller(dims[-2], dims[-1])
    return array(dtypes.real_part(dtype), (*dims[:-2], size))


@inference
def as_matrices(question: Question) -> Kind:
    """The shape of the matrices, the dtype of both operands."""
    dims = dims_of(question.kind("m"))
    pairs = [(question.bound[n], question.kind(n)) for n in ("m", "w")]
    return array(dtypes.promote(pairs), dims)


@inference
def first_like_a(question: Question) -> tuple[Kind, ...]:
    """A matrix of factors as large as the matrix, and how it is to be read."""
    return like_a(question), UNKNOWN  # type: ignore[return-value]


@inference
def both_like_a(question: Question) -> tuple[Kind, ...]:
    """Two factors of a square matrix."""
    _, dims = _matrix(question)
    if dims is None or dims[-1] != dims[-2]:
        return UNKNOWN, UNKNOWN
    return like_a(question), like_a(question)  # type: ignore[return-value]


@inference
def permutation_and_factors(question: Question) -> tuple[Kind, ...]:
    """`p, l, u`: a permutation of the rows, and two factors that meet in the shorter side."""
    dtype, dims = _matrix(question)
    if dims is None or dtype is None:
        return UNKNOWN, UNKNOWN, UNKNOWN
    stack, rows, columns = dims[:-2], dims[-2], dims[-1]
    size = _smaller(rows, columns)
    return (
        array(dtypes.real_part(dtype), (*stack, rows, rows)),
        Array(dtype, (*stack, rows, size)),
        Array(dtype, (*stack, size, columns)),
    )
