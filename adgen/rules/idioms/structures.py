"""What scipy.linalg reads of a matrix of which a structure is assumed.

With assume_a="pos" the lower triangle stands for the upper one or the other way round, with
"tridiagonal" three diagonals are read: the rest of the array may hold anything, and has slope zero.
"""

from __future__ import annotations

from adgen.ir.nodes import Const, Operand
from adgen.rules.dtypes import is_real
from adgen.rules.formula import Scope, Value, idiom
from adgen.rules.idioms.matrices import length
from adgen.rules.idioms.parts import refused
from adgen.rules.idioms.products import transposed
from adgen.rules.idioms.refusals import refusal

_WHOLE = (None, "general", "gen", "banded")
_MIRRORED = "symmetric sym hermitian her pos".split() + ["positive definite"]


@idiom
def part_read(scope: Scope, x: Value, assumed: Operand, lower: Operand) -> Value:
    """The matrix that is meant by an array, or its tangent by that of the array."""
    if x is None:
        return None
    if _structure(scope, assumed) not in _MIRRORED:
        return _cut(scope, x, assumed)
    fn, beside = _triangle(scope, lower)
    rest = scope.builder.emit(fn, x, beside)
    return scope.emit("add", scope.emit(fn, x), transposed(scope, rest))


@idiom
def part_back(scope: Scope, x: Value, assumed: Operand, lower: Operand) -> Value:
    """The adjoint of the array, by that of the matrix that is meant."""
    if x is None:
        return None
    if _structure(scope, assumed) not in _MIRRORED:
        return _cut(scope, x, assumed)
    fn, beside = _triangle(scope, lower)
    rest = scope.builder.emit(fn, transposed(scope, x), beside)
    return scope.emit("add", scope.emit(fn, x), rest)


def _structure(scope: Scope, assumed: Operand) -> object:
    """The name of a structure; refuses what is not known, and mirrors of complex matrices."""
    if not isinstance(assumed, Const):
        raise refusal(scope, "`assume_a`")
    real = is_real(scope.builder.kind_of(scope.bound["a"]))
    if assumed.value in _MIRRORED and not real:
        refused(scope, Const("of what may be complex with this `assume_a`"))
    return assumed.value


def _cut(scope: Scope, x: Operand, assumed: Operand) -> Value:
    """The diagonals of a matrix that are read."""
    builder, name = scope.builder, _structure(scope, assumed)
    if name in _WHOLE:
        return x
    if name == "upper triangular":
        return builder.emit("np.triu", x)
    if name == "lower triangular":
        return builder.emit("np.tril", x)
    if name == "tridiagonal":
        return builder.emit("np.triu", builder.emit("np.tril", x, Const(1)), Const(-1))
    if name == "diagonal":
        return builder.emit("mul", x, builder.emit("np.eye", length(scope, x)))
    return refused(scope, Const(f"with `assume_a` {name!r}"))


def _triangle(scope: Scope, lower: Operand) -> tuple[str, Const]:
    """The function that takes the triangle that is read, and the diagonal beside the main one."""
    if not isinstance(lower, Const):
        raise refusal(scope, "`lower`")
    return ("np.tril", Const(-1)) if lower.value else ("np.triu", Const(1))
