"""What a name stands for where paths meet.

Input: the states at the ends of the paths. Output: one state, and the `Slot`s: the values that
differ, each with its operand on every path. An If yields them, a loop carries them.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field

from adgen.frontend.regions import listing, memory, object_displays
from adgen.frontend.regions.choices import choice, function_by
from adgen.frontend.regions.inner_lists import met_in_step
from adgen.frontend.regions.joined_kinds import (
    is_of_numbers,
    join_kinds,
    list_or_array,
)
from adgen.frontend.regions.merged_sharing import Sharing
from adgen.frontend.regions.merged_views import is_fixed, one_view, without_taken
from adgen.frontend.regions.object_displays import as_columns, chosen_columns
from adgen.frontend.regions.object_lists import Nameless
from adgen.frontend.regions.optional import given, optional_columns, perhaps
from adgen.frontend.regions.tuple_lengths import (
    conflict_of_tuples,
    if_tuples,
    long_on_each,
)
from adgen.frontend.scope import forms
from adgen.frontend.scope.conflicts import conflict_between, conflict_of
from adgen.frontend.scope.context import Context, holds_memory
from adgen.frontend.scope.frame import is_local, is_pseudo, label_of
from adgen.frontend.scope.made_of import is_whole
from adgen.frontend.scope.paths import completed, is_object
from adgen.frontend.scope.state import Open, State
from adgen.frontend.scope.values import (
    KNOWN,
    Conflict,
    Content,
    DictContent,
    ListContent,
    ObjectContent,
    Perhaps,
    Ref,
    Region,
    Tuple,
    Value,
    is_operand,
    same,
)
from adgen.ir.kinds import NONE
from adgen.ir.nodes import UNDEFINED, Const, Operand, Var


@dataclass(slots=True)
class Slot:
    """One value that differs between paths: its operand on each of them."""

    label: str | None
    operands: tuple[Operand, ...]
    var: Var


def label_for(ctx: Context, key: str) -> str | None:
    """What the Vars of a key are called."""
    return ctx.labels[key] if is_pseudo(key) else label_of(key)


def part_label(label: str | None, part: object) -> str | None:
    """The name of a part of a structure: `state_velocity`, `point_0`."""
    text = str(part)
    if isinstance(part, Nameless):
        return label
    if label is None or not (label + text).replace("_", "a").isalnum():
        return label
    return f"{label}_{text}"


@dataclass
class Merge:
    """Merges the states of `blocks`, the ends of paths that began in `base` by a `test`."""

    ctx: Context
    base: State
    birth: int
    blocks: Sequence[Open]
    node: ast.AST
    test: Operand | None = None
    slots: list[Slot] = field(default_factory=list)
    merged: dict[tuple[object, ...], Value] = field(default_factory=dict)
    leaving: int = 0  # the last blocks leave: what they do not bind is not missed
    partly: bool = False  # what is merged is bound on some of the paths only
    sharing: Sharing = field(default_factory=Sharing)

    def state(self) -> State:
        """The state after the paths have met."""
        result = self.base.fork()
        for key in self._changed_names():
            values = [block.state.names.get(key) for block in self.blocks]
            label, before = label_for(self.ctx, key), self.base.names.get(key)
            going_on = values[: len(values) - self.leaving]
            self.partly = not is_pseudo(key) and None in going_on
            value = self.value(values, label, before)
            if self.partly and value is not None:
                for loop in self.ctx.loops:
                    loop.partly[key] = value
            self.partly = False
            if value is None:
                result.names.pop(key, None)
            else:
                result.names[key] = value
        for region in self._changed_regions():
            contents = [block.state.content(region) for block in self.blocks]
            result.memory[region] = self.content(contents, region)
        met_in_step(result, self.base.inner, [block.state for block in self.blocks])
        for block in self.blocks:
            result.listed |= block.state.listed
            for region, written in block.state.stale.items():
                if region.birth < self.birth:
                    result.stale[region] = written
        return result

    def _changed_names(self) -> list[str]:
        base = self.base.names
        found: dict[str, None] = {}
        for block in self.blocks:
            for key, value in block.state.names.items():
                if base.get(key) is not value and key not in found:
                    found[key] = None
            if len(block.state.names) < len(base):
                found.update(
                    (key, None) for key in base if key not in block.state.names
                )
        frame, node = self.ctx.frame, self.node
        return [k for k in found if k in base or not is_local(frame, k, node)]

    def _changed_regions(self) -> list[Region]:
        found: dict[Region, None] = {}
        for block in self.blocks:
            for region, content in block.state.memory.items():
                if region.birth < self.birth and self.base.content(region) != content:
                    found[region] = None
        return list(found)

    # values --------------------------------------------------------------------------

    def value(
        self, values: Sequence[Value | None], label: str | None, base: Value | None
    ) -> Value | None:
        """What stands for these values, one a path; None is unbound."""
        present = [value for value in values if value is not None]
        if not present:
            return None
        first = present[0]
        complete = len(present) == len(values)
        if base is not None and complete and all(same(base, v) for v in present):
            return base
        if all(same(first, v) for v in present) and self._outlives(first):
            # A number that is not bound on some path is asked for where it is read.
            if not (self.partly and is_of_numbers(first)):
                return without_taken(first)
        for block, perhaps_none in zip(self.blocks, values):
            value = None if perhaps_none is None else given(perhaps_none)
            if isinstance(value, Ref) and value.region in block.state.stale:
                return self._stale(value, block, label)
        conflict = next(filter(None, map(conflict_of, present)), None)
        if conflict is not None:
            return conflict
        lengths = if_tuples(self.ctx, present, label)
        if lengths in self.ctx.lowering.decided and complete:
            values = long_on_each(self.ctx, self.blocks, values, label, self.node)
            return self._refs(values, label)
        if all(isinstance(v, Tuple) for v in present):
            return self._tuple(values, label)
        optional = self._optional(values, label) if complete else None
        if optional is not None:
            return optional
        if all(isinstance(v, Ref) for v in present):
            return self._refs(values, label)
        if self._are_numbers(values):
            return self._slot(values, label)
        slot, leaving = self.new_slot, self.leaving
        either = function_by(self.test, values, self._outlives, slot, leaving)
        span = self.ctx.span(self.node)
        return either or conflict_between(present, label, span, lengths)

    def _are_numbers(self, values: Sequence[Value | None]) -> bool:
        """True if one Var can hold what stands here on any path."""
        return all(
            value is None
            or is_operand(value)
            or (isinstance(value, Ref) and not is_object(block, value))
            for block, value in zip(self.blocks, values)
        )

    def _outlives(self, value: Value) -> bool:
        """True if a value made on some of the paths means the same after they have met."""
        if isinstance(value, Ref):
            region = value.region
            stale = any(region in block.state.stale for block in self.blocks)
            outer = region.birth < self.birth and not stale
            return outer and all(map(is_fixed, value.path))
        if isinstance(value, (Tuple, Perhaps)):
            return all(map(self._outlives, forms.parts(value)))
        lasts = is_whole(value, self.base.names, self._outlives)
        return lasts and not isinstance(value, (Var, Conflict))

    def _stale(self, ref: Ref, block: Open, label: str | None) -> Conflict:
        return Conflict(block.state.stale[ref.region].reason(ref, label))

    def _tuple(self, values: Sequence[Value | None], label: str | None) -> Value:
        tuples = [v for v in values if isinstance(v, Tuple)]
        conflict = conflict_of_tuples(self.ctx, tuples, label, self.node)
        return conflict or self._columns(values, label)

    def _columns(self, values: Sequence[Value | None], label: str | None) -> Tuple:
        """The tuple of the items that stand for those of each path."""
        whole = next(v for v in values if isinstance(v, Tuple))
        columns = [
            [v.items[i] if isinstance(v, Tuple) else None for v in values]
            for i in range(len(whole.items))
        ]
        fields = forms.fields_of(whole.cls)
        return Tuple(self._parts(columns, fields, label), whole.cls)

    def _parts(
        self,
        columns: Sequence[Sequence[Value | None]],
        names: Sequence[object],
        label: str | None,
    ) -> tuple[Value, ...]:
        """What stands for each part of a structure."""
        found = (
            self.value(column, part_label(label, name), None)
            for name, column in zip(names or range(len(columns)), columns)
        )
        return tuple(item for item in found if item is not None)

    def _optional(
        self, values: Sequence[Value | None], label: str | None
    ) -> Value | None:
        """What is None on some paths, and a tuple, dict or object of one form on the others."""
        states = [block.state for block in self.blocks]
        found = optional_columns(self.ctx, values, states)
        if found is None:
            return None
        form, marks, columns = found
        items = self._parts(columns, form[1], label)
        made = forms.value_of(*form, items, label, "merged")
        if isinstance(made, Ref):
            wholes = [None if v is None else given(v) for v in values]
            self.sharing.link(made.region, wholes, self.birth)
        return perhaps(made, marks)

    def _refs(self, values: Sequence[Value | None], label: str | None) -> Value:
        key = tuple((v.region, v.path) if isinstance(v, Ref) else None for v in values)
        if key not in self.merged:
            self.merged[key] = self._new_ref(values, label)
        return self.merged[key]

    def _new_ref(self, values: Sequence[Value | None], label: str | None) -> Value:
        contents: list[Content | None] = []
        for block, value in zip(self.blocks, values):
            ref = value if isinstance(value, Ref) and not value.path else None
            contents.append(None if ref is None else block.state.content(ref.region))
        paths = (self.blocks, values, contents)
        contents = chosen_columns(self.ctx, paths, self.birth, self.node)
        present = [c for c in contents if c is not None]
        known = len(present) == sum(v is not None for v in values)
        if known and _same_form(present):
            content = self._known_content(contents, present[0], label)
            region = Region(label, content, "merged")
            self.sharing.link(region, values, self.birth)
            return Ref(region)
        if any(isinstance(content, ObjectContent) for content in present):
            return Conflict(
                f"`{label or 'this value'}` is an object of one class on one path, and"
                " something else on another",
                self.ctx.span(self.node),
            )
        if any(isinstance(content, DictContent) for content in present):
            return Conflict(
                f"`{label or 'this value'}` is a dict of some keys on one path, and something"
                " else on another",
                self.ctx.span(self.node),
            )
        view = one_view(
            self.ctx, self.birth, self.blocks, values, self.new_slot, self.node
        )
        return view or self._slot(values, label)

    def _slot(self, values: Sequence[Value | None], label: str | None) -> Value:
        operands = self._operands(values)
        kinds = [self.ctx.kind(o) for o in operands]
        conflict = list_or_array(kinds, label, self.ctx.span(self.node))
        if conflict is not None:
            return conflict
        var = self.new_slot(operands, label)
        if not holds_memory(self.ctx.kinds[var]):
            return var
        region = Region(label, var, "merged")
        region.choice = choice(self.ctx, self.test, self.birth, self.blocks, values)
        self.sharing.link(region, values, self.birth)
        doubts = (v.region.doubt for v in values if isinstance(v, Ref))
        region.doubt = next(filter(None, doubts), None)
        return Ref(region)

    def _operands(self, values: Sequence[Value | None]) -> tuple[Operand, ...]:
        return tuple(
            UNDEFINED if value is None else self._operand(block, value)
            for block, value in zip(self.blocks, values)
        )

    def _operand(self, block: Open, value: Value) -> Operand:
        with self.ctx.at(block):
            content = memory.content_of(self.ctx, value)
            if isinstance(value, Ref) and isinstance(content, ListContent):
                listing.materialise(self.ctx, value.region, self.node)
            return memory.operand(self.ctx, value, self.node)

    def new_slot(self, operands: tuple[Operand, ...], label: str | None = None) -> Var:
        """A value that differs: the Var that will hold it afterwards."""
        kind = join_kinds([self.ctx.kind(o) for o in operands])
        var = self.ctx.root.builder.fresh(label, kind)
        maybe = (o == Const(None) or o in self.ctx.maybe_none for o in operands)
        if any(maybe) and kind != NONE:
            self.ctx.maybe_none.add(var)
        if any(o in self.ctx.unknown_entries for o in operands):
            self.ctx.unknown_entries.add(var)
        self.slots.append(Slot(label, operands, var))
        return var

    # contents ------------------------------------------------------------------------

    def content(self, contents: Sequence[Content], region: Region) -> Content:
        """The content of a region from before; what one path alone made is not in scope behind."""
        label, first = region.label, contents[0]
        if len(contents) > 1 and all(content == first for content in contents):
            return first
        if not _same_form(contents) and any(
            isinstance(content, DictContent) for content in contents
        ):
            # Which keys the dict has depends on the path.
            found = self.ctx.lowering.as_tables(self.ctx, region, contents, self.node)
            return self._known_content(found, found[0], label)
        if _same_form(contents):
            return self._known_content(contents, contents[0], label)
        regions = [region] * len(contents)
        made = as_columns(self.ctx, self.blocks, contents, regions, self.node)
        if made is not None:
            return self._known_content(made, made[0], label)
        operands = []
        for block, content in zip(self.blocks, contents):
            with self.ctx.at(block):
                operands.append(self._listed(content, region))
        return self.new_slot(tuple(operands), label)

    def _listed(self, content: Content, region: Region) -> Operand:
        if isinstance(content, ListContent):
            object_displays.decide(self.ctx, region, content)
            for item in content.items:
                listing.escape(self.ctx, region, item)
            return listing.made(self.ctx, content, region.label, self.node)
        return memory.content_operand(self.ctx, content, self.node)

    def _known_content(
        self, contents: Sequence[Content | None], first: Content, label: str | None
    ) -> Content:
        if isinstance(first, ObjectContent):
            contents = completed(contents)
            first = next(c for c in contents if c is not None)
        size = len(_items(first))
        columns = [
            [None if c is None else _items(c)[i] for c in contents] for i in range(size)
        ]
        form, keys = forms.form_of(first) or ("list", ())
        return forms.content_of(form, keys, self._parts(columns, keys, label))


def _items(content: Content) -> tuple[Value, ...]:
    assert isinstance(content, KNOWN)
    return content.items


def _same_form(contents: Sequence[Content]) -> bool:
    first = contents[0]
    if isinstance(first, ObjectContent):
        return all(
            isinstance(c, ObjectContent) and c.cls is first.cls for c in contents
        )
    if not isinstance(first, KNOWN):
        return False
    return all(
        forms.form_of(c) == forms.form_of(first) and len(_items(c)) == len(first.items)
        for c in contents
    )
