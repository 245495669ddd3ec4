"""The state at a point of the program, and the blocks under construction.

A `State` says what each name stands for, what each region contains, and which regions must not
be read any more. An `Open` is a block to which statements are still added; it ends in nothing
yet, in an end of the IR (a Raise), in a `Split` into two blocks, or in a `Leaf`: the point at
which control leaves for an `Exit` (or falls through), with the state it has there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from adgen.frontend.scope.frame import Exit, Frame, mark_of
from adgen.frontend.scope.integers import Sum
from adgen.frontend.scope.values import Content, Ref, Region, Step, Value, birth
from adgen.ir.build import Builder
from adgen.ir.nodes import Const, Operand, Raise, Var
from adgen.source import Span


@dataclass(frozen=True, slots=True)
class Written:
    """Why a region must not be read: what may share memory with it was written there."""

    region: Region
    span: Span | None

    def reason(self, ref: Ref, label: str | None = None) -> str:
        """Why a reference must not be read any more."""
        this = called(label or ref.label or ref.region.label)
        line = f" on line {self.span.line}" if self.span is not None else ""
        other = self.region.label
        written = (
            f"`{other}`, which was written" if _is_name(other) else "what was written"
        )
        return f"{this} may share memory with {written}{line}"


def called(label: str | None) -> str:
    """What a message says for memory."""
    return f"`{label}`" if _is_name(label) else "this value"


def _is_name(label: str | None) -> bool:
    """True for a label that the program may know; adgen has made up `%2`."""
    return label is not None and not label.startswith("%")


@dataclass(frozen=True, slots=True)
class Inner:
    """A list that is the entry at `place` of the list `owner`, while that one contains `of`, and
    it itself `content`."""

    owner: Region
    place: Operand
    of: Content
    content: Content


class Tried(NamedTuple):
    """That a primitive of these operands raises no exception of these types."""

    types: tuple[Operand, ...]
    fn: str
    operands: tuple[Operand, ...]
    kwargs: tuple[tuple[str, Operand], ...]


def still_in(
    tried: dict[Tried, None], base: Operand, new: Operand
) -> dict[Tried, None]:
    """What is known of the indices of an array, of what it is once it was written."""
    return {
        known._replace(operands=(new, *known.operands[1:])): None
        for known in tried
        if known.fn == "getitem" and known.operands[0] == base
    }


@dataclass(slots=True)
class State:
    """`listed` are the arrays and lists that have been put into a list made at run time; of
    those that were taken from one `inner` says where they stand in it. `present` are values that
    may be None elsewhere, but not here; `made` the sizes of arrays that have been made; `tried`
    is what is known not to raise here.
    """

    names: dict[str, Value] = field(default_factory=dict)
    memory: dict[Region, Content] = field(default_factory=dict)
    stale: dict[Region, Written] = field(default_factory=dict)
    views: dict[tuple[Region, tuple[Step, ...]], tuple[Content, Var]] = field(
        default_factory=dict
    )
    listed: dict[Region, None] = field(default_factory=dict)
    inner: dict[Region, Inner] = field(default_factory=dict)
    present: dict[Operand, None] = field(default_factory=dict)
    made: dict[Sum, None] = field(default_factory=dict)
    tried: dict[Tried, None] = field(default_factory=dict)

    def bind(self, frame: Frame, name: str, value: Value) -> None:
        """A name of a frame stands for the value; one that is unsure is marked as bound."""
        key = frame.key(name)
        self.names[key] = value
        if name in frame.unsure:
            self.names[mark_of(key)] = Const(True)

    def delete(self, frame: Frame, name: str) -> None:
        """A name of a frame is bound no more; in the next iteration of a loop neither."""
        key = frame.key(name)
        del self.names[key]
        self.names[mark_of(key)] = Const(False)

    def fork(self) -> State:
        """The same state, for another path."""
        return State(
            self.names.copy(),
            self.memory.copy(),
            self.stale.copy(),
            self.views.copy(),
            self.listed.copy(),
            self.inner.copy(),
            self.present.copy(),
            self.made.copy(),
            self.tried.copy(),
        )

    def content(self, region: Region) -> Content:
        """What a region contains here."""
        return self.memory.get(region, region.content)


@dataclass(eq=False, slots=True)
class Open:
    """A block under construction. Regions with a smaller `birth` exist outside of it too."""

    builder: Builder
    state: State
    end: Split | Leaf | Raise | None = None
    birth: int = field(default_factory=birth)


@dataclass(eq=False, slots=True)
class Split:
    test: Operand
    then: Open
    orelse: Open
    span: Span | None


@dataclass(eq=False, slots=True)
class Leaf:
    """Control goes to `exit`; None: to what follows."""

    exit: Exit | None


def leaves(block: Open) -> Iterator[Open]:
    """The blocks in which a tree of splits ends, from left to right; not those that raise."""
    # A stack, not recursion: a thousand early exits make a tree a thousand deep.
    pending = [block]
    while pending:
        block = pending.pop()
        if isinstance(block.end, Split):
            pending += [block.end.orelse, block.end.then]
        elif isinstance(block.end, Leaf):
            yield block
