"""Choices between values, as numbers and as arrays: selection without poisoning.

choose(x > 0, out_bar, 0.0)   an `if` for numbers, np.where for arrays
"""

from __future__ import annotations

from adgen.ir.build import Builder
from adgen.ir.kinds import Array, Number, join
from adgen.ir.nodes import Block, Const, If, Operand, Var, Yield
from adgen.rules.dtypes import class_of
from adgen.rules.formula import Scope, Value, idiom

ZERO = Const(0.0)


@idiom
def select(scope: Scope, condition: Value, value: Value) -> Value:
    """`value` where the condition holds, zero elsewhere: what is not taken poisons nothing."""
    if value is None or condition is None:
        return None
    if isinstance(scope.builder.kind_of(condition), Number):
        value_kind = scope.builder.kind_of(value)
        if isinstance(value_kind, Number):
            return choose(scope, condition, value, ZERO)
    return scope.builder.emit("np.where", condition, value, ZERO)


@idiom
def choose(scope: Scope, condition: Operand, value: Value, other: Value) -> Value:
    """`value if condition else other` for numbers, np.where for arrays."""
    if value is None and other is None:
        return None
    value = ZERO if value is None else value
    other = ZERO if other is None else other
    builder = scope.builder
    if not all(
        isinstance(builder.kind_of(x), Number) for x in (condition, value, other)
    ):
        return builder.emit("np.where", condition, value, other)
    kind = join(builder.kind_of(value), builder.kind_of(other))
    result = builder.fresh(None, kind)
    then, orelse = builder.child(), builder.child()
    blocks = then.block(Yield((value,))), orelse.block(Yield((other,)))
    builder.add(_if(builder, result, condition, *blocks))
    return result


@idiom
def share(scope: Scope, value: Value, x: Operand, over: Const, y: Operand) -> Value:
    """What `x` gets of two that are compared: all where it wins, half at a tie, else nothing."""
    if value is None:
        return None
    fn = str(over.value)
    kinds = [scope.builder.kind_of(operand) for operand in (value, x, y)]
    if not all(isinstance(kind, Number) for kind in kinds):
        wins = scope.builder.emit(fn, x, y)
        tie = scope.builder.emit("eq", x, y)
        half = scope.binary("mul", Const(0.5), value)
        return choose(scope, wins, value, choose(scope, tie, half, ZERO))
    builder = scope.builder
    wins = builder.emit(fn, x, y)
    other = builder.child()
    tie = other.emit("eq", x, y)
    equal = other.child()
    half = equal.emit("mul", Const(0.5), value)
    kind = builder.kind_of(half)
    rest = other.fresh(None, kind)
    nothing = other.child().block(Yield((ZERO,)))
    other.add(_if(other, rest, tie, equal.block(Yield((half,))), nothing))
    result = builder.fresh(None, kind)
    taken = builder.child().block(Yield((value,)))
    builder.add(_if(builder, result, wins, taken, other.block(Yield((rest,)))))
    return result


@idiom
def half_at_ties(
    scope: Scope, value: Value, x: Operand, y: Operand, out: Operand
) -> Value:
    """What `x` gets where the result is x: all of `value`, or half if y is equal."""
    if value is None:
        return None
    tie = scope.builder.emit("eq", x, y)
    half = scope.binary("mul", Const(0.5), value)
    taken = choose(scope, scope.builder.emit("eq", x, out), value, ZERO)
    return choose(scope, tie, half, taken)


def _if(builder: Builder, result: Var, test: Operand, then: Block, orelse: Block) -> If:
    origin = builder.span, builder.derived, builder.note
    return If((result,), test, then, orelse, *origin)


@idiom
def power_slope(scope: Scope, value: Value, x: Operand, y: Operand) -> Value:
    """`value` times the partial `y * x ** (y - 1)`, as written by hand for each exponent.

    At y = 0 the power is flat, and `y - (y != 0)` keeps 0 ** -1 from being computed.
    """
    if value is None:
        return None
    lower: Value
    if isinstance(y, Const) and isinstance(y.value, (int, float)) and y.name is None:
        exponent = y.value
        if exponent == 0:
            return None
        if exponent == 1:
            return value
        if exponent == 0.5:
            halved = scope.binary("mul", y, value)
            return scope.binary("div", halved, scope.lookup("out"))
        power = "pow" if exponent == int(exponent) else _power(scope, x)
        lower = x if exponent == 2 else scope.emit(power, x, Const(exponent - 1))
    elif class_of(scope.builder.kind_of(y)) == "bool":
        # x ** True is x, x ** False is 1; NumPy subtracts no booleans.
        return scope.binary("mul", y, value)
    else:
        nonzero = scope.emit("ne", y, Const(0))
        lower = scope.emit(_power(scope, x), x, scope.emit("sub", y, nonzero))
    return scope.binary("mul", scope.binary("mul", y, lower), value)


def _power(scope: Scope, x: Operand) -> str:
    """The function that raises `x` to a power as the function of the rule does.

    Of a negative Python float `x ** 0.5` is complex, where a function of NumPy gives nan.
    """
    name = scope.rule.name
    may_be_python = not isinstance(scope.builder.kind_of(x), Array)
    return name if may_be_python and name.startswith("np.") else "pow"


@idiom
def real_power(scope: Scope, x: Operand, y: Operand) -> Value:
    """`x ** y`, and not a number where x is negative and y no integer, as in an array."""
    if isinstance(scope.builder.kind_of(x), Array):
        return scope.emit("pow", x, y)
    return scope.emit("np.float_power", x, y)


@idiom
def log_or_zero(scope: Scope, x: Operand) -> Value:
    """`log(x)`, and 0 at x = 0: there x ** y does not change with y."""
    builder = scope.builder
    log = "math.log" if scope.rule.name.startswith("math.") else "np.log"
    if isinstance(x, Const) and isinstance(x.value, (int, float)) and x.value > 0:
        return builder.emit(log, x)
    zero = builder.emit("eq", x, Const(0))
    return builder.emit(log, builder.emit("add", x, zero))
