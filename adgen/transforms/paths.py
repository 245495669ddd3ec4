"""What the results of branches and loops may be, and which tests led there.

    y.2 = if %1:                       y.2 is y.0 where %1 is True, and y.1 where it is False
        yield y.0
    else:
        yield y.1

Input: the body of a function. Output: its paths; and where some values may get to on them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from collections.abc import Iterable as Several
from dataclasses import dataclass

from adgen.ir.nodes import (
    Block,
    Branch,
    Break,
    Const,
    For,
    If,
    Iterable,
    Operand,
    Range,
    Statement,
    Var,
    While,
    Yield,
)
from adgen.transforms.known_tests import Fact


@dataclass(frozen=True)
class Path:
    """What some results or carried values are, and which tests led there."""

    targets: tuple[Var, ...]
    values: tuple[Operand, ...]
    facts: Collection[Fact]


class _Walk:
    """All paths of a block, as in `joins.paths`, with the tests that led there."""

    def __init__(self, body: Block) -> None:
        self.found: list[Path] = []
        self._block(body, (), (), ())

    def _block(
        self,
        block: Block,
        facts: Collection[Fact],
        ends: tuple[Var, ...],
        exits: tuple[Var, ...],
    ) -> None:
        for stmt in block.body:
            self._statement(stmt, facts)
        match block.end:
            case Branch(test, then, orelse):
                self._block(then, (*facts, (test, True)), ends, exits)
                self._block(orelse, (*facts, (test, False)), ends, exits)
            case Yield(values):
                self.found.append(Path(ends, values, facts))
            case Break(values):
                self.found.append(Path(exits, values, facts))
            case _:
                pass

    def _statement(self, stmt: Statement, facts: Collection[Fact]) -> None:
        match stmt:
            case If(results, test):
                self._block(stmt.then, (*facts, (test, True)), results, ())
                self._block(stmt.orelse, (*facts, (test, False)), results, ())
            case For() | While():
                self.found.append(Path(stmt.carried, stmt.initial, facts))
                first = len(self.found)
                self._block(stmt.body, facts, stmt.carried, stmt.results)
                inside = self.found[first:]
                again = [p.values for p in inside if p.targets is stmt.carried]
                for values in _behind(stmt, again):
                    self.found.append(Path(stmt.results, values, facts))
            case _:
                pass


def _behind(
    loop: For | While, again: Sequence[tuple[Operand, ...]]
) -> Sequence[tuple[Operand, ...]]:
    """What the values of a loop are behind it, but for its breaks. `again`: at the ends of
    its iterations, which are all there is if it is known that there is one."""
    if isinstance(loop, While):
        forever = loop.test.end == Yield((Const(True),))
        return [] if forever else [loop.carried]
    return again if _runs(loop.iterable) else [loop.carried]


def _runs(iterable: Iterable) -> bool:
    """True for a range that is known not to be empty."""
    if not isinstance(iterable, Range):
        return False
    bounds = iterable.start, iterable.stop, iterable.step
    known = [b.value for b in bounds if isinstance(b, Const)]
    return len(known) == len(bounds) and len(range(*known)) > 0


def paths_of(body: Block) -> Sequence[Path]:
    """All paths of a function."""
    return _Walk(body).found


def reached(
    paths: Sequence[Path],
    of: Several[Operand],
    leads: Callable[[Operand, Path], bool] = lambda value, path: True,
) -> set[Operand]:
    """Where these may get to, on the paths that lead there."""
    found = set(of)
    before = 0
    while len(found) != before:
        before = len(found)
        for path in paths:
            for target, value in zip(path.targets, path.values):
                if value in found and leads(value, path):
                    found.add(target)
    return found
