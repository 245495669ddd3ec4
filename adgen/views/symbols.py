"""The derivative of one statement as statements: what does not depend on its values.

    y.0 = pow(x.0, 3), x.0 a number that moves
    forward    %1 = x.0 ** 2; %2 = 3 * %1; %3 = %2 * x_dot.0           tangent  %3
    reverse    %1 = x.0 ** 2; %2 = 3 * %1; x_bar.0 = %2 * y_bar.0      adjoint  x_bar.0

Input: a statement, the kinds of its values, the operands that move. Output: `Symbols`. All steps
of a run that come from one statement share them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from adgen.ir.build import Builder
from adgen.ir.kinds import Array, Kind, Number
from adgen.ir.namer import Namer
from adgen.ir.nodes import Apply, Const, Operand, Statement, Store, Var
from adgen.names import adjoint_name, tangent_name
from adgen.rules import differentiate
from adgen.rules.differentiate import Contribution
from adgen.rules.infer import result_kinds
from adgen.rules.registry import find

_ONE = Const(1)


@dataclass(frozen=True, slots=True)
class Forward:
    """Statements, the tangent of each operand that moves, and those of the results."""

    made: tuple[Statement, ...]
    dots: Mapping[Var, Var]
    found: tuple[Operand | None, ...]


@dataclass(frozen=True, slots=True)
class Reverse:
    """Statements, the adjoints of the results, and what they add to those of the operands."""

    made: tuple[Statement, ...]
    bars: tuple[Var, ...]
    found: tuple[tuple[Var, Contribution], ...]


@dataclass(frozen=True)
class Symbols:
    """Both derivatives of a statement; `results` are what it defines."""

    stmt: Apply | Store
    results: tuple[Var, ...]
    kinds: Mapping[Var, Kind]
    moving: frozenset[Var]

    @cached_property
    def forward(self) -> Forward:
        """The tangents of the results."""
        builder = self._builder(self.kinds)
        dots = {
            var: builder.fresh(tangent_name(var.name), kind)
            for var, kind in self.kinds.items()
            if var in self.moving
        }
        found: tuple[Operand | None, ...]
        if self._opaque:
            return Forward((), dots, (None,) * len(self.results))
        if isinstance(self.stmt, Store):
            found = (self._stored(self.stmt, builder, dots),)
        else:
            found = differentiate.tangents(self.stmt, dots, builder)
        return Forward(tuple(builder.statements), dots, found)

    def _stored(
        self, stmt: Store, builder: Builder, dots: Mapping[Var, Var]
    ) -> Operand | None:
        if not dots:
            return None
        base = dots.get(stmt.base) if isinstance(stmt.base, Var) else None
        value = dots.get(stmt.value) if isinstance(stmt.value, Var) else None
        start: Operand = base or builder.emit("np.zeros_like", stmt.base)
        return builder.store(start, stmt.index, value or Const(0.0), stmt.mode)

    @cached_property
    def reverse(self) -> Reverse:
        """The adjoints of the operands. Not for a Store, which has no rule."""
        return self._reverse(self.kinds)

    def _reverse(self, kinds: Mapping[Var, Kind]) -> Reverse:
        assert isinstance(self.stmt, Apply)
        builder = self._builder(kinds)
        bars = tuple(
            builder.fresh(adjoint_name(v.name), kinds[v]) for v in self.results
        )
        if self._opaque:
            return Reverse((), bars, ())
        found = differentiate.adjoints(
            self.stmt, bars, self.moving.__contains__, builder
        )
        return Reverse(tuple(builder.statements), bars, tuple(found))

    @property
    def _opaque(self) -> bool:
        """True for a call of what is known only at run time: a logger, random numbers.

        The function's derivative was made, so what it gives is a constant.
        """
        return isinstance(self.stmt, Apply) and self.stmt.fn == "call"

    @cached_property
    def partials(self) -> Reverse | None:
        """The partial derivatives, as for numbers: they know nothing of broadcasting.

        None for what is not elementwise.
        """
        if isinstance(self.stmt, Store):
            return None
        rule = find(self.stmt.fn)
        if rule is None or rule.category != "elementwise":
            return None
        builder = self._builder({v: _as_number(k) for v, k in self.kinds.items()})
        found = differentiate.adjoints(
            self.stmt, (_ONE,), self.moving.__contains__, builder
        )
        return Reverse(tuple(builder.statements), (), tuple(found))

    def _builder(self, kinds: Mapping[Var, Kind]) -> Builder:
        namer = Namer()
        for var in kinds:
            namer.take(var)
        builder = Builder(result_kinds, namer, dict(kinds))
        builder.span = self.stmt.span
        return builder


def _as_number(kind: Kind) -> Kind:
    return Number(kind.dtype) if isinstance(kind, Array) else kind
