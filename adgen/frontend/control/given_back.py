"""Functions that call themselves and write their arguments: they give back what they have written.

def sort(a, lo, hi):                def sort(a.0, lo, hi):
    a[lo] = ...                         a.1 = a.0 with [lo] = ...
    sort(a, lo, k)          ->          a.2 = call sort(a.1, lo, k)
    return a                            return a.2

What is returned and is an argument itself, as here, is given back once; so is no None. Such a
function is lowered as if the arrays it is given were apart: each call is asked whether they are.
A list or dict of known entries that it is given, and that it changes, is made at run time before
it is called. Names of the functions around it that it binds, and attributes of objects that it
sets, are results of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from adgen.frontend.reading.acquire import span_of
from adgen.frontend.regions.inner_lists import place_of
from adgen.frontend.scope.changed import Place
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.doubts import Again, Doubt
from adgen.frontend.scope.state import Open
from adgen.frontend.scope.values import (
    KNOWN,
    NONE_VALUE,
    DictContent,
    ListContent,
    ObjectContent,
    Ref,
    Region,
    Value,
    is_operand,
)

_Items = ObjectContent | DictContent


def gives_back(ctx: Context) -> bool:
    """True if the function that is being lowered gives back what it writes of its arguments."""
    if ctx.is_entry:
        return False
    place = span_of(ctx.main.node, ctx.main.acquired)
    return Doubt("giving", place) in ctx.lowering.decided


def noted(ctx: Context, region: Region) -> bool:
    """True if a write to an array or a list that was passed is given back to the caller."""
    if region.origin != "parameter" or not gives_back(ctx):
        return False
    if isinstance(region.content, ObjectContent | DictContent):
        return _object_noted(ctx, region, region.content)
    if isinstance(region.content, KNOWN):
        require_run_time(ctx, region)
        return False
    ctx.changed.arguments[region] = None
    return True


def _object_noted(ctx: Context, region: Region, content: _Items) -> bool:
    cls = content.cls if isinstance(content, ObjectContent) else dict
    if cls.__module__.startswith("adgen.") or region not in ctx.structures:
        return False
    ctx.changed.objects[region] = None
    return True


def name_noted(ctx: Context, key: str) -> bool:
    """True if what a name of a function around this one is bound to is given back."""
    if key not in ctx.captured or not gives_back(ctx):
        return False
    value = ctx.state.names[key]
    if isinstance(value, Ref) and isinstance(value.region.content, ListContent):
        require_run_time(ctx, value.region)
    ctx.changed.names[key] = None
    return True


def entry_noted(ctx: Context, region: Region) -> bool:
    """True if a write to an array in a list that was passed is given back, with the list."""
    owner, places = place_of(ctx.state, region)
    others = [r for r in (region, *region.links) if r.origin == "parameter"]
    return bool(places) and others == [owner] and noted(ctx, owner)


def require_run_time(ctx: Context, region: Region) -> None:
    """A list or dict that was passed is changed here: it is passed as one made at run time."""
    path = ctx.structures.get(region)
    if path is None or not gives_back(ctx):
        return
    place = span_of(ctx.main.node, ctx.main.acquired)
    doubt = Doubt("growing", place, path)
    if doubt not in ctx.lowering.decided:
        raise Again(doubt)


def changed_places(ctx: Context, ends: Sequence[Open]) -> list[Place]:
    """The names, the attributes and the items of dicts that have another value on some path."""
    found: list[Place] = sorted(ctx.changed.names)
    for region in sorted(ctx.changed.objects, key=lambda region: region.birth):
        before = region.content
        assert isinstance(before, ObjectContent | DictContent)
        after = [_object_at(ctx, block, region).items for block in ends]
        for place, key in enumerate(before.keys):
            if any(items[place] != before.items[place] for items in after):
                found.append((region, key))
    return found


def value_at(ctx: Context, block: Open, place: Place) -> Value:
    """What a name, an attribute or an item is at the end of a path."""
    if isinstance(place, str):
        return block.state.names[place]
    content = _object_at(ctx, block, place[0])
    return content.items[content.keys.index(place[1])]


def _object_at(ctx: Context, block: Open, region: Region) -> _Items:
    """An object or a dict at the end of a path, where it has the keys that it had."""
    before, content = region.content, block.state.content(region)
    assert isinstance(before, ObjectContent | DictContent)
    if isinstance(content, ObjectContent | DictContent) and content.keys == before.keys:
        return content
    if isinstance(before, DictContent):
        require_run_time(ctx, region)
    ctx.refuse(
        ctx.main.node,
        f"an object or a dict gets a new key in `{ctx.main.acquired.name}`, which calls itself",
        "Set it before; an attribute in __init__.",
    )


def give_back(
    ctx: Context, rows: Collection[list[Value]], count: int
) -> dict[int, Region | None]:
    """Adds the arguments that are given back to the leaves of the result, of which there is a row
    for each path; gives the leaves that are left out."""
    left = _left_out(ctx, rows, count)
    for row in rows:
        row[:] = [value for i, value in enumerate(row) if i not in left]
        row += map(Ref, arguments_given(ctx))
    return left


def arguments_given(ctx: Context) -> list[Region]:
    """The arguments that are given back, in their order."""
    return sorted(ctx.changed.arguments, key=lambda region: region.birth)


def _left_out(
    ctx: Context, rows: Collection[Sequence[Value]], count: int
) -> dict[int, Region | None]:
    """The leaves of the result that need not be returned: on every path one argument that is
    given back, or None."""
    if not ctx.changed.arguments:
        return {}
    found: dict[int, Region | None] = {}
    columns = [[row[i] for row in rows] for i in range(count)]
    for position, column in enumerate(columns):
        known = [v for v in column if not (is_operand(v) and ctx.is_bottom(v))]
        first = known[0] if known else None
        if known and all(value == NONE_VALUE for value in known):
            found[position] = None
        elif isinstance(first, Ref) and all(_is_whole(v, first.region) for v in known):
            found[position] = first.region
    return {i: r for i, r in found.items() if r is None or r in ctx.changed.arguments}


def _is_whole(value: Value, region: Region) -> bool:
    return isinstance(value, Ref) and value.region is region and not value.path
