"""Linear algebra: transposes, triangles and eigenvectors, of matrices and of stacks of them."""

from __future__ import annotations

from adgen.ir.kinds import same_dim
from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.dtypes import is_complex, is_real
from adgen.rules.formula import Scope, Value, idiom
from adgen.rules.idioms.axes import NONE, WHOLE
from adgen.rules.idioms.parts import rank
from adgen.rules.idioms.products import transposed
from adgen.rules.idioms.refusals import refusal
from adgen.rules.idioms.shaping import as_shaped
from adgen.rules.shapes import constant_of, dims_of, is_constant

ELLIPSIS = Const(Ellipsis)
COLUMN = Pack("tuple", (ELLIPSIS, NONE))
ROW = Pack("tuple", (ELLIPSIS, NONE, WHOLE))
FIRST = Pack("tuple", (ELLIPSIS, Const(0)))
MATRIX = Pack("tuple", (ELLIPSIS, NONE, NONE))


@idiom
def conj(scope: Scope, x: Value) -> Value:
    """The conjugate, of what may be complex."""
    if x is None or is_real(scope.builder.kind_of(x)):
        return x
    return scope.builder.emit("np.conj", x)


@idiom
def real_product(scope: Scope, a: Value, b: Value) -> Value:
    """The real part of a product."""
    return real(scope, scope.emit("mul", a, b))


@idiom
def real(scope: Scope, x: Value) -> Value:
    """The real part, of what may be complex."""
    if x is None or is_real(scope.builder.kind_of(x)):
        return x
    return scope.builder.emit("np.real", x)


@idiom
def herm(scope: Scope, x: Value) -> Value:
    """The conjugate transpose of each matrix."""
    return None if x is None else conj(scope, transposed(scope, x))


@idiom
def trace_of(scope: Scope, x: Value) -> Value:
    """The trace of each matrix."""
    return _of_last_axes(scope, "np.trace", x)


@idiom
def diagonal_of(scope: Scope, x: Value) -> Value:
    """The diagonal of each matrix."""
    return _of_last_axes(scope, "np.diagonal", x)


def _of_last_axes(scope: Scope, fn: str, x: Value) -> Value:
    if x is None:
        return None
    dims = dims_of(scope.builder.kind_of(x))
    if dims is not None and len(dims) == 2:
        return scope.builder.emit(fn, x)
    axes = (("axis1", Const(-2)), ("axis2", Const(-1)))
    return scope.builder.emit(fn, x, kwargs=axes)


@idiom
def as_matrix(scope: Scope, value: Value, a: Operand) -> Value:
    """One number for each matrix, to be multiplied with the matrices."""
    if value is None or rank(scope, a) == 2:
        return value
    return scope.builder.emit("getitem", value, MATRIX)


def length(scope: Scope, x: Operand) -> Operand:
    """The last dimension."""
    dims = dims_of(scope.builder.kind_of(x))
    if dims and isinstance(dims[-1], int):
        return Const(dims[-1])
    square = dims is not None and len(dims) == 2 and same_dim(*dims)
    if square or dims is not None and len(dims) == 1:
        return scope.builder.emit("len", x)
    shape = scope.builder.emit("np.shape", x)
    return scope.builder.emit("getitem", shape, Const(-1))


@idiom
def lower_half(scope: Scope, x: Value) -> Value:
    """The lower triangle, its diagonal halved."""
    if x is None:
        return None
    builder, size = scope.builder, length(scope, x)
    half = builder.emit("mul", Const(0.5), builder.emit("np.eye", size))
    mask = builder.emit("sub", builder.emit("np.tri", size), half)
    return builder.emit("mul", x, mask, kind=builder.kind_of(x))


@idiom
def lower_to_upper(scope: Scope, x: Value) -> Value:
    """The symmetric matrix that has the lower triangle of x."""
    if x is None:
        return None
    below = scope.builder.emit("np.tril", x, Const(-1))
    lower = scope.builder.emit("np.tril", x)
    return scope.builder.emit("add", lower, transposed(scope, below))


@idiom
def triangle(scope: Scope, x: Value) -> Value:
    """The part of a matrix that solve_triangular reads."""
    settings = [scope.bound["lower"], scope.bound["unit_diagonal"]]
    if x is None or not all(is_constant(s) for s in settings):
        return x if x is None else _undecided(scope)
    lower, unit = (bool(constant_of(s)) for s in settings)
    fn = "np.tril" if lower else "np.triu"
    return scope.emit(fn, x, Const((-1 if lower else 1) if unit else 0))


def _undecided(scope: Scope) -> Value:
    raise refusal(scope, "`lower`")


@idiom
def not_(scope: Scope, value: Operand) -> Value:
    """The opposite of a setting."""
    if is_constant(value):
        return Const(not constant_of(value))
    return scope.builder.emit("not", value)


# solving -----------------------------------------------------------------------------


def _vectors(scope: Scope, a: Operand, b: Operand) -> bool:
    """True if one vector is solved for with each matrix of a stack."""
    return rank(scope, b) == 1 and rank(scope, a) > 2


@idiom
def solved(
    scope: Scope, a: Value, right: Value, b: Operand, **settings: Operand
) -> Value:
    """The solution for another right-hand side than b, of the same form."""
    if a is None or right is None:
        return None
    fn = scope.rule.name
    if not _vectors(scope, a, b):
        return scope.emit(fn, a, right, **settings)
    column = scope.emit(fn, a, scope.emit("getitem", right, COLUMN), **settings)
    return scope.emit("getitem", column, FIRST)


@idiom
def applied(scope: Scope, a: Value, x: Operand, b: Operand) -> Value:
    """`a @ x`, where x has the form of b."""
    if a is None:
        return None
    builder = scope.builder
    if not _vectors(scope, a, b):
        return builder.emit("matmul", a, x)
    column = builder.emit("matmul", a, builder.emit("getitem", x, COLUMN))
    return builder.emit("getitem", column, FIRST)


@idiom
def outer_of(scope: Scope, z: Value, x: Value, b: Operand) -> Value:
    """The adjoint of a matrix that was multiplied with x: `z x^T`, summed over columns."""
    if z is None or x is None:
        return None
    builder = scope.builder
    if rank(scope, b) > 1:
        return builder.emit("matmul", z, transposed(scope, x))
    dims = dims_of(builder.kind_of(z))
    if dims is not None and len(dims) == 1:
        return builder.emit("np.outer", z, x)
    column, row = builder.emit("getitem", z, COLUMN), builder.emit("getitem", x, ROW)
    return builder.emit("mul", column, row)


# vectors -----------------------------------------------------------------------------


@idiom
def eigenvectors(scope: Scope, a: Operand) -> Value:
    """The eigenvectors of a Hermitian matrix."""
    fn = scope.rule.name.replace("eigvalsh", "eigh")
    kwargs = [
        (name, scope.bound[name])
        for name in ("UPLO", "lower", "subset_by_index")
        if name in scope.bound.places
    ]
    return scope.builder.emit_many(fn, (None, None), a, kwargs=kwargs)[1]


def _whole(scope: Scope, a: Operand) -> tuple[Operand, ...]:
    """All eigenvalues and eigenvectors of a matrix of which a part was asked for."""
    lower = scope.bound["lower"]
    kwargs = [] if lower == Const(True) else [("lower", lower)]
    return scope.builder.emit_many("scipy.linalg.eigh", (None, None), a, kwargs=kwargs)


@idiom
def all_values(scope: Scope, a: Operand) -> Value:
    """The eigenvalues of a Hermitian matrix."""
    return _whole(scope, a)[0]


@idiom
def all_vectors(scope: Scope, a: Operand) -> Value:
    """The eigenvectors of a Hermitian matrix, as the columns of a square one."""
    return _whole(scope, a)[1]


@idiom
def columns_of_part(scope: Scope, a: Operand, part: Operand) -> Value:
    """Which of all columns are those from the first to the last index of a part."""
    builder = scope.builder
    first, last = (
        (
            part.items[i]
            if isinstance(part, Pack)
            else builder.emit("getitem", part, Const(i))
        )
        for i in (0, 1)
    )
    n = builder.emit("getitem", builder.emit("np.shape", a), Const(-1))
    steps = builder.emit("np.arange", n)
    both = [builder.emit("ge", steps, first), builder.emit("le", steps, last)]
    return builder.emit("bitand", *both)


@idiom
def right_eigenvectors(scope: Scope, a: Operand) -> Value:
    """The eigenvectors of any square matrix."""
    return scope.builder.emit_many("np.linalg.eig", (None, None), a)[1]


@idiom
def singular_vectors(scope: Scope, a: Operand, which: Const) -> Value:
    """The left (0) or right (2) singular vectors."""
    names = (None, None, None)
    if is_complex(scope.builder.kind_of(a)):
        found = scope.builder.emit_many("singular_factors", names, a)
    else:
        keywords = (("full_matrices", Const(False)),)
        found = scope.builder.emit_many("np.linalg.svd", names, a, kwargs=keywords)
    return found[0 if which == Const(0) else 2]


@idiom
def airy_part(scope: Scope, x: Operand, which: Const) -> Value:
    """One of Ai(x), Ai'(x), Bi(x), Bi'(x)."""
    names = (None, None, None, None)
    return scope.builder.emit_many("scipy.special.airy", names, x)[int(which.value)]


# chains ------------------------------------------------------------------------------


def _exponent(scope: Scope, n: Operand) -> int:
    if not is_constant(n) or not isinstance(constant_of(n), int):
        raise refusal(scope, "the exponent")
    number = constant_of(n)
    assert isinstance(number, int)
    return number


def _power(scope: Scope, a: Operand, n: int) -> Operand:
    return a if n == 1 else scope.builder.emit("np.linalg.matrix_power", a, Const(n))


def _between(scope: Scope, middle: Operand, base: Operand, n: int) -> Value:
    """The sum of base^k middle base^(n-1-k) over k."""
    total: Value = None
    for k in range(n):
        term: Value = middle
        if k > 0:
            term = scope.emit("matmul", _power(scope, base, k), term)
        if k < n - 1:
            term = scope.emit("matmul", term, _power(scope, base, n - 1 - k))
        total = scope.binary("add", total, term)
    return total


@idiom
def power_tangent(scope: Scope, a: Operand, dot: Value, n: Operand) -> Value:
    """The tangent of a power of a matrix."""
    if dot is None:
        return None
    number = _exponent(scope, n)
    if number >= 0:
        return _between(scope, dot, a, number)
    inverse = scope.builder.emit("np.linalg.inv", a)
    moved = scope.emit("matmul", scope.emit("matmul", inverse, dot), inverse)
    return scope.negative(_between(scope, moved, inverse, -number)) if moved else None


@idiom
def power_adjoint(scope: Scope, a: Operand, bar: Value, n: Operand) -> Value:
    """The adjoint of a power of a matrix."""
    if bar is None:
        return None
    number = _exponent(scope, n)
    if number >= 0:
        return _between(scope, bar, transposed(scope, a), number)
    inverse = transposed(scope, scope.builder.emit("np.linalg.inv", a))
    inner = _between(scope, bar, inverse, -number)
    moved = scope.emit("matmul", scope.emit("matmul", inverse, inner), inverse)
    return scope.negative(moved)


@idiom
def chain_tangent(scope: Scope, dots: Value, arrays: Operand) -> Value:
    """The tangent of a product of matrices: the product with one after another moved."""
    if dots is None:
        return None
    if not isinstance(arrays, Pack) or not isinstance(dots, Pack):
        raise refusal(scope, "how many factors there are")
    total: Value = None
    for i, dot in enumerate(dots.items):
        if dot not in (Const(0.0), Const(0)):
            items = (*arrays.items[:i], dot, *arrays.items[i + 1 :])
            term = scope.emit(scope.rule.name, Pack(arrays.form, items))
            total = scope.binary("add", total, term)
    return total


@idiom
def chain_adjoint(scope: Scope, bar: Value, arrays: Operand) -> Value:
    """The adjoints of the factors of a product of matrices."""
    if bar is None:
        return None
    if not isinstance(arrays, Pack):
        raise refusal(scope, "how many factors there are")
    given, builder = arrays.items, scope.builder
    # A vector at either end is a matrix of one row or of one column.
    if rank(scope, given[0]) == 1:
        index = Pack("tuple", (NONE, WHOLE))
        arrays = Pack("tuple", (builder.emit("getitem", given[0], index), *given[1:]))
        bar = builder.emit("np.atleast_2d", bar)
    if rank(scope, given[-1]) == 1:
        last = builder.emit("getitem", given[-1], Pack("tuple", (WHOLE, NONE)))
        arrays = Pack("tuple", (*arrays.items[:-1], last))
        bar = builder.emit("np.reshape", bar, Pack("tuple", (Const(-1), Const(1))))
    parts: list[Operand] = []
    for position in range(len(arrays.items)):
        part: Value = bar
        before, after = arrays.items[:position], arrays.items[position + 1 :]
        if before:
            left = transposed(scope, _chain(scope, before))
            part = scope.emit("matmul", left, part)
        if after:
            right = transposed(scope, _chain(scope, after))
            part = scope.emit("matmul", part, right)
        assert part is not None
        parts.append(part)
    return as_shaped(scope, Pack("tuple", tuple(parts)), Pack("tuple", given))


def _chain(scope: Scope, factors: tuple[Operand, ...]) -> Operand:
    product = factors[0]
    for factor in factors[1:]:
        product = scope.builder.emit("matmul", product, factor)
    return product


@idiom
def block_parts(scope: Scope, bar: Value, arrays: Pack) -> Value:
    """The blocks on the diagonal: a vector is one row, a number one entry."""
    if bar is None:
        return None
    builder = scope.builder
    starts: tuple[Operand, Operand] = (Const(0), Const(0))
    parts: list[Operand] = []
    for array in arrays.items:
        axes = rank(scope, array)
        if axes is None or axes > 2:
            raise refusal(scope, "how many axes its blocks have")
        sizes: list[Operand] = [Const(1)] * (2 - axes)
        shape = builder.emit("np.shape", array)
        sizes += [builder.emit("getitem", shape, Const(i)) for i in range(axes)]
        ends = tuple(builder.emit("add", s, n) for s, n in zip(starts, sizes))
        index = tuple(
            Pack("slice", (start, end, NONE)) if 2 - axes <= i else start
            for i, (start, end) in enumerate(zip(starts, ends))
        )
        parts.append(builder.emit("getitem", bar, Pack("tuple", index)))
        starts = (ends[0], ends[1])
    return Pack("tuple", tuple(parts))
