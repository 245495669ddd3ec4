"""Use counts: how often each Var stands as an operand.

y.0 = x.0 * x.0
return y.0             x.0: 2, y.0: 1
"""

from __future__ import annotations

from collections.abc import Mapping

from adgen.analyses.latest import of_latest
from adgen.ir.nodes import Function, Operand, Pack, Var
from adgen.ir.walk import all_blocks, end_operands, operands


@of_latest
def use_counts(function: Function) -> Mapping[Var, int]:
    """The number of uses of each Var; a Var that is never used is absent."""
    counts: dict[Var, int] = {}
    for block in all_blocks(function.body):
        for stmt in block.body:
            for operand in operands(stmt):
                _count(operand, counts)
        for operand in end_operands(block.end):
            _count(operand, counts)
    return counts


def _count(operand: Operand, counts: dict[Var, int]) -> None:
    if type(operand) is Var:
        counts[operand] = counts.get(operand, 0) + 1
    elif type(operand) is Pack:
        for item in operand.items:
            _count(item, counts)
