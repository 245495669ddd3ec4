"""Kinds of matrices of a structure, of equations with them, and of functions of matrices."""

from __future__ import annotations

from adgen.ir.kinds import ANY, BOOL, INT, UNKNOWN, Array, Dim, Kind, Number
from adgen.ir.nodes import Const
from adgen.rules import dtypes
from adgen.rules.dtypes import class_of
from adgen.rules.infer import Question, array, inference
from adgen.rules.inference.asked import dtype_of_operand
from adgen.rules.inference.creation import size_asked
from adgen.rules.inference.matrices import like_a
from adgen.rules.inference.products import matmul_dims
from adgen.rules.shapes import Dims, broadcast, dims_of, shortened


def _dims(question: Question, name: str, rank: int) -> Dims | None:
    """The dimensions of an operand that has so many; None for all others."""
    dims = dims_of(question.kind(name))
    return dims if dims is not None and len(dims) == rank else None


def _length(question: Question, name: str) -> Dim | None:
    dims = _dims(question, name, 1)
    return None if dims is None else dims[0]


def _dtype(question: Question, *names: str) -> str | None:
    """What NumPy makes of the dtypes of some operands."""
    pairs = [(question.bound[name], question.kind(name)) for name in names]
    return dtypes.promote(pairs)


def _added(sizes: list[Dim]) -> Dim:
    whole = [size for size in sizes if isinstance(size, int)]
    return sum(whole) if len(whole) == len(sizes) else ANY


# matrices whose entries are those of vectors -------------------------------------------


@inference
def square_of_vector(question: Question) -> Kind:
    """A matrix with a row and a column for each entry of the first operand."""
    name = next(iter(question.bound.values))
    n = _length(question, name)
    return UNKNOWN if n is None else array(_dtype(question, name), (n, n))


@inference
def column_and_row(question: Question) -> Kind:
    """`toeplitz(c, r)`, `hankel(c, r)`: a row for each entry of c, a column for each of r."""
    if question.bound["r"] == Const(None):
        return square_of_vector(question)  # type: ignore[return-value]
    rows, columns = _length(question, "c"), _length(question, "r")
    if rows is None or columns is None:
        return UNKNOWN
    return array(_dtype(question, "c", "r"), (rows, columns))


@inference
def leslie(question: Question) -> Kind:
    """`leslie(f, s)`: square, as large as f is long."""
    n = _length(question, "f")
    return UNKNOWN if n is None else array(_dtype(question, "f", "s"), (n, n))


@inference
def companion(question: Question) -> Kind:
    """`companion(a)`: square, one less than a is long."""
    n = _length(question, "a")
    if n is None:
        return UNKNOWN
    size = shortened(n, 1)
    return array(dtypes.to_float(_dtype(question, "a")), (size, size))


@inference
def convolution_matrix(question: Question) -> Kind:
    """`convolution_matrix(a, n)`: n columns; how many rows depends on the mode."""
    if _length(question, "a") is None:
        return UNKNOWN
    return array(_dtype(question, "a"), (ANY, size_asked(question, "n")))


@inference
def khatri_rao(question: Question) -> Kind:
    """`khatri_rao(a, b)`: the columns of both, the rows multiplied."""
    a, b = _dims(question, "a", 2), _dims(question, "b", 2)
    if a is None or b is None:
        return UNKNOWN
    return array(_dtype(question, "a", "b"), (ANY, a[1]))


@inference
def kron(question: Question) -> Kind:
    """`np.kron(a, b)`: the dimensions multiplied, the shorter shape filled up with ones."""
    a, b = dims_of(question.kind("a")), dims_of(question.kind("b"))
    dtype = _dtype(question, "a", "b")
    if a is None or b is None or not (a or b):
        return UNKNOWN
    rank = max(len(a), len(b))
    pairs = zip((1,) * (rank - len(a)) + a, (1,) * (rank - len(b)) + b)
    return array(dtype, tuple(_times(m, n) for m, n in pairs))


def _times(m: Dim, n: Dim) -> Dim:
    if m == 1 or n == 1:
        return n if m == 1 else m
    return m * n if isinstance(m, int) and isinstance(n, int) else ANY


@inference
def triangle_of_ones(question: Question) -> Kind:
    """`np.tri(N, M)`: N rows, M columns."""
    rows = size_asked(question, "N")
    square = question.bound["M"] == Const(None)
    columns = rows if square else size_asked(question, "M")
    return array(dtype_of_operand(question.bound["dtype"], "float"), (rows, columns))


@inference
def vandermonde(question: Question) -> Kind:
    """`np.vander(x, N)`: a row for each entry of x, N columns."""
    n = _length(question, "x")
    if n is None:
        return UNKNOWN
    columns = n if question.bound["N"] == Const(None) else size_asked(question, "N")
    return array(_dtype(question, "x"), (n, columns))


@inference
def product_of_chain(question: Question) -> Kind:
    """`np.linalg.multi_dot(arrays)`: the product of vectors and matrices."""
    from adgen.rules.inference.joining import parts_of

    parts = parts_of(question, question.bound["arrays"])
    if not parts:
        return UNKNOWN
    dims: Dims | None = dims_of(parts[0][1])
    for _, kind in parts[1:]:
        right = dims_of(kind)
        dims = None if not dims or right is None else matmul_dims(dims, right)
    dtype = dtypes.promote(parts)
    if dtype is None or dims is None:
        return UNKNOWN
    return Array(dtype, dims) if dims else Number(dtype)


# equations -----------------------------------------------------------------------------


@inference
def like_right_side(question: Question) -> Kind:
    """The solution of equations with a square matrix: the shape of the right-hand side.

    Stacks of matrices are broadcast.
    """
    names = [n for n in ("q", "x", "b") if n in question.bound.values]
    name, given = names[0], ("a", "ab", "c", "c_or_cr", *names[1:])
    dims = dims_of(question.kind(name))
    others = [n for n in given if n in question.bound.values]
    for kind in map(question.kind, others):
        wide = dims_of(kind)
        if class_of(kind) is None:
            return UNKNOWN
        if dims is not None and wide is not None and len(wide) > 2:
            stack = broadcast(wide[:-2], dims[:-2])
            dims = None if stack is None else (*stack, *dims[-2:])
    return array(dtypes.to_float(_dtype(question, *others, name)), dims)


@inference
def least_squares(question: Question) -> tuple[Kind, ...]:
    """`x, residues, rank, s`: the residues of a system that is not full are empty."""
    unknown = (UNKNOWN, UNKNOWN, INT, UNKNOWN)
    a, b = _dims(question, "a", 2), dims_of(question.kind("b"))
    dtype = dtypes.to_float(_dtype(question, "a", "b"))
    if a is None or not b or dtype is None:
        return unknown
    numpy = question.rule.name.startswith("np.")
    real = dtypes.real_part(dtype)
    residues = array(real, (ANY,)) if numpy or len(b) == 2 else UNKNOWN
    return array(dtype, (a[1], *b[1:])), residues, INT, array(real, (ANY,))


# factors and functions of matrices -----------------------------------------------------


@inference
def factor_and_lower(question: Question) -> tuple[Kind, ...]:
    """A matrix of factors as large as the matrix, and in which triangle they are."""
    return like_a(question), BOOL  # type: ignore[return-value]


@inference
def factors_and_rows(question: Question) -> tuple[Kind, ...]:
    """A matrix of factors as large as the matrix, and how its rows were exchanged."""
    return like_a(question), Array("int", (ANY,))  # type: ignore[return-value]


@inference
def factor_block_rows(question: Question) -> tuple[Kind, ...]:
    """`lu, d, perm = ldl(A)`: two matrices as large as A, and the order of the rows."""
    found = like_a(question)
    return found, found, Array("int", (ANY,))  # type: ignore[return-value]


@inference
def square_like_a(question: Question) -> Kind:
    """A function of a square matrix that is real for a real one."""
    dims = dims_of(question.kind_of(next(iter(question.bound.values.values()))))
    if dims is None or len(dims) < 2:
        return UNKNOWN
    return like_a(question)  # type: ignore[return-value]


@inference
def turned_and_stretched(question: Question) -> tuple[Kind, ...]:
    """`u, p = polar(a)`: u is as large as a, p square on the side asked for."""
    dims, dtype = _dims(question, "a", 2), dtypes.to_float(_dtype(question, "a"))
    side = question.bound["side"]
    if dims is None or side not in (Const("right"), Const("left")):
        return UNKNOWN, UNKNOWN
    size = dims[1] if side == Const("right") else dims[0]
    return array(dtype, dims), array(dtype, (size, size))


@inference
def turn_and_scale(question: Question) -> tuple[Kind, ...]:
    """`orthogonal_procrustes(A, B)`: a square matrix and a number."""
    dims, dtype = _dims(question, "A", 2), dtypes.to_float(_dtype(question, "A", "B"))
    if dims is None or dtype is None:
        return UNKNOWN, UNKNOWN
    real = dtypes.real_part(dtype)
    return Array(dtype, (dims[1], dims[1])), UNKNOWN if real is None else Number(real)


@inference
def of_tridiagonal(question: Question) -> tuple[Kind, ...]:
    """Eigenvalues, and eigenvectors, of the diagonals of a matrix."""
    n, dtype = _length(question, "d"), dtypes.to_float(_dtype(question, "d", "e"))
    if n is None:
        return UNKNOWN, UNKNOWN
    return array(dtype, (n,)), array(dtype, (n, n))


@inference
def values_of_tridiagonal(question: Question) -> Kind:
    """As of_tridiagonal, the values alone."""
    return of_tridiagonal(question)[0]  # type: ignore[index]


@inference
def of_bands(question: Question) -> tuple[Kind, ...]:
    """Eigenvalues, and eigenvectors, of a matrix stored by its diagonals."""
    dims, dtype = _dims(question, "a_band", 2), dtypes.to_float(
        _dtype(question, "a_band")
    )
    if dims is None:
        return UNKNOWN, UNKNOWN
    return array(dtypes.real_part(dtype), (dims[1],)), array(dtype, (dims[1], dims[1]))


@inference
def values_of_bands(question: Question) -> Kind:
    """As of_bands, the values alone."""
    return of_bands(question)[0]  # type: ignore[index]


# diagonals, and what is computed of them -----------------------------------------------


@inference
def bands_of_both(question: Question) -> Kind:
    """The diagonals of a product: as many as there are, each as long as the matrix."""
    dims = dims_of(question.kind("x"))
    if not dims or not all(dtypes.is_real(question.kind(name)) for name in ("z", "x")):
        return UNKNOWN
    return Array("float", (ANY, dims[0]))


@inference
def other_bands(question: Question) -> Kind:
    """Other diagonals of a matrix of the same size."""
    kind = question.kind("full" if "full" in question.bound.values else "ab")
    dims = dims_of(kind)
    return array(class_of(kind), (ANY, dims[1])) if dims and len(dims) == 2 else UNKNOWN
