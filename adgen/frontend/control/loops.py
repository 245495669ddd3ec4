"""Loops: lowered with a guess of what they carry, again until the guess covers the body.

    s = 0                        first guess: s is an int
    for v in x:                  the body makes it a float: lowered again
        s = s + v                second guess: s is a float; it holds

What is carried are names that are bound in the body and regions that are written in it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field

from adgen.errors import InternalError
from adgen.frontend.control.carried import (
    Cell,
    Keep,
    Shape,
    content_shape,
    covers,
    depth,
    first_guess,
    is_unresolved,
    loosened,
    shape_of,
    widened,
)
from adgen.frontend.control.lasting import lasting
from adgen.frontend.control.loop_values import Carrier, Place
from adgen.frontend.control.sights import Seen
from adgen.frontend.control.unrolling import Unroll
from adgen.frontend.regions import listing
from adgen.frontend.regions.inner_lists import in_step, stays
from adgen.frontend.regions.joined_kinds import join_kinds
from adgen.frontend.regions.merged_views import is_fixed
from adgen.frontend.scope.context import Context, Unreachable
from adgen.frontend.scope.doubts import Doubt
from adgen.frontend.scope.frame import Exit, LoopScope, is_pseudo, label_of
from adgen.frontend.scope.state import Inner, Leaf, Open, State, Written, leaves
from adgen.frontend.scope.values import ListContent, Ref, Region, Value, birth
from adgen.ir.kinds import Array
from adgen.ir.nodes import Const, Iterable, Operand, Target, Var

_PATIENCE = 4
"""After so many rounds kinds that still change are taken as unknown."""
_LIMIT = 100
_DEEPEST = 24
"""Structures of so many levels are not written by hand: they grow in a loop."""


@dataclass(slots=True)
class Guess:
    """What a loop is taken to carry. `stale`: regions not to be read after one iteration;
    `apart`: entries of lists that are changed without the list, or the list without them;
    `listed`: what has been put into a list.
    """

    names: dict[str, Shape] = field(default_factory=dict)
    regions: dict[Region, Shape] = field(default_factory=dict)
    stale: dict[Region, Written] = field(default_factory=dict)
    links: dict[Place, dict[Region, None]] = field(default_factory=dict)
    pairs: dict[tuple[Place, Place], None] = field(default_factory=dict)
    nones: dict[Place, None] = field(default_factory=dict)
    apart: dict[Region, None] = field(default_factory=dict)
    listed: dict[Region, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changes:
    """Keys of the names a loop changes: bound in it, changed by `+=`, items of which are set;
    `inside`: bound by nested functions, which it may call."""

    rebound: tuple[str, ...]
    augmented: tuple[str, ...] = ()
    stored: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()


class RowsWritten(Exception):
    """A loop writes what it runs over: it has to run over the indices of its elements."""

    def __init__(self, loop: Loop, region: Region) -> None:
        self.loop, self.region = loop, region


class Restart(Exception):
    """The loop has to be lowered again from its start; its guess has been changed."""

    def __init__(self, loop: Loop) -> None:
        self.loop = loop


@dataclass(eq=False)
class Loop:
    """One loop while it is lowered.

    `begin` binds the target of a for and gives it; `test` gives the condition of a while.
    Regions with a smaller `birth` exist before the loop; parts of those with a birth below `older`
    are followed. `partly` is what names stand for that
    some paths of the body do not bind. `rows` are the memory of elements that
    can be had by their index too.
    """

    ctx: Context
    node: ast.AST
    scope: LoopScope
    changes: Changes
    body: Callable[[], None]
    iterable: Iterable | None = None
    begin: Callable[[], Target] | None = None
    test: Callable[[], Operand] | None = None
    known: range | None = None
    rows: dict[Region, None] = field(default_factory=dict)
    partly: dict[str, Value] = field(default_factory=dict)
    guess: Guess = field(default_factory=Guess)
    target: Target | None = None
    birth: int = field(default_factory=birth)
    rotated: bool = False
    endless: bool = False
    older: int | None = None

    def __post_init__(self) -> None:
        self.root = self.ctx.here
        self.entry = self.root.state
        self.mark = len(self.root.builder.statements)
        followed = Doubt("following", self.ctx.span(self.node))
        if followed in self.ctx.lowering.decided:
            self.older = self.birth
        for key in self.changes.rebound:
            if key in self.entry.names:
                self.guess.names[key] = first_guess(self.at_entry(key))
        for key in (*self.changes.augmented, *self.changes.stored):
            value = self.entry.names.get(key)
            if isinstance(value, Ref):
                self._guess_region(value.region)
            elif value is not None and key not in self.changes.stored:
                self.guess.names[key] = first_guess(self.at_entry(key))
        remembered = self.ctx.settled_loops.get((id(self.node), self.ctx.frame.number))
        for key, shape in (remembered or {}).items():
            if isinstance(shape, Cell) and key in self.guess.names:
                self.guess.names[key] = widened(self.guess.names[key], shape)

    def _guess_region(self, region: Region) -> None:
        """An array of which items are set is surely written."""
        content = self.entry.content(region)
        if isinstance(content, Var) and isinstance(self.ctx.kind(content), Array):
            self.guess.regions[region] = Cell(self.ctx.kind(content))

    def at_entry(self, key: str) -> Seen:
        return Seen(self.ctx, self.entry, self.entry.names.get(key), self.older)

    @property
    def next(self) -> Exit:
        return Exit("continue", self.scope)

    @property
    def stop(self) -> Exit:
        return Exit("break", self.scope)

    @property
    def done(self) -> Exit:
        """The condition of a while has become false; not a `break`."""
        return Exit("done", self.scope)

    # lowering ------------------------------------------------------------------------

    def lower(self) -> Carrier:
        """Lowers the body until the guess holds; what it carries then, not yet added."""
        finished = 0
        for _ in range(_LIMIT):
            carrier = self._attempt()
            if carrier is not None:
                if self._settled(carrier, finished):
                    self._remember()
                    return carrier
                finished += 1  # an attempt that starts again says nothing of the guess
            self.ctx.retried = True
            self._require_bounded()
        raise InternalError("a loop does not settle", self.ctx.span(self.node))

    def _require_bounded(self) -> None:
        """Refuses a structure that is one level deeper in each iteration: a chain of objects."""
        shapes = (*self.guess.names.values(), *self.guess.regions.values())
        if max(map(depth, shapes), default=0) < _DEEPEST:
            return
        if self.known is not None:
            raise Unroll(self)
        self.ctx.refuse(
            self.node,
            "a chain of tuples, dicts or objects, one in the other, gets longer in a loop",
            "Keep what is in them in lists, and their places instead of themselves.",
        )

    def _remember(self) -> None:
        """An outer loop may be lowered again: this one then begins with what it found."""
        outer = (
            shape for loop in self.ctx.loops for shape in loop.guess.names.values()
        )
        if not any(map(is_unresolved, outer)):
            key = (id(self.node), self.ctx.frame.number)
            self.ctx.settled_loops[key] = dict(self.guess.names)

    def _attempt(self) -> Carrier | None:
        ctx = self.ctx
        loops = ctx.frame.function().loops
        depth, frame = len(loops), ctx.frame
        del self.root.builder.statements[self.mark :]
        body = Open(self.root.builder.child(), self.entry.fork())
        carrier = Carrier(self, body)
        ctx.loops.append(self)
        loops.append(self.scope)
        try:
            carrier.begin()
            ctx.block = body
            if self.begin is not None:
                carrier.target = self.begin()
            self._test(carrier)
            if ctx.block is not None:
                self.body()
            if ctx.block is not None:
                ctx.leave(self.next)
            return carrier
        except Restart as restart:
            if restart.loop is not self:
                raise
            return None
        except Unreachable:
            return carrier
        finally:
            ctx.loops.pop()
            del loops[depth:]
            ctx.frame = frame
            ctx.block = self.root

    def _test(self, carrier: Carrier) -> None:
        """The condition of a while, in a block of its own unless it changes something."""
        if self.test is None:
            return
        ctx = self.ctx
        if self.rotated:
            carrier.test = Open(ctx.builder.child(), State())
            condition = self.test()
            split = ctx.split(condition, ctx.span(self.node))
            split.orelse.end = Leaf(self.done)
            ctx.block = split.then
            return
        block = Open(carrier.body.builder.child(), carrier.body.state.fork())
        with ctx.at(block, tried=True):
            condition = self.test()
        if _differs(block, carrier.body):
            self.rotated = True
            raise Restart(self)
        carrier.test, carrier.condition = block, condition
        self.endless = isinstance(condition, Const) and bool(condition.value)

    # checking ------------------------------------------------------------------------

    def _settled(self, carrier: Carrier, round_number: int) -> bool:
        """Compares what the body did with the guess; changes the guess if it is not covered."""
        ends = list(leaves(carrier.body))
        changed = self._check_names(ends, round_number)
        if not changed:
            changed = self._check_regions(carrier, ends, round_number)
        if not changed:
            changed = self._check_sharing(carrier, ends)
        return not changed

    def _check_names(self, ends: list[Open], round_number: int) -> bool:
        new: dict[str, Shape] = {}
        for key in self.keys_at(ends):
            entry = self.entry.names.get(key)
            guess = self.guess.names.get(key)
            if guess is None and entry is None:
                continue  # nothing read it before it was bound: added at the end
            shape = self.shape(key, ends)
            guess = Keep(entry) if guess is None else guess
            if not covers(guess, shape):
                wider = widened(guess, shape)
                new[key] = loosened(wider) if round_number > _PATIENCE else wider
        unresolved = {
            key for key in new if is_unresolved(self.guess.names.get(key, Keep(None)))
        }
        for key, shape in new.items():
            # What was computed from a name of unknown kind is looked at in the next round.
            if not unresolved or key in unresolved:
                self.guess.names[key] = shape
        return bool(new)

    def keys_at(self, ends: list[Open]) -> dict[str, None]:
        """The names that are bound to something else at an end of the body."""
        keys: dict[str, None] = dict.fromkeys(self.guess.names)
        entry = self.entry.names
        for block in ends:
            for key, value in block.state.names.items():
                if entry.get(key) is not value:
                    keys[key] = None
        return keys

    def shape(self, key: str, ends: list[Open]) -> Shape:
        """The shape that covers a name at the entry and at all ends."""
        sights = [self.at_entry(key)]
        for block in ends:
            value = block.state.names.get(key)
            sights.append(Seen(self.ctx, block.state, value, self.older))
        # A key that is no name of the user's holds a number that differs from run to run.
        called = "the value" if is_pseudo(key) else label_of(key)
        shape = shape_of(sights, self.entry.names.get(key), called)
        return lasting(shape, sights[0], self._is_older, called)

    def _is_older(self, ref: Ref) -> bool:
        """True for memory that there is before the loop, or a fixed part of such memory."""
        return ref.region.birth < self.birth and all(map(is_fixed, ref.path))

    def _check_regions(
        self, carrier: Carrier, ends: list[Open], round_number: int
    ) -> bool:
        changed = False
        for region in self._regions_at(carrier, ends):
            states = [self.entry, *(block.state for block in ends)]
            sights = [Seen(self.ctx, s, Ref(region), self.older) for s in states]
            shape = content_shape(sights)
            shape = lasting(shape, sights[0], self._is_older, region.label or "an item")
            guess = self.guess.regions.get(region)
            content = self.entry.content(region)
            if isinstance(content, ListContent) and isinstance(shape, Cell):
                self.materialise(region)
                shape = Cell(join_kinds([seen.kind() for seen in sights]))
                guess = None
            if guess is None or not covers(guess, shape):
                wider = shape if guess is None else widened(guess, shape)
                loose = round_number > _PATIENCE
                self.guess.regions[region] = loosened(wider) if loose else wider
                changed = True
        return changed

    def materialise(self, region: Region) -> None:
        """A list of known items grows at run time from the start of the loop."""
        with self.ctx.at(self.root):
            listing.materialise(self.ctx, region, self.node)
        self.mark = len(self.root.builder.statements)

    def inner(self) -> dict[Region, Inner]:
        """The entries of lists that are taken to stay what they are at the entry."""
        return {
            region: inner
            for region, inner in self.entry.inner.items()
            if region not in self.guess.apart and in_step(self.entry, region)
        }

    def _regions_at(self, carrier: Carrier, ends: list[Open]) -> dict[Region, None]:
        found: dict[Region, None] = {}
        for block in ends:
            for region, content in block.state.memory.items():
                # What is stale is not read, whatever it contains.
                outer = region.birth < self.birth and region not in block.state.stale
                if outer and carrier.begun.content(region) != content:
                    found[region] = None
        return found

    def _check_sharing(self, carrier: Carrier, ends: list[Open]) -> bool:
        """What the next iteration finds: stale regions, and names that share memory."""
        changed = False
        for block in ends:
            if not (isinstance(block.end, Leaf) and block.end.exit == self.next):
                continue
            for region, written in block.state.stale.items():
                outer = region.birth < self.birth
                if outer and region not in carrier.begun.stale:
                    self.guess.stale[region] = written
                    changed = True
            for region in block.state.listed:
                if region.birth < self.birth and region not in carrier.begun.listed:
                    self.guess.listed[region] = None
                    changed = True
            for region, inner in self.inner().items():
                if not stays(inner, region, (block.state,)):
                    self.guess.apart[region] = None
                    changed = True
            changed = carrier.note_sharing(block) or changed
        return changed


def _differs(after: Open, before: Open) -> bool:
    """True if evaluating a condition changed a name or memory."""
    if after.end is not None:
        return True
    if after.state.memory != before.state.memory:
        return True
    names = before.state.names
    return len(after.state.names) != len(names) or any(
        value is not names.get(key) for key, value in after.state.names.items()
    )
