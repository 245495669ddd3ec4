"""Counters of loops, and how far from one of them an index may be.

for i.0 in range(m.0, -1, -1)            i.0 counts down, and is 0 or more
    %1 = i.0 + 1                         1 from i.0
    for j.0 in range(%1, n.0, 1)         at least 1 from i.0
for (i.1, v.1) in enumerate(x.0)         i.1 counts up from 0
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from adgen.analyses.limits import Limits
from adgen.ir.nodes import (
    Apply,
    Const,
    Enumerate,
    For,
    Operand,
    Pack,
    Range,
    Reversed,
    Statement,
    Var,
)

_End = tuple[Operand, int]
"""A bound: a number, and what is added to it."""


@dataclass(frozen=True)
class Counter:
    """A number that grows (`up`), or falls, from one iteration to the next."""

    var: Var
    up: bool
    least: _End
    most: _End | None = None


def counter_of(loop: For) -> Counter | None:
    """What a loop counts, if it does."""
    match loop.iterable, loop.target:
        case (Enumerate(start=start), Pack(items=(Var() as var, *_))):
            return Counter(var, True, (start, 0))
        case (Range() as numbers, Var() as var):
            return _of_range(var, numbers, False)
        case (Reversed(inner=Range() as numbers), Var() as var):
            return _of_range(var, numbers, True)
        case _:
            return None


def _of_range(var: Var, numbers: Range, back: bool) -> Counter | None:
    step = _integer(numbers.step)
    if not step:
        return None
    if step > 0:
        return Counter(var, not back, (numbers.start, 0), (numbers.stop, -1))
    return Counter(var, back, (numbers.stop, 1), (numbers.start, 0))


def _unequal(operand: Operand, limits: Limits) -> list[Operand]:
    """What an integer is known not to be."""
    pairs = [(each.low, each.high) for each in limits if each.unequal]
    return [b for a, b in pairs if a == operand] + [a for a, b in pairs if b == operand]


def _integer(operand: Operand) -> int | None:
    value = operand.value if isinstance(operand, Const) else None
    return value if type(value) is int else None


class Counters:
    """The counters of a function, and what its indices are made of."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._of: dict[Var, Counter] = {}
        self._defined: dict[Var, Apply] = {}
        for stmt in statements:
            if isinstance(stmt, Apply) and stmt.fn in ("add", "sub"):
                self._defined[stmt.results[0]] = stmt
            elif isinstance(stmt, For) and (counter := counter_of(stmt)) is not None:
                self._of[counter.var] = counter

    def is_never_negative(self, operand: Operand, limits: Limits = ()) -> bool:
        """True for an index that surely counts from the front."""
        least = self._least(operand, limits)
        return least is not None and least >= 0

    def _least(self, operand: Operand, limits: Limits) -> int | None:
        """A number that an integer is never below."""
        for base, by in self._chain(operand):
            if (number := _integer(base)) is not None:
                return number + by
            found = [
                below + more
                for end, more, rest in self._ends(base, False, limits)
                if (below := self._least(end, rest)) is not None
            ]
            if found:
                least = max(found)
                others = (o for o in _unequal(base, limits) if _integer(o) == least)
                return least + any(True for _ in others) + by
        return None

    def is_long(self, counter: Counter) -> bool:
        """False if it is known how far a counter runs, whatever the data: 0 to 3, i to i + 5."""
        if counter.most is None:
            return True
        ends = (counter.least[0], counter.most[0])
        first, last = ([*self._chain(end)][-1][0] for end in ends)
        known = _integer(first) is not None and _integer(last) is not None
        return not known and first != last

    def reach(
        self, operand: Operand, counter: Counter, most: bool, limits: Limits = ()
    ) -> int | None:
        """At most (or at least) how far it is from the counter; None if that is not seen."""
        for base, by in self._chain(operand):
            if base == counter.var:
                return by
            found = [
                far + more
                for end, more, rest in self._ends(base, most, limits)
                if (far := self.reach(end, counter, most, rest)) is not None
            ]
            if found:
                far = min(found) if most else max(found)
                if far == 0 and counter.var in _unequal(base, limits):
                    far = -1 if most else 1
                return far + by
        return None

    def _ends(
        self, base: Operand, most: bool, limits: Limits
    ) -> Iterator[tuple[Operand, int, Limits]]:
        """What an integer is at most (or at least): a number and what is added to it; and the
        limits that are left to say more of that number."""
        other = self._of.get(base) if isinstance(base, Var) else None
        end = None if other is None else other.most if most else other.least
        if end is not None:
            yield (*end, limits)
        for limit in limits:
            if limit.unequal or base != (limit.low if most else limit.high):
                continue
            rest = tuple(each for each in limits if each is not limit)
            if most:
                yield limit.high, -limit.by, rest
            else:
                yield limit.low, limit.by, rest

    def _chain(self, operand: Operand) -> Iterator[tuple[Operand, int]]:
        """The operand, and the numbers it is a constant more than."""
        by = 0
        yield operand, by
        while isinstance(operand, Var) and operand in self._defined:
            first, second = (stmt := self._defined[operand]).args
            if stmt.fn == "add" and isinstance(first, Const):
                first, second = second, first
            more = _integer(second)
            if more is None:
                return
            operand, by = first, by + (more if stmt.fn == "add" else -more)
            yield operand, by
