"""Values that nothing reads and that come with others: they have no name.

    v1, saved = f_forward(x)           _, saved = f_forward(x)
    v3, v4 = points.pop(0)             points.pop(0)
    for v5, v6 in points:              for _, v6 in points:

Input: a function, what nothing reads in it, and the tuples that are taken apart. Output: the
values that have no name, and what is written in their places. The target of a loop keeps the name
that the user has given to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from adgen.emit.plan import Plan
from adgen.ir.nodes import Apply, Call, For, Statement, Var
from adgen.ir.walk import all_definitions, all_statements, target_vars
from adgen.names import is_temporary

_WORD = "_"
_POPS = ("list.pop", "list.pop_in")


def dropped_values(
    plan: Plan, unused: Collection[Var], unpacked: Mapping[Var, Sequence[Apply]]
) -> frozenset[Var]:
    """The values that need no name, as nothing reads them."""
    parts = {
        part.results[0] for reads in unpacked.values() for part in reads if part.results
    }
    found = {
        var
        for stmt in all_statements(plan.function.body)
        for var in _given_with_others(stmt)
    }
    return frozenset((found | parts).intersection(unused))


def _given_with_others(stmt: Statement) -> Iterator[Var]:
    """The values that a statement gives because of others, or of what it does."""
    match stmt:
        case Call(results=results):
            yield from results
        case Apply(fn=fn, results=[_, *taken]) if fn in _POPS:
            yield from taken
        case Apply(results=[_, _, *_] as results):
            yield from results
        case For(target=target):
            yield from (v for v in target_vars(target) if _has_no_name(v))
        case _:
            return


def _has_no_name(var: Var) -> bool:
    return is_temporary(var.name) or var.name == _WORD


def word_for_dropped(
    plan: Plan, unused: Collection[Var], reserved: Collection[str]
) -> str:
    """`_`, unless the program computes with a value of this name: `__` then."""
    function = plan.function
    taken = {v.name for v in all_definitions(function) if v not in unused}
    taken.update(param.name for param in function.params)
    word = _WORD
    while word in taken or word in reserved:
        word += _WORD
    return word
