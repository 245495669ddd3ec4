"""Sums of contributions with the signs a person would write.

    %1 := -v_bar.0
    %2 := %1 * c.0
    %3 := %2 * u.0                       %3 := v_bar.0 * c.0 * u.0   (in two statements)
    x_bar.2 := x_bar.1 + %3       ->     x_bar.2 := x_bar.1 - %3

    %4 := -5.0 * %0
    y_bar.1 := %4 + z.0           ->     y_bar.1 := z.0 - 5.0 * %0
    b.1 := b.0 with [i.0] += (-a) * c    b.1 := b.0 with [i.0] += -(a * c), printed as  -=

    %5 := a.0 * b.0
    %6 := 2.0 * %5                ->     %6 := 2.0 * a.0 * b.0       (in two statements)

A sign is taken out of a term that is used once, through products and functions that are odd
in their first operand. Of the factors only powers of two are moved to the front. So all of this
is exact in floating point.
"""

from __future__ import annotations

import math
from dataclasses import replace

from adgen.analyses.uses import use_counts
from adgen.ir.namer import Namer
from adgen.ir.nodes import Apply, Const, Function, Operand, Store, Var
from adgen.names import is_temporary
from adgen.optimize.context import Context
from adgen.optimize.facts import Facts
from adgen.optimize.fold import literal
from adgen.optimize.sweep import Sweep

_PRODUCTS = frozenset(("mul", "div", "matmul", "np.dot", "np.outer"))
_ODD_IN_FIRST = frozenset(("np.sum", "np.transpose", "np.reshape", "unbroadcast"))
_DEEPEST = 40
"""A sign further inside a term than this is left where it is."""


def accumulate(function: Function, context: Context) -> Function:
    """The function with signs moved into sums; the same object if nothing changed."""
    return _Signs(function).run()


class _Signs(Sweep):
    def __init__(self, function: Function) -> None:
        super().__init__(function)
        self._uses = use_counts(function)
        self._facts = Facts(self.kinds, self._uses)
        self._namer: Namer | None = None
        self._place: dict[Var, int] = {}
        self._outer: list[dict[Var, int]] = []

    def enter(self) -> None:
        self._outer.append(self._place)
        self._place = {}

    def leave(self) -> None:
        self._place = self._outer.pop()

    def apply(self, stmt: Apply) -> Apply | None:
        if not stmt.derived:
            return stmt
        if stmt.fn in ("add", "sub") and len(stmt.args) == 2:
            stmt = self._sum(stmt)
        elif stmt.fn == "mul":
            stmt = self._factor_first(stmt)
        if len(stmt.results) == 1:
            self._place[stmt.results[0]] = len(self.out)
            self._facts.note(stmt)
        return stmt

    def _factor_first(self, stmt: Apply) -> Apply:
        """`2.0 * (a * b)` as `(2.0 * a) * b`."""
        factor, product = stmt.args
        made = self._made_once(product)
        if made is None or made[1].fn != "mul" or not _is_power_of_two(factor):
            return stmt
        place, inner = made
        left, right = inner.args
        if literal(left) is not None or not self._facts.is_inexact(left):
            return stmt
        if not is_temporary(inner.results[0].name):
            return stmt  # x_bar would hold twice x_bar
        self.out[place] = replace(inner, args=(factor, left))
        self.kinds[inner.results[0]] = self._facts.kind(left)
        return replace(stmt, args=(inner.results[0], right))

    def _sum(self, stmt: Apply) -> Apply:
        left, right = stmt.args
        positive = self._negated(right)
        if positive is not None:
            fn = "sub" if stmt.fn == "add" else "add"
            return replace(stmt, fn=fn, args=(left, positive))
        if stmt.fn == "add":
            positive = self._negated(left)
            if positive is not None:
                return replace(stmt, fn="sub", args=(right, positive))
        return stmt

    def store(self, stmt: Store) -> Store:
        if stmt.mode != "add" or not stmt.derived or self._is_negation(stmt.value):
            return stmt
        positive = self._negated(stmt.value)
        if not isinstance(positive, Var):
            return stmt
        if self._namer is None:
            self._namer = Namer.of(self.function)
        value = self._namer.temporary()
        if positive in self.kinds:
            self.kinds[value] = self.kinds[positive]
        self.out.append(Apply((value,), "neg", (positive,), derived=True))
        return replace(stmt, value=value)

    def _is_negation(self, operand: Operand) -> bool:
        made = self._made_once(operand)
        return made is not None and made[1].fn == "neg"

    def _made_once(self, operand: Operand) -> tuple[int, Apply] | None:
        """The derived statement of this block that makes an operand which is used once."""
        if not isinstance(operand, Var) or self._uses.get(operand) != 1:
            return None
        place = self._place.get(operand)
        if place is None:
            return None
        stmt = self.out[place]
        return (place, stmt) if isinstance(stmt, Apply) else None

    def _negated(self, operand: Operand, depth: int = 0) -> Operand | None:
        """An operand equal to minus this one, if it costs nothing; rewrites its term."""
        value = literal(operand)
        if value is not None:
            negative = type(value) in (int, float) and value < 0
            return Const(-value) if negative and depth else None
        made = self._made_once(operand)
        if made is None or depth > _DEEPEST:
            return None
        place, stmt = made
        if stmt.fn == "neg":
            return stmt.args[0]
        if not is_temporary(stmt.results[0].name):
            return None  # x_bar would hold minus x_bar
        tried = 2 if stmt.fn in _PRODUCTS else 1 if stmt.fn in _ODD_IN_FIRST else 0
        for position, arg in enumerate(stmt.args[:tried]):
            found = self._negated(arg, depth + 1)
            if found is not None:
                args = (*stmt.args[:position], found, *stmt.args[position + 1 :])
                self.out[place] = replace(stmt, args=args)
                return operand
        return None


def _is_power_of_two(operand: Operand) -> bool:
    value = literal(operand)
    return type(value) in (int, float) and math.frexp(abs(value))[0] == 0.5
