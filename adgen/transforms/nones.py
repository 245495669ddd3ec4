"""Which values of a program may be None.

    best.2 = for x.0 in xs.0 with best.1 = None: ...      best.1 and best.2 may be None, and so may
    %1 = call scaled(best.2)                              the parameter of `scaled`, and its result

Input: a program. Output: for each function what may be None in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adgen.analyses.dataflow import leaf_pairs
from adgen.ir.nodes import Call, Const, Function, Operand, Pack, Program, Return
from adgen.ir.walk import all_statements, leaves
from adgen.transforms.paths import paths_of, reached

_NONE: Operand = Const(None)


def may_be_none(program: Program) -> Mapping[str, set[Operand]]:
    """What may be None on some path, function by function."""
    functions = program.functions
    paths = {name: paths_of(function.body) for name, function in functions.items()}
    calls = {name: list(_calls(function)) for name, function in functions.items()}
    found = {name: {_NONE} for name in functions}
    before = -1
    while sum(map(len, found.values())) != before:
        before = sum(map(len, found.values()))
        for name in functions:
            found[name] = reached(paths[name], found[name])
        for name, call in (
            (n, call) for n, several in calls.items() for call in several
        ):
            callee = functions[call.function]
            if _gives_none(callee, found[call.function]):
                found[name].update(call.results)
            for param, given in zip(callee.params, call.args):
                for leaf, value in leaf_pairs(param.pattern, given):
                    if value in found[name]:
                        found[call.function].add(leaf)
    return found


def returned(function: Function) -> list[Operand]:
    """What a function may give as its one result."""
    ends = [leaf.end for leaf in leaves(function.body)]
    return [end.values[0] for end in ends if isinstance(end, Return) and end.values]


def _calls(function: Function) -> Iterator[Call]:
    return (s for s in all_statements(function.body) if isinstance(s, Call))


def _gives_none(function: Function, nones: set[Operand]) -> bool:
    """True if the one result of a function may be None."""
    single = not isinstance(function.template, Pack)
    return single and not nones.isdisjoint(returned(function))
