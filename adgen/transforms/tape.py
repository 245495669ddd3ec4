"""Recording: the forward loop appends one record an iteration, the reverse loop reads them back.

    for x.1 in ... carried:                 tape.0 = list.new()
        %1 = np.sin(x.1)                    for ... carried x.1, tape.1:
        x.2 = x.1 * %1               ->         %1 = np.sin(x.1)
        yield x.2                               tape.2 = list.append(tape.1, x.1, %1)
                                                x.2 = x.1 * %1
                                                yield x.2, tape.2

An iteration whose end is `idle` (it changes nothing active) appends nothing: it is not there
in the reverse sweep. The record is appended as soon as its fields exist; where a side of a
`Branch` defines a field, each end appends its own record, with None for what it has not got.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from adgen.ir.build import Builder
from adgen.ir.kinds import INT, Kind, Listing
from adgen.ir.nodes import (
    Apply,
    Block,
    Branch,
    Break,
    Const,
    Operand,
    Raise,
    Return,
    Statement,
    Var,
    Yield,
)
from adgen.ir.walk import defined_vars, leaves
from adgen.transforms.export import definitions

Idle = Callable[[Block], bool]
"""Says of a block whether all its ends leave every active value as it was, or raise."""


@dataclass(frozen=True)
class Recorder:
    """Writes into the blocks of a loop body what is kept of each iteration.

    `fields` are recorded, in the order of definition; without fields only a count is kept.
    """

    fields: tuple[Var, ...]
    idle: Idle
    builder: Builder

    @property
    def kind(self) -> Kind:
        """The kind of the tape."""
        if not self.fields:
            return INT
        return Listing(tuple(self.builder.kind_of(v) for v in self.fields))

    def empty(self) -> tuple[Operand, list[Statement]]:
        """What the tape is before the loop, and the statements that make it."""
        if not self.fields:
            return Const(0), []
        tape = self.fresh()
        return tape, [Apply((tape,), "list.new", (), derived=True)]

    def fresh(self) -> Var:
        """A new version of the tape."""
        return self.builder.fresh("tape" if self.fields else "count", self.kind)

    def extend(self, body: Block, tape: Var) -> Block:
        """The loop body with the record; every end carries the tape on."""
        return self._extend(body, tape, pending=True, missing=frozenset())

    def _extend(
        self, block: Block, tape: Var, pending: bool, missing: frozenset[Var]
    ) -> Block:
        """`missing` are the fields that are defined only on paths this block is not on."""
        body = block.body
        if pending and not self.idle(block) and self._belongs_here(block):
            tape, body = self._appended(block, tape, missing)
            pending = False
        match block.end:
            case Branch() as end:
                here, there = self._defined(end.then), self._defined(end.orelse)
                then = self._extend(end.then, tape, pending, missing | there)
                orelse = self._extend(end.orelse, tape, pending, missing | here)
                return Block(body, replace(end, then=then, orelse=orelse))
            case Yield(values):
                return Block(body, Yield((*values, tape)))
            case Break(values):
                return Block(body, Break((*values, tape)))
            case Raise() | Return():
                return Block(body, block.end)

    def _belongs_here(self, block: Block) -> bool:
        end = block.end
        if not isinstance(end, Branch):
            return True
        if self.idle(end.then) or self.idle(end.orelse):
            return False
        # An idle end further down is not in the reverse sweep either.
        ends = (leaf for leaf in leaves(block) if isinstance(leaf.end, Yield | Break))
        return not any(map(self.idle, ends)) and not self._defined(Block((), end))

    def _defined(self, block: Block) -> frozenset[Var]:
        inside = definitions(block)
        return frozenset(v for v in self.fields if v in inside)

    def _appended(
        self, block: Block, tape: Var, missing: frozenset[Var]
    ) -> tuple[Var, tuple[Statement, ...]]:
        new = self.fresh()
        stmt = Apply((new,), "add", (tape, Const(1)), derived=True)
        if self.fields:
            record = [Const(None) if v in missing else v for v in self.fields]
            stmt = Apply((new,), "list.append", (tape, *record), derived=True)
        at = self._first_place(block.body)
        return new, (*block.body[:at], stmt, *block.body[at:])

    def _first_place(self, body: Sequence[Statement]) -> int:
        place = 0
        for position, stmt in enumerate(body):
            if any(v in self.fields for v in defined_vars(stmt)):
                place = position + 1
        return place
