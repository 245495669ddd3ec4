"""Lists of objects, or dicts, that stand in the text: known one by one, or made at run time.

ps = [Particle(x), Particle(y)]    two objects, as good as two names. Where it is only known at
ps.sort(key=energy)                run time which of them stands where, the program is lowered
                                   again, and the list consists of columns from the start.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.regions import memory
from adgen.frontend.regions.object_lists import COLUMNS, Objects
from adgen.frontend.scope import forms
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.doubts import Again, Doubt
from adgen.frontend.scope.state import Open
from adgen.frontend.scope.values import (
    Content,
    DictContent,
    ListContent,
    Object,
    ObjectContent,
    Ref,
    Region,
    Value,
)


def doubt_of(ctx: Context, node: ast.AST) -> Doubt:
    """The doubt whether the list that is made here consists of columns."""
    return Doubt("columns", ctx.span(node))


def is_of_columns(ctx: Context, region: Region) -> bool:
    """True for a list of which that has been decided."""
    display = region.display
    known = display is not None and display.by == "columns"
    return known and display in ctx.lowering.decided


def holds_object(ctx: Context, value: Value) -> bool:
    """True for an object or a dict itself."""
    return isinstance(memory.content_of(ctx, value), (DictContent, ObjectContent))


def decide(ctx: Context, region: Region, content: Content | None) -> None:
    """Lowers the program again where the objects of a list are not known one by one."""
    display = region.display
    if display is None or display.by != "columns" or display in ctx.lowering.decided:
        return
    if isinstance(content, ListContent):
        if any(holds_object(ctx, item) for item in content.items):
            raise Again(display)


_Form = tuple[type, tuple[object, ...]]
"""The class of the objects in a list, and the attributes that have a column each."""


def _form_of(block: Open, content: Content) -> _Form | None:
    """The form of a list of objects at the end of a block, if it consists of lists of numbers."""
    if not isinstance(content, ObjectContent) or content.cls is not Objects:
        return None
    parts = dict(zip(content.keys, content.items))
    cls, columns = parts["of"], parts[COLUMNS]
    held = block.state.content(columns.region) if isinstance(columns, Ref) else None
    if not isinstance(held, DictContent) or not isinstance(cls, Object):
        return None
    inner = [block.state.content(c.region) for c in held.items if isinstance(c, Ref)]
    if any(isinstance(each, ObjectContent) for each in inner):
        return None
    assert isinstance(cls.value, type)
    return cls.value, held.keys


def as_columns(
    ctx: Context,
    blocks: Sequence[Open],
    contents: Sequence[Content],
    regions: Sequence[Region],
    node: ast.AST,
) -> list[Content] | None:
    """A list that consists of columns on one of several paths does so on all; None for others.

    `regions` has the list on each path, which may be one and the same.
    """
    form = next(filter(None, map(_form_of, blocks, contents)), None)
    if form is None or not all(map(_may_be_columns, blocks, contents)):
        return None
    made: list[Content] = []
    for block, content, region in zip(blocks, contents, regions):
        if isinstance(content, ListContent):
            with ctx.at(block):
                content = ctx.lowering.as_columns(ctx, Ref(region), *form, node)
        made.append(content)
    return made


def chosen_columns(
    ctx: Context,
    paths: tuple[Sequence[Open], Sequence[Value | None], list[Content | None]],
    birth: int,
    node: ast.AST,
) -> list[Content | None]:
    """The contents of several lists one of which a path chooses: of columns, if one is."""
    blocks, values, contents = paths
    regions = [value.region for value in values if isinstance(value, Ref)]
    present = [content for content in contents if content is not None]
    if not len(present) == len(regions) == len(values):
        return contents
    if not all(_new_if_empty(*each, birth) for each in zip(blocks, regions)):
        return contents
    made = as_columns(ctx, blocks, present, regions, node)
    return contents if made is None else [*made]


def _new_if_empty(block: Open, region: Region, birth: int) -> bool:
    """False for an empty list that has another name, or stands in something else: that is not
    told of what is appended to the columns. (Known objects share memory with them.)"""
    content = block.state.content(region)
    if not isinstance(content, ListContent) or content.items:
        return True
    names = block.state.names.values()
    holders = [v for v in names if forms.holds(v, region, block.state.content)]
    return region.birth >= birth and region.origin == "fresh" and len(holders) <= 1


def _may_be_columns(block: Open, content: Content) -> bool:
    """True for columns, and for a list of known objects."""
    if not isinstance(content, ListContent):
        return _form_of(block, content) is not None
    return all(
        isinstance(item, Ref)
        and not item.path
        and isinstance(block.state.content(item.region), (DictContent, ObjectContent))
        for item in content.items
    )
