"""All that `adgen explain` says of one function at one point, as data.

Input: the programs of the function, its gradient and its tangent, and the arguments. Output: an
`Explanation`, which `adgen.views.tables` prints. Every number comes from running the programs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from adgen.errors import ArgumentError, InternalError
from adgen.ir.kinds import UNKNOWN, is_discrete
from adgen.ir.nodes import Apply, Function, Operand, Pack, Program, Store, Var
from adgen.ir.objects import items_of
from adgen.names import adjoint_name
from adgen.views.counting import count
from adgen.views.naming import Naming
from adgen.views.record import Cell, Inside, Named, Step, Trace, plain
from adgen.views.rows import Row, Walk
from adgen.views.storage import Kept, kept_values
from adgen.views.sweeps import MOST_COLUMNS, Contribution, Sweeps, Tangents
from adgen.views.text import added, right_side, tangent_text
from adgen.views.trace import trace
from adgen.views.unfollowed import require_finite

_EQUAL = 1e-5
"""Relative; arguments may be of single precision."""

Contributions = dict[int, list[Contribution]]
"""What each step adds to adjoints, by the id of the step."""


@dataclass(frozen=True, slots=True)
class Programs:
    """What is explained: the function as adgen read it, its gradient and its tangent."""

    primal: Program
    gradient: Program
    tangent: Program


@dataclass(frozen=True, slots=True)
class Valued:
    """A line of a table: `name = text`, what it gives, and the user's own line."""

    depth: int
    line: int | None
    text: str
    value: Any = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Tangent:
    """A line of the forward sweep; no values in a line that is only a heading."""

    depth: int
    line: int | None
    text: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Adjoint:
    """A line of the reverse sweep; `partial` is the derivative used, `slope` its value."""

    depth: int
    line: int | None
    text: str
    partial: str = ""
    slope: Any = None
    value: Any = None


@dataclass(frozen=True, slots=True)
class Operations:
    """Scalar operations: of the primal, of one forward sweep, of all of them, of the gradient."""

    primal: int
    sweeps: int
    one_forward: int
    reverse: int

    @property
    def forward(self) -> int:
        """All forward sweeps, one an input."""
        return self.sweeps * self.one_forward


@dataclass(frozen=True, slots=True)
class Explanation:
    """The five tables, the point, the result and the gradient."""

    function: str
    point: tuple[tuple[str, Any], ...]
    result: Any
    listing: tuple[Valued, ...]
    columns: tuple[str, ...]
    forward: tuple[Tangent, ...]
    reverse: tuple[Adjoint, ...]
    kept: tuple[Kept, ...]
    operations: Operations
    gradient: tuple[tuple[str, Any], ...]


def explain(
    programs: Programs, point: dict[str, Any], wrt: Sequence[str]
) -> Explanation:
    """The explanation of a function at a point, with respect to parameters."""
    naming = Naming(programs.primal)
    run = trace(programs.primal, list(point.values()))
    result = run.results[0]
    inputs = [given for given in run.inputs if given.parameter in wrt]
    sweeps = Sweeps(run, inputs, naming)
    if not isinstance(result, Cell) or np.size(result.value) != 1:
        raise ArgumentError(
            f"`{programs.primal.entry}` does not return one number at this point"
        )
    tables = _Tables(run, sweeps, naming)
    contributions, gradient = sweeps.reverse(result)
    operations, generated = _operations(programs, list(point.values()), sweeps)
    _require_equal(gradient, generated, programs.primal.entry)
    forward = tuple(tables.forward(contributions))
    _require_finite_tangents(forward, generated)
    return Explanation(
        programs.primal.entry,
        tuple(point.items()),
        result.value,
        tuple(tables.listing()),
        tuple(direction.label for direction in sweeps.directions),
        forward,
        tuple(tables.reverse(contributions, result)),
        tuple(kept_values(programs.primal, programs.gradient, naming)),
        operations,
        tuple((i.label, bar) for i, bar in zip(sweeps.inputs, gradient)),
    )


def _operations(
    programs: Programs, args: list[Any], sweeps: Sweeps
) -> tuple[Operations, tuple[Any, ...]]:
    """What the programs cost, and the gradient as the generated one computes it."""
    units = _units(programs.primal, args, {i.parameter for i in sweeps.inputs})
    gradient = count(programs.gradient, args)
    operations = Operations(
        count(programs.primal, args).operations,
        sweeps.count,
        count(programs.tangent, [*args, *units]).operations,
        gradient.operations,
    )
    return operations, gradient.values


def _require_equal(
    tables: list[Any], generated: tuple[Any, ...], function: str
) -> None:
    """The tables tell of the gradient adgen writes, or they are not shown."""
    ours = np.concatenate([np.ravel(bar) for bar in tables])
    theirs = np.concatenate([np.ravel(value) for value in generated])
    if ours.shape != theirs.shape:
        return
    require_finite(ours, theirs)
    bound = _EQUAL * max(1.0, float(np.max(np.abs(theirs), initial=0.0)))
    if not np.allclose(ours, theirs, rtol=_EQUAL, atol=bound, equal_nan=True):
        raise InternalError(
            f"the tables for `{function}` disagree with its generated gradient:"
            f" {ours} and {theirs}"
        )


def _require_finite_tangents(
    forward: Sequence[Tangent], generated: tuple[Any, ...]
) -> None:
    """The forward sweep ends with numbers where the gradient has them."""
    last = np.concatenate([np.ravel(value) for value in forward[-1].values])
    theirs = np.concatenate([np.ravel(value) for value in generated])
    if not np.any(np.isnan(theirs)):
        require_finite(last, np.zeros(last.shape))


def _units(primal: Program, args: list[Any], wrt: set[str]) -> list[Any]:
    """A tangent for each leaf of the parameters the tangent program is made for."""
    found: list[Any] = []
    for param, value in zip(primal.main.params, args):
        if param.name in wrt:
            found += _leaves(param.pattern, value, primal.main)
    return found


def _leaves(pattern: Operand, value: Any, primal: Function) -> list[Any]:
    if isinstance(pattern, Pack):
        pairs = zip(pattern.items, items_of(pattern, value))
        return [leaf for item, part in pairs for leaf in _leaves(item, part, primal)]
    if not isinstance(pattern, Var) or is_discrete(primal.kinds.get(pattern, UNKNOWN)):
        return []
    if isinstance(value, list | tuple):
        return [[1.0] * len(value)]
    return [np.ones_like(value, dtype=float)[()]]


class _Tables:
    """The first three tables."""

    def __init__(self, run: Trace, sweeps: Sweeps, naming: Naming) -> None:
        self.run = run
        self.sweeps = sweeps
        self.naming = naming

    # the listing ---------------------------------------------------------------------

    def listing(self) -> list[Valued]:
        """Every statement with its value."""
        found: list[Valued] = []
        said = ""
        for row in Walk(self.naming, lambda step: True, named=True).rows(
            self.run.items
        ):
            if row.what is None:
                found.append(Valued(row.depth, row.line, row.text))
                continue
            source = _source(row.what)
            shown = "" if source == said else source
            text, value = self._statement(row.what), _made(row.what)
            found.append(Valued(row.depth, row.line, text, value, shown))
            said = source
        return found

    def _statement(self, what: Step | Named | Inside) -> str:
        if isinstance(what, Inside):
            return f"{self._call(what)}:"
        if isinstance(what, Named):
            name = partial(self.naming.name, what.function)
            return f"{name(what.stmt.results[0])} = {right_side(what.stmt, name)}"
        stmt = what.source if isinstance(what.source, Apply | Store) else what.stmt
        right = right_side(stmt, lambda var: self.sweeps.name(what, var))
        left = [self.naming.name(what.function, cell.var) for cell in what.makes]
        if isinstance(stmt, Store) or not left:
            return right
        return f"{', '.join(left)} = {right}"

    def _call(self, inside: Inside) -> str:
        """A call as it was written, with what its results are called."""
        names = [self.naming.name(inside.function, v) for v in inside.call.results]
        right = right_side(
            inside.call, lambda var: self.naming.name(inside.function, var)
        )
        return f"{', '.join(names)} = {right}"

    # forward -------------------------------------------------------------------------

    def forward(self, useful: Contributions) -> list[Tangent]:
        """The seeds, then the tangents of what depends on the inputs and matters in the end."""
        found = [
            Tangent(0, None, tangent_text(given.label), self._seeds(given.cell))
            for given in self.sweeps.inputs
        ]
        tangents = self.sweeps.forward()
        walk = Walk(self.naming, lambda step: id(step) in useful)
        for row in walk.rows(self.run.items):
            found += self._tangents(row, tangents)
        return found

    def _seeds(self, cell: Cell) -> tuple[Any, ...]:
        seeds: list[Any] = []
        for direction in self.sweeps.directions:
            unit = np.zeros(np.shape(cell.value))
            if direction.cell is cell:
                unit[direction.index] = 1.0
            seeds.append(unit[()])
        return tuple(seeds)

    def _tangents(self, row: Row, tangents: dict[int, Tangents]) -> list[Tangent]:
        step = row.what
        if not isinstance(step, Step):
            text = row.text if not isinstance(step, Inside) else f"{self._call(step)}:"
            return [Tangent(row.depth, row.line, text)]
        made = tangents[id(step)]
        local = self.sweeps.local[id(step)]
        return [
            Tangent(row.depth, row.line, text, values)
            for text, values, moves in zip(made.texts, made.values, local.moves)
            if moves
        ]

    # reverse -------------------------------------------------------------------------

    def reverse(self, contributions: Contributions, result: Cell) -> list[Adjoint]:
        """The seed, then what each statement adds to the adjoints of its operands."""
        name = adjoint_name(self.naming.name(result.function, result.var))
        found = [Adjoint(0, None, name, "", None, np.ones(np.shape(result.value))[()])]
        walk = Walk(self.naming, lambda step: id(step) in contributions, True)
        for row in walk.rows(self.run.items):
            match row.what:
                case Step() as step:
                    found += self._adjoints(row, step, contributions[id(step)])
                case Named():
                    continue
                case Inside() as inside:
                    found.append(Adjoint(row.depth, row.line, self._entered(inside)))
                case None:
                    found.append(Adjoint(row.depth, row.line, row.text))
        return found

    def _entered(self, inside: Inside) -> str:
        """A call on the way back: what the adjoints of its results are called inside."""
        same = [
            f"{self.naming.adjoint(cell.function, cell.var)} is"
            f" {self.naming.adjoint(inside.function, var)}"
            for var, cell in zip(inside.call.results, inside.results)
            if isinstance(cell, Cell)
        ]
        return f"{self._call(inside)}, with {', '.join(same)}:"

    def _adjoints(
        self, row: Row, step: Step, contributions: list[Contribution]
    ) -> list[Adjoint]:
        """One line an operand; of very many the first and the last."""
        lines = [self._adjoint(row, step, each) for each in contributions]
        if len(lines) <= MOST_COLUMNS:
            return lines
        more = Adjoint(row.depth, None, f"... {len(lines) - 2} more")
        return [lines[0], more, lines[-1]]

    def _adjoint(self, row: Row, step: Step, each: Contribution) -> Adjoint:
        sign = each.flow.sign or ("=" if each.first else "+=")
        out = self.naming.name(step.function, step.makes[0].var)
        operand = self.sweeps.name(step, each.flow.var)
        slope = f"d{out}/d{operand} = {each.flow.partial}"
        return Adjoint(
            row.depth,
            row.line,
            added(each.target, sign, each.flow.text),
            slope,
            each.flow.slope,
            each.total,
        )


def _made(what: Step | Named | Inside) -> Any:
    if isinstance(what, Named):
        return what.cell.value
    cells = what.makes if isinstance(what, Step) else what.results
    values = [plain(cell) for cell in cells]
    return values[0] if len(values) == 1 else tuple(values)


def _source(what: Step | Named | Inside) -> str:
    """The user's line: its number and its text."""
    match what:
        case Step(source=stmt) | Named(stmt=stmt) | Inside(call=stmt):
            span = getattr(stmt, "span", None)
    if span is None:
        return ""
    return f"{span.line}: {span.statement or span.line_text().strip()}"
