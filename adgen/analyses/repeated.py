"""Statements that ask the same again: `i.0 + 1` twice, `x.0[0] > 0.0` twice.

Input: the statements of a function, in order. Output: for each result the first one that is made
in the same way, of the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from adgen.ir.nodes import Apply, Operand, Statement


def first_made(
    statements: Iterable[Statement], functions: Collection[str]
) -> dict[Operand, Operand]:
    """For the result of each call of these functions, the first that is equal to it."""
    same: dict[Operand, Operand] = {}
    first: dict[tuple[object, ...], Operand] = {}
    for stmt in statements:
        if isinstance(stmt, Apply) and stmt.fn in functions and len(stmt.results) == 1:
            made = (stmt.fn, *(same.get(arg, arg) for arg in stmt.args))
            same[stmt.results[0]] = first.setdefault(made, stmt.results[0])
    return same
