"""Where a statement is written: its scope, the loops around it, what the function returns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from tests.fuzz.declared import Declared
from tests.fuzz.draw import Draw
from tests.fuzz.expression import Expr, Expressions, Names
from tests.fuzz.scope import NUMBER, Scope, Shape, Value

Lines = list[str]
TRIPS = 40
"""Iterations of all loops around a statement, multiplied: at most this."""


@dataclass(frozen=True)
class Frame:
    """`result`: the shape a `return` gives, or several if `several`."""

    scope: Scope
    result: Any
    several: bool
    nesting: int = 0
    trips: int = 1
    loop: bool = False
    may_continue: bool = False
    may_return: bool = True
    errors: tuple[str, ...] = ()
    """Exceptions that are caught around here."""

    def inside(self, scope: Scope, **changes: Any) -> Frame:
        return replace(self, scope=scope, nesting=self.nesting + 1, **changes)


class Writer:
    """Writes blocks of statements. `forms` is a table of (weight, form).

    A form gets the writer and a frame and gives lines, or None where it does not fit.
    """

    def __init__(
        self, draw: Draw, names: Names, forms: Any, tables: Any, regions: Iterator[int]
    ) -> None:
        self.draw = draw
        self.names = names
        self.forms = forms
        self.tables = tables
        self.regions = regions
        self.declared = Declared()

    def expressions(self, frame: Frame) -> Expressions:
        return Expressions(
            self.draw, self.names, frame.scope, self.tables, self.declared
        )

    def depth(self) -> int:
        return self.draw.weighted(((3, 1), (4, 2), (2, 3)))

    def block(self, frame: Frame, size: int) -> Lines:
        """About `size` statements, nested ones included."""
        lines: Lines = []
        while size > 0:
            written = self.draw.weighted(self.forms)(self, frame, size)
            if written:
                lines += written
                size -= len(written)
            else:
                size -= 0 if self.draw.chance(0.9) else 1
        return lines or ["pass"]

    def assign(self, frame: Frame, target: str, shape: Shape, expr: Expr) -> str:
        """`target = expr`, and what that means for memory."""
        frame.scope.bind(Value(target, shape, self.memory(frame, shape, expr)))
        return f"{target} = {expr.text}"

    def memory(self, frame: Frame, shape: Shape, expr: Expr) -> int | None:
        if not shape:
            return None
        if expr.region is not None:
            return expr.region
        if expr.shares:
            frame.scope.frozen |= expr.shares
            return None
        return next(self.regions)

    def target(self, frame: Frame, shape: Shape) -> str:
        """A name to bind: a known one of this shape, or a new one."""
        known = [v.name for v in frame.scope.shaped(shape)]
        known = [name for name in known if frame.scope.assignable(name)]
        likely = 0.65 if frame.loop else 0.35
        if known and self.draw.chance(likely):
            return self.draw.one_of(known)
        return self.names.of_shape(shape)

    def returned(self, frame: Frame) -> str:
        """What a `return` here gives: a mixture of what is known."""
        g = self.expressions(frame)
        if not frame.several:
            return self._result(g, frame.result)
        return ", ".join(self._result(g, shape) for shape in frame.result)

    def _result(self, g: Expressions, shape: Shape) -> str:
        terms = [g.limited(shape, self.depth()).text]
        values = list(g.scope.values.values())
        for value in self.draw.some_of(values, self.draw.integer(1, 6)):
            term = self._mixed(value, shape)
            if term:
                terms.append(term)
        for series in list(g.scope.series.values())[:2]:
            if series.fields == (NUMBER,) and self.draw.chance(0.8):
                terms.append(f"0.5 * sum({series.name})")
        return " + ".join(terms)

    def _mixed(self, value: Value, shape: Shape) -> str:
        factor = self.draw.number(-1.5, 1.5)
        if not value.shape or value.shape == shape:
            return f"{factor} * {value.name}"
        if shape:
            return f"{factor} * np.sum({value.name})"
        inside = self.draw.one_of(("{}", "{} ** 2", "np.sin({})"))
        return f"{factor} * np.sum({inside.format(value.name)})"


def indented(lines: Lines) -> Lines:
    return ["    " + line for line in lines]


StatementForm = Callable[[Writer, Frame, int], Lines | None]
