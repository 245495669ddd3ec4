"""Accumulations into one place of an array are added up first.

    b.1 := b.0 with [i.0] = 0.0
    b.2 := b.1 with [j.0] += x.0           b.2 := b.0 with [i.0] = %1
    b.3 := b.2 with [i.0] += y.0     ->    b.4 := b.2 with [j.0] += x.0
    b.4 := b.3 with [i.0] += z.0           (%1 := y.0 + z.0)

    %1 := np.zeros_like(x.0)
    m.1 := m.0 with [i.0] = %1
    m.2 := m.1 with [i.0] += x.0     ->    m.2 := m.0 with [i.0] = x.0

    c.0 := np.zeros_like(u.0)
    c.1 := c.0 with [1:] += v.0      ->    c.1 := c.0 with [1:] = v.0

    %1 := b.0[1:]
    b.1 := b.0 with [1:] = %1        b.0

    d.0 := np.zeros_like(u.0)
    d.1 := d.0 with [1] = v.0
    d.2 := d.1 with [0] += w.0       ->    d.2 := d.1 with [0] = w.0

Additions may change places, whether or not i and j are the same entry; nothing is moved over
a `=` that stays. Only numbers are added up: two arrays are added in place one after the other.
Index arrays and masks are left alone, since they may name an entry twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from adgen.analyses.places import distinct_constants
from adgen.analyses.uses import use_counts
from adgen.ir.build import kind_of_constant
from adgen.ir.kinds import NONE, UNKNOWN, Kind, Number, is_integer, join
from adgen.ir.namer import Namer
from adgen.ir.nodes import (
    Apply,
    Block,
    Const,
    End,
    Function,
    Operand,
    Pack,
    Statement,
    Store,
    Var,
)
from adgen.ir.walk import path_steps
from adgen.optimize.context import Context
from adgen.optimize.fold import literal
from adgen.optimize.sweep import Sweep
from adgen.rules.shapes import is_full

_FARTHEST = 16
"""So many stores are looked back over, which keeps the pass linear."""


def merge_stores(function: Function, context: Context) -> Function:
    """The function with fewer stores; the same object if none can be merged."""
    return _Merging(function).run()


@dataclass(slots=True)
class _Group:
    """Stores that become one: their values are to be added up, at the place of the last."""

    mode: Literal["set", "add"]
    index: Operand
    values: list[Operand]
    last: Store
    place: int


class _Merging(Sweep):
    def __init__(self, function: Function) -> None:
        super().__init__(function)
        self._uses = use_counts(function)
        self._namer: Namer | None = None
        self._written: dict[Operand, tuple[Operand, ...]] = {}
        """Zeros, and the places that have been written since they were made."""
        self._reads: dict[Operand, tuple[Operand, Operand]] = {}
        self._zeros: set[Operand] = set()

    def apply(self, stmt: Apply) -> Apply | None:
        if stmt.fn == "getitem":
            base, index = stmt.args
            self._reads[stmt.results[0]] = (base, index)
        if stmt.fn in ("np.zeros", "np.zeros_like") and stmt.derived:
            self._written.update(dict.fromkeys(stmt.results, ()))
            self._zeros.update(stmt.results)
        return stmt

    def store(self, stmt: Store) -> Store | None:
        if stmt.mode == "set" and stmt.derived and self._is_there(stmt):
            self.equal[stmt.result] = stmt.base
            return None
        written = self._written.get(stmt.base)
        if written is None or not stmt.derived:
            return stmt
        if len(written) < _FARTHEST:
            self._written[stmt.result] = (*written, stmt.index)
        still_zero = all(_are_apart(stmt.index, other) for other in written)
        if stmt.mode == "add" and still_zero and self._is_plain(stmt.index):
            return replace(stmt, mode="set")
        return stmt

    def _is_there(self, stmt: Store) -> bool:
        """True if what is stored is what was read of the same place."""
        value = stmt.value
        for step in reversed(path_steps(stmt.index)):
            if value not in self._reads or self._reads[value][1] != step:
                return False
            value = self._reads[value][0]
        return value == stmt.base

    def statements(self, block: Block) -> End:
        end = super().statements(block)
        chains = [chain for chain in self._chains() if len(chain) > 1]
        instead: dict[int, list[Statement]] = {}
        for chain in chains:
            groups = self._groups(chain)
            if len(groups) < len(chain):
                instead.update({place: [] for place in chain})
                self._rebuild(chain, groups, instead)
        if instead:
            self.out = [
                new
                for place, stmt in enumerate(self.out)
                for new in instead.get(place, (stmt,))
            ]
        return end

    def _chains(self) -> list[list[int]]:
        """The places of stores of which each is the only use of the one before."""
        chains: dict[Var, list[int]] = {}
        found: list[list[int]] = []
        for place, stmt in enumerate(self.out):
            if not isinstance(stmt, Store) or not stmt.derived:
                continue
            base = stmt.base if isinstance(stmt.base, Var) else None
            chain = chains.get(base) if base and self._uses.get(base) == 1 else None
            if chain is None:
                chain = []
                found.append(chain)
            chain.append(place)
            chains[stmt.result] = chain
        return found

    def _groups(self, chain: list[int]) -> list[_Group]:
        groups: list[_Group] = []
        for place in chain:
            stmt = self.out[place]
            assert isinstance(stmt, Store)
            group = self._group_of(stmt, groups) if stmt.mode == "add" else None
            if group is None:
                new = _Group(stmt.mode, stmt.index, [stmt.value], stmt, place)
                groups.append(new)
                continue
            if group.mode == "set" and self._is_replaced(group, stmt):
                group.values.clear()
            group.values.append(stmt.value)
            group.last, group.place = stmt, place
        return _in_place(groups)

    def _group_of(self, stmt: Store, groups: list[_Group]) -> _Group | None:
        """The group an addition may join."""
        if not self._is_plain(stmt.index):
            return None
        for group in groups[: -_FARTHEST - 1 : -1]:
            if group.index == stmt.index:
                replaced = group.mode == "set" and self._is_replaced(group, stmt)
                numbers = all(map(self._is_number, (*group.values, stmt.value)))
                return group if replaced or numbers else None
            if group.mode == "set":
                return None
        return None

    def _is_replaced(self, group: _Group, stmt: Store) -> bool:
        """True if zeros were stored, and what is added to them is as large."""
        value, *others = group.values
        if others or value not in self._zeros:
            return _is_zero(group.values)
        return is_full(self._kind(stmt.value), self._kind(value))

    def _rebuild(
        self,
        chain: list[int],
        groups: list[_Group],
        instead: dict[int, list[Statement]],
    ) -> None:
        """Puts the groups into `instead`, each where its last store stood, or later."""
        stores = [
            s for s in (self.out[place] for place in chain) if isinstance(s, Store)
        ]
        results = [stmt.result for stmt in (*stores[: len(groups) - 1], stores[-1])]
        base, place = stores[0].base, 0
        for group, result in zip(groups, results):
            place = max(place, group.place)
            value = self._added(group, instead[place])
            store = replace(group.last, base=base, result=result, mode=group.mode)
            instead[place].append(replace(store, value=value))
            base = result

    def _added(self, group: _Group, out: list[Statement]) -> Operand:
        """The sum of the values of a group."""
        total, *rest = group.values
        for value in rest:
            if self._namer is None:
                self._namer = Namer.of(self.function)
            result = self._namer.temporary()
            self.kinds[result] = join(self._kind(total), self._kind(value))
            span = group.last.span
            out.append(Apply((result,), "add", (total, value), (), span, derived=True))
            total = result
        return total

    # kinds ---------------------------------------------------------------------------

    def _kind(self, operand: Operand) -> Kind:
        if isinstance(operand, Const):
            return kind_of_constant(operand.value)
        return self.kinds.get(operand, UNKNOWN) if isinstance(operand, Var) else UNKNOWN

    def _is_number(self, operand: Operand) -> bool:
        kind = self._kind(operand)
        return isinstance(kind, Number) and kind.dtype not in ("bool", "object")

    def _is_plain(self, index: Operand) -> bool:
        """True for an index that surely names no entry twice: ints, slices, None, `...`."""
        if isinstance(index, Pack) and index.form == "path":
            return all(
                isinstance(step, Pack) and step.form == "view" or self._is_plain(step)
                for step in index.items
            )
        if isinstance(index, Pack) and index.form == "tuple":
            return all(map(self._is_plain_axis, index.items))
        return self._is_plain_axis(index) or distinct_constants(index)

    def _is_plain_axis(self, index: Operand) -> bool:
        """As `_is_plain`, for one entry of a tuple; there a list or a tuple is an array."""
        if isinstance(index, Pack):
            return index.form == "slice" and all(map(self._is_plain_axis, index.items))
        if isinstance(index, Const) and index.value is Ellipsis:
            return True
        kind = self._kind(index)
        return is_integer(kind) or kind == NONE


def _in_place(groups: list[_Group]) -> list[_Group]:
    """The additions between two assignments in the order of their places."""
    keys: list[tuple[int, int]] = []
    assignments = 0
    for group in groups:
        assignments += group.mode == "set"
        keys.append((assignments, -1 if group.mode == "set" else group.place))
    return [group for _, group in sorted(zip(keys, groups), key=lambda pair: pair[0])]


def _are_apart(one: Operand, other: Operand) -> bool:
    """True for two different places that are counted from the same end."""
    if not (isinstance(one, Const) and isinstance(other, Const)):
        return False
    places = (one.value, other.value)
    numbers = [place for place in places if type(place) is int]
    return len({*numbers}) == 2 and len({place < 0 for place in numbers}) == 1


def _is_zero(values: list[Operand]) -> bool:
    value = literal(values[0])
    return len(values) == 1 and type(value) in (int, float) and value == 0
