"""Reals that NumPy would cut off to integers: refused.

np.full_like(np.array([1, 2]), x)     an array of integers, whatever x is
np.sum(x, dtype=int)                  the same
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from adgen.errors import AdgenError
from adgen.frontend.scope.context import Context
from adgen.ir.kinds import Array, Kind, Number, is_discrete
from adgen.ir.nodes import Operand, Pack, Var
from adgen.rules.declare import Rule
from adgen.rules.signature import bind

_DIFFERENTIABLE = ("elementwise", "linear", "multilinear", "rule")
_ASKED_FOR = ("np.astype",)
"""It says itself that it cuts off, as np.floor does: the result is piecewise constant."""


def require_uncut(
    ctx: Context,
    rule: Rule,
    args: tuple[Operand, ...],
    kwargs: tuple[tuple[str, Operand], ...],
    result: Kind,
    node: ast.AST,
) -> None:
    """Refuses a call whose result is made of integers although a real operand goes in."""
    if rule.category not in _DIFFERENTIABLE or rule.name in _ASKED_FOR:
        return
    if not _is_discrete_number(result):
        return
    try:
        bound = bind(rule.name, rule.parameters, args, kwargs)
    except AdgenError:
        return  # refused where it is differentiated
    for name in rule.differentiated:
        if any(_is_real(ctx, var) for var in _variables(bound.values[name])):
            ctx.refuse(
                node,
                f"{rule.name} gives integers here, which cuts off its real `{name}`",
                "Give it floats: a.astype(float), dtype=float; or adgen.constant(...).",
            )


def _variables(operand: Operand) -> Iterator[Var]:
    """The variables of an operand, those in lists and tuples too."""
    if isinstance(operand, Var):
        yield operand
    elif isinstance(operand, Pack):
        for item in operand.items:
            yield from _variables(item)


def _is_real(ctx: Context, var: Var) -> bool:
    kind = ctx.kind(var)
    return isinstance(kind, (Number, Array)) and not is_discrete(kind)


def _is_discrete_number(kind: Kind) -> bool:
    return isinstance(kind, (Number, Array)) and is_discrete(kind)
