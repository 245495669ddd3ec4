"""Arrays that are entries of lists made at run time: what is written in one is written there.

h = hs[k]                          h is the entry k of hs
h[0] = v              ->           hs.2 = hs.1 with [k][0] = v; h = hs.2[k]
h *= 2.0                           hs.3 = hs.2 with [k] = h * 2.0

What else may be that array, or a part of it, must not be read any more.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from adgen.frontend.regions import inner_lists
from adgen.frontend.regions.indices import selects
from adgen.frontend.regions.inner_lists import (
    Write,
    entries_in_step,
    in_step,
    place_of,
)
from adgen.frontend.regions.path_stores import store_at
from adgen.frontend.regions.shared_entries import note_written
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.state import Inner, State, Written
from adgen.frontend.scope.values import KNOWN, Ref, Region, Step, Through
from adgen.ir.kinds import UNKNOWN, Array, Kind, Listing, join_entries
from adgen.ir.nodes import Operand, Pack

Below = list[tuple[Region, "Below"]]
"""The entries of a list that are in step with it, each with its own."""


def is_inner_array(ctx: Context, ref: Ref) -> bool:
    """True for an array that is an entry of a list now; not for a part of one."""
    content = ctx.state.content(ref.region)
    array = not isinstance(content, KNOWN) and isinstance(ctx.kind(content), Array)
    return array and not ref.path and in_step(ctx.state, ref.region) is not None


def _is_list(ctx: Context, region: Region) -> bool:
    content = ctx.state.content(region)
    return isinstance(content, KNOWN) or isinstance(ctx.kind(content), Listing)


def store_in_list(
    ctx: Context,
    region: Region,
    path: tuple[Step, ...],
    value: Operand,
    mode: Literal["set", "add"],
    write: Write,
    node: ast.AST,
) -> bool:
    """`g[path] = value` where g is an entry of a list; False if it has to be stored in g first."""
    inside = in_step(ctx.state, region) is not None and not _is_list(ctx, region)
    if not inside or ctx.tries or not _is_plain(ctx, region, path):
        return False
    outermost, places = place_of(ctx.state, region)
    base = ctx.state.content(outermost)
    assert not isinstance(base, KNOWN)
    changing = list(_owners(ctx.state, region))
    for owner in changing:
        note_written(ctx, owner, node)
    below = _below(ctx.state, outermost)
    steps = (*places, *path)
    new = store_at(ctx, base, steps, value, mode, node, outermost)
    write(ctx, outermost, new, node, True)
    known = [outermost, *_read_anew(ctx, outermost, below, node)]
    _make_stale(ctx, (region, *changing), known, node)
    return True


def put_back(
    ctx: Context, region: Region, inner: Inner, write: Write, node: ast.AST
) -> tuple[Region, ...]:
    """Stores what an array or a list is now in the list it is an entry of; what is up to date
    then."""
    if _is_list(ctx, region):
        return inner_lists.put_back(ctx, region, inner, write, node)
    outermost, places = place_of(ctx.state, inner.owner)
    base, value = ctx.state.content(outermost), ctx.state.content(region)
    assert not isinstance(base, KNOWN) and not isinstance(value, KNOWN)
    changing = [inner.owner, *_owners(ctx.state, inner.owner)]
    for owner in changing:
        note_written(ctx, owner, node)
    below = _below(ctx.state, outermost)
    steps = (*places, inner.place)
    index = steps[0] if len(steps) == 1 else Pack("path", steps)
    kind = _with_entry(ctx.kind(base), len(steps), ctx.kind(value))
    name = outermost.label or ctx.namer.temporary().name
    span = ctx.span(node)
    new = ctx.builder.store(base, index, value, "set", name=name, kind=kind, span=span)
    write(ctx, outermost, new, node, True)
    known = (outermost, *_read_anew(ctx, outermost, below, node), region)
    of = ctx.state.content(inner.owner)
    ctx.state.inner[region] = Inner(inner.owner, inner.place, of, value)
    _make_stale(ctx, (region, *changing), known, node)
    return known


def _is_plain(ctx: Context, region: Region, path: tuple[Step, ...]) -> bool:
    """True for a place that a path from the list leads to, and that is there once."""
    content = ctx.state.content(region)
    kind = UNKNOWN if isinstance(content, KNOWN) else ctx.kind(content)
    if isinstance(kind, Array) and kind.dims == ():
        return False
    return all(
        not isinstance(step, Through) and selects(ctx, step) in ("element", "view")
        for step in path
    )


def _owners(state: State, region: Region) -> Iterator[Region]:
    """The lists in which the region is now, from the inside out."""
    while (inner := in_step(state, region)) is not None:
        region = inner.owner
        yield region


def _below(state: State, owner: Region) -> Below:
    return [(region, _below(state, region)) for region in entries_in_step(state, owner)]


def _read_anew(
    ctx: Context, owner: Region, below: Below, node: ast.AST
) -> Iterator[Region]:
    """The entries of a list that was written are what they are in it now."""
    of = ctx.state.content(owner)
    assert not isinstance(of, KNOWN)
    for region, inner in below:
        place = ctx.state.inner[region].place
        content = ctx.emit("getitem", (of, place), node, region.label)
        ctx.state.memory[region] = content
        ctx.state.inner[region] = Inner(owner, place, of, content)
        ctx.state.stale.pop(region, None)
        yield region
        yield from _read_anew(ctx, region, inner, node)


def _make_stale(
    ctx: Context, written: Sequence[Region], known: Collection[Region], node: ast.AST
) -> None:
    """What may share memory with an array that was written must not be read any more."""
    shown = next((region for region in written if region.label), written[0])
    for region in written:
        for other in region.links:
            if other not in known:
                ctx.state.stale[other] = Written(shown, ctx.span(node))


def _with_entry(kind: Kind, depth: int, entry: Kind) -> Kind:
    """The kind of a list, so many levels deep, in which an entry is stored."""
    if depth == 0:
        return join_entries(kind, entry)
    if not isinstance(kind, Listing) or len(kind.fields) != 1:
        return kind
    return Listing((_with_entry(kind.fields[0], depth - 1, entry),))
