"""What changes a list of objects that grows at run time otherwise than by append.

p = particles.pop(0)               x = particles_x.pop(0); v = particles_v.pop(0)
particles[i] = Particle(x, v)      particles_x[i] = x; particles_v[i] = v
particles.sort(key=f)              the columns in that order

The objects are in other places then: what was taken from the list before is not used any more.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from adgen.frontend.containers import list_items, list_methods
from adgen.frontend.containers.object_lists import list_of, put, whole
from adgen.frontend.containers.sorting import places_by
from adgen.frontend.instances import entries
from adgen.frontend.instances.classes import special
from adgen.frontend.regions import listing, memory
from adgen.frontend.regions.merge import part_label
from adgen.frontend.regions.object_lists import Objects
from adgen.frontend.regions.shared_entries import note_shared
from adgen.frontend.scope.context import Context, Keywords
from adgen.frontend.scope.state import Written
from adgen.frontend.scope.values import (
    NONE_VALUE,
    Generator,
    MapValue,
    Method,
    Object,
    Partial,
    Ref,
    Region,
    Slice,
    Stream,
    Tuple,
    Value,
    same,
)
from adgen.ir.nodes import Const


def call(
    ctx: Context,
    ref: Ref,
    what: str,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
) -> Value:
    """`particles.what(*args)`, of what is no append."""
    match what, len(args), bool(kwargs):
        case "pop", 0 | 1, False:
            return _pop(ctx, ref, args[0] if args else Const(-1), node)
        case "extend", 1, False:
            _extend(ctx, ref, args[0], node)
        case "insert", 2, False:
            _each_field(ctx, ref, args[1], "insert", args[0], node)
        case "remove", 1, False:
            _pop(ctx, ref, _place_of(ctx, ref, args[0], node), node)
        case "clear" | "reverse", 0, False:
            for column in columns(ctx, ref):
                method = Method(column, what)
                ctx.lowering.call(ctx, method, (), {}, node, None)
            entries.renew(ctx, ref, node)
        case "sort", 0, _:
            _sort(ctx, ref, kwargs, node)
        case _:
            entries.refuse_method(ctx, what, node)
    return NONE_VALUE


def set_item(ctx: Context, ref: Ref, index: Value, item: Value, node: ast.AST) -> None:
    """`particles[index] = item`"""
    if isinstance(index, Slice):
        entries.refuse_method(ctx, "__setitem__", node)
    _each_field(ctx, ref, item, "__setitem__", index, node)


def delete(ctx: Context, ref: Ref, index: Value, node: ast.AST) -> None:
    """`del particles[index]`"""
    if isinstance(index, Slice):
        entries.refuse_method(ctx, "__delitem__", node)
    _pop(ctx, ref, index, node)


def columns(ctx: Context, owner: Value) -> Iterator[Ref]:
    """The lists of numbers of which a list of objects consists."""
    for column in entries.columns(ctx, owner).values():
        assert isinstance(column, Ref)
        if entries.is_list_of_objects(ctx, column):
            yield from columns(ctx, column)
        else:
            yield column


def compacted(ctx: Context, found: MapValue, label: str | None, node: ast.AST) -> Ref:
    """The objects that were chosen of a list as a list of their own, in place of that one.

    An object would be in both: the old list must not be used any more.
    """
    assert isinstance(found.function, Partial)
    owner = found.function.args[0]
    places = ctx.value_of(listing.as_listing(ctx, found.inners[0], node))
    made = _taken(ctx, owner, places, label, node)
    for column in columns(ctx, owner):
        ctx.state.stale[column.region] = Written(made.region, ctx.span(node))
    return made


def _extend(ctx: Context, ref: Ref, values: Value, node: ast.AST) -> None:
    """`particles.extend(others)`: the other list must not be used any more."""
    memory.require_writable(ctx, ref, node)
    if isinstance(values, (Generator, Stream)):
        values = ctx.lowering.listed(ctx, values, node)
    alike = (
        isinstance(values, Ref)
        and values.region is not ref.region
        and entries.is_list_of_objects(ctx, values)
        and entries.class_of_list(ctx, values) is entries.class_of_list(ctx, ref)
    )
    pairs = list(zip(columns(ctx, ref), columns(ctx, values))) if alike else []
    known = [list(entries.columns(ctx, each)) for each in (ref, values) if alike]
    if not pairs or known[0] != known[1]:
        entries.refuse_method(ctx, "extend", node)
    for own, other in pairs:
        more = [memory.operand(ctx, each, node) for each in (own, other)]
        new = ctx.emit("list.concat", more, node, own.region.label)
        memory.write(ctx, own.region, new, node)
    for own, other in pairs:
        if own.region.may_share(other.region):
            note_shared(ctx, own.region, node)
        own.region.link(other.region)
        ctx.state.stale[other.region] = Written(ref.region, ctx.span(node))


def _taken(
    ctx: Context, owner: Value, places: Value, label: str | None, node: ast.AST
) -> Ref:
    lists = entries.columns(ctx, owner)
    made: list[Value] = []
    for key, column in lists.items():
        assert isinstance(column, Ref)
        part = part_label(label or "entry", key)
        if entries.is_list_of_objects(ctx, column):
            made.append(_taken(ctx, column, places, part, node))
            continue
        picked = Object(Objects.picked, "picked")
        new = ctx.lowering.call(ctx, picked, (column, places), {}, node, part)
        assert isinstance(new, Ref)
        new.region.label = part
        made.append(new)
    cls = entries.class_of_list(ctx, owner)
    return Ref(Region(label, list_of(cls, tuple(lists), tuple(made))))


# one method of every column ----------------------------------------------------------


def _pop(ctx: Context, ref: Ref, index: Value, node: ast.AST) -> Ref:
    """`particles.pop(index)`: an object of its own."""
    memory.require_writable(ctx, ref, node)
    lists = entries.columns(ctx, ref)
    items: list[Value] = []
    for column in lists.values():
        assert isinstance(column, Ref)
        if entries.is_list_of_objects(ctx, column):
            items.append(_pop(ctx, column, index, node))
            continue
        args = () if index == Const(-1) else (index,)
        pop = Method(column, "pop")
        items.append(ctx.lowering.call(ctx, pop, args, {}, node, None))
    entries.renew(ctx, ref, node)
    cls = entries.class_of_list(ctx, ref)
    return Ref(Region(None, whole(cls, tuple(lists), tuple(items))))


def _each_field(
    ctx: Context,
    ref: Ref,
    item: Value,
    what: str,
    place: Value,
    node: ast.AST,
) -> None:
    """`insert` and the like: of each column with the part of the object that belongs there."""
    memory.require_writable(ctx, ref, node)

    def into(column: Ref, value: Value) -> None:
        if entries.is_list_of_objects(ctx, column):
            _each_field(ctx, column, value, what, place, node)
        elif what == "insert":
            list_methods.insert(ctx, column, place, value, node)
        else:
            list_items.set_entry(ctx, column, place, value, node)

    put(ctx, ref, item, node, into)
    entries.renew(ctx, ref, node)


def _place_of(ctx: Context, ref: Ref, item: Value, node: ast.AST) -> Value:
    """Where an object stands in a list: of one that was taken from it that is known."""
    entry = item if entries.is_entry(item) else None
    compared = special(entries.class_of_list(ctx, ref), "__eq__") is not None
    if not isinstance(entry, Tuple) or compared or not same(entry.items[0], ref):
        ctx.refuse(
            node,
            "an object is looked for in a list that grows at run time",
            "Use its index: for i in range(len(xs)).",
        )
    entries.require_found(ctx, entry, node)
    return entry.items[1]


def _sort(ctx: Context, ref: Ref, kwargs: Keywords, node: ast.AST) -> None:
    """`particles.sort(key=f)`"""
    memory.require_writable(ctx, ref, node)
    reverse = kwargs.get("reverse", Const(False))
    if set(kwargs) - {"key", "reverse"} or not isinstance(reverse, Const):
        entries.refuse_method(ctx, "sort", node)
    if "key" not in kwargs:
        ctx.refuse(
            node,
            "objects are put in order without a key",
            "Give one: key=lambda p: p.x.",
        )
    objects = entries.each(ctx, ref, node)
    assert isinstance(objects, MapValue)
    order = places_by(ctx, objects, kwargs["key"], bool(reverse.value), node)
    for column in columns(ctx, ref):
        old = memory.operand(ctx, column, node)
        new = ctx.emit("list.taken", (old, order), node, column.region.label)
        memory.write(ctx, column.region, new, node)
    entries.renew(ctx, ref, node)
