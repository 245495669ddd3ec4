"""A tuple that is taken apart at once has no name: `n, m = x.shape`.

    v1 = x.shape
    n = v1[0]            ->          n, m = x.shape
    m = v1[1]

Input: a `Plan`. Output: by tuple, the statements that read its parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from adgen.analyses.uses import use_counts
from adgen.emit.plan import Plan
from adgen.ir.kinds import Structure
from adgen.ir.nodes import Apply, Const, Statement, Var
from adgen.ir.walk import all_blocks
from adgen.names import is_temporary


def unpackings(plan: Plan) -> Mapping[Var, Sequence[Apply]]:
    """The tuples that are taken apart where they are made and not read again."""
    found = {
        whole: parts
        for block in all_blocks(plan.function.body)
        for whole, parts in _in_block(block.body, plan)
    }
    uses = use_counts(plan.function) if found else {}
    return {whole: p for whole, p in found.items() if uses[whole] == len(p)}


def _in_block(
    body: Sequence[Statement], plan: Plan
) -> Iterator[tuple[Var, Sequence[Apply]]]:
    for place, stmt in enumerate(body):
        if not isinstance(stmt, Apply) or len(stmt.results) != 1:
            continue
        (whole,) = stmt.results
        kind = plan.kind(whole)
        if not isinstance(kind, Structure) or kind.form != "tuple":
            continue
        end = place + 1 + len(kind.items)
        parts = [
            read
            for number, read in enumerate(body[place + 1 : end])
            if isinstance(read, Apply) and _reads(read, whole, number, plan)
        ]
        whole_has_no_name = is_temporary(whole.name) and plan.shows(stmt)
        if whole_has_no_name and len(parts) == len(kind.items) > 1:
            yield whole, parts


def _reads(read: Apply, whole: Var, number: int, plan: Plan) -> bool:
    asked = read.fn == "getitem" and read.args == (whole, Const(number))
    return asked and plan.shows(read)
