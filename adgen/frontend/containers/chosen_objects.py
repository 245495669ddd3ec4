"""Objects of one list that are appended to another one, in a loop: their places in the first.

alive = []
for p in particles:
    if p.x > 0.0:
        alive.append(p)        alive.append(i)
"""

from __future__ import annotations

import ast

from adgen.frontend.containers.object_lists import grows
from adgen.frontend.control.loops import Restart
from adgen.frontend.instances import entries
from adgen.frontend.regions import memory
from adgen.frontend.regions.object_lists import PLACES, Chosen
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import (
    ListContent,
    Method,
    ObjectContent,
    Ref,
    Region,
    Tuple,
    Value,
    same,
)


def append(ctx: Context, ref: Ref, entry: Tuple, node: ast.AST) -> bool:
    """`alive.append(p)`, of an entry of another list; False for a list of known length."""
    entries.require_found(ctx, entry, node)
    _made_before_loop(ctx, ref, entry, node)
    content = ctx.state.content(ref.region)
    if not isinstance(content, ObjectContent) or content.cls is not Chosen:
        return False
    parts = dict(zip(content.keys, content.items))
    age = entries.age_of(ctx, entry.items[0])
    if not same(parts["owner"], entry.items[0]) or parts["then"] != age:
        _refuse(ctx, node)
    append_place = Method(parts["places"], "append")
    ctx.lowering.call(ctx, append_place, (entry.items[1],), {}, node)
    return True


def _made_before_loop(ctx: Context, ref: Ref, entry: Tuple, node: ast.AST) -> None:
    loop = grows(ctx, ref)
    if loop is None:
        return
    owner = entry.items[0]
    before = loop.entry.content(ref.region)
    assert isinstance(before, ListContent) and isinstance(owner, Ref)
    known = loop.entry.content(owner.region)
    outer = owner.region.birth < loop.birth and isinstance(known, ObjectContent)
    if before.items or not outer:
        _refuse(ctx, node)
    age = dict(zip(known.keys, known.items))["age"]  # type: ignore[union-attr]
    region = Region(ref.region.label, ListContent(()), birth=ref.region.birth, own=True)
    loop.materialise(region)
    items: tuple[Value, ...] = (owner, Ref(region), age)
    made = ObjectContent(Chosen, ("owner", PLACES, "then"), items)
    loop.entry.memory[ref.region] = made
    raise Restart(loop)


def _refuse(ctx: Context, node: ast.AST) -> None:
    ctx.refuse(
        node,
        "an object of a list that grows at run time is put into another one, which has others",
        "Make a list of the objects of one list: [p for p in particles if p.alive].",
    )


def require_entry(ctx: Context, item: Value, node: ast.AST) -> None:
    """Refuses what is in no other list beside what is in one."""
    if not entries.is_entry(item):
        _refuse(ctx, node)


def is_chosen(ctx: Context, value: Value) -> bool:
    """True for such a list."""
    content = memory.content_of(ctx, value)
    return isinstance(content, ObjectContent) and content.cls is Chosen
