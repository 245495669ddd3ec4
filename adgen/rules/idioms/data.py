"""Weights of quantiles, rows and columns, and convolutions."""

from __future__ import annotations

from collections.abc import Sequence

from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.formula import Scope, Value, idiom
from adgen.rules.idioms.axes import NONE, WHOLE
from adgen.rules.idioms.fourier import size_along
from adgen.rules.idioms.refusals import refusal
from adgen.rules.idioms.scalars import ZERO
from adgen.rules.sequences import zero_like
from adgen.rules.shapes import constant_of, dims_of, is_constant

NOT_TURNED = Const(0)
"""The setting `trans` of lu_solve for the matrix itself."""

BACKWARDS = Pack("slice", (NONE, NONE, Const(-1)))


@idiom
def column(scope: Scope, x: Value) -> Value:
    """A vector as a matrix of one column."""
    return scope.emit("getitem", x, Pack("tuple", (WHOLE, NONE)))


@idiom
def row(scope: Scope, x: Value) -> Value:
    """A vector as a matrix of one row."""
    return scope.emit("getitem", x, Pack("tuple", (NONE, WHOLE)))


@idiom
def over_rows(scope: Scope, x: Value) -> Value:
    """A vector that scales the columns of a matrix, or a stack of such vectors."""
    if x is None or dims_are(scope, x, 1):
        return x
    return scope.emit("getitem", x, Pack("tuple", (Const(...), NONE, WHOLE)))


def dims_are(scope: Scope, x: Operand, number: int) -> bool:
    """True if a value is known to have so many dimensions."""
    dims = dims_of(scope.builder.kind_of(x))
    return dims is not None and len(dims) == number


# convolutions ------------------------------------------------------------------------


@idiom
def convolved_back(
    scope: Scope,
    bar: Value,
    a: Operand,
    v: Operand,
    mode: Operand,
    first: Value = None,
    second: Value = None,
) -> Value:
    """The adjoint of `a` in `np.convolve(a, v, mode)`; of np.correlate(first, second, mode)."""
    if bar is None:
        return None
    builder = scope.builder
    if not is_constant(mode):
        raise refusal(scope, "`mode`")
    if mode != Const("full"):
        lengths = None
        if first is not None and second is not None:
            lengths = [builder.emit("len", vector) for vector in (first, second)]
        width = _ends(scope, a, v, mode == Const("same"), lengths)
        bar = builder.emit("np.pad", bar, width)
    turned = builder.emit("getitem", v, BACKWARDS)
    return builder.emit("np.convolve", bar, turned, Const("valid"))


def _ends(
    scope: Scope,
    a: Operand,
    v: Operand,
    same: bool,
    correlated: Sequence[Operand] | None,
) -> Operand:
    """How many entries of the full convolution are missing before and after.

    Of an odd number of them, the greater part is behind; of a correlation before, if the second
    vector, `v` of np.correlate(a, v), is the longer one: `correlated` are the lengths.
    """
    builder = scope.builder
    short = builder.emit("min", builder.emit("len", a), builder.emit("len", v))
    rest = builder.emit("sub", short, Const(1))
    if not same:
        return rest
    if correlated is not None:
        longer = builder.emit("ge", *correlated)
        before = builder.emit("sub", short, longer)
        before = builder.emit("floordiv", before, Const(2))
        return Pack("tuple", (before, builder.emit("sub", rest, before)))
    after = builder.emit("floordiv", short, Const(2))
    return Pack("tuple", (builder.emit("sub", rest, after), after))


# selections --------------------------------------------------------------------------


@idiom
def added_at(
    scope: Scope, like: Operand, i: Operand, first: Value, second: Value
) -> Value:
    """Zeros with values added at indices i and i + 1."""
    if first is None or second is None:
        return None
    builder = scope.builder
    kind = builder.kind_of(like)
    zeros = builder.emit("np.zeros_like", like, kind=kind)
    once = builder.store(zeros, i, first, "add", kind=kind)
    after = builder.emit("add", i, Const(1))
    return builder.store(once, after, second, "add", kind=kind)


@idiom
def kept_after(scope: Scope, arr: Operand, obj: Operand, axis: Operand) -> Value:
    """The indices that np.delete keeps."""
    builder = scope.builder
    if axis == NONE:
        size: Operand = builder.emit("np.size", arr)
    else:
        size = size_along(scope, arr, axis)
    return builder.emit("np.delete", builder.emit("np.arange", size), obj)


@idiom
def zeros_of_all(scope: Scope, items: Operand) -> Value:
    """Zeros for each item of a sequence."""
    return zero_like(items, scope.builder)


# matrices ----------------------------------------------------------------------------


@idiom
def block_derivative(scope: Scope, a: Operand, e: Value, *settings: Operand) -> Value:
    """The derivative of a function of a matrix in a direction, from a block matrix."""
    if e is None:
        return None
    builder = scope.builder
    zeros = builder.emit("np.zeros_like", a)
    above = builder.emit("np.hstack", Pack("tuple", (a, e)))
    below = builder.emit("np.hstack", Pack("tuple", (zeros, a)))
    both = builder.emit("np.vstack", Pack("tuple", (above, below)))
    value = builder.emit(scope.rule.name, both, *settings)
    n = builder.emit("len", a)
    upper, right = Pack("slice", (NONE, n, NONE)), Pack("slice", (n, NONE, NONE))
    return builder.emit("getitem", value, Pack("tuple", (upper, right)))


@idiom
def upper(scope: Scope, value: Value, a: Operand) -> Value:
    """The upper right block of a matrix of blocks of the size of `a`."""
    if value is None:
        return None
    n = scope.builder.emit("len", a)
    above, right = Pack("slice", (NONE, n, NONE)), Pack("slice", (n, NONE, NONE))
    return scope.builder.emit("getitem", value, Pack("tuple", (above, right)))


@idiom
def tridiagonal_vectors(scope: Scope, d: Operand, e: Operand) -> Value:
    """The eigenvectors of a symmetric tridiagonal matrix."""
    fn = "scipy.linalg.eigh_tridiagonal"
    _, vectors = scope.builder.emit_many(fn, (None, None), d, e)
    return vectors


def factor_of_pair(scope: Scope, pair: Operand, which: int) -> Operand:
    """One of the two parts of a factorisation."""
    if isinstance(pair, Pack):
        return pair.items[which]
    return scope.builder.emit("getitem", pair, Const(which))


def _by_triangle(scope: Scope, low: Operand, lower: Value, upper: Value) -> Value:
    """One of two values by a setting that may only be known when the program runs."""
    if is_constant(low):
        return lower if constant_of(low) else upper
    return scope.emit("np.where", low, lower, upper)


@idiom
def cho_moved(scope: Scope, pair: Operand, dots: Value, x: Operand) -> Value:
    """The tangent of the matrix, from that of its Cholesky factor, times x."""
    if dots is None:
        return None
    c, low, dot = (
        factor_of_pair(scope, pair, 0),
        factor_of_pair(scope, pair, 1),
        factor_of_pair(scope, dots, 0),
    )
    found: list[Value] = []
    for fn in ("np.tril", "np.triu"):
        factor, moved = scope.emit(fn, c), scope.emit(fn, dot)
        turned, moved_turned = scope.emit("np.transpose", factor), scope.emit(
            "np.transpose", moved
        )
        pairs = ((moved, turned), (factor, moved_turned))
        if fn == "np.triu":
            pairs = ((moved_turned, factor), (turned, moved))
        terms = [scope.emit("matmul", a, scope.emit("matmul", b, x)) for a, b in pairs]
        found.append(scope.binary("add", terms[0], terms[1]))
    return _by_triangle(scope, low, found[0], found[1])


@idiom
def cho_part(scope: Scope, pair: Operand, left: Value, right: Value) -> Value:
    """The adjoint of a Cholesky factor with which was solved, and None for the setting."""
    if left is None or right is None:
        return None
    c, low = factor_of_pair(scope, pair, 0), factor_of_pair(scope, pair, 1)
    both = scope.negative(scope.binary("add", left, right))
    lower = scope.emit("np.tril", scope.emit("matmul", both, scope.emit("np.tril", c)))
    upper = scope.emit("np.triu", scope.emit("matmul", scope.emit("np.triu", c), both))
    part = _by_triangle(scope, low, lower, upper)
    return None if part is None else Pack("tuple", (part, ZERO))


def _triangles(scope: Scope, lu: Operand) -> tuple[Value, Value, Operand]:
    """L, U and the permutation that changes nothing."""
    builder = scope.builder
    n = builder.emit("len", lu)
    lower = builder.emit("np.tril", lu, Const(-1))
    unit = builder.emit("add", lower, builder.emit("np.eye", n))
    return unit, builder.emit("np.triu", lu), builder.emit("np.arange", n)


def _permuted(scope: Scope, pair: Operand, x: Value) -> Value:
    """The rows as they were exchanged: solved with factors that are the identity."""
    n = scope.builder.emit("len", factor_of_pair(scope, pair, 0))
    factors = Pack(
        "tuple", (scope.builder.emit("np.eye", n), factor_of_pair(scope, pair, 1))
    )
    return scope.emit("scipy.linalg.lu_solve", factors, x)


def _applied(scope: Scope, outer: Value, inner: Value, x: Value) -> Value:
    return scope.emit("matmul", outer, scope.emit("matmul", inner, x))


@idiom
def lu_moved(
    scope: Scope, pair: Operand, dots: Value, x: Operand, trans: Operand
) -> Value:
    """What the tangent of the factors takes from the solution."""
    if dots is None:
        return None
    lu, dot = factor_of_pair(scope, pair, 0), factor_of_pair(scope, dots, 0)
    lower, upper, order = _triangles(scope, lu)
    below, above = scope.emit("np.tril", dot, Const(-1)), scope.emit("np.triu", dot)
    if trans == NOT_TURNED:
        first, second = _applied(scope, below, upper, x), _applied(
            scope, lower, above, x
        )
        factors = Pack("tuple", (lu, order))
        return scope.emit(
            "scipy.linalg.lu_solve", factors, scope.binary("add", first, second)
        )
    exchanged = _permuted(scope, pair, x)
    lower, upper, below, above = (
        scope.emit("np.transpose", part) for part in (lower, upper, below, above)
    )
    moved = scope.binary(
        "add",
        _applied(scope, upper, below, exchanged),
        _applied(scope, above, lower, exchanged),
    )
    return scope.emit("scipy.linalg.lu_solve", pair, moved, trans)


@idiom
def lu_part(
    scope: Scope, pair: Operand, bar: Value, x: Operand, b: Operand, trans: Operand
) -> Value:
    """The adjoint of the factors with which was solved, and None for the permutation."""
    from adgen.rules.idioms.matrices import outer_of

    if bar is None:
        return None
    lu = factor_of_pair(scope, pair, 0)
    lower, upper, order = _triangles(scope, lu)
    if trans == NOT_TURNED:
        z = scope.emit(
            "scipy.linalg.lu_solve", Pack("tuple", (lu, order)), bar, Const(1)
        )
        product = scope.negative(outer_of(scope, z, x, b))
    else:
        z = scope.emit("scipy.linalg.lu_solve", pair, bar)
        product = scope.negative(outer_of(scope, _permuted(scope, pair, x), z, b))
    below = scope.emit("matmul", product, scope.emit("np.transpose", upper))
    above = scope.emit("matmul", scope.emit("np.transpose", lower), product)
    part = scope.binary(
        "add", scope.emit("np.tril", below, Const(-1)), scope.emit("np.triu", above)
    )
    return None if part is None else Pack("tuple", (part, ZERO))
