"""The run of a program, statement by statement.

Input: a program and its arguments. Output: a `Trace`: the `Step`s in the order they ran, in the
structure of loops and calls, each with the cells it read and those it made.

    y = x * x          Step(%1 = mul(x, x), reads {x: Cell 2.0}, makes [Cell 4.0])
    return y + 1.0     Step(add(y, 1.0),    reads {y: Cell 4.0}, makes [Cell 5.0])
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any, TypeVar

import numpy as np

from adgen.errors import ArgumentError
from adgen.ir.interpreter import Frame, Outcome, Values
from adgen.ir.namer import Namer
from adgen.ir.nodes import (
    Apply,
    Block,
    Call,
    Const,
    Each,
    For,
    Function,
    Iterable,
    Operand,
    Pack,
    Program,
    Statement,
    Store,
    Var,
    While,
)
from adgen.ir.objects import items_of
from adgen.ir.primitives import UNBOUND, structural
from adgen.ir.walk import path_steps, substitute, used_vars
from adgen.rules.registry import callable_of
from adgen.views.list_moves import MOVES, array_in, moved, replaced
from adgen.views.record import (
    Cell,
    Input,
    Inside,
    Item,
    Named,
    Step,
    Trace,
    Turns,
    flat,
    plain,
)
from adgen.views.taking import Entries, Taking
from adgen.views.unfollowed import require_indices

MOST_STEPS = 20_000
"""A longer run is refused: its tables would help nobody."""

AnySimple = TypeVar("AnySimple", Apply, Store)

_ROW = Var("row", 0)
_ELEMENT = Var("element", 0)
"""An element of an array that a loop reads, until it is bound to the loop's variable."""


def trace(program: Program, args: Sequence[Any]) -> Trace:
    """Runs a program and keeps all that happens."""
    log = _Log()
    inputs: list[Input] = []
    given = [
        _input(param.pattern, value, param.name, param.name, program.entry, inputs)
        for param, value in zip(program.main.params, args, strict=True)
    ]
    frame = _Tracing(program, callable_of, {}, log, program.entry)
    results = frame.call(program.main, given)
    return Trace(program, tuple(inputs), log.items, results)


def _places(pattern: Pack) -> list[str]:
    """How the parts of an argument are written: `[0]`, `['w']`, `.w`."""
    if pattern.form == "object":
        return [f".{key.value}" for key in pattern.keys]
    keys = [key.value for key in pattern.keys] or range(len(pattern.items))
    return [f"[{key!r}]" for key in keys]


def _input(
    pattern: Operand,
    value: Any,
    label: str,
    parameter: str,
    function: str,
    inputs: list[Input],
) -> Any:
    """An argument with a cell at each leaf its pattern has."""
    if isinstance(pattern, Pack):
        parts = [
            _input(item, part, f"{label}{place}", parameter, function, inputs)
            for item, part, place in zip(
                pattern.items, items_of(pattern, value), _places(pattern)
            )
        ]
        keys = [key.value for key in pattern.keys]
        if pattern.form == "object":
            return SimpleNamespace(**dict(zip(keys, parts)))
        return dict(zip(keys, parts)) if pattern.form == "dict" else tuple(parts)
    if not isinstance(pattern, Var):
        return value
    if isinstance(value, list | tuple):
        cells = [
            _input(pattern, entry, f"{label}[{i}]", parameter, function, inputs)
            for i, entry in enumerate(value)
        ]
        return Cell(list(value), pattern, function, tuple(cells))
    cell = Cell(value, pattern, function)
    inputs.append(Input(label, parameter, cell))
    return cell


# the run -----------------------------------------------------------------------------


@dataclass(eq=False)
class _Log:
    """`items` is the list that grows; `bodies` are the loops that run, by their bodies."""

    items: list[Item] = field(default_factory=list)
    bodies: dict[int, Turns] = field(default_factory=dict)
    count: int = 0

    def add(self, step: Step) -> None:
        self.count += 1
        if self.count > MOST_STEPS:
            raise ArgumentError(
                f"the run has more than {MOST_STEPS:,} steps",
                remedy="Choose a point with fewer iterations.",
            )
        self.items.append(step)


@dataclass(frozen=True)
class _Tracing(Frame):
    """An activation whose Vars stand for cells."""

    log: _Log
    name: str

    def call(self, function: Function, args: Sequence[Any]) -> Values:
        return super(_Tracing, replace(self, name=function.name)).call(function, args)

    def read(self, operand: Operand) -> Any:
        return plain(super().read(operand))

    def result(self, operand: Operand) -> Any:
        return super().read(operand)

    def bind(self, pattern: Operand, value: Any) -> None:
        if isinstance(value, Cell):
            if isinstance(pattern, Pack):
                value = value.value if value.entries is None else value.entries
            elif isinstance(pattern, Var) and value.var == _ELEMENT:
                value.var = pattern
        super().bind(pattern, value)

    def block(self, block: Block) -> Outcome:
        run = self.log.bodies.get(id(block))
        if run is not None:
            run.completed += 1
        return super().block(block)

    # statements ----------------------------------------------------------------------

    def statement(self, stmt: Statement) -> None:
        outer = self.log.items
        match stmt:
            case Call():
                inside = Inside(stmt, self.name)
                outer.append(inside)
                self.log.items = inside.items
                function = self.program.functions[stmt.function]
                given = [self.raw(arg) for arg in stmt.args]
                inside.results = self.call(function, given)
                self.define(stmt.results, inside.results)
            case For() | While():
                # A recursive function may be in the same loop already.
                before = self.log.bodies.get(id(stmt.body))
                outer.append(Turns(stmt, self.name))
                super().statement(stmt)
                if before is not None:
                    self.log.bodies[id(stmt.body)] = before
            case _:
                super().statement(stmt)
        self.log.items = outer

    def holds(self, value: Any) -> bool:
        return bool(plain(value))

    def turns(self, loop: For | While, items: Iterator[Any]) -> Iterator[Any]:
        run = self.log.items[-1]
        assert isinstance(run, Turns) and run.loop is loop
        self.log.bodies[id(loop.body)] = run
        while True:
            turn: list[Item] = []
            self.log.items = turn
            for item in items:
                for read in flat(turn):
                    read.source = loop
                run.turns.append(turn)
                yield item
                break
            else:
                return

    def iterate(self, iterable: Iterable) -> Iterator[Any]:
        if not isinstance(iterable, Each):
            yield from super().iterate(iterable)
            return
        value = self.raw(iterable.value)
        if isinstance(value, Cell) and value.entries is not None:
            yield from value.entries
        elif isinstance(value, Cell) and isinstance(value.value, np.ndarray):
            for position in range(len(value.value)):
                yield self._element(iterable.value, value, position)
        else:
            yield from value.value if isinstance(value, Cell) else value

    def _element(self, operand: Operand, base: Cell, position: int) -> Cell:
        """The element of an array that a loop reads."""
        assert isinstance(operand, Var)
        cell = Cell(base.value[position], _ELEMENT, self.name)
        stmt = Apply((_ELEMENT,), "getitem", (operand, Const(position)))
        self.log.add(Step(stmt, stmt, self.name, {operand: base}, (cell,)))
        return cell

    # primitives ----------------------------------------------------------------------

    def applied(self, stmt: Apply) -> Sequence[Any]:
        match stmt.fn:
            case "list.new":
                return (Cell([], stmt.results[0], self.name, ()),)
            case "list.append" | "list.pop" | "list.fill":
                return self._listed(stmt)
            case fn if fn in MOVES:
                return moved(stmt, [self.raw(arg) for arg in stmt.args], self.name)
            case "list" | "list.nested":
                return (self._as_list(stmt),)
            case "getitem":
                entry = self._entry(stmt)
                if entry is not None:
                    if isinstance(entry, Cell):
                        self.log.items.append(Named(stmt, self.name, entry))
                    return (entry,)
            case _:
                pass
        direct, reads, entries = self._direct(stmt)
        args = [plain(self._lookup(arg, reads)) for arg in direct.args]
        kwargs = {name: plain(self._lookup(v, reads)) for name, v in direct.kwargs}
        value = self._value(stmt.fn, args, kwargs)
        count = len(stmt.results)
        values = () if count == 0 else (value,) if count == 1 else tuple(value)
        makes = tuple(Cell(v, var, self.name) for v, var in zip(values, stmt.results))
        self.log.add(Step(direct, stmt, self.name, reads, makes, entries))
        return makes

    def _value(self, fn: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
        if fn == "raises":
            return self.raises(*args)
        return (structural(fn) or self.primitives(fn))(*args, **kwargs)

    def stored(self, stmt: Store) -> Any:
        require_indices(stmt)
        base = self.raw(stmt.base)
        if isinstance(base, Cell) and isinstance(base.value, list):
            return self._stored_in_list(stmt, base)
        direct, reads, entries = self._direct(stmt)
        cell = Cell(super().stored(stmt), stmt.result, self.name)
        self.log.add(Step(direct, stmt, self.name, reads, (cell,), entries))
        return cell

    def _stored_in_list(self, stmt: Store, base: Cell) -> Cell:
        """A list with an entry replaced, or with an array in it that is written."""
        path = path_steps(stmt.index)
        steps = [plain(self.raw(step)) for step in path]
        value, found = self.raw(stmt.value), array_in(base, steps)
        if found is not None:
            count, array = found
            value = self._written(stmt, array, path[count:], steps[0])
            steps = steps[:count]
        return replaced(base, steps, value, stmt.result, self.name)

    def _written(
        self, stmt: Store, array: Cell, path: tuple[Operand, ...], position: int
    ) -> Cell:
        """The array in a list as a Store leaves it."""
        entry = Var(array.var.name, -1)
        index = path[0] if len(path) == 1 else Pack("path", path)
        frame = replace(self, values=self.values | {entry: array})
        cell: Cell = frame.stored(replace(stmt, base=entry, index=index))
        step = self.log.items[-1]
        assert isinstance(step, Step) and isinstance(stmt.base, Var)
        step.source, step.entries[entry] = stmt, (stmt.base, position)
        return cell

    def _lookup(self, operand: Operand, reads: dict[Var, Cell]) -> Any:
        return replace(self, values=reads).raw(operand)

    def _direct(self, stmt: AnySimple) -> tuple[AnySimple, dict[Var, Cell], Entries]:
        """The statement with the entries of lists in the place of lists, and what it reads."""
        taking = Taking(Namer())
        packs: dict[Var, Operand] = {}
        for var in used_vars(stmt):
            taking.namer.take(var)
        for var in dict.fromkeys(used_vars(stmt)):
            value = self.raw(var)
            if value is UNBOUND and not (
                isinstance(stmt, Apply) and stmt.fn == "unbound"
            ):
                self.read(var)
            if isinstance(value, tuple):
                packs[var] = replace(taking.packed(value, var), form="tuple")
                continue
            if not isinstance(value, Cell):
                value = Cell(value, var, self.name)
            if value.entries is None:
                taking.reads[var] = value
            else:
                packs[var] = taking.packed(value.entries, var)
        direct = substitute(stmt, packs) if packs else stmt
        return direct, taking.reads, taking.entries

    # lists ---------------------------------------------------------------------------

    def _listed(self, stmt: Apply) -> Sequence[Any]:
        base = self.raw(stmt.args[0])
        if stmt.fn == "list.fill":
            return (self._list(stmt, [base] * plain(self.raw(stmt.args[1]))),)
        entries = base.entries if isinstance(base, Cell) else tuple(base)
        entries = entries or ()
        if stmt.fn == "list.pop":
            rest = list(entries)
            taken = rest.pop(self.place(stmt, -1))
            before = self._list(stmt, rest)
            return (before, taken) if len(stmt.results) == 2 else (before, *taken)
        record = tuple(self.raw(arg) for arg in stmt.args[1:])
        entry = record[0] if len(record) == 1 else record
        longer = list(entries)
        longer.insert(self.place(stmt, len(longer)), entry)
        return (self._list(stmt, longer),)

    def _as_list(self, stmt: Apply) -> Cell:
        """The list of the elements of an array, or of another list; `tolist` nests lists."""
        operand, *depth = stmt.args
        base = self.raw(operand)
        before = len(self.log.items)
        levels = plain(self.raw(depth[0])) if depth else 1
        entries = self._elements(stmt, operand, base, levels)
        for step in flat(self.log.items[before:]):
            step.source = stmt
        return self._list(stmt, entries)

    def _elements(
        self, stmt: Apply, operand: Operand, base: Any, levels: int
    ) -> list[Any]:
        if not isinstance(base, Cell):
            return list(base)
        if not isinstance(base.value, np.ndarray):
            return list(base.entries or ())
        places = range(len(base.value))
        found = [self._element(operand, base, place) for place in places]
        if levels == 1:
            return list(found)
        return [
            self._list(stmt, self._elements(stmt, _ROW, row, levels - 1))
            for row in found
        ]

    def _list(self, stmt: Apply, entries: list[Any]) -> Cell:
        return Cell(plain(entries), stmt.results[0], self.name, tuple(entries))

    def _entry(self, stmt: Apply) -> Any:
        """The entry of a list that is read by its position; None for other reads."""
        base, index = self.raw(stmt.args[0]), plain(self.raw(stmt.args[1]))
        if isinstance(base, tuple | list):
            # A record of a list.
            return base[index]
        if not isinstance(base, Cell) or base.entries is None:
            return None
        if isinstance(index, slice):
            return self._list(stmt, list(base.entries[index]))
        return base.entries[index]
