"""Kinds of the results of linear algebra."""

from __future__ import annotations

from adgen.ir.kinds import UNKNOWN, Array, Dim, Kind, Number
from adgen.ir.nodes import Const
from adgen.rules import dtypes
from adgen.rules.dtypes import class_of
from adgen.rules.infer import Question, array, inference, shaped
from adgen.rules.inference.reductions import reduced_dims
from adgen.rules.shapes import Dims, broadcast, dims_of


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
    """q and r of the reduced factorisation."""
    dtype, dims = _matrix(question)
    reduced = question.bound["mode"] in (Const("reduced"), Const("economic"))
    if dims is None or dtype is None or not reduced:
        return UNKNOWN, UNKNOWN
    size = _smaller(dims[-2], dims[-1])
    stack = dims[:-2]
    return (
        Array(dtype, (*stack, dims[-2], size)),
        Array(dtype, (*stack, size, dims[-1])),
    )


@inference
def three_arrays(question: Question) -> tuple[Kind, ...]:
    """u, s and vh of the reduced factorisation."""
    dtype, dims = _matrix(question)
    reduced = question.bound["full_matrices"] == Const(False)
    reduced = reduced and question.bound["compute_uv"] == Const(True)
    if dims is None or dtype is None or not reduced:
        return UNKNOWN, UNKNOWN, UNKNOWN
    size = _smaller(dims[-2], dims[-1])
    stack = dims[:-2]
    return (
        Array(dtype, (*stack, dims[-2], size)),
        array(dtypes.real_part(dtype), (*stack, size)),
        Array(dtype, (*stack, size, dims[-1])),
    )


@inference
def eigen(question: Question) -> tuple[Kind, ...]:
    """Real eigenvalues and the eigenvectors of a Hermitian matrix."""
    dtype, dims = _matrix(question)
    if dims is None or dtype is None:
        return UNKNOWN, UNKNOWN
    return array(dtypes.real_part(dtype), dims[:-1]), Array(dtype, dims)


@inference
def eigenvalues(question: Question) -> Kind:
    """Real eigenvalues of a Hermitian matrix."""
    dtype, dims = _matrix(question)
    return UNKNOWN if dims is None else array(dtypes.real_part(dtype), dims[:-1])


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
