"""Second derivatives of one call: its gradient, differentiated again by the transformers.

    twice = Twice(call, bars)
    twice.gradient(values)     the adjoints, by the reverse sweep of  sum(out * out_bar)
    twice.along(dots)          their derivative in a direction: forward over reverse
    twice.bent(dots)           the number  <dots, along(dots)>: forward over forward

The formula of the adjoint is differentiated by the one, that of the tangent by the other.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from adgen.ir.build import Builder
from adgen.ir.interpreter import run
from adgen.ir.nodes import Const, Function, Operand, Param, Program, Return, Var
from adgen.rules.registry import callable_of
from adgen.transforms import forward
from adgen.transforms.modes import Wanted, derivative
from tests.rules.calls import Call, kind_of_value


class Twice:
    """A call made into the number sum(out * bar), summed over the results that have a bar."""

    def __init__(self, call: Call, bars: Sequence[Any]) -> None:
        self.call, self.bars = call, bars
        builder = call.builder()
        builder.add(call.apply)
        self.inputs: dict[Var, Any] = dict(call.values)
        total: Operand | None = None
        for operand, bar in _weighted(call.apply.results, bars, builder):
            term = self._paired(operand, bar, builder)
            total = term if total is None else builder.emit("add", total, term)
        assert total is not None
        params = tuple(Param(f"p{i}", var) for i, var in enumerate(self.inputs))
        body = builder.block(Return((total,)))
        main = Function("f", params, body, kinds=call.kinds)
        self.program = Program({"f": main}, "f")

    def _paired(self, operand: Operand, bar: Any, builder: Builder) -> Operand:
        """The real pairing of a result with an adjoint, which becomes a parameter."""
        weight = builder.fresh("w", kind_of_value(bar, self.call.kinds_mode))
        self.inputs[weight] = bar
        term: Operand = builder.emit("mul", operand, weight)
        if np.ndim(bar) > 0:
            term = builder.emit("np.sum", term)
        if np.iscomplexobj(bar):
            term = builder.emit("np.real", term)
        return term

    # derivatives ---------------------------------------------------------------------

    def gradient(self, values: Sequence[Any]) -> Any:
        """The adjoints of the active variables, when these have the values given."""
        return self._run(self._gradient, dict(zip(self.call.active, values)), ())

    def along(self, dots: Mapping[Var, Any]) -> Any:
        """The derivative of the gradient in a direction."""
        return self._run(self._along, {}, self._in_order(dots))

    def bent(self, dots: Mapping[Var, Any]) -> Any:
        """The second derivative of the number in a direction."""
        directions = self._in_order(dots)
        return self._run(self._bent, {}, (*directions, *directions))

    def _in_order(self, dots: Mapping[Var, Any]) -> tuple[Any, ...]:
        return tuple(dots[var] for var in self.call.active)

    def _run(
        self, program: Program, moved: Mapping[Var, Any], further: tuple[Any, ...]
    ) -> Any:
        inputs = {**self.inputs, **moved}
        np.random.seed(0)
        random.seed(0)
        return run(program, [*inputs.values(), *further], callable_of)

    # programs ------------------------------------------------------------------------

    @cached_property
    def _gradient(self) -> Program:
        return self._wanted("grad")

    @cached_property
    def _along(self) -> Program:
        return self._wanted("hvp")

    def _wanted(self, mode: Any) -> Program:
        wanted = Wanted(mode, tuple(self.call.active), bare=False, seeded=False)
        return derivative(self.program, wanted)[0]

    @cached_property
    def _bent(self) -> Program:
        active = self.call.active
        places = tuple(i for i, var in enumerate(self.inputs) if var in active)
        once = forward.Request(places, (0,), value=False, name="f_dot")
        twice = forward.Request(places, (0,), value=False, name="f_dot_dot")
        return forward.tangent(forward.tangent(self.program, once), twice)


def _weighted(
    operands: Sequence[Operand], bars: Sequence[Any], builder: Builder
) -> Iterator[tuple[Operand, Any]]:
    """The numbers and arrays among the results, each with its bar; lists item by item."""
    for operand, bar in zip(operands, bars):
        if isinstance(bar, list):
            items = [
                builder.emit("getitem", operand, Const(i)) for i in range(len(bar))
            ]
            yield from _weighted(items, bar, builder)
        elif bar is not None:
            yield operand, bar
