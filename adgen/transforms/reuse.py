"""Reuse: the reverse sweep asks for what the forward sweep computed, if that is recorded anyway.

    forward, in a loop     %1 = np.sin(E.1)      r.0 = E.1 - e.0 * %1
    reverse, of %2         %7 := np.sin(E.1)     E_bar.2 := E_bar.1 - %2 * %7
                           e_bar.2 := e_bar.1 - r_bar.0 * %1
->
    reverse                E_bar.2 := E_bar.1 - %2 * %1
                           e_bar.2 := e_bar.1 - r_bar.0 * %1

Done before it is decided what to record: of E.1 nothing may be left to do. Only what is dearer
than loading it is looked for; the rest is decided in `adgen.transforms.export`.
"""

from __future__ import annotations

from collections.abc import Sequence

from adgen.analyses.primitives import creates, is_cheap, is_pure
from adgen.ir.nodes import Apply, Block, Operand, Statement, Var
from adgen.ir.walk import all_statements, free_vars, map_blocks, substitute

_Key = tuple[str, tuple[Operand, ...], tuple[tuple[str, Operand], ...]]


def reusing(reverse: Block, forward: Sequence[Statement]) -> Block:
    """The block of the reverse sweep without what it repeats of the forward statements.

    `forward` are executed on every path on which `reverse` is.
    """
    used = free_vars(reverse)
    known: dict[_Key, Var] = {
        (stmt.fn, stmt.args, stmt.kwargs): stmt.results[0]
        for stmt in forward
        if isinstance(stmt, Apply)
        and len(stmt.results) == 1
        and stmt.results[0] in used
        and _is_dear(stmt.fn)
    }
    if not known:
        return reverse
    equal: dict[Var, Operand] = {
        stmt.results[0]: known[stmt.fn, stmt.args, stmt.kwargs]
        for stmt in all_statements(reverse)
        if isinstance(stmt, Apply)
        and stmt.derived
        and (stmt.fn, stmt.args, stmt.kwargs) in known
    }
    return substitute(_without(reverse, equal), equal) if equal else reverse


def _is_dear(fn: str) -> bool:
    return is_pure(fn) and not creates(fn) and not is_cheap(fn)


def _without(block: Block, gone: dict[Var, Operand]) -> Block:
    """The block without the statements that define these Vars."""
    body = [
        map_blocks(stmt, lambda inner: _without(inner, gone))
        for stmt in block.body
        if not (isinstance(stmt, Apply) and any(r in gone for r in stmt.results))
    ]
    return Block(tuple(body), map_blocks(block.end, lambda b: _without(b, gone)))
