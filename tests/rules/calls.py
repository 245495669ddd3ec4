"""One call of a primitive, differentiated by its rule and run by the interpreter of the IR.

    call = Call("np.sum", (x,), {"axis": 0})
    call.primal()              the value
    call.forward(dots)         the tangent
    call.reverse(bars)         the adjoints of the active arguments

Numbers of floating point in the arguments are active; all other arguments are constants.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from adgen.ir.build import Builder, Namer, kind_of_constant
from adgen.ir.interpreter import run
from adgen.ir.kinds import UNKNOWN, Array, Kind, Listing, Number, dtype_name
from adgen.ir.nodes import (
    Apply,
    Const,
    Function,
    Operand,
    Pack,
    Param,
    Return,
    Var,
)
from adgen.rules.differentiate import Dense, Scatter, adjoints, fill, tangents
from adgen.rules.infer import result_kinds
from adgen.rules.registry import callable_of, find

KINDS = ("symbolic", "sizes", "unknown")


def is_active(value: Any) -> bool:
    """True for floating-point numbers and arrays, and for lists of them."""
    if isinstance(value, list):
        return bool(value) and all(is_active(item) for item in value)
    if isinstance(value, bool | int | str | bytes | type | np.dtype | None):
        return False
    if isinstance(value, float | complex | np.ndarray | np.generic):
        return np.asarray(value).dtype.kind in "fc"
    return False


def kind_of_value(value: Any, kinds: str) -> Kind:
    """The kind an argument has when it is known, by symbols or by sizes, or not at all."""
    if isinstance(value, list):
        return Listing((kind_of_value(value[0], kinds),) if value else ())
    if kinds == "unknown":
        return UNKNOWN
    if isinstance(value, np.ndarray):
        dims = tuple(n if n == 1 or kinds == "sizes" else f"n{n}" for n in value.shape)
        return Array(dtype_name(value.dtype), dims)
    if isinstance(value, np.generic):
        return Number(dtype_name(value.dtype))
    return kind_of_constant(value)


class Call:
    """A call with its arguments: those that are active are variables."""

    def __init__(
        self,
        fn: str,
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any] | None = None,
        kinds: str = "symbolic",
        fixed: tuple[int, ...] = (),
    ) -> None:
        self.fn = fn
        self.kinds_mode = kinds
        self.kinds: dict[Var, Kind] = {}
        self.namer = Namer()
        self.values: dict[Var, Any] = {}
        builder = self.builder()
        self.args = tuple(
            self.operand(value, builder, i not in fixed) for i, value in enumerate(args)
        )
        self.kwargs = tuple(
            (key, self.operand(value, builder, i not in fixed))
            for i, (key, value) in enumerate((kwargs or {}).items(), len(args))
        )
        rule = find(fn)
        names = rule.results if rule else ("out",)
        builder.emit_many(fn, names, *self.args, kwargs=self.kwargs, derived=False)
        (apply,) = builder.statements
        assert isinstance(apply, Apply)
        self.apply = apply

    def builder(self) -> Builder:
        return Builder(result_kinds, self.namer, self.kinds)

    def operand(self, value: Any, builder: Builder, active: bool = True) -> Operand:
        """An argument as an operand: a variable, a structure of them, or a constant."""
        if isinstance(value, tuple | list) and not isinstance(value, Items):
            form = "tuple" if isinstance(value, tuple) else "list"
            return Pack(form, tuple(self.operand(v, builder, active) for v in value))
        if isinstance(value, dict):
            items = tuple(self.operand(v, builder, active) for v in value.values())
            return Pack("dict", items, tuple(map(Const, value)))
        if isinstance(value, Items):
            value = list(value)
        if isinstance(value, slice):
            parts = (value.start, value.stop, value.step)
            return Pack("slice", tuple(Const(part) for part in parts))
        if active and is_active(value) or isinstance(value, np.ndarray | list):
            var = builder.fresh("x", kind_of_value(value, self.kinds_mode))
            self.values[var] = value
            return var
        return Const(value, "object" if callable(value) else None)

    @property
    def active(self) -> list[Var]:
        return [var for var, value in self.values.items() if is_active(value)]

    # running -------------------------------------------------------------------------

    def run(self, builder: Builder, extra: Mapping[Var, Any], result: Operand) -> Any:
        """The value of an operand after the call and the statements of a builder."""
        inputs = {**self.values, **extra}
        body = self.builder()
        body.add(self.apply)
        for statement in builder.statements:
            body.add(statement)
        function = Function(
            self.fn,
            tuple(Param(f"p{i}", var) for i, var in enumerate(inputs)),
            body.block(Return((result,))),
            kinds=self.kinds,
        )
        np.random.seed(0)
        random.seed(0)
        return run(function, list(inputs.values()), callable_of)

    def primal(self) -> tuple[Any, ...]:
        """The values of the results."""
        results = self.apply.results
        return tuple(self.run(self.builder(), {}, result) for result in results)

    def forward(self, dots: Mapping[Var, Any]) -> tuple[Any, ...]:
        """The tangents of the results; None where there is none."""
        builder = self.builder()
        operands: dict[Var, Operand] = {}
        extra: dict[Var, Any] = {}
        for var, value in dots.items():
            dot = builder.fresh(var.name + "_dot", self.kinds[var])
            operands[var], extra[dot] = dot, value
        found = tangents(self.apply, operands, builder)
        return tuple(
            None if value is None else self.run(builder, extra, value)
            for value in found
        )

    def reverse(
        self, bars: tuple[Any, ...], *, smaller: bool = False
    ) -> dict[Var, Any]:
        """The adjoints of the active variables, in full.

        `smaller`: the adjoints given are numbers, to be broadcast to the results.
        """
        builder = self.builder()
        operands: list[Operand | None] = []
        extra: dict[Var, Any] = {}
        for result, bar in zip(self.apply.results, bars):
            if bar is None:
                operands.append(None)
                continue
            kind = kind_of_constant(bar) if smaller else self.kinds[result]
            var = builder.fresh(result.name + "_bar", kind)
            extra[var] = bar
            operands.append(var)
        active = set(self.active)
        found = adjoints(self.apply, tuple(operands), active.__contains__, builder)
        totals = {var: zeros(self.values[var]) for var in self.active}
        for var, contribution in found:
            assert var in totals, f"a contribution to {var}, which is not active"
            match contribution:
                case Dense(value, full):
                    if not full:
                        value = fill(value, var, builder)
                    part = self.run(builder, extra, value)
                    totals[var] = added(totals[var], part)
                case Scatter(index, value):
                    place = self.run(builder, extra, index)
                    part = self.run(builder, extra, value)
                    add_at(totals[var], place, part)
        return totals


class Items(list[Any]):
    """A list of the program, built by appending, as opposed to a literal one."""


def zeros(value: Any) -> Any:
    """Zeros in the shape of a value."""
    if isinstance(value, list):
        return [zeros(item) for item in value]
    dtype = np.asarray(value).dtype
    return np.zeros(np.shape(value), dtype=dtype)


def added(total: Any, part: Any) -> Any:
    """The sum, whose shape is that of the part: a wrong shape of the part must be seen."""
    if isinstance(total, list):
        assert len(total) == len(part)
        return [added(a, b) for a, b in zip(total, part)]
    assert np.shape(part) == np.shape(
        total
    ), f"an adjoint of shape {np.shape(part)} for an operand of shape {np.shape(total)}"
    return total + part


def add_at(total: Any, place: Any, part: Any) -> None:
    """Adds at an index, as a Scatter means it."""
    if isinstance(total, list):
        total[place] = total[place] + part
    else:
        np.add.at(total, place, part)


def leaves(value: Any) -> Iterator[Any]:
    """The numbers and arrays of a structure."""
    if isinstance(value, tuple | list):
        for item in value:
            yield from leaves(item)
    else:
        yield value
