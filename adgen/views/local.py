"""The derivative of one step of a run, by the rules adgen writes derivatives with.

    y = x ** 3 at x = 2.0
    tangents   x_dot = 1.0       gives   y_dot = 12.0
    adjoints   y_bar = 1.0       gives   x_bar = 3 * x ** 2 * y_bar,  partial 3 * x ** 2 = 12.0

Input: a `Step`. Output: numbers, and the text of the expressions that computed them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from adgen.frontend.scope.describe import Static, describe
from adgen.ir.interpreter import Frame, View
from adgen.ir.kinds import OBJECT, Array, Kind, is_discrete
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
from adgen.ir.walk import path_steps
from adgen.rules.differentiate import Contribution, Dense
from adgen.rules.registry import callable_of
from adgen.views.record import Step
from adgen.views.symbols import Symbols
from adgen.views.text import Name, adjoint_text, expression, index_text, tangent_text
from adgen.views.unfollowed import require_fitting

SEED = "·"
"""Stands for the adjoint of the result where a linear map is written down."""


@dataclass(frozen=True, slots=True)
class Flow:
    """What the adjoint of the result adds to the adjoint of one operand.

    `place` is `[i]` where only a part is added to, or set. `partial` is the partial derivative
    as text, `slope` its value where it has the shape of the result; for a map that is no
    product (`x @ w`) the text shows the map, with a dot for the adjoint, and there is no slope.
    """

    var: Var
    text: str
    value: Any
    partial: str
    slope: Any = None
    place: str = ""
    sign: Literal["", "=", "+="] = ""


class Local:
    """The derivatives of a step, with its values."""

    def __init__(self, step: Step, symbols: Symbols) -> None:
        self.step = step
        self.symbols = symbols
        self.values = values_of(step)

    # forward -------------------------------------------------------------------------

    @property
    def moves(self) -> tuple[bool, ...]:
        """Of each result, whether it has a tangent."""
        symbols = self.symbols
        return tuple(
            dot is not None and not is_discrete(symbols.kinds[var])
            for dot, var in zip(symbols.forward.found, symbols.results)
        )

    def tangents(self, dots: Mapping[Var, Any]) -> tuple[Any, ...]:
        """The tangents of the results for tangents of the operands that move."""
        forward = self.symbols.forward
        given = {
            name: _with_room(dots[var], self.values[var])
            for var, name in forward.dots.items()
        }
        found = [dot or Const(0.0) for dot in forward.found]
        values = self._run(forward.made, found, given)
        return tuple(
            np.broadcast_to(value, np.shape(cell.value))[()]
            for value, cell in zip(values, self.step.makes)
        )

    def tangent_texts(self, name: Name) -> tuple[str, ...]:
        """The statements of the tangents: y_dot = 3 * x ** 2 * x_dot."""
        forward, stmt = self.symbols.forward, self.symbols.stmt
        called = {dot: tangent_text(name(var)) for var, dot in forward.dots.items()}
        if isinstance(stmt, Store):
            value = "0"
            if isinstance(stmt.value, Var) and stmt.value in forward.dots:
                value = called[forward.dots[stmt.value]]
            sign = "=" if stmt.mode == "set" else "+="
            place = f"{tangent_text(name(stmt.result))}[{index_text(stmt.index, name)}]"
            return (f"{place} {sign} {value}",)
        names = _also(called, name)
        return tuple(
            f"{tangent_text(name(result))} ="
            f" {expression(dot or Const(0.0), forward.made, names)}"
            for result, dot in zip(self.symbols.results, forward.found)
        )

    # reverse -------------------------------------------------------------------------

    def adjoints(self, bars: Sequence[Any], name: Name) -> list[Flow]:
        """What flows to each operand, given the adjoints of the results."""
        stmt = self.symbols.stmt
        if isinstance(stmt, Store):
            return self._store_adjoints(stmt, bars[0], name)
        reverse = self.symbols.reverse
        called = {
            bar: adjoint_text(name(v))
            for bar, v in zip(reverse.bars, self.symbols.results)
        }
        values = self._contributions(dict(zip(reverse.bars, bars)))
        slopes = self._slopes()
        flows: list[Flow] = []
        for position, (var, given) in enumerate(reverse.found):
            text = expression(given.value, reverse.made, _also(called, name))
            partial, slope = self._partial(position, name), slopes[position]
            value = values[position]
            if isinstance(given, Dense):
                flows.append(Flow(var, text, value, partial, slope))
            else:
                index = index_text(given.index, _also(called, name))
                flows.append(Flow(var, text, value, partial, slope, f"[{index}]", "+="))
        return flows

    def _partial(self, position: int, name: Name) -> str:
        """The partial derivative as text, or the linear map."""
        partials = self.symbols.partials
        if partials is not None:
            value = partials.found[position][1].value
            return expression(value, partials.made, name)
        reverse = self.symbols.reverse
        marked = dict.fromkeys(reverse.bars, SEED)
        value = reverse.found[position][1].value
        return expression(value, reverse.made, _also(marked, name))

    def _slopes(self) -> list[Any]:
        """The value of each partial derivative, where it has the shape of the result."""
        reverse = self.symbols.reverse
        if self.symbols.partials is None:
            return [None] * len(reverse.found)
        out = self.values[self.symbols.results[0]]
        ones = np.ones_like(out) if np.ndim(out) else 1.0
        values = self._contributions({reverse.bars[0]: ones})
        return [
            value if np.shape(self.values[var]) == np.shape(out) else None
            for (var, _), value in zip(reverse.found, values)
        ]

    def _contributions(self, bars: Mapping[Var, Any]) -> list[Any]:
        """The values of all contributions, each in the shape of its operand."""
        reverse = self.symbols.reverse
        wanted = [_wanted(given) for _, given in reverse.found]
        values = self._run(reverse.made, wanted, bars)
        return [
            _full(given, value, self.values[var])
            for (var, given), value in zip(reverse.found, values)
        ]

    def _store_adjoints(self, stmt: Store, bar: Any, name: Name) -> list[Flow]:
        """Writing to an array: the adjoint of what was written is read at the same place."""
        steps = self._run((), path_steps(stmt.index), {})
        like = self.values[stmt.base] if isinstance(stmt.base, Var) else bar
        index, bar = steps[-1], np.array(_with_room(bar, like))
        place = f"[{index_text(stmt.index, name)}]"
        called = adjoint_text(name(stmt.result))
        flows: list[Flow] = []
        if isinstance(stmt.value, Var) and stmt.value in self.symbols.moving:
            like = self.values[stmt.value]
            part = _last(_viewed(bar, steps), index, stmt)
            part = _summed(part, np.shape(like))[()]
            flows.append(Flow(stmt.value, called + place, part, SEED + place))
        if isinstance(stmt.base, Var) and stmt.base in self.symbols.moving:
            rest = bar.copy()
            if stmt.mode == "set":
                _viewed(rest, steps)[index] = 0.0
                flows.append(Flow(stmt.base, "0", rest, "0", None, place, "="))
            else:
                flows.append(Flow(stmt.base, called, rest, SEED))
        return flows

    def _run(
        self,
        statements: Sequence[Statement],
        wanted: Sequence[Operand],
        given: Mapping[Var, Any],
    ) -> list[Any]:
        """The values of operands after the statements have run."""
        known = {**self.values, **given}
        params = tuple(Param(f"p{i}", var) for i, var in enumerate(known))
        block = Block(tuple(statements), Return(tuple(wanted)))
        function = Function("local", params, block)
        frame = _Arrays(Program({"local": function}, "local"), callable_of, {})
        return list(frame.call(function, list(known.values())))


class _Arrays(Frame):
    """Reads a list of numbers as an array: formulas may index it."""

    def applied(self, stmt: Apply) -> Sequence[Any]:
        """The adjoint of a sum over a list is one number, that of each of its entries."""
        if stmt.fn == "getitem":
            whole = self.read(stmt.args[0])
            if isinstance(whole, float | np.floating):
                return (whole,)
        return super().applied(stmt)

    def read(self, operand: Operand) -> Any:
        value = super().read(operand)
        if isinstance(value, list) and all(np.ndim(item) == 0 for item in value):
            return np.array(value)
        return value


def values_of(step: Step) -> dict[Var, Any]:
    """The values of all that a step reads and makes."""
    values = {var: cell.value for var, cell in step.reads.items()}
    return values | {v: cell.value for v, cell in zip(step.results, step.makes)}


def kind_of_value(value: Any) -> Kind:
    """The kind of a value, with the lengths it has."""
    kind = describe(value)
    if isinstance(kind, Static):
        return OBJECT
    if isinstance(kind, Array):
        return Array(kind.dtype, tuple(np.shape(value)))
    return kind


def _wanted(given: Contribution) -> Operand:
    if isinstance(given, Dense):
        return given.value
    return Pack("tuple", (given.index, given.value))


def _with_room(moved: Any, like: Any) -> Any:
    """A tangent or adjoint, complex if its variable is: it may be written."""
    return moved + 0j if np.iscomplexobj(like) else moved


def _full(given: Contribution, value: Any, like: Any) -> Any:
    """A contribution in the shape of its operand."""
    if isinstance(given, Dense):
        require_fitting(value, like)
        return np.broadcast_to(value, np.shape(like))[()]
    index, part = value
    zeros = np.zeros_like(like, dtype=np.result_type(like, 1.0))
    np.add.at(zeros, index, part)
    return zeros


def _also(called: Mapping[Var, str], name: Name) -> Name:
    return lambda var: called[var] if var in called else name(var)


def _viewed(array: Any, steps: Sequence[Any]) -> Any:
    """The view that all steps of a path but the last select."""
    for step in steps[:-1]:
        array = step.of(array) if isinstance(step, View) else array[step]
    return array


def _last(bar: Any, index: Any, stmt: Store) -> Any:
    """`bar[index]`, without the places that were written again later in the same store."""
    part = np.asarray(bar[index])
    if stmt.mode == "add" or part.ndim == 0:
        return part
    numbers = np.arange(part.size).reshape(part.shape)
    last = np.full(bar.shape, -1)
    last[index] = numbers
    return np.where(last[index] == numbers, part, 0.0)


def _summed(value: Any, shape: tuple[int, ...]) -> Any:
    """The sum over what was broadcast when a smaller value was written."""
    extra = value.ndim - len(shape)
    value = np.sum(value, axis=tuple(range(extra))) if extra > 0 else value
    axes = tuple(i for i, n in enumerate(shape) if n == 1 and value.shape[i] != 1)
    return np.sum(value, axis=axes, keepdims=True) if axes else value
