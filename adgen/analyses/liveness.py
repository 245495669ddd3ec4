"""Liveness: which values and statements a function needs for its results and effects.

    for i in range(n): carried s = 0.0, k = 0
        s' = s + x          needed: s is returned
        k' = k + 1          dead, though k' uses k and k uses k': nothing else does
    return s

A value is live if a result or an effect depends on it; a statement is needed if one of its
results is live or it has an effect; the statement that owns a block is needed if anything in
the block is. Everything starts dead, so that dead cycles of carried values are found.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from adgen.analyses.effects import must_stay
from adgen.ir.nodes import (
    Apply,
    Block,
    Branch,
    Break,
    Call,
    For,
    Function,
    If,
    Operand,
    Raise,
    Return,
    Statement,
    Store,
    Var,
    While,
    Yield,
)
from adgen.ir.walk import (
    defined_vars,
    end_operands,
    inner_blocks,
    iterable_operands,
    leaves,
    operand_vars,
    target_vars,
    used_vars,
)


@dataclass(slots=True)
class Liveness:
    """`vars` are the live values; `needed` the ids of the statements that are needed."""

    vars: set[Var] = field(default_factory=set)
    needed: set[int] = field(default_factory=set)

    def needs(self, stmt: Statement) -> bool:
        """True if the statement has to stay."""
        return id(stmt) in self.needed

    def positions(self, stmt: If | For | While) -> list[int]:
        """The positions of the results, and the carried values, that have to stay."""
        live = [var in self.vars for var in stmt.results]
        if not isinstance(stmt, If):
            live = [a or var in self.vars for a, var in zip(live, stmt.carried)]
        return [position for position, keep in enumerate(live) if keep]


def liveness(function: Function, effectful: frozenset[str]) -> Liveness:
    """What is live in a function; `effectful` are the functions whose calls must stay."""
    return _Marking(function, effectful).found


_RESULT, _CARRIED, _TARGET = range(3)
_Origin = tuple[Statement, int, int]
"""The statement that defines a Var, in which role, at which position."""


class _Marking:
    def __init__(self, function: Function, effectful: frozenset[str]) -> None:
        self.found = Liveness()
        self._effectful = effectful
        self._origins: dict[Var, _Origin] = {}
        self._owners: dict[int, Statement | None] = {}
        self._todo: list[Var] = []
        self._collect(function.body, None)
        for block in _tree(function.body):
            if isinstance(block.end, (Branch, Return)):
                self._use(*end_operands(block.end))
        self._run()

    # before marking ------------------------------------------------------------------

    def _collect(self, block: Block, owner: Statement | None) -> None:
        """Notes who defines what; whatever has an effect is needed from the start."""
        for stmt in block.body:
            self._owners[id(stmt)] = owner
            for position, var in enumerate(defined_vars(stmt)):
                self._origins[var] = (stmt, _RESULT, position)
            if isinstance(stmt, (For, While)):
                for position, var in enumerate(stmt.carried):
                    self._origins[var] = (stmt, _CARRIED, position)
            if isinstance(stmt, For):
                for var in target_vars(stmt.target):
                    self._origins[var] = (stmt, _TARGET, 0)
            for inner in inner_blocks(stmt):
                self._collect(inner, stmt)
            if must_stay(stmt, self._effectful):
                self._need(stmt)
        if isinstance(block.end, Branch):
            self._collect(block.end.then, owner)
            self._collect(block.end.orelse, owner)
        elif isinstance(block.end, Raise):
            self._use(*end_operands(block.end))
            self._need(owner)

    # marking -------------------------------------------------------------------------

    def _run(self) -> None:
        live = self.found.vars
        while self._todo:
            var = self._todo.pop()
            if var in live:
                continue
            live.add(var)
            if var in self._origins:  # a parameter has none
                stmt, role, position = self._origins[var]
                self._need(stmt)
                if isinstance(stmt, If):
                    self._values((stmt.then, stmt.orelse), position, Yield)
                elif isinstance(stmt, (For, While)) and role != _TARGET:
                    self._use(stmt.initial[position])
                    ends = Yield if role == _CARRIED else (Yield, Break)
                    self._values((stmt.body,), position, ends)

    def _use(self, *operands: Operand) -> None:
        for operand in operands:
            if type(operand) is Var:
                self._todo.append(operand)
            else:
                self._todo += operand_vars(operand)

    def _values(
        self,
        blocks: tuple[Block, ...],
        position: int,
        ends: type[Yield] | tuple[type[Yield], type[Break]],
    ) -> None:
        for block in blocks:
            for leaf in leaves(block):
                if isinstance(leaf.end, ends):
                    self._use(leaf.end.values[position])

    def _need(self, stmt: Statement | None) -> None:
        """The statement is needed, and so are those it stands in."""
        needed = self.found.needed
        while stmt is not None and id(stmt) not in needed:
            needed.add(id(stmt))
            if isinstance(stmt, (Apply, Call, Store)):
                self._todo += used_vars(stmt)
            else:
                self._need_control(stmt)
            stmt = self._owners[id(stmt)]

    def _need_control(self, stmt: Statement) -> None:
        """What decides which blocks run, and how often."""
        if isinstance(stmt, If):
            self._use(stmt.test)
        elif isinstance(stmt, For):
            self._use(*iterable_operands(stmt.iterable))
        elif isinstance(stmt, While) and isinstance(stmt.test.end, Yield):
            self._use(*stmt.test.end.values)
        for inner in inner_blocks(stmt):
            for block in _tree(inner):
                if isinstance(block.end, Branch):
                    self._use(block.end.test)


def _tree(block: Block) -> list[Block]:
    """The block and the blocks of its Branches."""
    found = [block]
    for each in found:
        if isinstance(each.end, Branch):
            found += (each.end.then, each.end.orelse)
    return found
