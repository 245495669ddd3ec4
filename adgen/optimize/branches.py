"""What is added to an array and is zero on one side of a branch is added on the other side.

    v_bar.1 := if %1:                            x_bar.2 := if %1:
        v_bar.0 := 2 * s.0                           v_bar.0 := 2 * s.0
        yield v_bar.0                                x_bar.3 := x_bar.1 with [i.0] += v_bar.0
    else:                                 ->         yield x_bar.3
        yield 0.0                                else:
    x_bar.2 := x_bar.1 with [i.0] += v_bar.1         yield x_bar.1

Between the two only numbers may be computed, so that no view of the array is read later than it
is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from adgen.analyses.primitives import is_pure
from adgen.analyses.uses import use_counts
from adgen.ir.kinds import UNKNOWN, Number
from adgen.ir.namer import Namer
from adgen.ir.nodes import (
    Apply,
    Block,
    Const,
    End,
    Function,
    If,
    Operand,
    Statement,
    Store,
    Var,
    Yield,
)
from adgen.ir.walk import operand_vars, used_vars
from adgen.optimize.context import Context
from adgen.optimize.sweep import Sweep

T = TypeVar("T")


def add_in_branches(function: Function, context: Context) -> Function:
    """The function with fewer zeros added; the same object if there are none to find."""
    return _Adding(function).run()


class _Adding(Sweep):
    def __init__(self, function: Function) -> None:
        super().__init__(function)
        self._uses = use_counts(function)
        self._namer: Namer | None = None

    def statements(self, block: Block) -> End:
        end = super().statements(block)
        place = 0
        while place < len(self.out):
            if not self._moved_into(place):
                place += 1
        return end

    def _moved_into(self, place: int) -> bool:
        """Moves an addition into the branch at this place, if there is one."""
        branch = self.out[place]
        if not isinstance(branch, If) or not branch.derived:
            return False
        for slot, result in enumerate(branch.results):
            zeros = [is_zero(value) for value in _values_at(branch, slot)]
            if sorted(zeros) == [False, True] and self._uses.get(result) == 1:
                user = self._addition(place, result)
                if user is not None:
                    store = self.out.pop(user)
                    assert isinstance(store, Store)
                    self.out[place] = self._with(branch, slot, store, zeros[0])
                    return True
        return False

    def _addition(self, place: int, value: Var) -> int | None:
        """Where the value is added to an array, if that may be done in the branch itself."""
        made = set(_results(self.out[place]))
        for later in range(place + 1, len(self.out)):
            stmt = self.out[later]
            if isinstance(stmt, Store) and stmt.value == value:
                fits = (
                    stmt.derived and stmt.mode == "add" and isinstance(stmt.base, Var)
                )
                known = made.isdisjoint(operand_vars(stmt.index))
                fresh = stmt.base in _results(self.out[place]) or stmt.base not in made
                return later if fits and known and fresh else None
            if not self._is_arithmetic(stmt) or value in used_vars(stmt):
                return None
            made.update(_results(stmt))
        return None

    def _is_arithmetic(self, stmt: Statement) -> bool:
        return (
            isinstance(stmt, Apply)
            and is_pure(stmt.fn)
            and not stmt.kwargs
            and all(map(self._is_number, stmt.args))
        )

    def _is_number(self, operand: Operand) -> bool:
        if isinstance(operand, Const):
            return True
        kind = self.kinds.get(operand, UNKNOWN) if isinstance(operand, Var) else UNKNOWN
        return isinstance(kind, Number)

    def _with(self, branch: If, slot: int, store: Store, first: bool) -> If:
        """The branch with the addition on one side; `first`: zero is what `then` gives."""
        base = store.base
        bases: Sequence[Operand] = (base, base)
        if base in branch.results:
            bases = _values_at(branch, branch.results.index(base))
        adding, still = (
            (branch.orelse, branch.then) if first else (branch.then, branch.orelse)
        )
        kept, changed = bases if first else bases[::-1]
        self._namer = self._namer or Namer.of(self.function)
        result = self._namer.fresh(store.result.name)
        self.kinds[result] = self.kinds[store.result]
        value = _yielded(adding)[slot]
        added = replace(store, result=result, base=changed, value=value)
        adding = _yielding(Block((*adding.body, added), adding.end), slot, result)
        still = _yielding(still, slot, kept)
        then, orelse = (still, adding) if first else (adding, still)
        results = _replaced(branch.results, slot, store.result)
        return replace(branch, results=results, then=then, orelse=orelse)


def is_zero(value: Operand) -> bool:
    """True for the number 0, which stands for no adjoint."""
    number = value.value if isinstance(value, Const) and value.name is None else None
    return type(number) in (int, float) and number == 0


def _values_at(branch: If, slot: int) -> tuple[Operand, ...]:
    """What both sides give at this place; nothing if one of them raises."""
    sides = [_yielded(side) for side in (branch.then, branch.orelse)]
    return tuple(side[slot] for side in sides) if all(sides) else ()


def _yielded(block: Block) -> tuple[Operand, ...]:
    return block.end.values if isinstance(block.end, Yield) else ()


def _yielding(block: Block, slot: int, value: Operand) -> Block:
    return replace(block, end=Yield(_replaced(_yielded(block), slot, value)))


def _replaced(values: tuple[T, ...], slot: int, value: T) -> tuple[T, ...]:
    return (*values[:slot], value, *values[slot + 1 :])


def _results(stmt: Statement) -> tuple[Var, ...]:
    return stmt.results if isinstance(stmt, Apply | If) else ()
