"""Views that the primal goes on reading as they lie in memory, beside the copies of them.

    v = y[:, ::2]                     v_1 = y[:, ::2]
    s = np.sum(v)              ->     v = v_1.copy()        what the reverse sweep needs of it
    y[0] = s                          s = np.sum(v_1)
                                      y[0] = s

A sum goes through memory in the order in which the numbers lie there: that of a copy may differ
in the last bit. Input: a `Plan`, and the views that are copied where they are made.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from adgen.emit.plan import Plan
from adgen.ir.kinds import Array
from adgen.ir.nodes import Apply, Block, Call, Operand, Statement, Var
from adgen.ir.walk import all_statements, map_blocks, map_operands, used_vars
from adgen.rules import registry

_QUESTIONS = ("len", "np.shape", "np.size", "np.ndim", "attr", "type", "isinstance")


def read_as_laid(plan: Plan, values: Collection[Var]) -> frozenset[Var]:
    """Those of the values that the primal reads in a way in which their layout tells."""
    return frozenset(
        var
        for stmt in all_statements(plan.function.body)
        if values and _reads_numbers(stmt)
        for var in used_vars(stmt)
        if var in values and not (_is_vector(plan, var) and _one_by_one(stmt))
    )


def reading(block: Block, views: Mapping[Var, Var]) -> Block:
    """The block, in which the primal reads the views instead of the copies."""

    def viewed(operand: Operand) -> Operand:
        return views.get(operand, operand) if isinstance(operand, Var) else operand

    def inner(block: Block) -> Block:
        body = (
            map_operands(stmt, viewed) if _reads_numbers(stmt) else stmt
            for stmt in block.body
        )
        changed = tuple(map_blocks(stmt, inner) for stmt in body)
        return Block(changed, map_blocks(block.end, inner))

    return inner(block) if views else block


def _reads_numbers(stmt: Statement) -> bool:
    """True for a statement of the primal that reads what its operands hold."""
    if isinstance(stmt, Call):
        return not stmt.derived
    return isinstance(stmt, Apply) and not stmt.derived and stmt.fn not in _QUESTIONS


def _is_vector(plan: Plan, var: Var) -> bool:
    kind = plan.kind(var)
    return isinstance(kind, Array) and kind.dims is not None and len(kind.dims) == 1


def _one_by_one(stmt: Statement) -> bool:
    """True for what does the same to each element of a vector, wherever it lies."""
    if not isinstance(stmt, Apply):
        return False
    rule = registry.find(stmt.fn)
    elementwise = rule is not None and rule.category == "elementwise"
    return elementwise or stmt.fn == "getitem"
