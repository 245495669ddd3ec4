"""Curves side by side: the values of a curve may have further axes, behind those of its places."""

from __future__ import annotations

from adgen.ir.kinds import Number
from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.formula import Scope, Value, idiom
from adgen.rules.idioms.axes import NONE
from adgen.rules.idioms.refusals import refusal
from adgen.rules.shapes import dims_of


def _columns(scope: Scope, y: Operand) -> int:
    """How many axes the values have behind the first."""
    dims = dims_of(scope.builder.kind_of(y))
    if not dims:
        raise refusal(scope, "how many axes the values of the curve have")
    return len(dims) - 1


@idiom
def beside_columns(scope: Scope, value: Value, y: Operand) -> Value:
    """A number for each place, to be multiplied with values for each column."""
    count = _columns(scope, y)
    if value is None or not count or isinstance(scope.builder.kind_of(value), Number):
        return value
    axes = Pack("tuple", tuple(Const(-1 - i) for i in range(count)))
    return scope.emit("np.expand_dims", value, axes)


@idiom
def over_columns(scope: Scope, value: Value, y: Operand) -> Value:
    """The sum over the columns."""
    count = _columns(scope, y)
    if value is None or not count:
        return value
    axes = Pack("tuple", tuple(Const(-1 - i) for i in range(count)))
    return scope.emit("np.sum", value, axis=axes)


@idiom
def of_places(scope: Scope, bar: Value, matrix: Value, y: Operand) -> Value:
    """The adjoint of values, of which each place sees a row of a matrix."""
    if bar is None or matrix is None:
        return None
    builder, count = scope.builder, _columns(scope, y)
    if not count:
        return scope.binary("matmul", builder.emit("np.ravel", bar), matrix)
    shape = builder.emit("np.shape", y)
    sizes = [builder.emit("getitem", shape, Const(i + 1)) for i in range(count)]
    wide = Pack("tuple", (Const(-1), *sizes))
    rows = builder.emit("np.reshape", bar, wide)
    first = Pack("tuple", (Const(0), Const(0)))
    return builder.emit("np.tensordot", matrix, rows, first)


@idiom
def unfilled(scope: Scope, edge: Operand) -> Value:
    """What stands beyond an end in the curve of a direction: 0 where a number is given."""
    return edge if edge == NONE else Const(0.0)
