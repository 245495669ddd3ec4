"""Lists that are entries of lists made at run time: what is changed in one is changed in both.

g = groups[i]                      g is the entry i of groups
g.append(v)              ->        groups.2 = list.append_in(groups.1, i, v); g = groups.2[i]
g[0] = v                 ->        g.2 = g.1 with [0] = v; groups.2 = groups.1 with [i] = g.2

That holds as long as nothing else has changed `groups`: then g is out of step, and what is done
with it makes `groups` stale.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from adgen.frontend.regions.shared_entries import note_list_written
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.state import Inner, State
from adgen.frontend.scope.values import KNOWN, Content, ListContent, Region, birth
from adgen.ir.kinds import UNBOUND, UNKNOWN, Kind, Listing, join
from adgen.ir.nodes import Apply, Operand, Store, Var

Write = Callable[[Context, Region, Content, ast.AST, bool], None]
"""How a region gets a new content: `memory.write`."""


def note_inner(ctx: Context, region: Region, owner: Region, place: Operand) -> None:
    """The region is the list that stands at a place of another one."""
    state = ctx.state
    ctx.lowering.read_from[region] = owner
    contents = state.content(owner), state.content(region)
    if all(isinstance(content, Var) for content in contents):
        state.inner[region] = Inner(owner, place, *contents)


def in_step(state: State, region: Region) -> Inner | None:
    """Of which list the region is an entry, if neither has been changed without the other."""
    inner = state.inner.get(region)
    if inner is None:
        return None
    same = state.content(inner.owner) == inner.of
    return inner if same and state.content(region) == inner.content else None


def owners(state: State, region: Region) -> Iterator[Region]:
    """The lists in which the region is, or was, from the inside out."""
    while (inner := state.inner.get(region)) is not None:
        region = inner.owner
        yield region


def place_of(state: State, region: Region) -> tuple[Region, tuple[Operand, ...]]:
    """The outermost list in which the region is now, and the way to its place there."""
    places: list[Operand] = []
    while (inner := in_step(state, region)) is not None:
        places.insert(0, inner.place)
        region = inner.owner
    return region, tuple(places)


def entries_in_step(state: State, owner: Region) -> list[Region]:
    """The regions that are entries of a list now."""
    found = []
    for region in state.inner:
        inner = in_step(state, region)
        if inner is not None and inner.owner is owner:
            found.append(region)
    return found


def stays(inner: Inner, region: Region, states: Iterable[State]) -> bool:
    """True if the region is that entry of that list in each of the states."""
    found = [in_step(state, region) for state in states]
    return all(
        each is not None and (each.owner, each.place) == (inner.owner, inner.place)
        for each in found
    )


def keep_in_step(state: State, region: Region, inner: Inner) -> None:
    """What a state says of both, where paths have met, is of one moment."""
    of, content = state.content(inner.owner), state.content(region)
    state.inner[region] = Inner(inner.owner, inner.place, of, content)


def met_in_step(
    state: State, inner: Mapping[Region, Inner], states: Sequence[State]
) -> None:
    """Where paths meet: an entry that is one at the end of each path is one behind them."""
    for region, each in inner.items():
        if stays(each, region, states):
            keep_in_step(state, region, each)


def append(
    ctx: Context,
    inner: Inner,
    fields: tuple[Operand, ...],
    more: Kind | None,
    write: Write,
    node: ast.AST,
) -> None:
    """`g.append(entry)` where g, of the kind `more` then, is an entry of another list."""
    entries = entries_in_step(ctx.state, inner.owner)
    operands = (_operand(inner.of), inner.place, *fields)
    kind = None if more is None else Listing((more,))
    new = ctx.emit("list.append_in", operands, node, inner.owner.label, kind=kind)
    changed_inside(ctx, inner.owner, new, entries, write, node)


def pop(
    ctx: Context,
    inner: Inner,
    labels: tuple[str | None, ...],
    write: Write,
    node: ast.AST,
) -> tuple[Var, ...]:
    """`g.pop()` where g is an entry of another list: the fields of its last entry."""
    entries = entries_in_step(ctx.state, inner.owner)
    base = _operand(inner.of)
    kind = ctx.kind(base)
    listed = kind.fields[0] if isinstance(kind, Listing) and kind.fields else UNKNOWN
    fields: tuple[Kind, ...] = (UNBOUND,) * len(labels)
    if isinstance(listed, Listing) and len(listed.fields) == len(labels):
        fields = listed.fields
    names = (inner.owner.label, *labels)
    new, *taken = ctx.builder.emit_many(
        "list.pop_in",
        names,
        base,
        inner.place,
        kinds=(kind, *fields),
        span=ctx.span(node),
    )
    changed_inside(ctx, inner.owner, new, entries, write, node)
    return tuple(taken)


def put_back(
    ctx: Context, region: Region, inner: Inner, write: Write, node: ast.AST
) -> tuple[Region, ...]:
    """Stores what a list contains now in the list it is an entry of; what is up to date then."""
    entries = entries_in_step(ctx.state, inner.owner)
    base, value = _operand(inner.of), _operand(ctx.state.content(region))
    kind = join(ctx.kind(base), Listing((ctx.kind(value),)))
    name = inner.owner.label or ctx.namer.temporary().name
    span = ctx.span(node)
    new = ctx.builder.store(
        base, inner.place, value, "set", name=name, kind=kind, span=span
    )
    changed_inside(ctx, inner.owner, new, entries, write, node)
    content = ctx.state.content(region)
    ctx.state.inner[region] = Inner(inner.owner, inner.place, new, content)
    ctx.state.stale.pop(region, None)
    return (inner.owner, *entries)


def changed_inside(
    ctx: Context,
    owner: Region,
    new: Var,
    entries: Iterable[Region],
    write: Write,
    node: ast.AST,
) -> None:
    """The list has a new content, in which its entries stand where they were."""
    note_list_written(ctx, owner, node)
    write(ctx, owner, new, node, True)
    for region in entries:
        place = ctx.state.inner[region].place
        content = ctx.emit("getitem", (new, place), node, region.label)
        ctx.state.memory[region] = content
        ctx.state.inner[region] = Inner(owner, place, new, content)
        ctx.state.stale.pop(region, None)


def note_length(ctx: Context, region: Region, content: Content) -> None:
    """Notes when a list gets another number of entries."""
    if is_resized(ctx, content, ctx.state.content(region)):
        ctx.resized[region] = birth()


def is_resized(ctx: Context, content: Content, before: Content) -> bool:
    """True for a list of another number of entries: not for one in which some were changed."""
    if isinstance(content, ListContent) and isinstance(before, ListContent):
        return len(content.items) != len(before.items)
    if isinstance(content, KNOWN) or not isinstance(ctx.kind(content), Listing):
        return False
    for made in ctx.builder.statements[-1:]:
        if isinstance(made, Store) and made.result == content:
            return False
        if isinstance(made, Apply) and made.fn in ("list.append_in", "list.pop_in"):
            return content not in made.results
    return True


def _operand(content: Content) -> Operand:
    assert not isinstance(content, KNOWN), "a list made at run time"
    return content
