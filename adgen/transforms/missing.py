"""When a name is not bound, as far as the branches and loops of a function tell.

    y.2 = for i.0 in range(n.0) with y.1 = undefined: ...     y.2 is unbound where n.0 <= 0
    z.1 = if %1: yield z.0                                    z.1 is unbound where %1 is False
          else:  yield undefined
    y.5, found.2 = while ... with y.3 = undefined, found.1 = False:
        ... yield y.4, True                                   y.5 is bound where found.2 is True

Input: a function before it is differentiated. Output: for each name that may be unbound a
`Missing`. Where neither a branch nor the length of a loop tells, its value has to be asked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Iterable as Several
from dataclasses import dataclass, replace

from adgen.ir.kinds import BOOL, INT
from adgen.ir.nodes import (
    UNDEFINED,
    Break,
    Const,
    End,
    For,
    Function,
    If,
    Iterable,
    Operand,
    Raise,
    Statement,
    Var,
    While,
    Yield,
)
from adgen.ir.walk import leaves
from adgen.transforms.known_tests import Fact, Tests, given_by
from adgen.transforms.paths import Path, paths_of, reached


@dataclass(frozen=True)
class Missing:
    """When a name is unbound: where `test` is (not) true, a loop has nothing to run over, or
    its `value` says so. `told`: where one of these facts holds, it is bound."""

    name: str
    test: Operand | None = None
    wanted: bool = True
    iterable: Iterable | None = None
    value: Var | None = None
    told: frozenset[Fact] = frozenset()

    def is_as(self, other: Missing) -> bool:
        """True if both names are unbound at the same time."""
        return replace(self, name=other.name, told=other.told) == other


class Names:
    """The names of a function that may be unbound."""

    def __init__(
        self,
        function: Function,
        given: Several[Var] = (),
        nones: Collection[Operand] = (),
    ) -> None:
        """`given`: parameters that may be unbound where the function is called. `nones`: what
        may be None, which is how a name that is not bound is passed on."""
        paths = paths_of(function.body)
        sources: list[Operand] = [UNDEFINED, *given]
        self.unbound = reached(paths, sources)
        self._nones = nones
        if len(self.unbound) == 1:
            return
        self._tests = Tests(function.body)
        known = [replace(p, facts=self._tests.known(p.facts)) for p in paths]
        self._told = _told(function, self.unbound, known)
        self.unbound = reached(known, sources, self._leads)
        self._classes = _unbound_together(self.unbound, known)

    def _leads(self, value: Operand, path: Path) -> bool:
        return not _is_told(self._told, value, path)

    def missing(self, stmt: Statement) -> dict[Var, Missing]:
        """The results of a branch or a loop that may be unbound, and when they are."""
        found = {}
        if isinstance(stmt, If | For | While):
            for i, var in enumerate(stmt.results):
                if var in self.unbound:
                    known = self._of_branch(stmt, i) or self._of_loop(stmt, i)
                    found[var] = known or self._of_value(var)
        return {var: missing for var, missing in found.items() if missing is not None}

    def given(self, params: Several[Var]) -> dict[Var, Missing]:
        """The parameters that may be unbound."""
        known = {v: self._of_value(v) for v in params if v in self.unbound}
        return {v: missing for v, missing in known.items() if missing is not None}

    def at_first(self, loop: For | While) -> dict[Var, Missing]:
        """The names that the first iteration of a loop may find unbound."""
        return self.given(loop.carried)

    def still(
        self, pending: Mapping[Var, Missing], test: Operand, truth: bool
    ) -> dict[Var, Missing]:
        """Those that may be unbound where a test came out as `truth`."""
        facts = self._tests.known([(test, truth)])
        return {v: m for v, m in pending.items() if not facts & m.told}

    def _of_branch(self, stmt: Statement, i: int) -> Missing | None:
        if not isinstance(stmt, If):
            return None
        then, orelse = stmt.then.end, stmt.orelse.end
        for side, one, other in ((True, then, orelse), (False, orelse, then)):
            if given_by(one, i) == UNDEFINED and self._is_bound(other, i):
                told = self._told[stmt.results[i]] | {
                    (self._tests.same(stmt.test), not side)
                }
                return Missing(stmt.results[i].name, stmt.test, side, told=told)
        return None

    def _of_loop(self, stmt: Statement, i: int) -> Missing | None:
        if not isinstance(stmt, For) or stmt.initial[i] != UNDEFINED:
            return None
        ends = [leaf.end for leaf in leaves(stmt.body)]
        if not all(self._is_bound(end, i) for end in ends):
            return None
        return Missing(stmt.results[i].name, iterable=stmt.iterable)

    def _of_value(self, var: Var) -> Missing | None:
        together = [v for v in self._classes.get(var, [var]) if v not in self._nones]
        if not together:
            return None
        told = self._told.get(var, frozenset())
        return Missing(var.name, value=together[0], told=told)

    def _is_bound(self, end: End, i: int) -> bool:
        if isinstance(end, Yield | Break):
            return i < len(end.values) and end.values[i] not in self.unbound
        return isinstance(end, Raise)


def _unbound_together(
    unbound: Collection[Operand], paths: Sequence[Path]
) -> dict[Operand, list[Var]]:
    """For each value those that are unbound where it is, on every path: one question does for
    all of them. (The coarsest partition that every path respects.)"""
    places: dict[Var, list[tuple[int, Operand]]] = {}
    for i, path in enumerate(paths):
        for target, value in zip(path.targets, path.values):
            if target in unbound:
                places.setdefault(target, []).append((i, value))
    of: dict[Operand, object] = dict.fromkeys(places)
    count = 0
    while len(set(of.values())) != count:
        count = len(set(of.values()))
        numbers: dict[object, int] = {}
        signs = {
            var: tuple(
                (i, value == UNDEFINED, of.get(value, "bound")) for i, value in at
            )
            for var, at in places.items()
        }
        of = {v: numbers.setdefault((of[v], signs[v]), len(numbers)) for v in places}
    classes: dict[object, list[Var]] = {}
    for var in places:
        classes.setdefault(of[var], []).append(var)
    return {var: classes[of[var]] for var in places}


def _is_told(
    told: Mapping[Operand, Collection[Fact]], value: Operand, path: Path
) -> bool:
    return not frozenset(path.facts).isdisjoint(told.get(value, ()))


def _told(
    function: Function, unbound: set[Operand], paths: Sequence[Path]
) -> dict[Operand, frozenset[Fact]]:
    """For each value the flags that say where it is bound: the greatest set that every path
    respects."""
    told = _candidates(function, unbound, paths)
    before = -1
    while sum(map(len, told.values())) != before:
        before = sum(map(len, told.values()))
        for path in paths:
            now: dict[Operand, Operand] = dict(zip(path.targets, path.values))
            for target in unbound.intersection(path.targets):
                value = now[target]
                if value in unbound and not _is_told(told, value, path):
                    told[target] = {
                        (flag, state)
                        for flag, state in told[target]
                        if flag not in now
                        or isinstance(now[flag], Const)
                        and now[flag] != Const(state)
                        or (now[flag], state) in told.get(value, ())
                    }
    return {value: frozenset(facts) for value, facts in told.items()}


def _candidates(
    function: Function, unbound: set[Operand], paths: Sequence[Path]
) -> dict[Operand, set[Fact]]:
    """For each value what may be known of the flags that are made beside it."""
    states: dict[Operand, set[Fact]] = {}
    for path in paths:
        for target, value in zip(path.targets, path.values):
            kind = function.kinds.get(target)
            found = states.setdefault(target, set())
            if kind == BOOL:
                found.update([(target, True), (target, False)])
            elif kind == INT and isinstance(value, Const):
                found.add((target, value.value))
    told: dict[Operand, set[Fact]] = {}
    for path in paths:
        for value in unbound.intersection(path.targets):
            beside = [states[flag] for flag in path.targets if flag != value]
            told.setdefault(value, set()).update(*beside)
    return told
