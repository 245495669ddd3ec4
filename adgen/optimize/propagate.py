"""Propagation of copies and constants through control flow.

    if True:                             y.2 is y.0, and the statements of the block stand
        y.0 = x.0 * 2.0    yield y.0     in the place of the If
    else: ...              yield y.1
    -> y.2

    if t.0: yield x.0, 1.0               the first result is x.0, whatever t.0 is
    else:   yield x.0, 2.0

    for i.0 in range(n.0): carried a.1 = a.0, s.1 = 0.0
        ...                              a.1 never changes: it is a.0 in the loop, and after it
        yield a.1, s.2

Also: two results, or two carried values, that are always the same are one; `True if t else
False` is `t`; a Branch whose ways are the same is no Branch.
"""

from __future__ import annotations

from adgen.ir.kinds import BOOL, UNKNOWN, Array, Listing, Unknown
from adgen.ir.nodes import (
    Block,
    Branch,
    Break,
    Const,
    End,
    For,
    Function,
    If,
    Operand,
    Raise,
    Var,
    While,
    Yield,
)
from adgen.ir.walk import leaves
from adgen.optimize.context import Context
from adgen.optimize.sweep import Sweep


def propagate(function: Function, context: Context) -> Function:
    """The function with copies and constants put in place; the same object if none."""
    return _Propagation(function).run()


class _Propagation(Sweep):
    def branching(self, stmt: If) -> bool:
        chosen = _known(stmt.test, stmt.then, stmt.orelse)
        if chosen is None or isinstance(chosen.end, Raise):
            return False
        end = self.statements(chosen)
        assert isinstance(end, Yield)
        self.equal.update(zip(stmt.results, end.values))
        return True

    def choose(self, end: Branch) -> Block | None:
        return _known(end.test, end.then, end.orelse)

    def after_branch(self, end: Branch) -> End:
        same = end.then.end == end.orelse.end
        return end.then.end if same and not end.then.body + end.orelse.body else end

    def after_if(self, stmt: If) -> None:
        yes, no = stmt.then.end, stmt.orelse.end
        if not (isinstance(yes, Yield) and isinstance(no, Yield)):
            return
        seen: dict[tuple[Operand, Operand], Var] = {}
        for result, pair in zip(stmt.results, zip(yes.values, no.values)):
            if pair[0] == pair[1]:
                self.equal[result] = pair[0]
            elif pair == (Const(True), Const(False)) and self._is_bool(stmt.test):
                self.equal[result] = stmt.test
            elif pair in seen:
                self.equal[result] = seen[pair]
            else:
                seen[pair] = result

    def _is_bool(self, operand: Operand) -> bool:
        return isinstance(operand, Var) and self.kinds.get(operand) == BOOL

    def before_loop(self, stmt: For | While) -> For | While:
        yields: list[tuple[Operand, ...]] = []
        breaks: list[tuple[Operand, ...]] = []
        for leaf in leaves(stmt.body):
            if isinstance(leaf.end, Yield):
                yields.append(self.resolve_all(leaf.end.values))
            elif isinstance(leaf.end, Break):
                breaks.append(self.resolve_all(leaf.end.values))
        for position, carried in enumerate(stmt.carried):
            first = stmt.initial[position]
            same = (carried, first)
            if not all(values[position] in same for values in yields):
                continue
            stays = all(values[position] in same for values in breaks)
            if stays or not (isinstance(first, Var) and self._is_memory(carried)):
                self.equal[carried] = first
            if stays:
                self.equal[stmt.results[position]] = first
        self._merge_carried(stmt, yields, breaks)
        return stmt

    def _is_memory(self, var: Var) -> bool:
        """True for what may be changed in place before a Break: there it has one name."""
        return isinstance(self.kinds.get(var, UNKNOWN), Array | Listing | Unknown)

    def _merge_carried(
        self,
        stmt: For | While,
        yields: list[tuple[Operand, ...]],
        breaks: list[tuple[Operand, ...]],
    ) -> None:
        """Two carried values that start alike and are always given the same are one."""
        groups: dict[tuple[Operand | None, ...], int] = {}
        for position, carried in enumerate(stmt.carried):
            if carried in self.equal:
                continue
            key = (stmt.initial[position], *_nexts(yields, position, carried))
            one = groups.setdefault(key, position)
            if one == position:
                continue
            first = stmt.carried[one]
            self.equal[carried] = first
            if _nexts(breaks, position, carried) == _nexts(breaks, one, first):
                self.equal[stmt.results[position]] = stmt.results[one]


def _nexts(
    ends: list[tuple[Operand, ...]], position: int, carried: Var
) -> list[Operand | None]:
    """What each end gives to a position; None where that is the carried value itself."""
    values = (end[position] for end in ends)
    return [None if value == carried else value for value in values]


def _known(test: Operand, then: Block, orelse: Block) -> Block | None:
    """The block that a constant test selects."""
    if not isinstance(test, Const) or test.name is not None:
        return None
    return then if test.value else orelse
