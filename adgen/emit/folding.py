"""Folding: what is made only to be copied is put into the copy.

    v1 = np.broadcast_to(s, x.shape)       ->       y = np.broadcast_to(s, x.shape).copy()
    y = v1.copy()

The copies are inserted after expressions have been rebuilt; this does the rest for them.
Input and output: a `Plan`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeGuard

from adgen.analyses.primitives import is_pure
from adgen.emit.families import Families
from adgen.emit.plan import Expression, Plan
from adgen.ir.nodes import Apply, Remark, Statement, Var
from adgen.ir.walk import all_blocks, used_vars
from adgen.names import is_temporary


def fold_into_copies(plan: Plan) -> Plan:
    """The plan with temporaries inlined into copies, where nothing changes in between."""
    function = plan.function
    uses: Counter[Var] = Counter()
    for block in all_blocks(function.body):
        for stmt in block.body:
            uses.update(used_vars(stmt))
        uses.update(used_vars(block.end))
    families = Families(function)
    inlined: dict[Var, Expression] = dict(plan.inlined)
    for block in all_blocks(function.body):
        made: dict[Var, int] = {}
        for place, stmt in enumerate(block.body):
            source = _copied(stmt)
            if source in made and uses[source] == 1 and _loses_no_name(stmt):
                origin = block.body[made[source]]
                line = _line_of(plan, block.body, place)
                between = block.body[made[source] + 1 : line]
                if isinstance(origin, Apply) and _keeps(
                    plan, families, origin, between
                ):
                    inlined[source] = origin
            if _is_passing(stmt, plan):
                made[stmt.results[0]] = place
    return replace(plan, inlined=inlined)


def _copied(stmt: Statement) -> Var | None:
    """The value that a statement of a transformer, or an inserted one, copies."""
    if not isinstance(stmt, Apply) or stmt.fn != "np.copy" or not stmt.derived:
        return None
    return stmt.args[0] if isinstance(stmt.args[0], Var) else None


def _loses_no_name(copy: Statement) -> bool:
    """True if what is copied is a temporary, or the copy has its name."""
    assert isinstance(copy, Apply) and isinstance(copy.args[0], Var)
    name = copy.args[0].name
    return is_temporary(name) or name == copy.results[0].name


def _line_of(plan: Plan, body: Sequence[Statement], place: int) -> int:
    """Where the line stands in which a statement is written; the end, if it is not found."""
    while isinstance(stmt := body[place], Apply) and not plan.shows(stmt):
        (result,) = stmt.results
        later = range(place + 1, len(body))
        place = next((i for i in later if result in used_vars(body[i])), len(body))
        if place == len(body):
            break
    return place


def _is_passing(stmt: Statement, plan: Plan) -> TypeGuard[Apply]:
    """True for a line that may be lost: of a temporary, or of a value of a transformer."""
    if not isinstance(stmt, Apply) or len(stmt.results) != 1 or not plan.shows(stmt):
        return False
    (var,) = stmt.results
    free = (is_temporary(var.name) or stmt.derived) and var not in plan.function.keep
    return free and is_pure(stmt.fn) and not stmt.fn.startswith("list.")


def _keeps(
    plan: Plan, families: Families, origin: Apply, between: Sequence[Statement]
) -> bool:
    """True if nothing that a statement reads is changed by those after it."""
    read = families.of_all(plan.reads(origin))
    return not any(
        isinstance(stmt, Remark) or not read.isdisjoint(families.written(stmt))
        for stmt in between
    )
