"""Algebra on adgen's own statements.

    %1 := x.0 ** 1             %1 is x.0
    %2 := out_bar.0 * 2.0      %2 := 2.0 * out_bar.0
    %3 := 1.0 / y.0
    %4 := %3 * %2              %4 := %2 / y.0
    %5 := -%4
    x_bar.0 := z.0 + %5        x_bar.0 := z.0 - %4

One statement is looked at with the statements that make its operands; it becomes an operand,
or another statement. The rules are in `adgen.optimize.algebra` (arithmetic) and
`adgen.optimize.shaping` (functions that do nothing to operands of known kind). `x - x`, `0 * x`
and `x / x` stay: they are NaN where x is not finite. A neutral operand goes only where the
kind stays the same: `1.0 * n` is a float where n is an int.
"""

from __future__ import annotations

from adgen.analyses.uses import use_counts
from adgen.ir.nodes import Apply, Function
from adgen.optimize.algebra import ARITHMETIC
from adgen.optimize.context import Context
from adgen.optimize.facts import Facts
from adgen.optimize.shaping import SHAPING
from adgen.optimize.sweep import Sweep

_RULES = ARITHMETIC | SHAPING


def simplify(function: Function, context: Context) -> Function:
    """The function with simpler derived statements; the same object if nothing changed."""
    return _Simplification(function).run()


class _Simplification(Sweep):
    def __init__(self, function: Function) -> None:
        super().__init__(function)
        self._facts = Facts(self.kinds, use_counts(function))

    def apply(self, stmt: Apply) -> Apply | None:
        if not stmt.derived or len(stmt.results) != 1:
            return stmt
        rule = _RULES.get(stmt.fn)
        while rule is not None:
            found = rule(stmt, self._facts)
            if found is None:
                break
            if not isinstance(found, Apply):
                self.equal[stmt.results[0]] = found
                return None
            stmt = found
            rule = _RULES.get(stmt.fn)
        self._facts.note(stmt)
        return stmt
