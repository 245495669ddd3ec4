"""Constant folding: arithmetic of adgen's own statements on numeric literals.

    %1 := 3 - 1
    %2 := x.0 ** %1        ->        %2 := x.0 ** 2

The result is what Python computes, of the same type: ints stay ints. What raises, or is not
finite, is left alone, and so is 0.1 / 6, which reads better than sixteen digits. The user's own
arithmetic stands as it is written.
"""

from __future__ import annotations

import cmath
import operator
from collections.abc import Callable
from typing import Any

from adgen.ir.nodes import Apply, Const, Function, Operand
from adgen.names import is_temporary
from adgen.optimize.context import Context
from adgen.optimize.sweep import Sweep

_FOLDED: dict[str, Callable[..., Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "floordiv": operator.floordiv,
    "mod": operator.mod,
    "pow": operator.pow,
    "neg": operator.neg,
    "pos": operator.pos,
    "abs": abs,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "eq": operator.eq,
    "ne": operator.ne,
    "not": operator.not_,
    "float": float,
    "int": int,
    "min": min,
    "max": max,
}
_EXACT = ("add", "sub", "mul", "floordiv", "mod", "neg")
_LITERALS = (bool, int, float, complex)
_LARGEST_EXPONENT = 64
_LARGEST_INT = 1 << 62
_MOST_DIGITS = 10


def fold(function: Function, context: Context) -> Function:
    """The function with constant operations computed; the same object if there are none."""
    return _Folding(function).run()


class _Folding(Sweep):
    def apply(self, stmt: Apply) -> Apply | None:
        foldable = stmt.derived or _counts_by_names(stmt)
        if foldable and stmt.fn in _FOLDED and not stmt.kwargs:
            values = [literal(arg) for arg in stmt.args]
            found = None if None in values else computed(stmt.fn, values)
            if found is not None:
                self.equal[stmt.results[0]] = found
                return None
        return stmt


def _counts_by_names(stmt: Apply) -> bool:
    """True for a part of an expression with names whose values are integers here."""
    if stmt.fn not in _EXACT or not is_temporary(stmt.results[0].name):
        return False
    whole = all(type(literal(arg)) is int for arg in stmt.args)
    return whole and stmt.span is not None and any(map(str.isalpha, stmt.span.text))


def literal(operand: Operand) -> Any:
    """The value of a numeric literal; None for every other operand."""
    if isinstance(operand, Const) and operand.name is None:
        return operand.value if type(operand.value) in _LITERALS else None
    return None


def computed(fn: str, values: list[Any]) -> Const | None:
    """The constant that Python computes; None if it raises, or gives no ordinary number."""
    if fn == "pow" and not abs(values[-1]) <= _LARGEST_EXPONENT:
        return None
    try:
        found = _FOLDED[fn](*values)
    except (ArithmeticError, ValueError, TypeError):
        return None
    if type(found) not in _LITERALS or not cmath.isfinite(found):
        return None
    if isinstance(found, int) and abs(found) > _LARGEST_INT:
        return None
    if len(repr(found)) > max([_MOST_DIGITS, *(len(repr(value)) for value in values)]):
        return None
    return Const(found)
