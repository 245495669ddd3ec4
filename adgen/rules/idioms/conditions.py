"""The arguments `where=` and `initial=` of reductions.

np.sum(a, where=m)    masked(bar, m, a)  gives  np.where(m, bar, 0.0), and bar alone without m
"""

from __future__ import annotations

from adgen.ir.nodes import Const, Operand
from adgen.rules.broadcasting import fill
from adgen.rules.formula import Scope, Value, idiom
from adgen.rules.idioms.axes import NONE, number_of, size
from adgen.rules.shapes import dims_of, same_shape

TRUE, ZERO = Const(True), Const(0.0)


@idiom
def masked(
    scope: Scope, value: Value, where: Operand, a: Operand, other: Operand = ZERO
) -> Value:
    """`value` where the condition holds, else another; both of the shape of `a`."""
    if value is None or where == TRUE:
        return value
    builder = scope.builder
    if other != ZERO:
        return builder.emit("np.where", where, value, other)
    dims = dims_of(builder.kind_of(a))
    if not same_shape(dims_of(builder.kind_of(where)), dims):
        value = fill(value, a, builder)
    return builder.emit("np.where", where, value, other)


@idiom
def both(scope: Scope, condition: Operand, where: Operand) -> Value:
    """Two conditions, of which the second may be the constant True."""
    if where == TRUE:
        return condition
    return scope.builder.emit("bitand", condition, where)


@idiom
def counted(
    scope: Scope, a: Operand, axis: Operand, where: Operand, keepdims: Operand
) -> Value:
    """How many elements of `a` each reduced value is made of, where a condition holds."""
    if where == TRUE:
        return size(scope, a, axis)
    shape = scope.builder.emit("np.shape", a)
    full = scope.builder.emit("np.broadcast_to", where, shape)
    return number_of(scope, full, a, axis, keepdims)


@idiom
def with_first(
    scope: Scope, number: Operand, first: Operand, initial: Operand
) -> Value:
    """How many tie for an extreme, `initial` included if there is one."""
    if initial == NONE:
        return number
    return scope.builder.emit("add", number, first)


@idiom
def summed(scope: Scope, bar: Value, out: Operand) -> Value:
    """The sum of an adjoint over all elements of the result."""
    if bar is None:
        return None
    builder = scope.builder
    if dims_of(builder.kind_of(out)) == ():
        return bar
    return builder.emit("np.sum", fill(bar, out, builder))
