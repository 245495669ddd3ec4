"""The functions of a program under other names.

f calls g_2                 {"g_2": "g"}: f calls g
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from adgen.ir.nodes import (
    Block,
    Call,
    Const,
    Function,
    FunctionName,
    Operand,
    Statement,
)
from adgen.ir.walk import map_blocks, map_operands, needed_functions


def retitled(function: Function, titles: Mapping[str, str]) -> Function:
    """The function under its new name, calling the others by theirs; itself if none is new."""
    named = (function.name, *needed_functions(function.body))
    if all(titles.get(name, name) == name for name in named):
        return function
    body = _block(function.body, titles)
    return replace(function, name=titles.get(function.name, function.name), body=body)


def _block(block: Block, titles: Mapping[str, str]) -> Block:
    def leaf(operand: Operand) -> Operand:
        if isinstance(operand, Const) and isinstance(operand.value, FunctionName):
            name = operand.value.name
            return Const(FunctionName(titles.get(name, name)))
        return operand

    def inside(inner: Block) -> Block:
        return _block(inner, titles)

    def changed(stmt: Statement) -> Statement:
        if isinstance(stmt, Call):
            title = titles.get(stmt.function, stmt.function)
            stmt = replace(stmt, function=title)
        return map_blocks(map_operands(stmt, leaf), inside)

    end = map_blocks(map_operands(block.end, leaf), inside)
    return Block(tuple(map(changed, block.body)), end)
