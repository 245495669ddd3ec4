"""Order: a new version of a value is computed after the last use of the old one.

    y_bar.2 := y_bar.1 * x.0                       x_bar += y_bar * y
    %1 := y_bar.1 * y.0                    ->      y_bar *= x
    x_bar.2 := x_bar.1 + %1
    yield x_bar.2, y_bar.2

Without this the two versions would live side by side, as `y_bar` and `y_bar_1`. What is moved is
pure, and does not move past a change of what it reads; a statement of the user's only moves past
what a transformer added, so that the primal keeps its order. A note stays where it was, beside the
statement that comes first now.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from adgen.analyses.primitives import is_pure
from adgen.emit.families import Families
from adgen.errors import InternalError
from adgen.ir.nodes import Apply, Block, Function, Remark, Statement, Var
from adgen.ir.walk import (
    all_definitions,
    all_statements,
    defined_vars,
    free_vars,
    map_blocks,
    used_vars,
)
from adgen.names import is_temporary

_RECENT = 4
"""How many versions back one looks: older ones are hardly ever still alive."""


def order_versions(function: Function) -> Function:
    """The function with such statements moved."""
    versions = Counter(v.name for v in all_definitions(function))
    if not any(_movable(stmt, versions) for stmt in all_statements(function.body)):
        return function
    families = Families(function)
    return replace(function, body=_block(function.body, families, versions))


def _movable(stmt: Statement, versions: Mapping[str, int]) -> bool:
    """True for `x.2 = ...`, if there are other versions of x and nothing is in the way."""
    if not isinstance(stmt, Apply) or len(stmt.results) != 1:
        return False
    name = stmt.results[0].name
    return versions[name] > 1 and not is_temporary(name) and is_pure(stmt.fn)


def _block(block: Block, families: Families, versions: Mapping[str, int]) -> Block:
    def inner(block: Block) -> Block:
        return _block(block, families, versions)

    body = tuple(map_blocks(stmt, inner) for stmt in block.body)
    if any(_movable(stmt, versions) for stmt in body):
        body = _Moving(body, families, versions).moved()
    return Block(body, map_blocks(block.end, inner))


class _Moving:
    """The statements of one block, each with a place that may change."""

    def __init__(
        self,
        body: tuple[Statement, ...],
        families: Families,
        versions: Mapping[str, int],
    ) -> None:
        self._body = list(body)
        self._families = families
        self._versions = versions
        self._places = [float(index) for index in range(len(body))]
        self._uses: dict[Var, list[int]] = {}
        self._defined: dict[Var, int] = {}
        for index, stmt in enumerate(body):
            self._defined.update(dict.fromkeys(defined_vars(stmt), index))
            for var in free_vars(stmt):
                self._uses.setdefault(var, []).append(index)
        self._named: dict[str, list[tuple[int, Var]]] = {}
        for var in self._uses:
            place = self._defined.get(var, -1)
            self._named.setdefault(var.name, []).append((place, var))
        for named in self._named.values():
            named.sort(key=lambda pair: pair[0])

    def moved(self) -> tuple[Statement, ...]:
        """The statements in their new order."""
        for index in range(len(self._body) - 1, -1, -1):
            stmt = self._body[index]
            if _movable(stmt, self._versions):
                (new,) = defined_vars(stmt)
                for old in self._versions_before(index, new.name):
                    self._move_behind(index, old, new)
        for index, stmt in enumerate(self._body):
            if isinstance(stmt, Apply) and stmt.fn == "list.append" and stmt.derived:
                self._take_early(index, stmt)
        order = sorted(range(len(self._body)), key=lambda index: self._places[index])
        self._check(order)
        return tuple(self._body[index] for index in order)

    def _check(self, order: list[int]) -> None:
        """Nothing may be read before it is defined: in Python that is another version's value."""
        rank = {index: place for place, index in enumerate(order)}
        for var, users in self._uses.items():
            made = self._defined.get(var)
            if made is not None and any(rank[user] < rank[made] for user in users):
                raise InternalError(f"{var} was moved behind a statement that reads it")

    def _take_early(self, index: int, record: Apply) -> None:
        """Moves a record before the statement that replaces the first of its values."""
        used = set(used_vars(record))
        names = {v.name for v in used if not is_temporary(v.name)}
        ready = max((self._place_of(v) for v in used), default=-1.0)
        replaced = [
            self._places[other]
            for var, other in self._defined.items()
            if var.name in names and ready < self._places[other] < self._places[index]
        ]
        if replaced:
            following = min(replaced)
            before = max((p for p in self._places if p < following), default=-1.0)
            self._put(index, before, following)

    def _put(self, index: int, before: float, following: float) -> bool:
        """Places a statement between two neighbours, if there is a number between them."""
        place = 0.5 * (before + following)
        if before < place < following:
            self._places[index] = place
            return True
        return False

    def _place_of(self, var: Var) -> float:
        """The place of the definition of a value; before all others if it is not here."""
        return self._places[self._defined[var]] if var in self._defined else -1.0

    def _versions_before(self, index: int, name: str) -> list[Var]:
        """The last few versions of a name that are defined before a statement."""
        named = self._named.get(name, [])
        end = bisect_left(named, index, key=lambda pair: pair[0])
        return [var for _, var in named[max(0, end - _RECENT) : end]]

    def _move_behind(self, index: int, old: Var, new: Var) -> None:
        """Moves a statement behind the last use of an old version, if there is a way."""
        here, last = self._places[index], self._last_place(old)
        users = self._uses.get(new, ())
        first = min((self._places[user] for user in users), default=last + 1)
        if not here < last < first:
            return
        passed = [i for i, place in enumerate(self._places) if here < place <= last]
        following = min((p for p in self._places if p > last), default=last + 1)
        if self._may_pass(self._body[index], passed):
            note_to = min(passed, key=lambda i: self._places[i])
            if self._put(index, last, following):
                self._leave_note(index, note_to)

    def _may_pass(self, stmt: Statement, passed: list[int]) -> bool:
        families = self._families.of_all(used_vars(stmt))
        for other in (self._body[index] for index in passed):
            if isinstance(other, Remark) or isinstance(stmt, Remark):
                return False
            if not stmt.derived and not other.derived:
                return False
            if not families.isdisjoint(self._families.written(other)):
                return False
        return True

    def _last_place(self, var: Var) -> float:
        """The place of the last line that reads a value: temporaries go into such lines."""
        last = -1.0
        todo = list(self._uses.get(var, ()))
        while todo:
            user = todo.pop()
            last = max(last, self._places[user])
            for result in defined_vars(self._body[user]):
                users = self._uses.get(result, ())
                if is_temporary(result.name) and len(users) == 1:
                    todo += users
        return last

    def _leave_note(self, index: int, following: int) -> None:
        """Gives the note of a statement to the one that follows, if that has none."""
        stmt, other = self._body[index], self._body[following]
        if isinstance(stmt, Remark) or isinstance(other, Remark):
            return
        if stmt.note and other.derived and not other.note:
            self._body[index] = replace(stmt, note="")
            self._body[following] = replace(other, note=stmt.note)
