"""Carried values that stay what they were: they need no assignment in each iteration.

    for ... with done.1 = False:               for ... with done.1 = False:
        branch t.0:                                branch t.0:
            break True                    ->           break True
        else:                                      else:
            yield False                                yield done.1

Input and output: a function. The text then has `done = False` before the loop and no more.
"""

from __future__ import annotations

from dataclasses import replace

from adgen.ir.nodes import (
    Block,
    Branch,
    Const,
    For,
    Function,
    If,
    Operand,
    Statement,
    Undefined,
    Var,
    While,
    Yield,
)
from adgen.ir.walk import all_statements, leaves, map_blocks


def keep_steady(function: Function) -> Function:
    """The function with steady values yielded as what they are."""
    loops = (s for s in all_statements(function.body) if isinstance(s, For | While))
    if not any(_steady(loop) for loop in loops):
        return function
    return replace(function, body=_block(function.body))


def _steady(loop: For | While) -> dict[int, Var]:
    """The positions of carried values that are always their constant initial value."""
    ends = [leaf.end for leaf in leaves(loop.body)]
    yields = [end.values for end in ends if isinstance(end, Yield)]
    found = {}
    for position, (carried, first) in enumerate(zip(loop.carried, loop.initial)):
        if isinstance(first, Const | Undefined):
            given = [values[position] for values in yields]
            if all(value in (first, carried) for value in given) and first in given:
                found[position] = carried
    return found


def _block(block: Block) -> Block:
    body = tuple(_statement(stmt) for stmt in block.body)
    return Block(body, map_blocks(block.end, _block))


def _statement(stmt: Statement) -> Statement:
    if isinstance(stmt, For | While):
        steady = _steady(stmt)
        if steady:
            stmt = replace(stmt, body=_yielding(stmt.body, steady))
    return map_blocks(stmt, _block) if isinstance(stmt, If | For | While) else stmt


def _yielding(block: Block, steady: dict[int, Var]) -> Block:
    """The body of a loop with the steady values at its ends."""
    end = block.end
    if isinstance(end, Branch):
        return replace(block, end=map_blocks(end, lambda b: _yielding(b, steady)))
    if isinstance(end, Yield):
        values: list[Operand] = list(end.values)
        for position, carried in steady.items():
            values[position] = carried
        return replace(block, end=Yield(tuple(values)))
    return block
