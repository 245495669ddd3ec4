"""Values that may not be there: of names that are bound on some paths only.

    x.2 = if %1:                  x.2 may be unbound, and so may y.3
        yield x.1
    else:
        yield undefined
    y.3 = for ... with y.1 = undefined:

Their zeros cannot be made in their shape. The adjoint on a path that does not bind them is
never read, so a plain 0.0 will do.
"""

from __future__ import annotations

from collections.abc import Iterable

from adgen.ir.nodes import (
    UNDEFINED,
    Block,
    Break,
    For,
    Function,
    If,
    Operand,
    Var,
    While,
    Yield,
)
from adgen.ir.walk import all_statements, leaves


def may_be_unbound(function: Function) -> frozenset[Var]:
    """The results and carried values that are undefined on some path."""
    found: set[Operand] = {UNDEFINED}
    before = 0
    while len(found) != before:
        before = len(found)
        for stmt in all_statements(function.body):
            match stmt:
                case If():
                    _mark(stmt.results, (stmt.then, stmt.orelse), found)
                case For() | While():
                    _mark_from(stmt.carried, stmt.initial, found)
                    _mark(stmt.carried, (stmt.body,), found)
                    _mark(stmt.results, (stmt.body,), found)
                    _mark_from(stmt.results, stmt.carried, found)
                case _:
                    pass
    return frozenset(v for v in found if isinstance(v, Var))


def _mark(
    targets: tuple[Var, ...], blocks: Iterable[Block], found: set[Operand]
) -> None:
    for block in blocks:
        for leaf in leaves(block):
            if isinstance(leaf.end, Yield | Break):
                _mark_from(targets, leaf.end.values, found)


def _mark_from(
    targets: tuple[Var, ...], values: tuple[Operand, ...], found: set[Operand]
) -> None:
    found.update(t for t, value in zip(targets, values) if value in found)
