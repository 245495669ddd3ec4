"""The run as lines to print: loops show their first and their last iteration.

    Turns of 100 iterations      gives     for k in range(n):    100 iterations
                                             iteration 1
                                               ...
                                             98 iterations more
                                             iteration 100
                                               ...

Input: the items of a trace. Output: `Row`s, with the step where there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from adgen.ir.nodes import For
from adgen.views.naming import Naming
from adgen.views.record import Inside, Item, Named, Step, Turns, flat

Wanted = Callable[[Step], bool]


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a step, a call whose inside follows, or words about what follows.

    `line` is that of the listing.
    """

    depth: int
    line: int | None
    text: str
    what: Step | Named | Inside | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """How to go through a run: first to last or the other way, all steps or some.

    `named`: the lines that only give a name to an entry of a list are wanted too.
    """

    naming: Naming
    wanted: Wanted
    backwards: bool = False
    named: bool = False

    def rows(self, items: Sequence[Item], depth: int = 0) -> Iterator[Row]:
        """The rows of items."""
        for item in self._ordered(items):
            if isinstance(item, Named):
                if self.named:
                    yield Row(depth, self.naming.line(item.stmt), "", item)
                continue
            if not self._is_wanted([item]):
                continue
            match item:
                case Step():
                    yield Row(depth, self.naming.line(item.source), "", item)
                case Turns():
                    yield from self._turns(item, depth)
                case Inside():
                    yield Row(depth, self.naming.line(item.call), "", item)
                    yield from self.rows(item.items, depth + 1)

    def _turns(self, run: Turns, depth: int) -> Iterator[Row]:
        count = run.completed
        plural = "" if count == 1 else "s"
        title = f"{_header(run)}  ({count} iteration{plural})"
        yield Row(depth, self.naming.line(run.loop), title)
        last = run.turns[count:]
        if self.backwards:
            yield from self._last_test(last, depth + 1)
        yield from self._iterations(run.turns[:count], depth + 1)
        if not self.backwards:
            yield from self._last_test(last, depth + 1)

    def _iterations(self, turns: list[list[Item]], depth: int) -> Iterator[Row]:
        shown = [i for i, turn in enumerate(turns) if self._is_wanted(turn)]
        ends = [shown[0], shown[-1]] if len(shown) > 1 else shown
        gap = ends[-1] - ends[0] - 1 if ends else 0
        if self.backwards:
            ends.reverse()
        for number, position in enumerate(ends):
            if number == 1 and gap > 0:
                yield Row(depth, None, f"... {gap} more")
            if len(turns) > 1:
                yield Row(depth, None, f"iteration {position + 1}")
            yield from self.rows(turns[position], depth)

    def _last_test(self, turns: list[list[Item]], depth: int) -> Iterator[Row]:
        """The test of a while loop that ends it."""
        for turn in turns:
            if self._is_wanted(turn):
                yield Row(depth, None, "the last test")
                yield from self.rows(turn, depth)

    def _is_wanted(self, items: Sequence[Item]) -> bool:
        return any(self.wanted(step) for step in flat(items))

    def _ordered(self, items: Sequence[Item]) -> Sequence[Item]:
        return items[::-1] if self.backwards else items


def _header(run: Turns) -> str:
    span = run.loop.span
    if span is not None and span.statement:
        return span.statement
    return "for:" if isinstance(run.loop, For) else "while:"
