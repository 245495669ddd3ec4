"""Slimmer tapes: a field of a list's records goes if nobody needs to read it there.

    tape.2 := list.append(tape.1, x.1, c.0, x.1, k.1)
    for (x.5, c.1, y.0, k.5) in reversed(tape.3):    (k.5 unused, c.0 a parameter)
        %1 := x.5 * c.1
        %2 := %1 * y.0
->
    tape.2 := list.append(tape.1, x.1)
    for x.5 in reversed(tape.3):
        %1 := x.5 * c.0
        %2 := %1 * x.5

A field is not needed if no reader uses it, if it is always the same constant, parameter or
value computed before the list is made, or if it always equals another field. One field stays,
so that the list keeps its length. Only lists that never leave the function are touched; see
`adgen.analyses.records`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from adgen.analyses.records import Fields, Order, RecordList, reads, record_lists
from adgen.analyses.uses import use_counts
from adgen.ir.kinds import Listing
from adgen.ir.nodes import (
    Apply,
    Enumerate,
    For,
    Function,
    Iterable,
    Operand,
    Pack,
    Reversed,
    Target,
    Var,
    While,
    Zip,
)
from adgen.ir.walk import operand_vars
from adgen.optimize.context import Context
from adgen.optimize.sweep import Sweep


def slim_records(function: Function, context: Context) -> Function:
    """The function with slimmer records; the same object if no field goes."""
    if not any(isinstance(kind, Listing) for kind in function.kinds.values()):
        return function
    plans = [_Plan(each) for each in record_lists(function) if _has_fields(each)]
    if not plans:
        return function
    order, uses = Order(function), use_counts(function)
    for plan in plans:
        plan.decide(order, uses)
    plans = [plan for plan in plans if len(plan.kept) < plan.width]
    return _Slimming(function, plans).run() if plans else function


def _has_fields(found: RecordList) -> bool:
    return bool(found.appended) and len(found.appended[0]) > 1


@dataclass(slots=True)
class _Plan:
    """Which fields of one list stay, and what stands in the place of the others."""

    records: RecordList
    kept: list[int]
    equal: dict[Var, Operand]

    def __init__(self, records: RecordList) -> None:
        self.records = records
        self.kept = list(range(self.width))
        self.equal = {}

    @property
    def width(self) -> int:
        """The number of fields there were."""
        return len(self.records.appended[0])

    def decide(self, order: Order, uses: Mapping[Var, int]) -> None:
        """Drops the fields that are not needed."""
        first: dict[Fields, int] = {}
        needed: list[int] = []
        for position in range(self.width):
            targets = self._targets(position)
            if not any(uses.get(v) for target in targets for v in operand_vars(target)):
                continue
            column = tuple(record[position] for record in self.records.appended)
            if all(isinstance(target, Var) for target in targets):
                instead = self._instead(column, first.get(column), order)
                if instead is not None:
                    pairs = zip(targets, instead)
                    self.equal.update((t, v) for t, v in pairs if isinstance(t, Var))
                    continue
                first.setdefault(column, position)
            needed.append(position)
        self.kept = needed or [0]

    def _targets(self, position: int) -> list[Operand]:
        """What each reader binds to a field."""
        return [record[position] for record in self.records.targets]

    def _instead(
        self, column: Fields, twin: int | None, order: Order
    ) -> list[Operand] | None:
        """What each reader may take for a field of these appended values, if there is any."""
        value = column[0]
        alike = all(other == value for other in column)
        if alike and order.is_before(value, self.records):
            return [value] * len(self.records.targets)
        return None if twin is None else self._targets(twin)


class _Slimming(Sweep):
    def __init__(self, function: Function, plans: list[_Plan]) -> None:
        super().__init__(function)
        self._plans = {v: plan for plan in plans for v in plan.records.versions}
        for plan in plans:
            self.equal.update(plan.equal)
        for var, plan in self._plans.items():
            kind = self.kinds.get(var)
            if isinstance(kind, Listing) and len(kind.fields) == plan.width:
                self.kinds[var] = Listing(tuple(kind.fields[i] for i in plan.kept))

    def apply(self, stmt: Apply) -> Apply | None:
        if stmt.fn not in ("list.append", "list.pop"):
            return stmt
        plan = self._plan(stmt.args[0])
        if plan is None:
            return stmt
        if stmt.fn == "list.append":
            fields = tuple(stmt.args[1 + i] for i in plan.kept)
            return replace(stmt, args=(stmt.args[0], *fields))
        results = tuple(stmt.results[1 + i] for i in plan.kept)
        return replace(stmt, results=(stmt.results[0], *results))

    def before_loop(self, stmt: For | While) -> For | While:
        if not isinstance(stmt, For):
            return stmt
        planned = (self._plan(v) for v, _ in reads(stmt.target, stmt.iterable))
        if not any(plan is not None for plan in planned):
            return stmt
        return replace(stmt, target=self._slim_target(stmt.target, stmt.iterable))

    def _plan(self, listing: Operand) -> _Plan | None:
        return self._plans.get(listing) if isinstance(listing, Var) else None

    def _slim_target(self, target: Target, iterable: Iterable) -> Target:
        match iterable:
            case Reversed(inner):
                return self._slim_target(target, inner)
            case Enumerate(inner, _) if isinstance(target, Pack):
                number, item = target.items
                return replace(target, items=(number, self._slim_part(item, inner)))
            case Zip(inners) if isinstance(target, Pack):
                parts = map(self._slim_part, target.items, inners)
                return replace(target, items=tuple(parts))
            case _:
                ((value, _),) = reads(target, iterable) or ((None, None),)
                plan = None if value is None else self._plan(value)
                if plan is None or not isinstance(target, Pack):
                    return target
                items = tuple(target.items[i] for i in plan.kept)
                first, *rest = items
                return replace(target, items=items) if rest else _as_target(first)

    def _slim_part(self, part: Operand, iterable: Iterable) -> Operand:
        if isinstance(part, (Var, Pack)):
            return self._slim_target(part, iterable)
        return part


def _as_target(operand: Operand) -> Target:
    assert isinstance(operand, (Var, Pack))
    return operand
