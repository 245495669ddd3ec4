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

    %7 := 20.0 * a.0
    %8 := %7 * b.0
    %9 := 0.1 * %8                ->     %9 := 2.0 * a.0 * b.0       (in two statements)

    %10 := -a.0
    %11 := %10 * b.0
    %12 := -%11                   ->     %12 := a.0 * b.0

A sign is taken out of a term that is used once, through products and functions that are odd
in their first operand. Of the factors only powers of two are moved to the front. All of this is
exact in floating point, but for two factors made one, which rounds once where they rounded twice.
What holds another value then is not called `v1_bar` any more.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace

from adgen.analyses.uses import use_counts
from adgen.ir.kinds import Kind, Number
from adgen.ir.namer import Namer
from adgen.ir.nodes import (
    Apply,
    Block,
    Const,
    End,
    Function,
    Operand,
    Remark,
    Store,
    Var,
)
from adgen.names import is_temporary
from adgen.optimize.algebra import product
from adgen.optimize.context import Context
from adgen.optimize.facts import Facts
from adgen.optimize.fold import literal
from adgen.optimize.sweep import Sweep

_PRODUCTS = frozenset(("mul", "div", "matmul", "np.dot", "np.outer"))
_ODD_IN_FIRST = frozenset(
    (
        *("getitem", "unbroadcast", "np.sum", "np.mean", "np.cumsum", "np.diff"),
        *("np.transpose", "np.reshape", "np.ravel", "np.roll", "np.flip", "np.trace"),
        *("np.broadcast_to", "np.repeat", "np.diagonal", "np.tril", "np.triu"),
    )
)
_GONE = Remark("")
"""Stands where a statement was that has been moved."""
_NUMBERED = re.compile(r"%\d+")
_DEEPEST = 40
"""A sign further inside a term than this is left where it is."""


def accumulate(function: Function, context: Context) -> Function:
    """The function with signs moved into sums; the same object if nothing changed."""
    return _Signs(function).run()


class _Signs(Sweep):
    def __init__(self, function: Function) -> None:
        super().__init__(function)
        self._uses = dict(use_counts(function))
        self._facts = Facts(self.kinds, self._uses)
        self._namer: Namer | None = None
        self._place: dict[Var, int] = {}
        self._outer: list[dict[Var, int]] = []
        self._opposites: dict[Var, tuple[Var, int]] = {}
        self._time = 0  # advances where an array may be changed in place

    def enter(self) -> None:
        self._outer.append(self._place)
        self._place = {}
        self._time += 1

    def leave(self) -> None:
        self._place = self._outer.pop()
        self._time += 1

    def statements(self, block: Block) -> End:
        end = super().statements(block)
        self.out = [stmt for stmt in self.out if stmt is not _GONE]
        return end

    def apply(self, stmt: Apply) -> Apply | None:
        if not stmt.derived:
            return stmt
        term: Operand | None = None
        if stmt.fn in ("add", "sub") and len(stmt.args) == 2:
            stmt = self._sum(stmt)
        elif stmt.fn == "mul":
            term = self._with_factor(stmt.args[1], stmt.args[0])
            stmt = self._factor_first(stmt) if term is None else stmt
        elif stmt.fn == "neg":
            term = self._negated(stmt.args[0], named=True)
        if term is not None:
            made = self._made_once(term)
            if made is None:
                self._use(term, self._uses.get(stmt.results[0], 0) - 1)
                self.equal[stmt.results[0]] = term
                return None
            stmt = self._moved_here(stmt, *made)
        if len(stmt.results) == 1:
            self._place[stmt.results[0]] = len(self.out)
            self._facts.note(stmt)
            if stmt.fn == "neg" and isinstance(stmt.args[0], Var):
                self._opposites[stmt.results[0]] = stmt.args[0], self._time
        return stmt

    def _factor_first(self, stmt: Apply) -> Apply:
        """`2.0 * (a * b)` as `(2.0 * a) * b`."""
        factor, term = stmt.args
        made = self._made_once(term)
        if made is None or made[1].fn != "mul" or not _is_power_of_two(factor):
            return stmt
        place, inner = made
        left, right = inner.args
        if literal(left) is not None or not self._facts.is_inexact(left):
            return stmt
        if not is_temporary(inner.results[0].name):
            return stmt  # x_bar would hold twice x_bar
        kind = self._facts.kind(left)
        result = self._replaced(place, replace(inner, args=(factor, left)))
        self.kinds[result] = kind
        return replace(stmt, args=(result, right))

    def _moved_here(self, stmt: Apply, place: int, inner: Apply) -> Apply:
        """The statement that makes what another is equal to, in the place of that other."""
        self.out[place] = _GONE
        return replace(inner, results=stmt.results, note=inner.note or stmt.note)

    def _with_factor(self, term: Operand, factor: Operand) -> Operand | None:
        """The term times a literal, if one of its own can take it up; rewrites the term."""
        made = self._made_once(term)
        if literal(factor) is None or made is None:
            return None
        place, stmt = made
        if stmt.fn not in ("mul", "div") or not is_temporary(stmt.results[0].name):
            return None
        first, second = stmt.args
        if literal(first) is None:
            found = self._with_factor(first, factor)
        else:
            one = product(factor, first)
            exact = one is not None and self._facts.is_inexact(second)
            found = Const(one) if exact else None
        if found is None:
            return None
        return self._replaced(place, replace(stmt, args=(found, second)))

    def _replaced(self, place: int, stmt: Apply) -> Var:
        """Puts a statement with another value in a place; gives what its result is called."""
        (old,) = stmt.results
        new = old
        if not _NUMBERED.fullmatch(old.name):  # v1_bar, which it is no more
            new = self._fresh(self.kinds.get(old))
            self._uses[new] = self._uses[old]
            self._place[new] = place
        self.out[place] = replace(stmt, results=(new,))
        return new

    def _fresh(self, kind: Kind | None) -> Var:
        if self._namer is None:
            self._namer = Namer.of(self.function)
        new = self._namer.temporary()
        if kind is not None:
            self.kinds[new] = kind
        return new

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
        stmt = self._added(stmt)
        self._time += 1
        return stmt

    def _added(self, stmt: Store) -> Store:
        if stmt.mode != "add" or not stmt.derived or self._is_negation(stmt.value):
            return stmt
        positive = self._negated(stmt.value)
        if not isinstance(positive, Var):
            return stmt
        value = self._fresh(self.kinds.get(positive))
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

    def _negated(
        self, operand: Operand, depth: int = 0, named: bool = False
    ) -> Operand | None:
        """An operand equal to minus this one, if it costs nothing; rewrites its term.

        With `named` it may take the names of adjoints from what they belong to.
        """
        value = literal(operand)
        if value is not None:
            negative = type(value) in (int, float) and value < 0
            return Const(-value) if negative and depth else None
        made = self._made_once(operand)
        if made is None or depth > _DEEPEST:
            return self._opposite(operand) if depth else None
        place, stmt = made
        if stmt.fn == "neg":
            self.out[place] = _GONE
            return stmt.args[0]
        if not (named or is_temporary(stmt.results[0].name)):
            return None  # x_bar would hold minus x_bar
        tried = 2 if stmt.fn in _PRODUCTS else 1 if stmt.fn in _ODD_IN_FIRST else 0
        for position, arg in enumerate(stmt.args[:tried]):
            found = self._negated(arg, depth + 1, named)
            if found is not None:
                args = (*stmt.args[:position], found, *stmt.args[position + 1 :])
                return self._replaced(place, replace(stmt, args=args))
        return None

    def _opposite(self, operand: Operand) -> Operand | None:
        """What a temporary that is used several times is the negative of.

        An array only where none was written since: it may have been this one.
        """
        if not isinstance(operand, Var) or not is_temporary(operand.name):
            return None
        positive, time = self._opposites.get(operand, (None, 0))
        if positive is None:
            return None
        if time != self._time and not isinstance(self.kinds.get(positive), Number):
            return None
        self._use(positive, 1)
        return positive

    def _use(self, operand: Operand, times: int) -> None:
        """Notes further uses of a value: what is used twice may not be rewritten for one."""
        if isinstance(operand, Var):
            self._uses[operand] = self._uses.get(operand, 0) + times


def _is_power_of_two(operand: Operand) -> bool:
    value = literal(operand)
    return type(value) in (int, float) and math.frexp(abs(value))[0] == 0.5
