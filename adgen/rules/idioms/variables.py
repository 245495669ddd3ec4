"""Data as `np.cov` takes them: variables are rows, of one matrix or of two, a vector is one row.

np.cov(x, y)    rows   np.concatenate((x[None, :], y[None, :]))    y_bar   pulled[1]
"""

from __future__ import annotations

from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.formula import Scope, Value, idiom
from adgen.rules.idioms.axes import NONE
from adgen.rules.idioms.data import row
from adgen.rules.idioms.parts import refused
from adgen.rules.shapes import constant_of, dims_of, is_constant


@idiom
def rows_joined(
    scope: Scope, first: Value, second: Value, m: Operand, y: Operand, by_rows: Operand
) -> Value:
    """The rows of m above those of y, or of their tangents: zeros for what does not move."""
    if y == NONE:
        return _rows(scope, first, m, by_rows, alone=True)
    parts: list[Operand] = []
    for value, x in ((first, m), (second, y)):
        rows = _rows(scope, value, x, by_rows)
        if rows is None:
            still = _rows(scope, x, x, by_rows)
            assert still is not None
            rows = scope.builder.emit("np.zeros_like", still)
        parts.append(rows)
    return scope.builder.emit("np.concatenate", Pack("tuple", tuple(parts)))


def _rows(
    scope: Scope, value: Value, x: Operand, by_rows: Operand, *, alone: bool = False
) -> Value:
    """An operand, or its tangent, with a row for each variable."""
    dims = dims_of(scope.builder.kind_of(x))
    if dims is None or len(dims) not in (1, 2) or not is_constant(by_rows):
        return refused(scope, Const("of other than vectors and matrices"))
    if value is None:
        return None
    if len(dims) == 1:
        return row(scope, value)
    if alone and dims[0 if constant_of(by_rows) else 1] == 1:
        return refused(scope, Const("of a matrix of one variable: pass a vector"))
    if constant_of(by_rows):
        return value
    return scope.builder.emit("np.transpose", value)


@idiom
def rows_back(
    scope: Scope, bar: Value, m: Operand, y: Operand, by_rows: Operand, which: Const
) -> Value:
    """The part of an adjoint of all rows that belongs to m (which = 0) or to y (1)."""
    if bar is None:
        return None
    builder = scope.builder
    by_row = bool(constant_of(by_rows))
    if _is_vector(scope, y if which.value else m):
        place = _count(scope, m, by_row) if which.value else Const(0)
        return builder.emit("getitem", bar, place)
    if y != NONE:
        count = _count(scope, m, by_row)
        ends = (count, NONE) if which.value else (NONE, count)
        bar = builder.emit("getitem", bar, Pack("slice", (*ends, NONE)))
    return bar if by_row else builder.emit("np.transpose", bar)


def _is_vector(scope: Scope, x: Operand) -> bool:
    return len(dims_of(scope.builder.kind_of(x)) or ()) == 1


def _count(scope: Scope, m: Operand, by_row: bool) -> Operand:
    """How many rows m has."""
    if _is_vector(scope, m):
        return Const(1)
    shape = scope.builder.emit("np.shape", m)
    return scope.builder.emit("getitem", shape, Const(0 if by_row else 1))
