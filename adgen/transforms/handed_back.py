"""Arrays and lists that functions change a little at a call, and give back.

def fib(memo, k):                 what fib reads of memo is recorded, `memo[k] is None`: were it
    if memo[k] is None:           read again by the reverse sweep, every call would have to keep
        a, memo = fib(memo, k-1)  its memo whole
        memo[k] = ...
    return memo[k], memo

Input: the functions of a program. Output: of each that calls itself the versions of such
arguments.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from adgen.ir.kinds import Array, Listing
from adgen.ir.nodes import Apply, Call, Function, Return, Statement, Store, Var
from adgen.ir.walk import all_statements, defined_vars, leaves
from adgen.transforms.joins import paths


@dataclass
class _Known:
    """Of a function: which parameters it changes, and which results are which of them."""

    changed: set[int] = field(default_factory=set)
    given: set[tuple[int, int]] = field(default_factory=set)


def changed_versions(
    functions: Mapping[str, Function],
) -> dict[str, frozenset[Var]]:
    """The versions of the arrays and lists that each of the functions is given and changes."""
    known = {name: _Known() for name in functions}
    while True:
        before = sum(len(k.changed) + len(k.given) for k in known.values())
        found = {
            name: _versions(function, known[name], known)
            for name, function in functions.items()
        }
        if before == sum(len(k.changed) + len(k.given) for k in known.values()):
            return found


def _versions(
    function: Function, own: _Known, known: Mapping[str, _Known]
) -> frozenset[Var]:
    """Adds to its `own` facts; what is not made yet has no name of its own in the program."""
    found: set[Var] = set()
    for position, param in enumerate(function.params):
        var = param.pattern
        kind = function.kinds.get(var) if isinstance(var, Var) else None
        if not isinstance(var, Var) or not isinstance(kind, Array | Listing):
            continue
        versions, is_changed = _closure(function, var, known)
        for leaf in leaves(function.body):
            if isinstance(leaf.end, Return):
                values = enumerate(leaf.end.values)
                own.given.update((i, position) for i, v in values if v in versions)
        if is_changed:
            own.changed.add(position)
            found |= versions
    return frozenset(found)


def _closure(
    function: Function, var: Var, known: Mapping[str, _Known]
) -> tuple[set[Var], bool]:
    """What a value is after the changes of a function, and whether there are any."""
    found, is_changed, before = {var}, False, 0
    statements = all_statements(function.body)
    while len(found) > before:
        before = len(found)
        for stmt in statements:
            made, changes = _made_of(stmt, found, known)
            found.update(made)
            is_changed = is_changed or changes
            for targets, values in paths(stmt):
                found.update(t for t, value in zip(targets, values) if value in found)
    return found, is_changed


def _made_of(
    stmt: Statement, versions: Collection[Var], known: Mapping[str, _Known]
) -> tuple[Collection[Var], bool]:
    """The versions that a statement makes, and whether they differ from those before."""
    match stmt:
        case Store() if stmt.base in versions:
            return (stmt.result,), True
        case Apply(fn=fn, args=(base, *_)) if fn in _RESIZED and base in versions:
            return defined_vars(stmt)[:1], True
        case Call() if stmt.function in known:
            callee = known[stmt.function]
            at = {i for i, arg in enumerate(stmt.args) if arg in versions}
            made = [stmt.results[i] for i, position in callee.given if position in at]
            return made, not at.isdisjoint(callee.changed)
        case _:
            return (), False


_RESIZED = ("list.append", "list.pop", "list.append_in", "list.pop_in")
