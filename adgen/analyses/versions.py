"""The versions of an array that a loop carries and writes, element by element.

for t.0 in ... with y.1 = y.0:           y.1, y.2 and y.3 are versions of y;
    y.2 = y.1 with [t.0] = %1            two stores make them;
    y.3 = if c.0: ... yield y.2          y.3 is the last one in each iteration
    yield y.3
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from adgen.ir.nodes import (
    Break,
    For,
    If,
    Operand,
    Statement,
    Store,
    Var,
    While,
    Yield,
)
from adgen.ir.walk import all_statements, leaves


@dataclass
class Versions:
    """What is found of one carried array; `last` is None if iterations end in several."""

    found: set[Operand]
    stores: list[Store] = field(default_factory=list)
    last: Operand | None = None


def versions_of(loop: For | While, position: int) -> Versions | None:
    """The versions of a carried array; None if it may become something else."""
    versions = Versions({loop.carried[position]})
    statements = all_statements(loop.body)
    count = 0
    while count != len(versions.found):
        count = len(versions.found)
        for stmt in statements:
            versions.found.update(_next(stmt, versions.found))
    versions.stores = [
        stmt
        for stmt in statements
        if isinstance(stmt, Store) and stmt.base in versions.found
    ]
    ends = _ends(loop, position)
    inner = (s for s in statements if isinstance(s, For | While))
    stays = all(value in versions.found for value in ends) and all(
        value in versions.found
        for other in inner
        for place, carried in enumerate(other.carried)
        if carried in versions.found
        for value in _ends(other, place)
    )
    if not stays:
        return None
    versions.last = ends[0] if len(set(ends)) == 1 else None
    return versions


def _next(stmt: Statement, found: set[Operand]) -> list[Var]:
    """What a statement makes of versions that are known."""
    match stmt:
        case Store() if stmt.base in found:
            return [stmt.result]
        case If():
            return [
                result
                for place, result in enumerate(stmt.results)
                if all(value in found for value in _yielded(stmt, place))
            ]
        case For() | While():
            pairs = zip(stmt.initial, stmt.carried, stmt.results)
            return [v for first, *more in pairs if first in found for v in more]
        case _:
            return []


def _yielded(stmt: If, place: int) -> Sequence[Operand]:
    sides = (stmt.then.end, stmt.orelse.end)
    return [end.values[place] for end in sides if isinstance(end, Yield)]


def _ends(loop: For | While, place: int) -> Sequence[Operand]:
    ends = (leaf.end for leaf in leaves(loop.body))
    return [end.values[place] for end in ends if isinstance(end, Yield | Break)]
