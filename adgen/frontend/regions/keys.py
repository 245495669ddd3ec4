"""Keys of dicts: numbers, strings and tuples of these that are known when the function is lowered.

(0, "a")        the key of d[0, "a"]; as a value the tuple of two constants
"""

from __future__ import annotations

import ast

from adgen.frontend.regions import listing, memory
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import DictContent, Object, Tuple, Value, is_operand
from adgen.ir.nodes import Const

MISSING = object()
Entries = dict[object, Value]


def known_key(ctx: Context, value: Value) -> object:
    """The key a value is; MISSING if that is only known at run time."""
    if isinstance(value, Tuple):
        parts = [known_key(ctx, item) for item in value.items]
        return MISSING if any(part is MISSING for part in parts) else tuple(parts)
    if isinstance(value, Object):
        return value.value
    if isinstance(value, Const):
        return value.value
    if is_operand(value):
        found = listing.const_index(ctx, value)
        return found if type(found) in (int, bool) else MISSING
    return MISSING


def entries_of(content: DictContent) -> Entries:
    """The items of a dict by their keys."""
    return dict(zip(content.keys, content.items))


def dict_content(entries: Entries) -> DictContent:
    """A dict of these items."""
    return DictContent(tuple(entries), tuple(entries.values()))


def entries_from(ctx: Context, value: Value, node: ast.AST) -> Entries:
    """The entries of a dict, or of a list of pairs."""
    entries = known_entries(ctx, value)
    if entries is None:
        ctx.refuse(
            node,
            "a dict is made of what is not known now",
            "Write a dict with literal keys.",
        )
    return entries


def known_entries(ctx: Context, value: Value) -> Entries | None:
    """The entries of a dict, or of a list of pairs; None if they are not known now."""
    content = memory.content_of(ctx, value)
    if isinstance(content, DictContent):
        return entries_of(content)
    items = known_items(ctx, value)
    if items is None:
        return None
    entries: Entries = {}
    for item in items:
        pair = known_items(ctx, item)
        key = MISSING if pair is None else known_key(ctx, pair[0])
        if pair is None or len(pair) != 2 or key is MISSING:
            return None
        entries[key] = pair[1]
    return entries
