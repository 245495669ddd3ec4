"""The list that a comprehension makes, or an iterator: of values, or of objects in another list.

[p.x for p in particles]                  a list to which is appended
[p for p in particles if p.x > 0.0]       the places of these objects in particles
"""

from __future__ import annotations

import ast

from adgen.frontend.containers import object_lists
from adgen.frontend.containers.list_methods import append
from adgen.frontend.instances import entries
from adgen.frontend.regions import memory, object_displays
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import (
    NONE_VALUE,
    ListContent,
    Ref,
    Region,
    Tuple,
    Value,
    same,
)


class Collected:
    """A list that is being made of elements, which come one by one."""

    def __init__(
        self, ctx: Context, label: str | None, node: ast.AST, over: Value = NONE_VALUE
    ) -> None:
        self._ctx = ctx
        label = label or ctx.namer.temporary().name
        self._list = Ref(Region(label, ListContent(()), own=True))
        object_lists.displayed(ctx, self._list, node)
        self._over, self._begun = over, ctx.here
        self._entries: list[Tuple] = []
        self._holds_others = False

    def add(self, element: Value, node: ast.AST) -> None:
        """One more element."""
        if entries.is_entry(element):
            assert isinstance(element, Tuple)
            entries.require_found(self._ctx, element, node)
            self._entries.append(element)
            element = element.items[1]
        else:
            self._holds_others = True
            self._require_certain(element)
        self._require_one_list(node)
        append(self._ctx, self._list, element, node)

    def _require_certain(self, element: Value) -> None:
        """Of known objects some are chosen at run time: they are in a list of columns."""
        ctx, over = self._ctx, self._over
        if ctx.here is not self._begun and object_displays.holds_object(ctx, element):
            content = memory.content_of(ctx, over)
            if isinstance(over, Ref) and isinstance(content, ListContent):
                if element in content.items:
                    object_displays.decide(ctx, over.region, content)

    def _require_one_list(self, node: ast.AST) -> None:
        owners = [entry.items[0] for entry in self._entries]
        alike = all(same(owners[0], owner) for owner in owners)
        if owners and (self._holds_others or not alike):
            self._ctx.refuse(
                node,
                "objects of a list that grows at run time are put into one with others",
                "Make a list of each, or append what is needed of them.",
            )

    def value(self, node: ast.AST) -> Value:
        """The list, or the objects as they are chosen."""
        if not self._entries:
            return self._list
        for entry in self._entries:
            entries.require_found(self._ctx, entry, node)
        return entries.chosen_of(self._ctx, self._entries[0].items[0], self._list)
