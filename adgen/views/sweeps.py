"""The forward and the reverse sweep over a run: the numbers of the textbook tables.

Input: a trace, and the inputs to differentiate with respect to. Output: for every step the
tangents, one for each direction, and, last step first, what its adjoint adds to which operand.

    c = a * b      tangents (b, 0), (0, a)      a_bar += b * c_bar, b_bar += a * c_bar
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from adgen.ir.kinds import is_discrete
from adgen.ir.nodes import Apply, Var
from adgen.ir.walk import param_vars
from adgen.rules.differentiate import as_square
from adgen.views.local import Flow, Local, kind_of_value, values_of
from adgen.views.naming import Naming
from adgen.views.record import Cell, Input, Step, Trace
from adgen.views.symbols import Symbols
from adgen.views.text import adjoint_text

MOST_COLUMNS = 6
"""Directions that are shown; a sweep over more inputs is counted, not printed."""


@dataclass(frozen=True, slots=True)
class Direction:
    """One column of the forward sweep: the derivative with respect to one number."""

    label: str
    cell: Cell
    index: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tangents:
    """Of one step: the text, and a value for each direction, of each result."""

    texts: tuple[str, ...]
    values: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Contribution:
    """One line of the reverse sweep: `first` if it is the first to reach this adjoint,
    `total` the adjoint when it has been added."""

    target: str
    flow: Flow
    first: bool
    total: Any


class Sweeps:
    """Both sweeps. `inputs` are those to differentiate with respect to."""

    def __init__(self, trace: Trace, inputs: Sequence[Input], naming: Naming) -> None:
        self.trace = trace
        self.naming = naming
        self.inputs = [
            i for i in inputs if not is_discrete(kind_of_value(i.cell.value))
        ]
        self._given = {given.cell for given in trace.inputs}
        self._active = {id(i.cell) for i in self.inputs}
        self.local: dict[int, Local] = {}
        self._symbols: dict[object, Symbols] = {}
        for step in trace.steps():
            self._look(step)
        self.count = sum(int(np.size(i.cell.value)) for i in self.inputs)
        self.directions = self._directions()

    def _look(self, step: Step) -> None:
        if not any(id(cell) in self._active for cell in step.reads.values()):
            return
        local = Local(step, self._symbols_of(step))
        for moves, cell in zip(local.moves, step.makes):
            if moves:
                self._active.add(id(cell))
        if any(local.moves):
            self.local[id(step)] = local

    def _symbols_of(self, step: Step) -> Symbols:
        """The derivative of the statement, made once for values of the same kinds."""
        kinds = {var: kind_of_value(v) for var, v in values_of(step).items()}
        moving = frozenset(
            var
            for var, cell in step.reads.items()
            if id(cell) in self._active and not is_discrete(kinds[var])
        )
        key = (step.stmt, tuple(kinds.items()), moving)
        if key not in self._symbols:
            stmt = step.stmt
            if isinstance(stmt, Apply):
                stmt = as_square(stmt)
            self._symbols[key] = Symbols(stmt, step.results, kinds, moving)
        return self._symbols[key]

    def is_active(self, step: Step) -> bool:
        """True if a result of the step depends on the inputs."""
        return id(step) in self.local

    def name(self, step: Step, var: Var) -> str:
        """What the tables call a variable of a step."""
        if var in step.entries:
            listing, position = step.entries[var]
            return f"{self.naming.name(step.function, listing)}[{position}]"
        if var in step.results:
            cell = step.makes[step.results.index(var)]
            return self.naming.name(step.function, cell.var)
        return self.naming.name(step.function, var)

    def owner(self, step: Step, var: Var, cell: Cell) -> str:
        """What a value is called where it belongs: an input, or outside, for a callee's own."""
        inside = step.function != self.trace.program.entry
        if cell in self._given or inside and var in self._params(step):
            return self.naming.name(cell.function, cell.var)
        return self.name(step, var)

    def _params(self, step: Step) -> tuple[Var, ...]:
        return param_vars(self.trace.program.functions[step.function])

    # forward -------------------------------------------------------------------------

    def _directions(self) -> list[Direction]:
        found: list[Direction] = []
        for given in self.inputs:
            for index in np.ndindex(np.shape(given.cell.value)):
                if len(found) == MOST_COLUMNS:
                    return found
                where = f"[{', '.join(map(str, index))}]" if index else ""
                found.append(Direction(f"{given.label}{where}", given.cell, index))
        return found

    def forward(self) -> dict[int, Tangents]:
        """The tangents of every active step, by the id of the step."""
        dots: list[dict[int, Any]] = []
        for direction in self.directions:
            unit = np.zeros_like(direction.cell.value, dtype=float)
            unit[direction.index] = 1.0
            dots.append({id(direction.cell): unit if unit.ndim else 1.0})
        found: dict[int, Tangents] = {}
        for step in self.trace.steps():
            if self.is_active(step):
                found[id(step)] = self._tangents(step, dots)
        return found

    def _tangents(self, step: Step, dots: list[dict[int, Any]]) -> Tangents:
        local = self.local[id(step)]
        columns: list[tuple[Any, ...]] = []
        for column in dots:
            given = {
                var: column.get(id(cell), np.zeros(np.shape(cell.value))[()])
                for var, cell in step.reads.items()
                if var in local.symbols.moving
            }
            made = local.tangents(given)
            column.update((id(cell), dot) for cell, dot in zip(step.makes, made))
            columns.append(made)
        texts = local.tangent_texts(lambda var: self.name(step, var))
        return Tangents(texts, tuple(zip(*columns)))

    # reverse -------------------------------------------------------------------------

    def reverse(self, result: Cell) -> tuple[dict[int, list[Contribution]], list[Any]]:
        """The contributions of every step, and the gradient, an adjoint an input."""
        bars: dict[int, Any] = {id(result): np.ones(np.shape(result.value))[()]}
        found: dict[int, list[Contribution]] = {}
        for step in reversed(list(self.trace.steps())):
            if any(id(cell) in bars for cell in step.makes) and self.is_active(step):
                found[id(step)] = self._contributions(step, bars)
        gradient = [
            bars.get(id(i.cell), np.zeros(np.shape(i.cell.value))[()])
            for i in self.inputs
        ]
        return found, gradient

    def _contributions(self, step: Step, bars: dict[int, Any]) -> list[Contribution]:
        given = [
            bars.get(id(cell), np.zeros(np.shape(cell.value))[()])
            for cell in step.makes
        ]
        found: list[Contribution] = []
        for flow in self.local[id(step)].adjoints(
            given, lambda var: self.name(step, var)
        ):
            cell = step.reads[flow.var]
            first = id(cell) not in bars
            total = flow.value if first else bars[id(cell)] + flow.value
            bars[id(cell)] = total
            target = adjoint_text(self.owner(step, flow.var, cell)) + flow.place
            found.append(Contribution(target, flow, first, total))
        return found
