"""From a list of objects, or dicts, that are known to one that grows at run time.

particles = []                            before the loop the list becomes an object with a list
for i in range(len(x)):                   for each attribute, particles_x and particles_v; what is
    particles.append(Particle(x[i], v))   read and written of an entry is an entry of these
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from adgen.frontend.control.loop_values import link
from adgen.frontend.control.loops import Loop, Restart
from adgen.frontend.instances import entries, frozen_laws, objects
from adgen.frontend.regions import listing, memory, object_displays
from adgen.frontend.regions.merge import part_label
from adgen.frontend.regions.object_lists import COLUMNS, Objects
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.defaults import all_defaulting, defaulting, require_decided
from adgen.frontend.scope.state import State
from adgen.frontend.scope.values import (
    Conflict,
    Content,
    DictContent,
    ListContent,
    Method,
    Object,
    ObjectContent,
    Ref,
    Region,
    Value,
)

_REMEDY = (
    "Append objects of one class, or dicts of the same keys, that are made in the loop."
)


def grows(ctx: Context, ref: Ref) -> Loop | None:
    """The outermost loop in which a list from outside of it would have to grow."""
    region = ref.region
    for loop in ctx.loops:
        known = isinstance(loop.entry.content(region), ListContent)
        if region.birth < loop.birth and known:
            return loop
    return None


def made_of_columns(ctx: Context, ref: Ref, item: Ref, node: ast.AST) -> None:
    """A list to which an object is appended in a loop consists of columns, before the loop."""
    loop = grows(ctx, ref)
    if loop is None:
        _begun(ctx, ref, item, node)
        return
    before = loop.entry.content(ref.region)
    assert isinstance(before, ListContent)
    content = memory.content_of(ctx, item)
    assert isinstance(content, (DictContent, ObjectContent))
    start = _Start(loop.entry, loop.materialise)
    first = _first(ctx, start, before, content, node)
    made = _columns(ctx, start, ref.region, content, first, node)
    loop.entry.memory[ref.region] = made
    raise Restart(loop)


def displayed(ctx: Context, ref: Ref, node: ast.AST) -> Ref:
    """A list of objects as it stands in the text, made of columns if that has been decided."""
    content = ctx.state.content(ref.region)
    if ref.region.display is not None or not isinstance(content, ListContent):
        return ref
    if all(object_displays.holds_object(ctx, item) for item in content.items):
        ref.region.display = object_displays.doubt_of(ctx, node)
        if content.items and object_displays.is_of_columns(ctx, ref.region):
            _made_here(ctx, ref.region, content, content.items[0], node)
    return ref


def made_like(
    ctx: Context, ref: Ref, cls: type, keys: tuple[object, ...], node: ast.AST
) -> Content:
    """A list of known objects consists of such columns as it has on another path."""
    region, content = ref.region, ctx.state.content(ref.region)
    assert isinstance(content, ListContent)
    if content.items:
        _made_here(ctx, region, content, content.items[0], node)
        return ctx.state.content(region)
    lists: list[Value] = []
    for key in keys:
        label = part_label(region.label or "entry", key)
        column = Region(label, ListContent(()), birth=region.birth, own=True)
        listing.materialise(ctx, column, node)
        lists.append(Ref(column))
    return list_of(cls, keys, tuple(lists), region.birth)


def _begun(ctx: Context, ref: Ref, item: Value, node: ast.AST) -> None:
    """The first object is appended to a list of which it has been decided that it consists of
    columns: from here on it does."""
    content = ctx.state.content(ref.region)
    if isinstance(content, ListContent) and not content.items:
        if object_displays.is_of_columns(ctx, ref.region):
            _made_here(ctx, ref.region, content, item, node)


def _made_here(
    ctx: Context, region: Region, known: ListContent, item: Value, node: ast.AST
) -> None:
    """A list of known objects consists of columns from here on."""
    content = memory.content_of(ctx, item)
    assert isinstance(content, (DictContent, ObjectContent))

    def materialise(column: Region) -> None:
        listing.materialise(ctx, column, node)

    start = _Start(ctx.state, materialise)
    first = _first(ctx, start, known, content, node)
    for each in first:
        _require_new(ctx, each, node)
    made = _columns(ctx, start, region, content, first, node)
    memory.write(ctx, region, made, node)
    for each in first:
        ctx.state.listed[each.region] = None


def of_columns_in_loops(ctx: Context, ref: Ref, node: ast.AST, *more: Value) -> None:
    """A list of known objects that gets longer or shorter in a loop: it consists of columns.

    `more` is what is put into it.
    """
    content = ctx.state.content(ref.region)
    for item in (*content.items, *more) if isinstance(content, ListContent) else ():
        held = memory.content_of(ctx, item)
        if isinstance(held, (DictContent, ObjectContent)) and isinstance(item, Ref):
            made_of_columns(ctx, ref, item, node)


_Whole = DictContent | ObjectContent


@dataclass(frozen=True)
class _Start:
    """Where a list of objects becomes one of columns: at the start of a loop, or here."""

    state: State
    materialise: Callable[[Region], None]


def _class(content: _Whole) -> type:
    """The class of an object, or of a dict."""
    return content.cls if isinstance(content, ObjectContent) else dict


def _first(
    ctx: Context, start: _Start, before: ListContent, content: _Whole, node: ast.AST
) -> list[Ref]:
    """The objects that are in a list from the start: of one class, made by the function."""
    found = [item for item in before.items if isinstance(item, Ref)]
    regions = {item.region for item in found}
    contents = [
        None if item.path else start.state.content(item.region) for item in found
    ]
    alike = all(
        isinstance(each, (DictContent, ObjectContent))
        and _class(each) is _class(content)
        and set(each.keys) == set(content.keys)
        for each in contents
    )
    new = all(r.origin == "fresh" and r not in start.state.listed for r in regions)
    nested = any(
        isinstance(memory.content_of(ctx, part), (DictContent, ObjectContent))
        for part in content.items
    )
    if len(regions) < len(before.items) or not alike or not new or (found and nested):
        ctx.refuse(
            node,
            "a list that has other objects already grows at run time",
            "Begin with an empty list, or append to it outside of loops only.",
        )
    return found


def _columns(
    ctx: Context,
    start: _Start,
    region: Region,
    content: _Whole,
    first: list[Ref],
    node: ast.AST,
) -> ObjectContent:
    """A list for each attribute that an object has."""
    if not content.keys and _class(content) is dict:
        ctx.refuse(
            node,
            "a dict without keys is put into a list that grows at run time, or into a dict"
            " with keys of run time",
            "Give it all its keys at first, or use pairs as keys of one dict: d[i, j].",
        )
    if not content.keys:
        require_decided(ctx, all_defaulting(_class(content)))
        ctx.refuse(
            node,
            f"an object of `{_class(content).__name__}`, which has no attributes, is appended"
            " to a list that grows at run time",
            _REMEDY,
        )
    lists = tuple(
        _column(ctx, start, region, key, value, first, node)
        for key, value in zip(content.keys, content.items)
    )
    return list_of(_class(content), content.keys, lists, region.birth)


def list_of(
    cls: type,
    keys: tuple[object, ...],
    lists: tuple[Value, ...],
    birth: int | None = None,
) -> ObjectContent:
    """A list of objects of a class, by the lists of their attributes."""
    columns = Region(None, DictContent(keys, lists))
    columns.birth = columns.birth if birth is None else birth
    parts = (Object(cls, cls.__name__), Ref(columns), entries.new_age())
    return ObjectContent(Objects, ("of", COLUMNS, "age"), parts)


def whole(
    cls: type, keys: tuple[object, ...], items: tuple[Value, ...]
) -> DictContent | ObjectContent:
    """An object of a class, or a dict."""
    if cls is dict:
        return DictContent(keys, items)
    return ObjectContent(cls, keys, items)


def _column(
    ctx: Context,
    start: _Start,
    owner: Region,
    attr: object,
    value: Value,
    first: list[Ref],
    node: ast.AST,
) -> Ref:
    """The list of an attribute, of the `first` objects; of one that is an object a list of
    objects."""
    label = part_label(owner.label or "entry", attr)
    values = [_part(start.state.content(each.region), attr) for each in first]
    region = Region(label, ListContent(tuple(values)), birth=owner.birth, own=True)
    inner = memory.content_of(ctx, value)
    if isinstance(inner, (DictContent, ObjectContent)):
        made = _columns(ctx, start, region, inner, [], node)
        start.state.memory[region] = made
        return Ref(region)
    start.materialise(region)
    for each in first:
        link(region, each.region)
    return Ref(region)


def _part(content: Content, attr: object) -> Value:
    assert isinstance(content, (DictContent, ObjectContent))
    return content.items[content.keys.index(attr)]


def append(ctx: Context, ref: Ref, item: Value, node: ast.AST) -> None:
    """`particles.append(item)`: each attribute to its list."""

    def add(column: Ref, value: Value) -> None:
        method = Method(column, "append")
        ctx.lowering.call(ctx, method, (value,), {}, node, None)

    put(ctx, ref, item, node, add)


def put(
    ctx: Context,
    ref: Ref,
    item: Value,
    node: ast.AST,
    into: Callable[[Ref, Value], None],
) -> None:
    """Puts the parts of an object `into` the lists where they belong.

    From then on the object shares memory with these.
    """
    fields = _fields_for(ctx, ref, item, node)
    for column, value in fields:
        into(column, value)
    assert isinstance(item, Ref)
    for column, _ in fields:
        link(column.region, item.region)
    ctx.state.listed[item.region] = None
    ctx.state.stale.pop(item.region, None)


def _fields_for(
    ctx: Context, ref: Ref, item: Value, node: ast.AST
) -> list[tuple[Ref, Value]]:
    """The parts of an object, each with the list where it belongs."""
    memory.require_current(ctx, ref, node)
    lists = entries.columns(ctx, ref)
    wanted = entries.class_of_list(ctx, ref)
    content = memory.content_of(ctx, item)
    if not isinstance(content, (DictContent, ObjectContent)):
        _refuse_other(ctx, wanted, node)
    if _class(content) is not wanted:
        _refuse_other(ctx, wanted, node)
    if wanted is dict and content.keys != tuple(lists):
        ctx.refuse(
            node,
            "the dicts in a list that grows at run time have different keys, or another order"
            " of them",
            "Give all of them the same keys.",
        )
    if missing := set(content.keys) ^ set(lists):
        require_decided(ctx, (defaulting(wanted, name) for name in missing))
        ctx.refuse(
            node,
            f"the objects of `{wanted.__name__}` in a list that grows at run time have"
            " different attributes",
            "Set all of them in `__init__`.",
        )
    assert isinstance(item, Ref)
    _require_new(ctx, item, node)
    fields: list[tuple[Ref, Value]] = []
    for attr, column in lists.items():
        value = _part(content, attr)
        if isinstance(content, ObjectContent):
            value = objects.read(ctx, item, wanted, str(attr), node)
        elif isinstance(value, Conflict):
            ctx.refuse(node, value.reason, value.remedy)
        assert isinstance(column, Ref)
        fields.append((column, value))
    return fields


def _refuse_other(ctx: Context, wanted: type, node: ast.AST) -> NoReturn:
    ctx.refuse(
        node,
        f"something else is put into a list of objects of `{wanted.__name__}` that grows at"
        " run time",
        _REMEDY,
    )


def _require_new(ctx: Context, item: Ref, node: ast.AST) -> None:
    """Refuses an object that may stand in two places: each would be an object of its own."""
    frozen_laws.refuse_growing(ctx, item, node)
    region = item.region
    inner = not ctx.loops or region.birth > ctx.loops[-1].birth
    if region.origin != "fresh" or not inner or region in ctx.state.listed:
        ctx.refuse(
            node,
            "an object that may be in a list already is appended to one that grows at run"
            " time",
            _REMEDY,
        )
