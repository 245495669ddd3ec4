"""What a name stands for in the state in which it is seen: before a loop, at an end of its body."""

from __future__ import annotations

from dataclasses import dataclass, replace

from adgen.frontend.regions import memory
from adgen.frontend.regions.optional import given, part
from adgen.frontend.regions.records import class_of_record, flat
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.doubts import Doubt
from adgen.frontend.scope.forms import Form, Keys
from adgen.frontend.scope.forms import form_of as form_of_structure
from adgen.frontend.scope.state import State
from adgen.frontend.scope.values import (
    KNOWN,
    NONE_VALUE,
    Content,
    DictContent,
    ListContent,
    ObjectContent,
    Perhaps,
    Ref,
    Tuple,
    Value,
    is_operand,
)
from adgen.ir.kinds import UNBOUND, Kind, Listing, join


@dataclass(frozen=True, slots=True)
class Seen:
    """A value together with the state it was seen in; no value: the name is not bound.

    `older` is the birth of a loop that carries which part of an array a name is.
    """

    ctx: Context
    state: State
    value: Value | None
    older: int | None = None

    def content(self) -> Content | None:
        """The content, if it is a whole list or dict of known form."""
        if isinstance(self.value, Ref) and not self.value.path:
            return self.state.content(self.value.region)
        return None

    def kind(self) -> Kind:
        if self.value is None:
            return UNBOUND
        if is_operand(self.value):
            return self.ctx.kind(self.value)
        if isinstance(self.value, Ref) and not self.value.path:
            content = self.state.content(self.value.region)
            if isinstance(content, ListContent):
                return self.listing_kind(content)
            if not isinstance(content, (DictContent, ObjectContent)):
                return self.ctx.kind(content)
        return memory.kind_of(self.ctx, self.value)

    def listing_kind(self, content: ListContent) -> Kind:
        """The kind a list of known items has once it grows at run time."""
        kind: Kind = Listing(())
        for item in content.items:
            entry = flat(item)
            parts = entry.items if isinstance(entry, Tuple) else (entry,)
            fields = tuple(Seen(self.ctx, self.state, part).kind() for part in parts)
            kind = join(kind, Listing(fields, class_of_record(item)))
        return kind

    def item(self, position: int, keys: Keys = ()) -> Seen:
        """A part; of an object the attribute that has the name at this position."""
        if isinstance(self.value, Perhaps) or self.value == NONE_VALUE:
            if isinstance(self.value, Perhaps) and isinstance(self.value.value, Ref):
                return replace(self, value=self.value.value).item(position, keys)
            return replace(self, value=part(self.value, position, self.state))
        items = known_items(self)
        content = self.content()
        if isinstance(content, ObjectContent) and keys:
            own = dict(zip(content.keys, content.items))
            return replace(self, value=own.get(keys[position]))
        return replace(self, value=None if items is None else items[position])


def known_items(seen: Seen) -> tuple[Value, ...] | None:
    """The items of a tuple, list or dict of known form."""
    if isinstance(seen.value, Tuple):
        return seen.value.items
    content = seen.content()
    if isinstance(content, KNOWN):
        return content.items
    return None


def form_of(seen: Seen) -> tuple[Form, int, Keys] | None:
    """Form, size and keys of a structure of known form."""
    value = seen.value if isinstance(seen.value, Tuple) else seen.content()
    found = form_of_structure(value)
    return None if found is None else (found[0], _size(value), found[1])


def _size(value: Tuple | Content | None) -> int:
    assert isinstance(value, (Tuple, *KNOWN))
    return len(value.items)


def is_stale(seen: Seen) -> bool:
    """True if what a value refers to is not read any more."""
    return why_stale(seen, "it") is not None


def why_stale(seen: Seen, name: str) -> tuple[str, Doubt | None] | None:
    """Why what a value refers to is not read any more, and how it could be found out whether that
    has to be; None if it may be read."""
    value = None if seen.value is None else given(seen.value)
    if not isinstance(value, Ref) or value.region not in seen.state.stale:
        return None
    written = seen.state.stale[value.region]
    decided = seen.ctx.lowering.decided
    doubts = (value.region.doubt, written.region.doubt)
    doubt = next((d for d in doubts if d is not None and d not in decided), None)
    return written.reason(value, name), doubt
