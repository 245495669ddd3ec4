"""Tests of `if` and `while`, and their opposites, as a person would write them.

not (i == j)    i != j          not (a is None)    a is not None
not (x < y)     not x < y       for floats: x >= y is false too where one of them is nan
"""

from __future__ import annotations

import ast

from adgen.emit.comments import Heading
from adgen.emit.expressions import Expressions
from adgen.emit.operators import COMPARE
from adgen.emit.plan import Plan
from adgen.ir.build import kind_of_constant
from adgen.ir.kinds import Kind, Number
from adgen.ir.nodes import Apply, Const, Operand, Var

_OPPOSITES = (
    ("is", "isnot"),
    ("in", "notin"),
    ("eq", "ne"),
    ("lt", "ge"),
    ("gt", "le"),
)
_OPPOSITE = {a: b for pair in _OPPOSITES for a, b in (pair, pair[::-1])}


class Branching:
    """Makes the tests of one function."""

    def __init__(self, plan: Plan, expressions: Expressions) -> None:
        self._plan = plan
        self._make = expressions

    def negated(self, test: Operand) -> ast.expr:
        """An expression that is true where the test is false."""
        inlined = self._plan.inlined.get(test) if isinstance(test, Var) else None
        if isinstance(inlined, Apply):
            if inlined.fn == "not":
                return self._make.operand(inlined.args[0])
            if inlined.fn in _OPPOSITE and self._has_opposite(inlined):
                left, right = self._make.several(inlined.args)
                sign = COMPARE[_OPPOSITE[inlined.fn]][0]
                return ast.Compare(left, [sign()], [right])
        return ast.UnaryOp(ast.Not(), self._make.operand(test))

    def statement(
        self, test: Operand, body: list[ast.stmt], orelse: list[ast.stmt]
    ) -> list[ast.stmt]:
        """`if test: body else: orelse`, where one or both may be empty."""
        if does_something(body):
            more = orelse if does_something(orelse) else []
            return [ast.If(self._make.operand(test), body, more)]
        if does_something(orelse):
            return [ast.If(self.negated(test), orelse, [])]
        return []

    def _has_opposite(self, comparison: Apply) -> bool:
        """True if one of a comparison and its opposite holds, and not both."""
        if comparison.fn in ("is", "isnot", "in", "notin"):
            return True
        numbers = [k for a in comparison.args if isinstance(k := self._kind(a), Number)]
        if len(numbers) < len(comparison.args):
            return False
        whole = all(kind.dtype in ("int", "bool") for kind in numbers)
        return whole or comparison.fn in ("eq", "ne")

    def _kind(self, operand: Operand) -> Kind | None:
        if isinstance(operand, Var):
            return self._plan.kind(operand)
        return kind_of_constant(operand.value) if isinstance(operand, Const) else None


def does_something(block: list[ast.stmt]) -> bool:
    """True unless there is nothing in the block but headings."""
    return not all(isinstance(stmt, Heading) for stmt in block)
