"""Who would see a write: for each change of memory, the live values that share the memory.

    v = u[1:3]                      conflict: v, if v is read after the next line
    u[0] = 1.0

    for i in range(n):              u is an argument: conflict OUTSIDE where u enters the loop
        u[i] = 1.0

Forward dataflow over the alias relation, to a fixed point in loops. Whether a write that has
conflicts changes the memory or a copy of it, what it gives is new memory that nothing shares: so
the relation does not depend on what is decided about the conflicts.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from adgen.emit.aliases import NEW, OUTSIDE, TWICE, Aliases, Inside, Node, Reach
from adgen.emit.deaths import Deaths
from adgen.emit.findings import WHOLE, Findings, Marks, Shared
from adgen.emit.memory import has_memory_inside, holds_memory, is_list
from adgen.emit.operators import is_written
from adgen.emit.plan import HANDED, RESIZED, Plan, is_deep
from adgen.emit.reaching import Reaching
from adgen.ir.kinds import Array, Kind, Unknown, has_name
from adgen.ir.nodes import (
    Apply,
    Block,
    Branch,
    Break,
    Call,
    For,
    If,
    Operand,
    Raise,
    Remark,
    Return,
    Statement,
    Store,
    Var,
    While,
    Yield,
)
from adgen.ir.walk import operand_vars, param_vars, target_vars

_SIBLING = Var("sibling", -1)
"""The memory that results of one call may have in common, while they are bound."""


@dataclass
class _Ends:
    """Where a block goes on: what its ends bind, and the relations that arrive there."""

    yields_to: tuple[Var, ...] = ()
    breaks_to: tuple[Var, ...] = ()
    yielded: list[Aliases] = field(default_factory=list)
    broken: list[Aliases] = field(default_factory=list)


def find_writes(plan: Plan, deaths: Deaths, marks: Marks, shared: Shared) -> Findings:
    """The conflicts of every write in a function."""
    flow = _Forward(plan, deaths, marks, shared)
    state = Aliases()
    params = param_vars(plan.function)
    held = [v for v in params if holds_memory(plan.kind(v))]
    state.bind([(v, _given(plan.kind(v), v in marks.own)) for v in held])
    flow.block(plan.function.body, state, _Ends())
    return flow.found


def _given(kind: Kind, own: bool) -> Reach:
    """What a parameter may be: memory of others, or the function's own with their elements."""
    outside = frozenset((OUTSIDE,))
    if own:
        return Reach(elements=outside if has_memory_inside(kind) else frozenset())
    return _as_list(Reach(outside), kind) if is_list(kind) else Reach(outside)


class _Forward:
    def __init__(
        self, plan: Plan, deaths: Deaths, marks: Marks, shared: Shared
    ) -> None:
        self.found = Findings()
        self._plan = plan
        self._deaths = deaths
        self._marks = marks
        self._shared = shared
        self._reaching = Reaching(plan, marks.values)

    # blocks and ends -----------------------------------------------------------------

    def block(self, block: Block, state: Aliases, ends: _Ends) -> None:
        """Takes `state` through a block and puts what comes out into `ends`."""
        state.kill(self._deaths.entering.get(id(block), ()))
        for stmt in block.body:
            if self._plan.shows(stmt):
                state = self._statement(stmt, state)
        self._end(block, state, ends)

    def _end(self, block: Block, state: Aliases, ends: _Ends) -> None:
        dying = self._deaths.ending[id(block)]
        match block.end:
            case Yield(values):
                self._bind(state, ends.yields_to, self._reaches(values), dying)
                ends.yielded.append(state)
            case Break(values):
                self._bind(state, ends.breaks_to, self._reaches(values), dying)
                ends.broken.append(state)
            case Return(values):
                self._return(block, values, state)
            case Branch() as end:
                state.kill(dying)
                self.block(end.then, state.copy(), ends)
                self.block(end.orelse, state, ends)
            case Raise():
                pass
            case _:
                assert_never(block.end)

    def _return(self, block: Block, values: Sequence[Operand], state: Aliases) -> None:
        before: list[Reach] = []
        uncopied: set[Node] = {OUTSIDE}
        positions = []
        for position, value in enumerate(values):
            reach = self._reaching.operand(value)
            nodes = reach.all()
            related = state.of(nodes)
            self.found.shared.setdefault(position, "")
            if not related.isdisjoint((OUTSIDE, TWICE)):
                self._shares(position, reach, frozenset((OUTSIDE, TWICE)), state)
            for earlier, other in enumerate(before):
                if not related.isdisjoint(other.all()):
                    self._shares(position, reach, other.all(), state)
                    self._shares(earlier, other, nodes, state)
            if uncopied.isdisjoint(related):
                uncopied |= nodes
            else:
                positions.append(position)
            before.append(reach)
        self.found.returned[id(block)] = positions

    def _shares(
        self, position: int, reach: Reach, others: Collection[Node], state: Aliases
    ) -> None:
        """Notes that a result shares memory: as a whole, or what is in it."""
        if not state.of(reach.itself).isdisjoint(others):
            self.found.shared[position] = "whole"
        elif not self.found.shared[position]:
            self.found.shared[position] = "inside"

    # statements ----------------------------------------------------------------------

    def _statement(self, stmt: Statement, state: Aliases) -> Aliases:
        dying = self._deaths.at.get(id(stmt), frozenset())
        match stmt:
            case Apply(fn=fn) if fn in ("list.new", HANDED) or fn in RESIZED:
                self._list(stmt, state, dying)
            case Apply():
                self._augmented(stmt, state, dying)
                reach = self._reaching.apply(stmt)
                self._bind(state, stmt.results, [reach] * len(stmt.results), dying)
            case Call():
                self._bind(state, stmt.results, self._call(stmt), dying)
                state.kill((_SIBLING,))
            case Store():
                self._store(stmt, state, dying)
            case If() if self._plan.is_conditional(stmt):
                self._bind(state, stmt.results, [self._reaching.sides(stmt)], dying)
            case If():
                state.kill(dying)
                state = self._if(stmt, state)
            case For() | While():
                self._enter(stmt, state, dying)
                loop = self._for if isinstance(stmt, For) else self._while
                state = loop(stmt, state)  # type: ignore[arg-type]
            case Remark():
                pass
            case _:
                assert_never(stmt)
        return state

    def _bind(
        self,
        state: Aliases,
        variables: Sequence[Var],
        reaches: Sequence[Reach],
        dying: Collection[Var],
    ) -> None:
        """Defines those of the values that are memory and are read later."""
        pairs = []
        for var, reach in zip(variables, reaches):
            kind = self._plan.kind(var)
            if var not in self._deaths.unused and holds_memory(kind):
                pairs.append((var, _as_list(reach, kind) if is_list(kind) else reach))
        state.bind(pairs, dying)

    def _reaches(self, values: Sequence[Operand]) -> list[Reach]:
        return [self._reaching.operand(value) for value in values]

    def _call(self, stmt: Call) -> list[Reach]:
        unknown = (WHOLE,) * len(stmt.results)
        nodes = self._reaching.union(stmt.args).all() | {OUTSIDE, _SIBLING}
        reaches = {
            "": NEW,
            "inside": Reach(elements=nodes),
            "whole": Reach(nodes, nodes),
        }
        return [reaches[flag] for flag in self._shared.get(stmt.function, unknown)]

    # writes --------------------------------------------------------------------------

    def _store(self, stmt: Store, state: Aliases, dying: Collection[Var]) -> None:
        reach, kind = NEW, self._plan.kind(stmt.result)
        self._written(stmt, stmt.base, state, dying)
        if is_list(kind):
            inside = self._reaching.operand(stmt.base).elements
            value = self._reaching.operand(stmt.value).all()
            if is_deep(stmt) and self.found.writes[id(stmt)]:
                inside = frozenset()  # of a copy, entries and all
            elif is_deep(stmt):
                self.found.deep[id(stmt)] = _alive(state.of(inside), dying)
            reach = Reach(elements=_joined(inside, value, state))
        elif not isinstance(kind, Array | Unknown):
            reach = self._reaching.union((stmt.base, stmt.value))
        self._bind(state, (stmt.result,), (reach,), dying)

    def _list(self, stmt: Apply, state: Aliases, dying: Collection[Var]) -> None:
        inside: frozenset[Node] = frozenset()
        deep = stmt.fn in ("list.append_in", "list.pop_in")
        if stmt.args:
            self._written(stmt, stmt.args[0], state, dying, deep)
            inside = self._reaching.operand(stmt.args[0]).elements
        taken = Reach(inside, inside)
        for position, value in enumerate(stmt.args[1:]):
            reach = self._reaching.operand(value)
            copied = (id(stmt), position) in self._marks.fields
            put = reach.elements if copied else reach.all()
            self.found.put[id(stmt), position] = state.of(reach.all())
            inside = _joined(inside, put, state)
        reaches = [Reach(elements=inside), *(taken for _ in stmt.results[1:])]
        self._bind(state, stmt.results, reaches, dying)

    def _augmented(self, stmt: Apply, state: Aliases, dying: Collection[Var]) -> None:
        """Notes who would see `x += y`, where the text could say so."""
        base = augmented_base(stmt, self._plan)
        if base is not None:
            self._written(stmt, base, state, dying)

    def _written(
        self,
        stmt: Statement,
        base: Operand,
        state: Aliases,
        dying: Collection[Var],
        deep: bool = False,
    ) -> None:
        """Notes who sees a change; a `deep` one is in an entry of a list."""
        reach = self._reaching.operand(base)
        related = state.of(reach.itself)
        if deep:
            own = {Inside(v) for v in operand_vars(base)}
            related = related | (state.of(reach.elements) - own)
        self.found.writes[id(stmt)] = _alive(related, dying) - {TWICE}

    # control flow --------------------------------------------------------------------

    def _if(self, stmt: If, state: Aliases) -> Aliases:
        ends = _Ends(yields_to=stmt.results)
        self.block(stmt.then, state.copy(), ends)
        self.block(stmt.orelse, state, ends)
        return _merged(ends.yielded)

    def _enter(self, loop: For | While, state: Aliases, dying: Collection[Var]) -> None:
        """Binds the carried values to the initial ones, or to copies where they are changed."""
        reaches = self._reaches(loop.initial)
        found = self.found.initial[id(loop)] = {}
        for position, (var, reach) in enumerate(zip(loop.carried, reaches)):
            if var not in self._marks.wanted:
                continue
            related = state.of(reach.itself) - {TWICE}
            others = reaches[:position] + reaches[position + 1 :]
            entering = {node for other in others for node in other.itself}
            conflicts = _alive(related, dying) | (entering & related)
            if conflicts:
                found[position] = conflicts
                kept = frozenset() if var in self._marks.deep else reach.elements
                reaches[position] = Reach(elements=kept)
        self._bind(state, loop.carried, reaches, dying)

    def _for(self, loop: For, head: Aliases) -> Aliases:
        targets = target_vars(loop.target)
        reaches = [self._reaching.iterated(loop)] * len(targets)
        while True:
            state, ends = head.copy(), _Ends(loop.carried, loop.results)
            self._bind(state, targets, reaches, ())
            self.block(loop.body, state, ends)
            grown = _merged([head, *ends.yielded])
            if grown == head:
                break
            head = grown
        return self._left(loop, head, ends.broken)

    def _while(self, loop: While, head: Aliases) -> Aliases:
        while True:
            tested = _Ends()
            self.block(loop.test, head.copy(), tested)
            state, ends = _merged(tested.yielded), _Ends(loop.carried, loop.results)
            self.block(loop.body, state.copy(), ends)
            grown = _merged([head, *ends.yielded])
            if grown == head:
                break
            head = grown
        return self._left(loop, state, ends.broken)

    def _left(
        self, loop: For | While, state: Aliases, broken: list[Aliases]
    ) -> Aliases:
        """The relation after a loop: left when done, or by one of its Breaks."""
        dying = {*self._deaths.leaving[id(loop)], *loop.carried}
        self._bind(state, loop.results, self._reaches(loop.carried), dying)
        return _merged([state, *broken])


def augmented_base(stmt: Apply, plan: Plan) -> Operand | None:
    """The x.1 of a `x.2 = x.1 + y` that is derived, or was written as `x += y`, where both have
    room for each other's values."""
    if stmt.fn not in ("add", "sub", "mul", "div"):
        return None
    if not stmt.derived and not is_written(stmt.span, stmt.fn):
        return None
    kind = plan.kind(stmt.results[0])
    if (
        not isinstance(kind, Array)
        or kind.dims is None
        or not all(map(has_name, kind.dims))
    ):
        return None
    for operand in stmt.args[: 2 if stmt.fn in ("add", "mul") else 1]:
        if isinstance(operand, Var) and operand not in plan.inlined:
            if plan.kind(operand) == kind and operand.name == stmt.results[0].name:
                return operand
    return None


def _joined(
    inside: frozenset[Node], put: frozenset[Node], state: Aliases
) -> frozenset[Node]:
    """What lies in a list into which something is put, which may be there already."""
    twice = put and not state.of(inside).isdisjoint(state.of(put) - {OUTSIDE})
    return inside | put | ({TWICE} if twice else frozenset())


def _as_list(reach: Reach, kind: Kind) -> Reach:
    """A reach for a list: what is not known of its elements is what is known of itself."""
    if not has_memory_inside(kind):
        return Reach(reach.itself)
    return reach if reach.elements else Reach(reach.itself, reach.itself)


def _alive(nodes: set[Node], dying: Collection[Var]) -> set[Node]:
    """The nodes whose values go on living."""
    return {
        node
        for node in nodes
        if (node.list if isinstance(node, Inside) else node) not in dying
    }


def _merged(states: list[Aliases]) -> Aliases:
    merged = Aliases()
    for state in states:
        merged.merge(state)
    return merged
