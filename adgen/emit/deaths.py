"""Where values die: liveness of a planned function, as the points of last use.

    y = x * x            x dies here if nothing reads it later
    if t:                what only the other side reads dies on entering this one
        z = y
    for i in range(n):   what is read in the loop lives all through it, and dies on leaving

Input: a `Plan`. Output: `Deaths`. A walk over the function that removes what dies at each point
knows at each point what is live, at no cost per point.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from typing import assert_never

from adgen.emit.plan import Plan
from adgen.ir.nodes import (
    Apply,
    Block,
    Branch,
    Break,
    Call,
    For,
    If,
    Raise,
    Remark,
    Return,
    Statement,
    Store,
    Var,
    While,
    Yield,
)
from adgen.ir.walk import (
    bound_vars,
    defined_vars,
    free_vars,
    param_vars,
    target_vars,
)

Died = dict[int, Set[Var]]


@dataclass(frozen=True)
class Deaths:
    """Tables by the id of a statement or block.

    `at`: read by the statement's own line and never after. `ending`: read by the end of the
    block. `entering`: alive before the block's owner, dead in the block. `leaving`: alive
    inside a compound statement, dead after it. `unused`: values that are never read.
    """

    at: Died = field(default_factory=dict)
    ending: Died = field(default_factory=dict)
    entering: Died = field(default_factory=dict)
    leaving: Died = field(default_factory=dict)
    unused: set[Var] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _After:
    """What is live where a Yield and a Break of a block go on."""

    yielded: Set[Var] = frozenset()
    broken: Set[Var] = frozenset()


def deaths(plan: Plan) -> Deaths:
    """Where each value of the function is read for the last time."""
    walk = _Backward(plan)
    block = plan.function.body
    live = walk.block(block, _After())
    walk.found.entering[id(block)] = set(param_vars(plan.function)) - live
    return walk.found


class _Backward:
    def __init__(self, plan: Plan) -> None:
        self.found = Deaths()
        self._plan = plan

    def block(self, block: Block, after: _After) -> set[Var]:
        """What is live on entry to a block."""
        live = self._end(block, after)
        for stmt in reversed(block.body):
            if self._plan.shows(stmt):
                live = self._statement(stmt, live)
        return live

    def _end(self, block: Block, after: _After) -> set[Var]:
        end = block.end
        match end:
            case Yield():
                live = set(after.yielded)
            case Break():
                live = set(after.broken)
            case Return() | Raise():
                live = set()
            case Branch():
                live = self._sides(end, after)
            case _:
                assert_never(end)
        reads = self._plan.end_reads(end)
        self.found.ending[id(block)] = reads - live
        return live | reads

    def _sides(self, owner: If | Branch, after: _After) -> set[Var]:
        then = self.block(owner.then, after)
        orelse = self.block(owner.orelse, after)
        live = then | orelse
        self.found.entering[id(owner.then)] = live - then
        self.found.entering[id(owner.orelse)] = live - orelse
        return live

    def _statement(self, stmt: Statement, live: set[Var]) -> set[Var]:
        """What is live before a statement; `live` is what is live after it."""
        defined = defined_vars(stmt)
        self.found.unused.update(v for v in defined if v not in live)
        match stmt:
            case Apply() | Call() | Store():
                live.difference_update(defined)
            case If() if self._plan.is_conditional(stmt):
                live.difference_update(defined)
            case If():
                after = live.difference(defined)
                live = self._sides(stmt, _After(after))
                self.found.leaving[id(stmt)] = live - after
            case For():
                live = self._for(stmt, live.difference(defined))
            case While():
                live = self._while(stmt, live)
            case Remark():
                return live
        reads = self._plan.reads(stmt)
        self.found.at[id(stmt)] = reads - live
        live |= reads
        return live

    def _for(self, loop: For, after: set[Var]) -> set[Var]:
        bound = set(bound_vars(loop))
        around = (after | free_vars(loop.body).keys()) - bound
        around |= self._plan.iterated(loop)
        inside = self.block(loop.body, _After(around, after))
        self.found.unused.update(v for v in target_vars(loop.target) if v not in inside)
        self.found.entering[id(loop.body)] = (around | bound) - inside
        self.found.leaving[id(loop)] = around - after
        return around

    def _while(self, loop: While, live: set[Var]) -> set[Var]:
        after = live.difference(loop.results)
        bound = set(loop.carried)
        free = free_vars(loop.test).keys() | free_vars(loop.body).keys()
        around = (after | free) - bound
        inside = self.block(loop.body, _After(around, after))
        results = zip(loop.carried, loop.results)
        going_on = inside | after | {c for c, result in results if result in live}
        tested = self.block(loop.test, _After(going_on))
        self.found.entering[id(loop.body)] = going_on - inside
        self.found.entering[id(loop.test)] = (around | bound) - tested
        self.found.leaving[id(loop)] = around - after
        return around
