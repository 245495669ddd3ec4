"""Parts of matrices that factorisations need: columns, imaginary parts, largest components."""

from __future__ import annotations

from adgen.ir.kinds import Array, same_dim
from adgen.ir.nodes import Const, Operand, Pack, Var
from adgen.rules.dtypes import class_of, is_complex, is_real
from adgen.rules.formula import Scope, Value, idiom
from adgen.rules.idioms.axes import NONE, WHOLE
from adgen.rules.idioms.matrices import ELLIPSIS, conj, length
from adgen.rules.idioms.products import tr
from adgen.rules.idioms.refusals import refusal
from adgen.rules.shapes import constant_of, dims_of, is_constant, same_dims


@idiom
def imaginary(scope: Scope, x: Value) -> Value:
    """i times the imaginary part, absent of what is real."""
    if x is None or is_real(scope.builder.kind_of(x)):
        return None
    return scope.binary("sub", x, scope.builder.emit("np.real", x))


@idiom
def imaginary_diagonal(scope: Scope, x: Value) -> Value:
    """i times the imaginary parts on the diagonal, absent of what is real."""
    turned = imaginary(scope, x)
    if turned is None or x is None:
        return None
    shape = scope.builder.emit("np.shape", x)
    unit = scope.builder.emit("np.eye", scope.builder.emit("getitem", shape, Const(-1)))
    return scope.binary("mul", unit, turned)


@idiom
def in_field(scope: Scope, value: Value, a: Operand) -> Value:
    """An adjoint that is real where the operand is."""
    if value is None or is_complex(scope.builder.kind_of(a)):
        return value
    if is_real(scope.builder.kind_of(a)):
        return scope.builder.emit("np.real", value)
    return scope.builder.emit("unbroadcast", value, a)


@idiom
def as_wide_as(scope: Scope, value: Value, out: Operand, a: Operand) -> Value:
    """A tangent of `out`, whose kind is not known, in single precision where `a` is."""
    if value is None or class_of(scope.builder.kind_of(a)) not in _NARROW:
        return value
    dtype = scope.builder.emit("attr", out, Const("dtype"))
    return scope.builder.emit("np.asarray", value, kwargs=(("dtype", dtype),))


_NARROW = ("float32", "complex64")


@idiom
def square_if_full(scope: Scope, x: Value, a: Operand, full: Operand) -> Value:
    """`x`; with full_matrices=True it has to be square, which may be seen at run time only."""
    dims = dims_of(scope.builder.kind_of(a))
    known = dims is not None and len(dims) > 1 and same_dim(*dims[-2:])
    thin = is_constant(full) and not constant_of(full)
    if x is None or thin or known:
        return x
    if dims is not None and all(isinstance(dim, int) for dim in dims[-2:]):
        raise refusal(scope, "vectors that complete a basis (full_matrices=False)")
    return scope.builder.emit("only_square", x, a)


@idiom
def largest_component(scope: Scope, v: Operand) -> Value:
    """For each column a one where it is largest, zeros elsewhere."""
    builder = scope.builder
    place = builder.emit("np.argmax", builder.emit("np.abs", v), Const(-2))
    size = builder.emit("getitem", builder.emit("np.shape", v), Const(-1))
    rows = builder.emit("np.arange", size)
    whole = Pack("slice", (NONE, NONE, NONE))
    column = builder.emit("getitem", rows, Pack("tuple", (whole, NONE)))
    among = builder.emit("getitem", place, Pack("tuple", (ELLIPSIS, NONE, whole)))
    return builder.emit("eq", column, among)


@idiom
def as_large_as(scope: Scope, x: Value, a: Operand) -> Value:
    """`x`, known to be a matrix of the size of `a`: what a real matrix gives may be complex."""
    dims = dims_of(scope.builder.kind_of(a))
    if isinstance(x, Var) and dims is not None:
        scope.builder.kinds[x] = Array("complex", dims)
    return x


# columns -----------------------------------------------------------------------------


def _is_wide(scope: Scope, a: Operand) -> bool:
    """True if a matrix may have more columns than rows."""
    dims = dims_of(scope.builder.kind_of(a))
    if dims is None or len(dims) < 2:
        return True
    rows, columns = dims[-2:]
    if isinstance(rows, int) and isinstance(columns, int):
        return columns > rows
    return same_dims([(rows,), (columns,)]) is None or rows != columns


def _columns(scope: Scope, x: Value, q: Operand, a: Operand, *, first: bool) -> Value:
    if x is None:
        return None
    if not _is_wide(scope, a):
        return x if first else None
    builder = scope.builder
    count = builder.emit("getitem", builder.emit("np.shape", q), Const(-1))
    part = (NONE, count, NONE) if first else (count, NONE, NONE)
    return builder.emit("getitem", x, Pack("tuple", (ELLIPSIS, Pack("slice", part))))


@idiom
def first_columns(scope: Scope, x: Value, q: Operand, a: Operand) -> Value:
    """As many columns of x as q has; all of them where a is not wide."""
    return _columns(scope, x, q, a, first=True)


@idiom
def last_columns(scope: Scope, x: Value, q: Operand, a: Operand) -> Value:
    """The other columns, absent where a is not wide."""
    return _columns(scope, x, q, a, first=False)


@idiom
def joined_columns(
    scope: Scope, first: Value, last: Value, q: Operand, a: Operand
) -> Value:
    """The first columns and the last ones side by side; zeros for those that are absent."""
    if not _is_wide(scope, a) or first is None and last is None:
        return first
    if first is None:
        first = scope.emit("np.zeros_like", _columns(scope, a, q, a, first=True))
    if last is None:
        last = scope.emit("np.zeros_like", _columns(scope, a, q, a, first=False))
    assert first is not None and last is not None
    both = Pack("tuple", (first, last))
    return scope.builder.emit("np.concatenate", both, Const(-1))


@idiom
def seen_by_columns(scope: Scope, a: Value, r_bar: Value) -> Value:
    """What the last columns of r add to the adjoint of q."""
    if a is None or r_bar is None:
        return None
    return conj(scope, scope.emit("matmul", a, tr(scope, r_bar)))


@idiom
def turn_of_columns(scope: Scope, turn: Value, r: Value) -> Value:
    """What the motion of q takes from the last columns of r."""
    if turn is None or r is None:
        return None
    return scope.emit("matmul", turn, r)


# rows --------------------------------------------------------------------------------


@idiom
def first_rows(scope: Scope, x: Value, u: Operand) -> Value:
    """As many rows of x as u has."""
    if x is None:
        return None
    shape = scope.builder.emit("np.shape", u)
    count = scope.builder.emit("getitem", shape, Const(-2))
    index = Pack("tuple", (ELLIPSIS, Pack("slice", (NONE, count, NONE)), WHOLE))
    return scope.builder.emit("getitem", x, index)


@idiom
def in_rows_and_columns(
    scope: Scope, rows: Value, square: Value, columns: Value, a: Operand
) -> Value:
    """A matrix like a, which is the sum of first rows, first columns and their square."""
    if square is None:
        return None
    count = length(scope, square)
    whole = scope.builder.emit("np.zeros_like", a)
    first = Pack("slice", (NONE, count, NONE))
    parts = ((rows, (first, WHOLE)), (columns, (WHOLE, first)), (square, (first,) * 2))
    for part, index in parts:
        if part is not None:
            place = Pack("tuple", (ELLIPSIS, *index))
            whole = scope.builder.store(whole, place, part, "add")
    return whole
