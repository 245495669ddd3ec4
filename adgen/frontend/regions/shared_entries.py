"""Lists of which two entries may be one array or one list, and lists an entry of which is written.

m.append(row)           row was there before the loop: the entries of m may be shared
m[0][0] = 1.0           an entry of m is written

In the IR each entry is a value of its own. So where both happen the program is refused, in
whichever order they are found: what is written in one entry might be seen in another.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from adgen.frontend.regions import memory, partings
from adgen.frontend.regions.dicts import TABLES
from adgen.frontend.regions.records import flat
from adgen.frontend.scope.context import Context, holds_memory
from adgen.frontend.scope.doubts import Doubt
from adgen.frontend.scope.state import Written
from adgen.frontend.scope.values import (
    KNOWN,
    Content,
    ListContent,
    ObjectContent,
    Ref,
    Region,
    Tuple,
    Value,
)
from adgen.ir.kinds import Kind, Listing, Structure, Unbound, Unknown

Found = dict[Region, None]


def note_put(ctx: Context, region: Region, item: Value, node: ast.AST) -> None:
    """An item is put into a list that is made at run time; before it is linked to it."""
    item = flat(item)
    parts = item.items if isinstance(item, Tuple) else (item,)
    shared = [part for part in parts if not _is_new(ctx, part, region)]
    if shared:
        lists = any(map(_may_be_list, (memory.kind_of(ctx, part) for part in shared)))
        doubt = (
            partings.parting(ctx, node) if isinstance(item, Ref) and not lists else None
        )
        note_shared(ctx, region, node, lists, doubt)
    for part in parts:
        if isinstance(part, Ref):
            ctx.state.listed[part.region] = None
            part.region.holder = part.region.holder or region


def _is_new(ctx: Context, item: Value, owner: Region) -> bool:
    """True for what is no memory, and for an array or a list that is nowhere else yet."""
    if not isinstance(item, Ref):
        return True
    known = isinstance(memory.content_of(ctx, item), KNOWN)
    kind = memory.kind_of(ctx, item)
    if not known and (isinstance(kind, Unbound) or not holds_memory(kind)):
        return (
            True  # of what is not known in this round of a loop the next one asks again
        )
    region = item.region
    inner = not ctx.loops or region.birth > ctx.loops[-1].birth
    # To the list itself it may be linked on another path, and to what is in it.
    others = [each for each in region.links if not _is_inside(each, region)]
    if ctx.lowering.popped.get(region) is owner:
        others = [each for each in others if not _is_of(ctx, each, owner)]
    alone = region not in ctx.state.listed and not set(others) - {owner}
    if region.origin != "fresh" or item.path or not inner or not alone:
        return False
    items = memory.items_in(ctx.state, item)
    regions = [each.region for each in items if isinstance(each, Ref)]
    distinct = len(set(regions)) == len(regions)
    return distinct and all(_is_new(ctx, each, owner) for each in items)


def are_apart(ctx: Context, items: Iterable[Value]) -> bool:
    """True if no two of the arrays in a list may be one, or parts of one."""
    regions = list(_arrays_in(ctx, items))
    return not any(
        one.may_share(other) for i, one in enumerate(regions) for other in regions[:i]
    )


def _arrays_in(ctx: Context, items: Iterable[Value]) -> Iterator[Region]:
    """The arrays among the items, in tuples and in lists among them."""
    for item in map(flat, items):
        if isinstance(item, Tuple):
            yield from _arrays_in(ctx, item.items)
        elif isinstance(memory.content_of(ctx, item), ListContent):
            yield from _arrays_in(ctx, memory.items_in(ctx.state, item))
        elif isinstance(item, Ref):
            yield item.region


def _is_inside(inner: Region | None, outer: Region) -> bool:
    """True for an entry of a list, and for an entry of an entry."""
    while inner is not None:
        inner = inner.holder
        if inner is outer:
            return True
    return False


def _is_of(ctx: Context, region: Region, owner: Region) -> bool:
    """True for what has been put into a list, or taken from it."""
    lowering = ctx.lowering
    found = (lowering.popped.get(region), lowering.read_from.get(region))
    return owner in found or _is_inside(region, owner)


def _may_be_list(kind: Kind) -> bool:
    if isinstance(kind, Structure):
        return True
    return isinstance(kind, (Listing, Unbound, Unknown))


def note_shared(
    ctx: Context,
    region: Region,
    node: ast.AST,
    lists: bool = True,
    doubt: Doubt | None = None,
) -> None:
    """Two entries of the list may be one; `lists` says that they may be lists.

    `doubt`: whether they are parts of one array, which the list could hold the places of.
    """
    ctx.lowering.entries.shared[region] = None
    partings.note(ctx, region, doubt)
    _require_apart(ctx, region, ctx.lowering.entries.written, node)
    if lists:
        ctx.lowering.entries.lists[region] = None


def note_list_written(ctx: Context, region: Region, node: ast.AST) -> None:
    """A list that is an entry of the list is changed.

    Of a list that shares its entries only from then on nothing was wrong before.
    """
    _require_apart(ctx, region, ctx.lowering.entries.lists, node)


def note_joined(
    ctx: Context, region: Region, left: Value, right: Value, node: ast.AST
) -> None:
    """Says which entries of two lists that become one may be one array, or one list."""
    for old in (left, right):
        for item in memory.items_in(ctx.state, old):
            note_put(ctx, region, item, node)
    if isinstance(left, Ref) and isinstance(right, Ref):
        if left.region.may_share(right.region):
            note_shared(ctx, region, node)


def note_written(ctx: Context, region: Region, node: ast.AST) -> None:
    """An entry of the list is written in place."""
    ctx.lowering.entries.written[region] = None
    _require_apart(ctx, region, ctx.lowering.entries.shared, node)


def note_changed(ctx: Context, base: Value, entry: Value, node: ast.AST) -> None:
    """`base[i] += v`: an array in a list is changed, and whatever else it is."""
    content = memory.content_of(ctx, base)
    if isinstance(content, ObjectContent) and is_table(content):
        base = dict(zip(content.keys, content.items))["entries"]
    listed = isinstance(memory.kind_of(ctx, base), Listing)
    if not (listed and isinstance(base, Ref) and isinstance(entry, Ref)):
        return
    note_written(ctx, base.region, node)
    make_stale(ctx, base.region, node)


def make_stale(ctx: Context, region: Region, node: ast.AST) -> None:
    """An array in the list was written: what else may be it must not be read any more."""
    written = Written(region, ctx.span(node))
    for other in region.links:
        ctx.state.stale[other] = written


def is_table(content: Content) -> bool:
    """True for a dict whose keys are computed at run time."""
    return isinstance(content, ObjectContent) and content.cls in TABLES


def _require_apart(ctx: Context, region: Region, others: Found, node: ast.AST) -> None:
    for other in others:
        apart = region.own and other.own and not region.may_share(other)
        if apart:
            continue
        partings.decide(ctx, (region, other))
        ctx.refuse(
            node,
            "an entry of a list is written in place, and entries of such a list may be one"
            " array or one list",
            "Put copies into the list: m.append(row.copy()), or list(row).",
        )
