"""The functions of a program with their copies, each after those it calls.

    sort(a, lo, hi)         what sort gives back shares no memory with others: it is the a that
    sort(a, k + 1, hi)      was handed over, and can be handed on

Which results of a function may share memory with something else follows from those of the
functions it calls. Of functions that call each other none is taken to share until one does: the
least fixed point.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from adgen.emit.carried_memory import with_carried_memory
from adgen.emit.findings import NOTHING, Sharing
from adgen.emit.handing import handing_over, own_parameters, taken_arguments
from adgen.emit.ownership import Owned, own
from adgen.emit.trees import rebuild
from adgen.ir.nodes import Function, Program, Return
from adgen.ir.walk import all_blocks, needed_functions


def owned_functions(
    program: Program, fresh: Mapping[str, int], text: Callable[[str], str]
) -> dict[str, Owned]:
    """All functions; `fresh` are those that are asked for, first with their callees, and how
    many of their results share memory with nothing. `text` spells primitives."""
    taken = taken_arguments(program, fresh)
    shared: dict[str, tuple[Sharing, ...]] = {}

    def owned(name: str) -> Owned:
        function = handing_over(program.functions[name], taken)
        own_memory = own_parameters(function, taken)
        ready = rebuild(with_carried_memory(function, shared), text)
        return own(ready, shared, fresh.get(name, 0), own_memory)

    found: dict[str, Owned] = {}
    order = _callees_first(program, list(fresh))
    for group in _together(program, order):
        if len(group) > 1 or group[0] in _callees(program, group[0]):
            for name in group:
                shared[name] = (NOTHING,) * _results(program.functions[name])
        while True:
            made = {name: owned(name) for name in group}
            settled = all(shared.get(n) == each.shared for n, each in made.items())
            shared |= {name: each.shared for name, each in made.items()}
            if (
                settled
                or len(group) == 1
                and group[0] not in _callees(program, group[0])
            ):
                break
        found |= made
    return {name: found[name] for name in order}


def _results(function: Function) -> int:
    """How many values a function returns; none if every path raises."""
    ends = (block.end for block in all_blocks(function.body))
    return max((len(end.values) for end in ends if isinstance(end, Return)), default=0)


def _together(program: Program, order: Sequence[str]) -> Iterator[list[str]]:
    """The functions in groups of those that call each other."""
    reached = {name: _reached(program, name) for name in order}
    done: set[str] = set()
    for name in order:
        if name not in done:
            group = [n for n in order if n == name or _mutual(reached, n, name)]
            done |= set(group)
            yield group


def _mutual(reached: Mapping[str, Collection[str]], one: str, other: str) -> bool:
    return one in reached[other] and other in reached[one]


def _reached(program: Program, name: str) -> set[str]:
    """The functions that a function calls, also through others."""
    found: set[str] = set()
    pending = list(_callees(program, name))
    while pending:
        callee = pending.pop()
        if callee not in found:
            found.add(callee)
            pending += _callees(program, callee)
    return found


def _callees_first(program: Program, entries: Sequence[str]) -> list[str]:
    """All functions, each after those it calls; the entries and their callees first."""
    order: dict[str, None] = {}
    visiting: set[str] = set()
    for root in (*entries, *program.functions):
        if root not in visiting:
            _visit(program, root, order, visiting)
    return list(order)


def _visit(
    program: Program, root: str, order: dict[str, None], visiting: set[str]
) -> None:
    stack: list[tuple[str, Iterator[str]]] = []

    def enter(name: str) -> None:
        visiting.add(name)
        stack.append((name, _callees(program, name)))

    enter(root)
    while stack:
        name, rest = stack[-1]
        callee = next(rest, None)
        if callee is None:
            order[name] = None
            stack.pop()
        elif callee not in visiting:
            enter(callee)


def _callees(program: Program, name: str) -> Iterator[str]:
    yield from needed_functions(program.functions[name].body)
