"""Matrices stored by their diagonals: as full matrices, and as the factors one solves with."""

from __future__ import annotations

from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.formula import Scope, Value, idiom
from adgen.rules.idioms.data import factor_of_pair
from adgen.rules.idioms.refusals import refusal
from adgen.rules.idioms.scalars import ZERO
from adgen.rules.shapes import constant_of, is_constant


def _widths(scope: Scope, ab: Operand, which: str) -> Operand:
    """How many diagonals there are below and above: one side of those given, or both."""
    count = scope.builder.emit("len", ab)
    if which == "both":
        side = scope.builder.emit("floordiv", count, Const(2))
        return Pack("tuple", (side, side))
    more = scope.builder.emit("sub", count, Const(1))
    return Pack("tuple", (more, Const(0)) if which == "lower" else (Const(0), more))


def _full(scope: Scope, ab: Value, which: str) -> Value:
    if ab is None:
        return None
    builder = scope.builder
    shape = builder.emit("np.shape", ab)
    unit = builder.emit("np.eye", builder.emit("getitem", shape, Const(1)))
    return builder.emit("band_product", _widths(scope, ab, which), ab, unit)


@idiom
def full_of_lower(scope: Scope, ab: Value) -> Value:
    """The lower triangular matrix of these diagonals."""
    return _full(scope, ab, "lower")


@idiom
def full_of_upper(scope: Scope, ab: Value) -> Value:
    """The upper triangular matrix of these diagonals."""
    return _full(scope, ab, "upper")


@idiom
def full_of_bands(scope: Scope, ab: Value) -> Value:
    """The matrix of as many diagonals below as above."""
    return _full(scope, ab, "both")


@idiom
def banded_eigenvectors(scope: Scope, ab: Operand, lower: Operand) -> Value:
    """The eigenvectors of a symmetric matrix of these diagonals."""
    fn, keywords = "scipy.linalg.eig_banded", [("lower", lower)]
    if lower == Const(False):
        keywords = []
    return scope.builder.emit_many(fn, (None, None), ab, kwargs=keywords)[1]


# factors to solve with ---------------------------------------------------------------


def _is_lower(scope: Scope, pair: Operand) -> bool:
    setting = factor_of_pair(scope, pair, 1)
    if not is_constant(setting):
        raise refusal(scope, "which triangle is given")
    return bool(constant_of(setting))


def _both_widths(scope: Scope, pair: Operand, c: Operand) -> tuple[Operand, Operand]:
    """The numbers of diagonals of the factor, and those of its transpose."""
    widths = _widths(scope, c, "lower" if _is_lower(scope, pair) else "upper")
    assert isinstance(widths, Pack)
    return widths, Pack("tuple", widths.items[::-1])


def _times(scope: Scope, widths: Operand, c: Operand, x: Operand) -> Operand:
    return scope.builder.emit("band_product", widths, c, x)


def _turned(scope: Scope, widths: Operand, c: Operand) -> Operand:
    return scope.builder.emit("band_transposed", widths, c)


@idiom
def cho_band_moved(scope: Scope, pair: Operand, dots: Value, x: Operand) -> Value:
    """The tangent of the matrix, from that of its Cholesky factor, times x."""
    if dots is None:
        return None
    c, dot = factor_of_pair(scope, pair, 0), factor_of_pair(scope, dots, 0)
    widths, back = _both_widths(scope, pair, c)
    turned, dot_turned = _turned(scope, widths, c), _turned(scope, widths, dot)
    if _is_lower(scope, pair):
        first = _times(scope, widths, dot, _times(scope, back, turned, x))
        second = _times(scope, widths, c, _times(scope, back, dot_turned, x))
    else:
        first = _times(scope, back, dot_turned, _times(scope, widths, c, x))
        second = _times(scope, back, turned, _times(scope, widths, dot, x))
    return scope.binary("add", first, second)


@idiom
def cho_band_part(scope: Scope, pair: Operand, z: Value, x: Operand) -> Value:
    """The adjoint of the factor with which was solved, and none for the setting."""
    if z is None:
        return None
    c = factor_of_pair(scope, pair, 0)
    widths, back = _both_widths(scope, pair, c)
    fn = "band_of_product"
    if _is_lower(scope, pair):
        turned = _turned(scope, widths, c)
        sides = [
            (z, _times(scope, back, turned, x)),
            (x, _times(scope, back, turned, z)),
        ]
    else:
        sides = [(_times(scope, widths, c, x), z), (_times(scope, widths, c, z), x)]
    parts = [scope.builder.emit(fn, widths, a, b) for a, b in sides]
    part = scope.negative(scope.binary("add", parts[0], parts[1]))
    return None if part is None else Pack("tuple", (part, ZERO))
