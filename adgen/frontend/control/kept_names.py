"""Names that a loop binds first on one path only: on the others they are what they were.

    for i.0 in ... with best.0 = undefined:
        best.1 = if %1: yield i.0
                 else: yield undefined        becomes: yield best.0
        yield best.1

Inside of an iteration such a name counts as unbound until it is bound, so that the branch gives
nothing for it; at the end of the iteration it is what the iteration before has left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from adgen.ir.nodes import (
    UNDEFINED,
    Block,
    Branch,
    Break,
    If,
    Operand,
    Statement,
    Var,
    Yield,
)
from adgen.ir.walk import leaves


def with_kept_names(
    body: Block, carried: Sequence[Var], initial: Sequence[Operand]
) -> Block:
    """The body of a loop; the names that are unbound before it keep their values."""
    kept: dict[Operand, Var] = {}
    for leaf in leaves(body):
        if isinstance(leaf.end, Yield | Break):
            for var, before, value in zip(carried, initial, leaf.end.values):
                if before == UNDEFINED and isinstance(value, Var):
                    kept[value] = var
    return _kept(body, kept) if kept else body


def _kept(block: Block, kept: dict[Operand, Var]) -> Block:
    """The block; `kept` are the values of names that are what they were where they are unbound."""
    kept = dict(kept)
    statements = [_statement(stmt, kept) for stmt in reversed(block.body)]
    end = block.end
    if isinstance(end, Branch):
        end = replace(end, then=_kept(end.then, kept), orelse=_kept(end.orelse, kept))
    return replace(block, body=tuple(reversed(statements)), end=end)


def _statement(stmt: Statement, kept: dict[Operand, Var]) -> Statement:
    """The statement; what it hands on of a name from a branch before it is added to `kept`."""
    if not isinstance(stmt, If) or not any(r in kept for r in stmt.results):
        return stmt
    places = {i: kept[r] for i, r in enumerate(stmt.results) if r in kept}
    for side in (stmt.then, stmt.orelse):
        if isinstance(side.end, Yield):
            for place, var in places.items():
                value = side.end.values[place]
                if isinstance(value, Var) and value.name == var.name:
                    kept.setdefault(value, var)
    then, orelse = (_side(side, places, kept) for side in (stmt.then, stmt.orelse))
    return replace(stmt, then=then, orelse=orelse)


def _side(side: Block, places: dict[int, Var], kept: dict[Operand, Var]) -> Block:
    if not isinstance(side.end, Yield):
        return side
    values = list(side.end.values)
    inner = dict(kept)
    for place, var in places.items():
        if values[place] == UNDEFINED:
            values[place] = var
        else:
            inner[values[place]] = var
    return _kept(replace(side, end=Yield(tuple(values))), inner)
