"""What is kept of a run: cells, steps, loops and calls.

A cell is one value of the run, wherever it is handed on: an argument of a call, a carried value
of a loop and an entry of a list are the cell that was put in. Lists and structures are taken
apart, so that every step works on numbers and arrays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from adgen.ir.nodes import Apply, Call, For, Program, Statement, Store, Var, While

Simple = Apply | Store


@dataclass(eq=False, slots=True)
class Cell:
    """A value of the run; `var` is what it was first called. `entries` are those of a list."""

    value: Any
    var: Var
    function: str
    entries: tuple[Any, ...] | None = None


@dataclass(eq=False, slots=True)
class Step:
    """One statement that ran. `stmt` works on numbers and arrays; `source` is the statement of
    the program it came from: itself, or the loop whose element it reads. `entries` say which
    of the cells it read are entries of lists, as `xs[2]`: the list and the position."""

    stmt: Simple
    source: Statement
    function: str
    reads: dict[Var, Cell]
    makes: tuple[Cell, ...]
    entries: dict[Var, tuple[Var, int]] = field(default_factory=dict)

    @property
    def results(self) -> tuple[Var, ...]:
        """What the statement defines."""
        stmt = self.stmt
        return (stmt.result,) if isinstance(stmt, Store) else stmt.results


@dataclass(eq=False, slots=True)
class Named:
    """A value that was in a list gets a name: `y = xs[2]`. Nothing is computed."""

    stmt: Apply
    function: str
    cell: Cell


@dataclass(eq=False, slots=True)
class Turns:
    """A loop that ran: the items of each iteration.

    `completed` of them ran the body; after those there may be the test that ended a while loop.
    """

    loop: For | While
    function: str
    turns: list[list[Item]] = field(default_factory=list)
    completed: int = 0


@dataclass(eq=False, slots=True)
class Inside:
    """A call that ran, from `function`: what happened in the callee, and what it returned."""

    call: Call
    function: str
    items: list[Item] = field(default_factory=list)
    results: tuple[Any, ...] = ()


Item = Step | Named | Turns | Inside


@dataclass(frozen=True, slots=True)
class Input:
    """A leaf of an argument: `label` is `x` or `params['w']`."""

    label: str
    parameter: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Trace:
    """The run: its inputs, what happened, and the cells of the results."""

    program: Program
    inputs: tuple[Input, ...]
    items: list[Item]
    results: tuple[Any, ...]

    def steps(self) -> Iterator[Step]:
        """All steps, in the order they ran."""
        return flat(self.items)


def flat(items: Sequence[Item]) -> Iterator[Step]:
    """The steps of items, through loops and calls."""
    for item in items:
        match item:
            case Step():
                yield item
            case Turns(turns=turns):
                for turn in turns:
                    yield from flat(turn)
            case Inside(items=inner):
                yield from flat(inner)
            case Named():
                continue


def plain(value: Any) -> Any:
    """The value in a cell, also of structures of cells."""
    match value:
        case Cell():
            return value.value
        case tuple():
            return tuple(plain(item) for item in value)
        case list():
            return [plain(item) for item in value]
        case dict():
            return {key: plain(item) for key, item in value.items()}
        case slice():
            return slice(plain(value.start), plain(value.stop), plain(value.step))
        case _:
            return value
