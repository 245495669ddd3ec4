"""The derivative of one step of a run, by the rules adgen writes derivatives with.

    y = x ** 3 at x = 2.0
    tangents   x_dot = 1.0       gives   y_dot = 12.0
    adjoints   y_bar = 1.0       gives   x_bar = 3 * x ** 2 * y_bar,  partial 3 * x ** 2 = 12.0

Input: a `Step`. Output: numbers, and the text of the expressions that computed them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from adgen.frontend.describe import Static, describe
from adgen.ir.build import Builder
from adgen.ir.interpreter import Frame
from adgen.ir.kinds import OBJECT, Array, Kind, Number, is_discrete
from adgen.ir.namer import Namer
from adgen.ir.nodes import (
    Apply,
    Block,
    Const,
    Function,
    Operand,
    Pack,
    Param,
    Program,
    Return,
    Statement,
    Store,
    Var,
)
from adgen.names import adjoint_name, tangent_name
from adgen.rules import differentiate
from adgen.rules.differentiate import Dense
from adgen.rules.infer import result_kinds
from adgen.rules.registry import callable_of, find
from adgen.views.text import Name, expression
from adgen.views.trace import Cell, Step

ONE = Const(1)
SEED = "·"
"""Stands for the adjoint of the result where a linear map is written down."""


@dataclass(frozen=True, slots=True)
class Flow:
    """What the adjoint of the result adds to the adjoint of one operand.

    `partial` is the partial derivative as text, `slope` its value where it has the shape of
    the result; for a map that is no product (`x @ w`) the text shows the map, with a dot for
    the adjoint, and there is no slope.
    """

    var: Var
    text: str
    value: Any
    partial: str
    slope: Any


class Local:
    """The derivatives of a step. `active` are the cells that depend on the inputs."""

    def __init__(self, step: Step, active: Callable[[Cell], bool]) -> None:
        self.step = step
        stmt = step.stmt
        if isinstance(stmt, Apply):
            stmt = replace(differentiate.as_square(stmt), results=stmt.results)
        self.stmt = stmt
        self.made = (stmt.result,) if isinstance(stmt, Store) else stmt.results
        self.values = {var: cell.value for var, cell in step.reads.items()}
        self.values |= {v: cell.value for v, cell in zip(self.made, step.makes)}
        self.kinds = {var: kind_of_value(value) for var, value in self.values.items()}
        self.moving = {
            var
            for var, cell in step.reads.items()
            if active(cell) and not is_discrete(self.kinds[var])
        }

    # forward -------------------------------------------------------------------------

    @cached_property
    def _forward(self) -> tuple[Builder, dict[Var, Var], tuple[Operand | None, ...]]:
        builder = self._builder(self.kinds)
        dots: dict[Var, Var] = {}
        for var in self.step.reads:
            if var in self.moving:
                dots[var] = builder.fresh(tangent_name(var.name), self.kinds[var])
        if isinstance(self.stmt, Store):
            return builder, dots, (self._stored(builder, dots),)
        return builder, dots, differentiate.tangents(self.stmt, dots, builder)

    def _stored(self, builder: Builder, dots: Mapping[Var, Var]) -> Operand | None:
        stmt = self.stmt
        assert isinstance(stmt, Store)
        if not dots:
            return None
        base = dots.get(stmt.base) if isinstance(stmt.base, Var) else None
        value = dots.get(stmt.value) if isinstance(stmt.value, Var) else None
        start: Operand = base or builder.emit("np.zeros_like", stmt.base)
        return builder.store(start, stmt.index, value or Const(0.0), stmt.mode)

    @property
    def moves(self) -> tuple[bool, ...]:
        """Of each result, whether it has a tangent."""
        kinds = [self.kinds[var] for var in self.made]
        found = self._forward[2]
        return tuple(
            dot is not None and not is_discrete(kind) for dot, kind in zip(found, kinds)
        )

    def tangents(self, dots: Mapping[Var, Any]) -> tuple[Any, ...]:
        """The tangents of the results for tangents of the operands that move."""
        builder, names, found = self._forward
        given = {name: dots[var] for var, name in names.items()}
        values = self._run(builder.statements, [v or Const(0.0) for v in found], given)
        return tuple(
            np.broadcast_to(value, np.shape(cell.value))[()]
            for value, cell in zip(values, self.step.makes)
        )

    def tangent_texts(self, name: Name) -> tuple[str, ...]:
        """The expressions of the tangents."""
        builder, names, found = self._forward
        called = {dot: tangent_name(name(var)) for var, dot in names.items()}
        return tuple(
            expression(dot or Const(0.0), builder.statements, _also(called, name))
            for dot in found
        )

    # reverse -------------------------------------------------------------------------

    def adjoints(self, bars: Sequence[Any], name: Name) -> list[Flow]:
        """What flows to each operand, given the adjoints of the results."""
        if isinstance(self.stmt, Store):
            return self._store_adjoints(bars[0], name)
        builder = self._builder(self.kinds)
        names = [builder.fresh(adjoint_name(v.name), self.kinds[v]) for v in self.made]
        found = differentiate.adjoints(
            self.stmt, tuple(names), self.moving.__contains__, builder
        )
        called = {bar: adjoint_name(name(v)) for bar, v in zip(names, self.made)}
        values = self._contributions(found, builder, dict(zip(names, bars)))
        flows: list[Flow] = []
        for position, ((var, given), value) in enumerate(zip(found, values)):
            text = expression(given.value, builder.statements, _also(called, name))
            partial, slope = self._partial(position, var, name)
            if not partial:
                marked = dict.fromkeys(names, SEED)
                partial = expression(
                    given.value, builder.statements, _also(marked, name)
                )
            flows.append(Flow(var, text, value, partial, slope))
        return flows

    def _contributions(
        self,
        found: Sequence[tuple[Var, differentiate.Contribution]],
        builder: Builder,
        bars: Mapping[Var, Any],
    ) -> list[Any]:
        """The values of contributions, each in the shape of its operand."""
        wanted: list[Operand] = []
        for _, given in found:
            if isinstance(given, Dense):
                wanted.append(given.value)
            else:
                wanted.append(Pack("tuple", (given.index, given.value)))
        values = self._run(builder.statements, wanted, bars)
        full: list[Any] = []
        for (var, given), value in zip(found, values):
            like = self.values[var]
            if isinstance(given, Dense):
                full.append(np.broadcast_to(value, np.shape(like))[()])
                continue
            index, part = value
            zeros = np.zeros_like(like, dtype=np.result_type(like, 1.0))
            np.add.at(zeros, index, part)
            full.append(zeros)
        return full

    def _partial(self, position: int, var: Var, name: Name) -> tuple[str, Any]:
        """Text and value of the partial derivative of an elementwise operation."""
        stmt = self.stmt
        assert isinstance(stmt, Apply)
        rule = find(stmt.fn)
        if rule is None or rule.category != "elementwise":
            return "", None
        # As for numbers: the partial itself knows nothing of broadcasting.
        builder = self._builder({v: _as_number(k) for v, k in self.kinds.items()})
        found = differentiate.adjoints(stmt, (ONE,), self.moving.__contains__, builder)
        text = expression(found[position][1].value, builder.statements, name)
        out = self.values[self.made[0]]
        if np.shape(self.values[var]) != np.shape(out):
            return text, None
        builder = self._builder(self.kinds)
        bar = builder.fresh(None, self.kinds[self.made[0]])
        found = differentiate.adjoints(stmt, (bar,), self.moving.__contains__, builder)
        ones = np.ones_like(out) if np.ndim(out) else 1.0
        return text, self._contributions(found, builder, {bar: ones})[position]

    def _store_adjoints(self, bar: Any, name: Name) -> list[Flow]:
        """Writing to an array: the adjoint of what was written is read at the same place."""
        stmt = self.stmt
        assert isinstance(stmt, Store)
        index = self._run([], [stmt.index], {})[0]
        place = expression(Pack("tuple", (stmt.index,)), [], name).strip("(),")
        called = adjoint_name(name(stmt.result))
        flows: list[Flow] = []
        if isinstance(stmt.value, Var) and stmt.value in self.moving:
            like = self.values[stmt.value]
            part = _summed(np.asarray(bar)[index], np.shape(like))
            text = f"{called}[{place}]"
            flows.append(Flow(stmt.value, text, part, f"{SEED}[{place}]", None))
        if isinstance(stmt.base, Var) and stmt.base in self.moving:
            rest = np.array(bar)
            text = called
            if stmt.mode == "set":
                rest[index] = 0.0
                text = f"{called} with [{place}] = 0"
            flows.append(Flow(stmt.base, text, rest, text.replace(called, SEED), None))
        return flows

    # how -----------------------------------------------------------------------------

    def _builder(self, kinds: Mapping[Var, Kind]) -> Builder:
        namer = Namer()
        for var in kinds:
            namer.take(var)
        builder = Builder(result_kinds, namer, dict(kinds))
        builder.span = getattr(self.step.stmt, "span", None)
        return builder

    def _run(
        self,
        statements: Sequence[Statement],
        wanted: Sequence[Operand],
        given: Mapping[Var, Any],
    ) -> list[Any]:
        """The values of operands after the statements have run."""
        end = Return(tuple(wanted))
        function = Function("local", (), Block(tuple(statements), end))
        known = {**self.values, **given}
        params = tuple(Param(f"p{i}", var) for i, var in enumerate(known))
        function = replace(function, params=params)
        frame = Frame(Program({"local": function}, "local"), callable_of, {})
        return list(frame.call(function, list(known.values())))


def kind_of_value(value: Any) -> Kind:
    """The kind of a value, with the lengths it has."""
    kind = describe(value)
    if isinstance(kind, Static):
        return OBJECT
    if isinstance(kind, Array):
        # Lengths of different operands are not told apart: say nothing that may be wrong.
        return replace(kind, dims=tuple(np.shape(value)))
    return kind


def _as_number(kind: Kind) -> Kind:
    return Number(kind.dtype) if isinstance(kind, Array) else kind


def _also(called: Mapping[Var, str], name: Name) -> Name:
    return lambda var: called[var] if var in called else name(var)


def _summed(value: Any, shape: tuple[int, ...]) -> Any:
    """The sum over what was broadcast when a smaller value was written."""
    extra = value.ndim - len(shape)
    value = np.sum(value, axis=tuple(range(extra))) if extra > 0 else value
    axes = tuple(i for i, n in enumerate(shape) if n == 1 and value.shape[i] != 1)
    return np.sum(value, axis=axes, keepdims=True) if axes else value
