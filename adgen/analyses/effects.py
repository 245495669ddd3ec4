"""Effects: what must happen even if nobody uses its result.

print(x.0)                  stays: the primitive has an effect
y.0 = shuffle(x.0)          stays, if the function `shuffle` contains such a statement
if t.0: raise ValueError()  stays: an exception is an effect
"""

from __future__ import annotations

from adgen.analyses.primitives import has_effect
from adgen.ir.nodes import Apply, Call, Function, Program, Raise, Statement
from adgen.ir.walk import all_blocks, all_statements


def effectful_functions(program: Program) -> frozenset[str]:
    """The functions whose calls must stay: they, or what they call, have effects or raise."""
    callers: dict[str, list[str]] = {}
    todo: list[str] = []
    for name, function in program.functions.items():
        if _has_own_effect(function, callers):
            todo.append(name)
    found: set[str] = set()
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += callers.get(name, ())
    return frozenset(found)


def prints_or_draws(program: Program) -> bool:
    """True if to run the program once more would be seen: it prints, draws, calls what is not
    known. Exceptions do not count."""
    return any(
        isinstance(stmt, Apply) and has_effect(stmt.fn)
        for function in program.functions.values()
        for stmt in all_statements(function.body)
    )


def must_stay(stmt: Statement, effectful: frozenset[str]) -> bool:
    """True if the statement itself has an effect; what its blocks do is not looked at."""
    if isinstance(stmt, Apply):
        return has_effect(stmt.fn)
    return isinstance(stmt, Call) and stmt.function in effectful


def _has_own_effect(function: Function, callers: dict[str, list[str]]) -> bool:
    """Notes the calls of a function in `callers`; True if it has an effect of its own."""
    found = False
    for block in all_blocks(function.body):
        found = found or isinstance(block.end, Raise)
        for stmt in block.body:
            if isinstance(stmt, Call):
                callers.setdefault(stmt.function, []).append(function.name)
            elif not found and isinstance(stmt, Apply):
                found = has_effect(stmt.fn)
    return found
