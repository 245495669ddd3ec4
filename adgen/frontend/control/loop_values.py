"""The values a loop carries: their Vars in the body, at its ends, and after the loop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from adgen.frontend.control.carried import Cell, Keep, Parts, Poison, Shape
from adgen.frontend.control.sights import Seen, is_stale, known_items
from adgen.frontend.regions import listing, memory
from adgen.frontend.regions.carried_views import View, doubt_of_loop
from adgen.frontend.regions.inner_lists import keep_in_step
from adgen.frontend.regions.merge import label_for, part_label
from adgen.frontend.regions.nones import may_be_none
from adgen.frontend.regions.object_lists import Entry
from adgen.frontend.regions.optional import given, perhaps, stays
from adgen.frontend.scope import forms
from adgen.frontend.scope.context import holds_memory
from adgen.frontend.scope.frame import is_pseudo
from adgen.frontend.scope.state import Open, State
from adgen.frontend.scope.values import (
    NONE_VALUE,
    Conflict,
    Content,
    ListContent,
    Ref,
    Region,
    Value,
)
from adgen.ir.kinds import INT, NONE
from adgen.ir.nodes import UNDEFINED, Const, Operand, Pack, Target, Var

if TYPE_CHECKING:
    from adgen.frontend.control.loops import Loop

Place = tuple[object, ...]
"""Where a carried Var stands: the key of its name or its region, and positions in it."""


@dataclass(slots=True)
class Slot:
    """One carried Var."""

    label: str | None
    var: Var
    initial: Operand


@dataclass(eq=False)
class Carrier:
    """One attempt at a loop: its body and what it carries."""

    loop: Loop
    body: Open
    slots: list[Slot] = field(default_factory=list)
    regions: dict[Place, Region] = field(default_factory=dict)
    vars: dict[Place, Var] = field(default_factory=dict)
    entries: dict[Place, list[Region]] = field(default_factory=dict)
    after: dict[Place, Region] = field(default_factory=dict)
    begun: State = field(default_factory=State)
    target: Target = Pack("tuple", ())
    test: Open | None = None
    condition: Operand = Const(True)

    # into the body -------------------------------------------------------------------

    def begin(self) -> None:
        """Binds the carried names and regions in the body."""
        loop, state = self.loop, self.body.state
        outside = Open(loop.root.builder, loop.entry.fork())
        with loop.ctx.at(outside):
            for key, shape in loop.guess.names.items():
                value = self.enter(shape, loop.at_entry(key), (key,))
                if value is not None:
                    state.names[key] = value
            for region, shape in loop.guess.regions.items():
                seen = Seen(loop.ctx, loop.entry, Ref(region))
                state.memory[region] = self._enter_content(shape, seen, (region,))
        for place, others in loop.guess.links.items():
            for other in others:
                link(self.regions.get(place), other)
        for a, b in loop.guess.pairs:
            if a in self.regions and b in self.regions:
                link(self.regions[a], self.regions[b])
        state.stale.update(loop.guess.stale)
        state.listed |= loop.guess.listed
        for region, inner in loop.inner().items():
            keep_in_step(state, region, inner)
        self.begun = state.fork()

    def label(self, place: Place) -> str | None:
        first = place[0]
        if isinstance(first, Region):
            label = first.label
        else:
            label = label_for(self.loop.ctx, str(first))
        for part in place[1:]:
            label = part_label(label, part)
        return label

    def enter(self, shape: Shape, seen: Seen, place: Place) -> Value | None:
        """What a name of this shape stands for in the body."""
        match shape:
            case Keep(value):
                return seen.value if seen.value is not None else self._known(value)
            case Poison():
                return self._conflict(shape)
            case Cell():
                var = self._new(shape, seen, place)
                return self._wrapped(var, seen.value, place)
            case View():
                return shape.of(self._integers(shape, seen, place))
            case Parts(_, items, keys):
                values = [
                    self.enter(
                        item, _item(shape, seen, i), (*place, keys[i] if keys else i)
                    )
                    for i, item in enumerate(items)
                ]
                made = self._structure(shape, values, place)
                if isinstance(memory_of := given(made), Ref):
                    entry = None if seen.value is None else given(seen.value)
                    self._note_region(memory_of.region, entry, place)
                return made

    def _conflict(self, shape: Poison) -> Conflict:
        span = self.loop.ctx.span(self.loop.node)
        return Conflict(shape.reason, span, shape.remedy, shape.doubt)

    def _integers(self, view: View, seen: Seen, place: Place) -> Iterator[Operand]:
        """The integers that tell which part of an array a name is."""
        assert isinstance(seen.value, Ref)
        ctx, node = self.loop.ctx, self.loop.node
        numbers = view.at(ctx, seen.value, node)
        for inside, number in zip(_holes(view, place), numbers):
            yield self._new(Cell(INT), replace(seen, value=number), inside)

    def _known(self, value: Value | None) -> Value | None:
        """What stays as it is; not the list of an object, if an iteration made that list."""
        if isinstance(value, Ref) and value.region.birth > self.loop.birth:
            reason = "an object is used that is in a list which each iteration makes"
            remedy = "Keep what is needed of it under a name of its own."
            return Conflict(reason, self.loop.ctx.span(self.loop.node), remedy)
        return value

    def _structure(
        self, shape: Parts, values: list[Value | None], place: Place
    ) -> Value:
        present = tuple(value for value in values if value is not None)
        if shape.form is Entry and isinstance(present[0], Conflict):
            return present[0]
        label = self.label(place)
        made = forms.value_of(shape.form, shape.keys, present, label, "merged")
        return made if shape.marks is None else perhaps(made, shape.marks)

    def _new(self, shape: Cell, seen: Seen, place: Place) -> Var:
        ctx = self.loop.ctx
        label = self.label(place)
        var = ctx.builder.fresh(label, shape.kind)
        initial = self._initial(seen, label)
        nothing = may_be_none(ctx, initial)
        if (nothing or place in self.loop.guess.nones) and shape.kind != NONE:
            ctx.maybe_none.add(var)
        self.slots.append(Slot(label, var, initial))
        self.vars[place] = var
        return var

    def _initial(self, seen: Seen, label: str | None) -> Operand:
        if seen.value is None:
            return UNDEFINED
        content = seen.content()
        if isinstance(content, ListContent):
            return listing.made(self.loop.ctx, content, label, self.loop.node)
        return memory.operand(self.loop.ctx, seen.value, self.loop.node)

    def _wrapped(self, var: Var, entry: Value | None, place: Place) -> Value:
        """A carried Var as a value: memory that may be what the loop began with."""
        if not holds_memory(self.loop.ctx.kinds[var]):
            return var
        region = Region(self.label(place), var, "merged")
        if isinstance(entry, Ref):
            for item in memory.items_in(self.loop.entry, entry):
                listing.escape(self.loop.ctx, region, item)
        self._note_region(region, entry, place)
        return Ref(region)

    def _note_region(self, region: Region, entry: Value | None, place: Place) -> None:
        """The memory of a carried name, which may be what the loop began with."""
        self.regions[place] = region
        region.doubt = doubt_of_loop(self.loop.ctx, self.loop.node, entry)
        if isinstance(entry, Ref):
            region.display = entry.region.display
            shared = (entry.region, *entry.region.links)
            outer = [other for other in shared if other.birth < self.loop.birth]
            for other in outer:
                link(region, other)
            self.entries[place] = outer
            for second, regions in self.entries.items():
                # Two names of one array at the entry are two until one of them is rebound.
                if second != place and entry.region in regions:
                    link(region, self.regions[second])

    def _enter_content(self, shape: Shape, seen: Seen, place: Place) -> Content:
        if isinstance(shape, Cell):
            return self._new(shape, seen, place)
        assert isinstance(shape, Parts) and isinstance(seen.value, Ref)
        value = self.enter(shape, seen, place)
        assert isinstance(value, Ref)
        return value.region.content

    # at an end of the body -----------------------------------------------------------

    def operands(self, shape: Shape, seen: Seen, place: Place) -> Iterator[Operand]:
        """The operands of the carried Vars of a shape at the end of a path."""
        if isinstance(shape, Cell):
            if isinstance(place[0], Region) and is_stale(seen):
                yield self.vars[place]  # which is not read any more
            elif seen.value is not None:
                yield self._initial(seen, self.label(place))
            elif is_pseudo(str(place[0])):
                yield UNDEFINED
            else:
                yield self.vars[place]
        elif isinstance(shape, View):
            if seen.value is None:  # deleted
                yield from map(self.vars.__getitem__, _holes(shape, place))
                return
            assert isinstance(seen.value, Ref)
            yield from shape.at(self.loop.ctx, seen.value, self.loop.node)
        elif isinstance(shape, Parts):
            for i, item in enumerate(shape.items):
                part = shape.keys[i] if shape.keys else i
                yield from self.operands(item, seen.item(i, shape.keys), (*place, part))

    # after the loop ------------------------------------------------------------------

    def leave(self, shape: Shape, place: Place, results: Iterator[Var]) -> Value | None:
        """What a name of this shape stands for after the loop."""
        match shape:
            case Keep(value):
                return self._known(value)
            case Poison():
                return self._conflict(shape)
            case Cell():
                var = next(results)
                if self.vars[place] in self.loop.ctx.maybe_none:
                    self.loop.ctx.maybe_none.add(var)
                if not holds_memory(self.loop.ctx.kinds[var]):
                    return var
                region = Region(self.label(place), var, "merged")
                self._note_after(region, place)
                return Ref(region)
            case View():
                return shape.of(islice(results, shape.holes()))
            case Parts(_, items, keys):
                values = [
                    self.leave(item, (*place, keys[i] if keys else i), results)
                    for i, item in enumerate(items)
                ]
                made = self._structure(shape, values, place)
                if isinstance(memory_of := given(made), Ref):
                    self._note_after(memory_of.region, place)
                return made

    def _note_after(self, region: Region, place: Place) -> None:
        """The memory of a name after the loop: what it began with if there was no iteration."""
        for other in self.entries.get(place, ()):
            link(region, other)
        own = self.regions[place]
        region.doubt = own.doubt
        for second, another in self.after.items():
            if own.may_share(self.regions[second]):
                link(region, another)
        self.after[place] = region

    def leave_content(
        self, shape: Shape, place: Place, results: Iterator[Var]
    ) -> Content:
        if isinstance(shape, Cell):
            return next(results)
        value = self.leave(shape, place, results)
        assert isinstance(value, Ref)
        return value.region.content

    # sharing -------------------------------------------------------------------------

    def sharing(
        self, names: Mapping[str, Shape], end: Open
    ) -> Iterator[tuple[Place, Place | Region]]:
        """Carried memory that an end of the body makes one with other memory."""
        found: list[tuple[Place, Region]] = []
        for place, perhaps_none in self.cells(names, end):
            value = None if perhaps_none is None else given(perhaps_none)
            if isinstance(value, Ref) and place in self.regions:
                found.append((place, value.region))
                items = memory.items_in(end.state, value)
                found += [(place, i.region) for i in items if isinstance(i, Ref)]
        for i, (place, region) in enumerate(found):
            for other in (region, *region.links):
                if other.birth < self.loop.birth:
                    yield place, other
            for second, another in found[:i]:
                if second != place and region.may_share(another):
                    yield place, second

    def cells(
        self, names: Mapping[str, Shape], end: Open
    ) -> Iterator[tuple[Place, Value | None]]:
        """The values of all carried Vars and structures at an end of the body."""
        for key, shape in names.items():
            seen = Seen(self.loop.ctx, end.state, end.state.names.get(key))
            yield from _cells(shape, seen, (key,))
        for region, shape in self.loop.guess.regions.items():
            if isinstance(shape, Parts):
                seen = Seen(self.loop.ctx, end.state, Ref(region))
                yield from _parts(shape, seen, (region,))

    def note_sharing(self, end: Open) -> bool:
        """Adds to the guess what the next iteration finds to be one; True if it is news."""
        guess = self.loop.guess
        changed = False
        for place, other in self.sharing(guess.names, end):
            own = self.regions[place]
            if isinstance(other, Region):
                if not own.may_share(other):
                    guess.links.setdefault(place, {})[other] = None
                    changed = True
            elif not own.may_share(self.regions[other]):
                guess.pairs[place, other] = None
                changed = True
        for place, value in self.cells(guess.names, end):
            if self._is_none(value, end.state) and self._note_none(place):
                changed = True
        return changed

    def share(self, names: Mapping[str, Shape], end: Open) -> None:
        """After the loop, what an end of the body made one may be one."""
        for place, other in list(self.sharing(names, end)):
            region = other if isinstance(other, Region) else self.after.get(other)
            if region is not None:
                link(self.after.get(place), region)

    def _is_none(self, value: Value | None, state: State) -> bool:
        content: object = value
        if isinstance(value, Ref) and not value.path:
            content = state.content(value.region)
        if not isinstance(content, (Var, Const)):
            return False
        return may_be_none(self.loop.ctx, content)

    def _note_none(self, place: Place) -> bool:
        var = self.vars.get(place)
        known = var is None or var in self.loop.ctx.maybe_none
        if known or self.loop.ctx.kinds[self.vars[place]] == NONE:
            return False
        self.loop.guess.nones[place] = None
        return True


def link(region: Region | None, other: Region) -> None:
    """The two may share memory, nothing else is said."""
    if region is not None and region is not other:
        region.links[other] = None
        other.links[region] = None


def _holes(view: View, place: Place) -> list[Place]:
    """The places of the integers that tell which part of an array a name is."""
    return [(*place, f"at_{i}" if i else "at") for i in range(view.holes())]


def _item(shape: Parts, seen: Seen, position: int) -> Seen:
    """A part of what a loop begins with; of None there is no list of which it is an entry."""
    if seen.value == NONE_VALUE and stays(shape.form, position):
        return Seen(seen.ctx, seen.state, None)
    return seen.item(position, shape.keys)


def _cells(
    shape: Shape, seen: Seen, place: Place
) -> Iterator[tuple[Place, Value | None]]:
    if isinstance(shape, Cell):
        yield place, seen.value
    elif isinstance(shape, Parts):
        yield place, seen.value
        yield from _parts(shape, seen, place)


def _parts(
    shape: Parts, seen: Seen, place: Place
) -> Iterator[tuple[Place, Value | None]]:
    if known_items(seen) is not None or shape.marks is not None:
        for i, item in enumerate(shape.items):
            part = shape.keys[i] if shape.keys else i
            yield from _cells(item, seen.item(i, shape.keys), (*place, part))
