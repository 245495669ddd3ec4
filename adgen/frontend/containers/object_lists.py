"""From a list of objects that are known to one that grows at run time.

particles = []                            before the loop the list becomes an object with a list
for i in range(len(x)):                   for each attribute, particles_x and particles_v; what is
    particles.append(Particle(x[i], v))   read and written of an entry is an entry of these
"""

from __future__ import annotations

import ast

from adgen.frontend.control.loop_values import link
from adgen.frontend.control.loops import Loop, Restart
from adgen.frontend.instances import entries, objects
from adgen.frontend.instances.classes import class_of
from adgen.frontend.regions import memory
from adgen.frontend.regions.object_lists import Objects
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import (
    DictContent,
    ListContent,
    Method,
    Object,
    ObjectContent,
    Ref,
    Region,
    Value,
)

_REMEDY = "Append objects of one class that are made in the loop, or tuples of numbers."


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
        return
    before = loop.entry.content(ref.region)
    assert isinstance(before, ListContent)
    if before.items:
        ctx.refuse(
            node,
            "a list that has objects already grows at run time",
            "Begin with an empty list, or append to it outside of loops only.",
        )
    loop.entry.memory[ref.region] = _columns(ctx, loop, ref.region, item, node)
    raise Restart(loop)


def _columns(
    ctx: Context, loop: Loop, region: Region, item: Ref, node: ast.AST
) -> ObjectContent:
    """An empty list for each attribute that an object has."""
    content = memory.content_of(ctx, item)
    assert isinstance(content, ObjectContent)
    if not content.keys:
        ctx.refuse(
            node,
            f"an object of `{content.cls.__name__}`, which has no attributes, is appended to"
            " a list that grows at run time",
            _REMEDY,
        )
    lists = tuple(
        _column(ctx, loop, region, str(key), value, node)
        for key, value in zip(content.keys, content.items)
    )
    columns = Region(None, DictContent(content.keys, lists), birth=region.birth)
    cls = Object(content.cls, content.cls.__name__)
    return ObjectContent(Objects, ("of", "columns"), (cls, Ref(columns)))


def _column(
    ctx: Context, loop: Loop, owner: Region, attr: str, value: Value, node: ast.AST
) -> Ref:
    """The empty list of an attribute; of one that is an object a list of objects."""
    label = f"{owner.label}_{attr}" if owner.label else attr
    region = Region(label, ListContent(()), birth=owner.birth, own=True)
    if isinstance(memory.content_of(ctx, value), ObjectContent):
        assert isinstance(value, Ref)
        loop.entry.memory[region] = _columns(ctx, loop, region, value, node)
    else:
        loop.materialise(region)
    return Ref(region)


def append(ctx: Context, ref: Ref, item: Value, node: ast.AST) -> None:
    """`particles.append(item)`: each attribute to its list."""
    memory.require_current(ctx, ref, node)
    lists = entries.columns(ctx, ref)
    cls = class_of(ctx, item)
    wanted = entries.class_of_list(ctx, ref)
    content = memory.content_of(ctx, item)
    if not isinstance(content, ObjectContent) or cls is not wanted:
        ctx.refuse(
            node,
            f"something else is appended to a list of objects of `{wanted.__name__}` that"
            " grows at run time",
            _REMEDY,
        )
    if set(content.keys) != set(lists):
        ctx.refuse(
            node,
            f"the objects of `{wanted.__name__}` in a list that grows at run time have"
            " different attributes",
            "Set all of them in `__init__`.",
        )
    assert isinstance(item, Ref)
    _require_new(ctx, item, node)
    for attr, column in lists.items():
        value = objects.read(ctx, item, wanted, str(attr), node)
        assert isinstance(column, Ref)
        method = Method(column, "append")
        ctx.lowering.call(ctx, method, (value,), {}, node, None)
        link(column.region, item.region)


def _require_new(ctx: Context, item: Ref, node: ast.AST) -> None:
    """Refuses an object that may stand in two places: each would be an object of its own."""
    region = item.region
    inner = not ctx.loops or region.birth > ctx.loops[-1].birth
    if region.origin != "fresh" or not inner or region.links:
        ctx.refuse(
            node,
            "an object that may be in a list already is appended to one that grows at run"
            " time",
            _REMEDY,
        )
