"""The arguments of a call of a primitive that calls functions, by the names of its signature."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adgen.frontend.regions import memory, structures
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.values import Object, Tuple, Value
from adgen.ir.kinds import Number
from adgen.ir.nodes import Const, Operand
from adgen.rules.refused_parameters import why_refused
from adgen.rules.registry import find
from adgen.rules.settings import is_default
from adgen.rules.signature import REQUIRED

NONE = Const(None)


@dataclass
class Given:
    """A call of `fn`; `values` are the arguments the user gives."""

    ctx: Context
    fn: str
    values: dict[str, Value]
    node: ast.AST
    name: Name

    def get(self, name: str) -> Value:
        """An argument; None (the operand) if it is not given."""
        return self.values.get(name, NONE)

    def has(self, name: str) -> bool:
        """True if an argument is given and is not None."""
        return self.get(name) != NONE

    def further(self, name: str = "args") -> tuple[Value, ...]:
        """The further arguments of the function: a tuple, or one that stands alone."""
        value = self.get(name)
        if isinstance(value, Tuple):
            return value.items
        return (value,) if self.has(name) else ()

    def refuse(self, *names: str) -> None:
        """Refuses arguments the derivative does not cover."""
        for name in names:
            if self.has(name) and self.get(name) not in (Const(False), Const(0)):
                self.ctx.refuse(
                    self.node,
                    f"adgen cannot differentiate {self.fn} with `{name}`",
                    "Write the call without it.",
                )

    def settings(self, *handled: str) -> list[tuple[str, Operand]]:
        """All other arguments, which are literals, or numbers that have no derivative."""
        found: list[tuple[str, Operand]] = []
        for name, value in self.values.items():
            if name in handled:
                continue
            if isinstance(value, Object) or not self._is_plain(value):
                self.ctx.refuse(
                    self.node,
                    f"the argument `{name}` of {self.fn} is no literal and no number",
                    "Write it out.",
                )
            found.append((name, memory.operand(self.ctx, value, self.node)))
        return found

    def _is_plain(self, value: Value) -> bool:
        """True for a number, a literal, and a list or a tuple of literals."""
        if isinstance(value, Const) or isinstance(
            memory.kind_of(self.ctx, value), Number
        ):
            return True
        items = structures.known_items(self.ctx, value)
        return items is not None and all(isinstance(item, Const) for item in items)


def given(
    ctx: Context,
    fn: str,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.AST,
    name: Name,
) -> Given:
    """Binds a call to the signature of its rule."""
    rule = find(fn)
    assert rule is not None
    parameters = [p for p in rule.parameters if p.style in ("only", "plain")]
    values = {p.name: value for p, value in zip(parameters, args)}
    known = {p.name for p in rule.parameters}
    kwargs = {
        key: value
        for key, value in kwargs.items()
        if key in known or not is_default(fn, key, value)
    }
    wrong = [key for key in kwargs if key not in known or key in values]
    if len(args) > len(parameters) or wrong:
        what = f"the argument `{wrong[0]}`" if wrong else f"{len(args)} arguments"
        why = why_refused(fn, wrong[0]) if wrong else ""
        ctx.refuse(
            node,
            f"adgen cannot differentiate {fn} with {what}"
            + (f": {why}" if why else ""),
            "Write the call without it.",
        )
    values.update(kwargs)
    for parameter in rule.parameters:
        if parameter.default is REQUIRED and parameter.name not in values:
            ctx.wrong(node, f"{fn} is called without `{parameter.name}`")
    return Given(ctx, fn, values, node, name)
