"""Sums of contributions with the signs a person would write.

    %1 := -v_bar.0
    %2 := %1 * c.0
    %3 := %2 * u.0                       %3 := v_bar.0 * c.0 * u.0   (in two statements)
    x_bar.2 := x_bar.1 + %3       ->     x_bar.2 := x_bar.1 - %3

    %4 := -5.0 * %0
    y_bar.1 := %4 + z.0           ->     y_bar.1 := z.0 - 5.0 * %0
    b.1 := b.0 with [i.0] += (-a) * c    b.1 := b.0 with [i.0] += -(a * c), printed as  -=

A sign is taken out of a term that is used once, through products and functions that are odd
in their first operand; all of this is exact in floating point.
"""

from __future__ import annotations

from dataclasses import replace

from adgen.analyses.uses import use_counts
from adgen.ir.namer import Namer
from adgen.ir.nodes import Apply, Const, Function, Operand, Store, Var
from adgen.names import is_temporary
from adgen.optimize.context import Context
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
        if len(stmt.results) == 1:
            self._place[stmt.results[0]] = len(self.out)
        return stmt

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
