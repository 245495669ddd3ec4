"""A list in a statement, taken apart: a variable for each of its entries.

np.sum(xs)  with xs a list of two cells    ->    np.sum([x, x_1]), and which entry each is
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from adgen.ir.namer import Namer
from adgen.ir.nodes import Const, Operand, Pack, Var
from adgen.views.record import Cell

Entries = dict[Var, tuple[Var, int]]
"""Which variables stand for entries: the list, and the position in it."""


@dataclass(eq=False)
class Taking:
    """Takes lists apart: a new variable for each entry."""

    namer: Namer
    reads: dict[Var, Cell] = field(default_factory=dict)
    entries: Entries = field(default_factory=dict)

    def packed(self, entries: Sequence[Any], listing: Var) -> Pack:
        """The entries as a list of variables."""
        parts: list[Operand] = []
        for position, entry in enumerate(entries):
            match entry:
                case Cell(entries=None):
                    var = self.namer.fresh(entry.var.name)
                    self.reads[var] = entry
                    self.entries[var] = (listing, position)
                    parts.append(var)
                case Cell(entries=inner):
                    parts.append(self.packed(inner or (), listing))
                case tuple():
                    inside = self.packed(entry, listing)
                    parts.append(replace(inside, form="tuple"))
                case _:
                    parts.append(Const(entry))
        return Pack("list", tuple(parts))
