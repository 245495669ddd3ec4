"""Rules of arithmetic for `simplify`: a statement gives an operand, a statement, or None.

    add(a, neg(b))  ->  sub(a, b)          mul(a, 2.0)  ->  mul(2.0, a)
    add(a, np.broadcast_to(b, a.shape))  ->  add(a, b)
    neg(neg(a))     ->  a                  mul(1 / b, a)  ->  div(a, b)
                                           mul(0.5, mul(4.0, a))  ->  mul(2.0, a)
                                           add(mul(a, b), mul(b, a))  ->  mul(2, mul(a, b))

All are exact in floating point, up to the sign of a zero, but the last three, which round once
where the statements they replace round twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import isfinite

from adgen.ir.nodes import Apply, Const, Operand
from adgen.optimize.facts import Facts
from adgen.optimize.fold import literal
from adgen.optimize.shaping import is_zeros_like, same_shape

Rewrite = Callable[[Apply, Facts], Operand | Apply | None]


def _is_neutral(operand: Operand, neutral: int, other: Operand, facts: Facts) -> bool:
    """True if `operand` is the literal `neutral` and leaves the kind of `other` as it is."""
    value = literal(operand)
    if type(value) not in (int, float) or value != neutral:
        return False
    return facts.is_numeric(other) if type(value) is int else facts.is_inexact(other)


def _is_zero(operand: Operand, other: Operand, facts: Facts) -> bool:
    """True if adding `operand` leaves `other` as it is."""
    return _is_neutral(operand, 0, other, facts) or is_zeros_like(operand, other, facts)


def _negated(operand: Operand, facts: Facts) -> Operand | None:
    """The operand of which this one is the negative."""
    made = facts.made_by(operand, "neg")
    return None if made is None else made.args[0]


def _negative_literal(operand: Operand) -> Const | None:
    """Minus the operand, if that is a real literal."""
    value = literal(operand)
    return Const(-value) if type(value) in (int, float) else None


def _with(stmt: Apply, fn: str, *args: Operand) -> Apply:
    return replace(stmt, fn=fn, args=args, kwargs=())


def _noted(stmt: Apply, *gone: Apply) -> Apply:
    """The statement with the note of one that it takes the place of."""
    notes = (stmt.note, *(made.note for made in gone))
    return replace(stmt, note=next(filter(None, notes), ""))


def _add(stmt: Apply, facts: Facts) -> Operand | Apply | None:
    left, right = stmt.args
    if _is_zero(right, left, facts):
        return left
    if _is_zero(left, right, facts):
        return right
    positive = _negated(right, facts)
    if positive is not None:
        return _with(stmt, "sub", left, positive)
    positive = _negated(left, facts)
    if positive is not None:
        return _with(stmt, "sub", right, positive)
    return _without_broadcast(stmt, facts)


def _without_broadcast(stmt: Apply, facts: Facts) -> Apply | None:
    """`a + np.broadcast_to(b, a.shape)` as `a + b`, which NumPy broadcasts itself."""
    left, right = stmt.args
    made = facts.made_by(right, "np.broadcast_to")
    if made is None or not same_shape(facts.kind(left), facts.kind(right)):
        return None
    return _with(stmt, stmt.fn, left, made.args[0])


def like_terms(stmt: Apply, facts: Facts) -> tuple[Const, Apply] | None:
    """What a sum of multiples is: `a * (0.5 * x) + 0.5 * a * x` is 2 and `0.5 * a * x`.

    The product is that of the two terms that can take up the factor, or that has none yet.
    """
    left, right = (facts.made_once_by(arg, "mul") for arg in stmt.args)
    one, other = map(facts.factors, stmt.args)
    if left is None or right is None or one is None or other is None:
        return None
    if one[1] != other[1] or not all(map(facts.is_inexact, stmt.args)):
        return None
    total = one[0] + other[0]
    first = one[0] == 1 and total != 1
    kept, coefficient = (left, one[0]) if first else (right, other[0])
    if coefficient == 0 or total == 0 or total % coefficient:
        return None
    return Const(int(total / coefficient)), _noted(kept, stmt, left, right)


def _sub(stmt: Apply, facts: Facts) -> Operand | Apply | None:
    left, right = stmt.args
    if _is_zero(right, left, facts):
        return left
    if _is_zero(left, right, facts):
        return _with(stmt, "neg", right)
    positive = _negated(right, facts)
    if positive is not None:
        return _with(stmt, "add", left, positive)
    return _without_broadcast(stmt, facts)


def _mul(stmt: Apply, facts: Facts) -> Operand | Apply | None:
    left, right = stmt.args
    if literal(right) is not None and literal(left) is None:
        return _with(stmt, "mul", right, left)
    if _is_neutral(left, 1, right, facts):
        return right
    if _is_neutral(left, -1, right, facts):
        return _with(stmt, "neg", right)
    negative, positive = _negative_literal(left), _negated(right, facts)
    if negative is not None and positive is not None:
        return _with(stmt, "mul", negative, positive)
    return (
        _both_negative(stmt, facts)
        or _division(stmt, facts)
        or _one_factor(stmt, facts)
        or _cancelled_factors(stmt, facts)
    )


def product(left: Operand, right: Operand) -> float | None:
    """The product of two real literals, if it is no longer to read than they are."""
    one, other = literal(left), literal(right)
    if type(one) not in (int, float) or type(other) not in (int, float):
        return None
    found: float = one * other
    longest = len(repr(one)) + len(repr(other))
    return found if isfinite(found) and len(repr(found)) <= longest else None


def _one_factor(stmt: Apply, facts: Facts) -> Apply | None:
    """`0.5 * (4.0 * x)` is `2.0 * x`."""
    left, right = stmt.args
    made = facts.made_once_by(right, "mul")
    if made is None or not facts.is_inexact(made.args[1]):
        return None
    factor = product(left, made.args[0])
    if factor is None:
        return None
    return _with(_noted(stmt, made), "mul", Const(factor), made.args[1])


def _cancelled_factors(stmt: Apply, facts: Facts) -> Apply | None:
    """`(2 * x) * (0.5 * y)` is `x * y`."""
    left, right = (facts.made_once_by(arg, "mul") for arg in stmt.args)
    if left is None or right is None or product(left.args[0], right.args[0]) != 1:
        return None
    factors = left.args[1], right.args[1]
    if not all(map(facts.is_inexact, factors)):
        return None
    return _with(_noted(stmt, left, right), "mul", *factors)


def _division(stmt: Apply, facts: Facts) -> Apply | None:
    """`(1 / y) * x` and `x * (1 / y)` are `x / y`."""
    left, right = stmt.args
    for factor, other in ((left, right), (right, left)):
        made = facts.made_once_by(factor, "div")
        if made is None or not facts.is_inexact(other):
            continue
        value = literal(made.args[0])
        if type(value) in (int, float) and value == 1:
            return _with(stmt, "div", other, made.args[1])
    return None


def _div(stmt: Apply, facts: Facts) -> Operand | Apply | None:
    left, right = stmt.args
    value = literal(right)
    if type(value) in (int, float) and value == 1 and facts.is_inexact(left):
        return left
    negative, positive = _negative_literal(left), _negated(right, facts)
    if negative is not None and positive is not None:
        return _with(stmt, "div", negative, positive)
    return _both_negative(stmt, facts)


def _both_negative(stmt: Apply, facts: Facts) -> Apply | None:
    left, right = (_negated(arg, facts) for arg in stmt.args)
    if left is None or right is None:
        return None
    return _with(stmt, stmt.fn, left, right)


def _pow(stmt: Apply, facts: Facts) -> Operand | None:
    base, exponent = stmt.args[:2]
    return (
        base if len(stmt.args) == 2 and _is_neutral(exponent, 1, base, facts) else None
    )


def _neg(stmt: Apply, facts: Facts) -> Operand | Apply | None:
    (operand,) = stmt.args
    positive = _negated(operand, facts)
    if positive is not None:
        return positive
    made = facts.made_once_by(operand, "sub")
    if made is not None:
        return _with(stmt, "sub", made.args[1], made.args[0])
    made = facts.made_once_by(operand, "mul")
    if made is None:
        return None
    value = literal(made.args[0])
    negative = type(value) in (int, float) and value < 0
    return _with(stmt, "mul", Const(-value), made.args[1]) if negative else None


def _pos(stmt: Apply, facts: Facts) -> Operand | None:
    return stmt.args[0] if facts.is_numeric(stmt.args[0]) else None


ARITHMETIC: dict[str, Rewrite] = {
    "add": _add,
    "sub": _sub,
    "mul": _mul,
    "div": _div,
    "matmul": _both_negative,
    "pow": _pow,
    "neg": _neg,
    "pos": _pos,
}
