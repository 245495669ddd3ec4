"""The end of a loop: the For or While is added, and control goes on where its exits lead.

A `return` (or a `break` of an outer loop that was unrolled) inside the body breaks the loop with a
flag; behind the loop a Branch on the flag goes on to where the exit leads.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.control.carried import Shape
from adgen.frontend.control.kept_names import with_kept_names
from adgen.frontend.control.loop_values import Carrier, Slot
from adgen.frontend.control.loops import Loop
from adgen.frontend.control.sights import Seen
from adgen.frontend.regions.branches import branch_off, closed, join
from adgen.frontend.regions.chosen import behind_loop
from adgen.frontend.regions.inner_lists import met_in_step
from adgen.frontend.regions.joined_kinds import join_kinds
from adgen.frontend.regions.nones import may_be_none
from adgen.frontend.scope.frame import Exit, is_local
from adgen.frontend.scope.state import Leaf, Open, State, leaves
from adgen.frontend.scope.values import Ref, Value
from adgen.ir.kinds import BOOL, NONE
from adgen.ir.nodes import (
    Break,
    Const,
    End,
    For,
    Operand,
    Var,
    While,
    Yield,
)


class LoopEnd:
    """Finishes one loop. `exits` lead further than the loop itself, each with a flag."""

    def __init__(self, loop: Loop, carrier: Carrier, watch_break: bool) -> None:
        self.loop, self.carrier, self.ctx = loop, carrier, loop.ctx
        self.ends = list(leaves(carrier.body))
        found = dict.fromkeys(map(_exit, self.ends))
        inner = (loop.next, loop.stop, loop.done)
        self.exits = [exit for exit in found if exit not in inner]
        self.breaks = loop.stop in found
        self.names = dict(loop.guess.names)
        self.flagged = [*self.exits]
        if watch_break and self.breaks:
            self.flagged.append(loop.stop)

    @property
    def falls_through(self) -> bool:
        """True if control can go on behind the loop without one of the exits."""
        return self.breaks or not self.loop.endless or self.loop.rotated

    def finish(self, orelse: Sequence[ast.stmt]) -> None:
        """Adds the loop; control goes on behind it."""
        self._late_names()
        flags = [self._flag(exit) for exit in self.flagged]
        values = {id(block): self._values(block) for block in self.ends}
        results = self._results(values)
        self._add(results, values)
        self._after(results)
        after = dict(zip(self.flagged, results[len(results) - len(flags) :]))
        self._go_on(after, orelse)

    # what is carried -----------------------------------------------------------------

    def _late_names(self) -> None:
        """Names that are only bound in the body: carried so that they are bound after it."""
        ctx, loop = self.ctx, self.loop
        for key in loop.keys_at(self.ends):
            if key in self.names or key in loop.entry.names:
                continue
            if is_local(ctx.frame, key, loop.node):
                continue
            shape = loop.shape(key, self.ends)
            self.names[key] = shape
            with ctx.at(Open(loop.root.builder, loop.entry)):
                self.carrier.enter(shape, Seen(ctx, loop.entry, None), (key,))

    def _flag(self, exit: Exit) -> Var:
        name = self.ctx.lowering.flag_name(self.ctx, exit)
        var = self.ctx.root.builder.fresh(name, BOOL)
        self.carrier.slots.append(Slot(name, var, Const(False)))
        return var

    def _values(self, block: Open) -> tuple[Operand, ...]:
        """The operands of all slots at one end of the body."""
        operands: list[Operand] = []
        shapes: list[tuple[Shape, Seen, tuple[object, ...]]] = []
        names = self.names
        early = self.loop.guess.names
        for key in early:
            shapes.append((names[key], self._seen(block, key), (key,)))
        for region, shape in self.loop.guess.regions.items():
            seen = Seen(self.ctx, block.state, Ref(region))
            shapes.append((shape, seen, (region,)))
        for key in names:
            if key not in early:
                shapes.append((names[key], self._seen(block, key), (key,)))
        with self.ctx.at(block):
            for shape, seen, place in shapes:
                operands += self.carrier.operands(shape, seen, place)
        operands += [Const(_exit(block) == exit) for exit in self.flagged]
        return tuple(operands)

    def _seen(self, block: Open, key: str) -> Seen:
        return Seen(self.ctx, block.state, block.state.names.get(key))

    def _results(self, values: dict[int, tuple[Operand, ...]]) -> tuple[Var, ...]:
        """The Vars after the loop; kinds from all ends."""
        ctx = self.ctx
        results = []
        for i, slot in enumerate(self.carrier.slots):
            given = [slot.initial, *(v[i] for v in values.values())]
            kind = join_kinds([ctx.kinds[slot.var], *map(ctx.kind, given)])
            ctx.kinds[slot.var] = kind
            result = ctx.root.builder.fresh(slot.label, kind)
            # A `break` may leave None behind that no iteration begins with.
            if kind != NONE and any(may_be_none(ctx, value) for value in given):
                ctx.maybe_none.add(result)
            results.append(result)
        return tuple(results)

    # the statement -------------------------------------------------------------------

    def _add(
        self, results: tuple[Var, ...], values: dict[int, tuple[Operand, ...]]
    ) -> None:
        loop, carrier = self.loop, self.carrier

        def end_of(block: Open) -> End:
            if _exit(block) == loop.next:
                return Yield(values[id(block)])
            return Break(values[id(block)])

        carried = tuple(slot.var for slot in carrier.slots)
        initial = tuple(slot.initial for slot in carrier.slots)
        body = with_kept_names(closed(carrier.body, end_of), carried, initial)
        span = self.ctx.span(loop.node)
        if loop.iterable is not None:
            loop.root.builder.add(
                For(
                    results, carrier.target, loop.iterable, carried, initial, body, span
                )
            )
            return
        assert carrier.test is not None
        test = carrier.test.builder.block(Yield((carrier.condition,)))
        loop.root.builder.add(While(results, test, carried, initial, body, span))

    # after it ------------------------------------------------------------------------

    def _after(self, results: tuple[Var, ...]) -> None:
        """The state behind the loop."""
        loop, carrier = self.loop, self.carrier
        after = loop.entry.fork()
        remaining = iter(results)
        early = loop.guess.names
        for key in early:
            self._bind(key, after, carrier.leave(early[key], (key,), remaining))
        for region, shape in loop.guess.regions.items():
            after.memory[region] = carrier.leave_content(shape, (region,), remaining)
        for key in self.names:
            if key not in early:
                shape = self.names[key]
                value = carrier.leave(shape, (key,), remaining)
                self._bind(key, after, value)
        for block in self.ends:
            carrier.share(self.names, block)
            after.listed |= block.state.listed
            for region, written in block.state.stale.items():
                if region.birth < loop.birth:
                    after.stale[region] = written
        met_in_step(after, loop.inner(), [block.state for block in self.ends])
        loop.root.state = after
        self.ctx.block = loop.root
        behind_loop(self.ctx, loop.guess.regions, loop.node)

    def _bind(self, key: str, after: State, value: Value | None) -> None:
        if value is None:
            after.names.pop(key, None)
        else:
            after.names[key] = value
            if key in self.loop.partly and key not in self.loop.entry.names:
                for outer in self.ctx.loops:
                    outer.partly[key] = value

    def _go_on(self, flags: dict[Exit, Var], orelse: Sequence[ast.stmt]) -> None:
        ctx = self.ctx
        exits = list(self.exits)
        last = None if self.falls_through or not exits else exits.pop()
        for exit in exits:
            branch_off(ctx, flags[exit], exit, self.loop.node)
        if last is not None:
            ctx.leave(last)
        elif not self.falls_through:
            # Only an exception ends the loop; what follows is never reached.
            ctx.fail(self.ctx.lowering.unreachable(ctx, self.loop.node))
        elif orelse:
            self._orelse(flags, orelse)

    def _orelse(self, flags: dict[Exit, Var], orelse: Sequence[ast.stmt]) -> None:
        """The else of the loop: not after a break."""
        ctx, loop = self.ctx, self.loop
        if loop.endless and not loop.rotated:
            return
        if loop.stop not in flags:
            ctx.statements(orelse)
            return
        root = ctx.here
        split = ctx.split(flags[loop.stop], ctx.span(loop.node))
        split.then.end = Leaf(None)
        ctx.block = split.orelse
        ctx.statements(orelse)
        if ctx.block is not None:
            ctx.leave(None)
        join(ctx, root, loop.node, None)


def _exit(block: Open) -> Exit:
    assert isinstance(block.end, Leaf) and block.end.exit is not None
    return block.end.exit


def run(loop: Loop, orelse: Sequence[ast.stmt] = ()) -> None:
    """Lowers a loop and adds it."""
    carrier = loop.lower()
    LoopEnd(loop, carrier, bool(orelse)).finish(orelse)
