"""Lists that change: append, extend, pop.

A list whose items are known stays known while its length is; appended to in a loop it becomes
a list made at run time, from before the loop on.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend import listing, memory
from adgen.frontend.context import Context, Name
from adgen.frontend.loops import Restart
from adgen.frontend.structures import known_items
from adgen.frontend.values import (
    NONE_VALUE,
    ListContent,
    Ref,
    Value,
)
from adgen.ir.kinds import UNKNOWN, Listing
from adgen.ir.nodes import Const


def append(ctx: Context, ref: Ref, item: Value, node: ast.AST) -> Value:
    """`xs.append(item)`"""
    memory.require_writable(ctx, ref, node)
    _grow_in_loop(ctx, ref)
    content = ctx.state.content(ref.region)
    if isinstance(content, ListContent):
        memory.write(ctx, ref.region, ListContent((*content.items, item)), node)
        return NONE_VALUE
    base = memory.operand(ctx, ref, node)
    new = listing.appended(ctx, base, item, ref.region.label, node)
    memory.write(ctx, ref.region, new, node)
    listing.escape(ctx, ref.region, item)
    return NONE_VALUE


def _grow_in_loop(ctx: Context, ref: Ref) -> None:
    """A known list from outside a loop that grows in it: the loop starts again without it."""
    if not isinstance(ctx.state.content(ref.region), ListContent):
        return
    for loop in ctx.loops:
        if ref.region.birth < loop.birth and isinstance(
            loop.entry.content(ref.region), ListContent
        ):
            loop.materialise(ref.region)
            raise Restart(loop)


def extend(ctx: Context, ref: Ref, values: Value, node: ast.AST) -> Value:
    """`xs.extend(values)`, `xs += values`"""
    items = known_items(ctx, values)
    if items is None:
        ctx.refuse(
            node,
            "a list is extended by a number of items that is only known at run time",
            "Append them in a loop.",
        )
    for item in items:
        append(ctx, ref, item, node)
    return NONE_VALUE


def pop(
    ctx: Context, ref: Ref, args: Sequence[Value], node: ast.AST, name: Name
) -> Value:
    """`xs.pop()`"""
    if args and args[0] != Const(-1):
        ctx.refuse(node, "an item is taken from the middle of a list", "Use xs.pop().")
    memory.require_writable(ctx, ref, node)
    _grow_in_loop(ctx, ref)
    content = ctx.state.content(ref.region)
    if isinstance(content, ListContent):
        if not content.items:
            ctx.wrong(node, "pop from an empty list", IndexError)
        memory.write(ctx, ref.region, ListContent(content.items[:-1]), node)
        return content.items[-1]
    base = memory.operand(ctx, ref, node)
    kind = ctx.kind(base)
    fields = kind.fields if isinstance(kind, Listing) and kind.fields else (UNKNOWN,)
    names = name if isinstance(name, tuple) and len(name) == len(fields) else (name,)
    if len(names) != len(fields):
        names = (None,) * len(fields)
    labels = [n if isinstance(n, str) else None for n in names]
    builder = ctx.builder
    label = ref.region.label or ctx.namer.temporary().name
    before, builder.span = builder.span, ctx.span(node)
    shorter, *values = builder.pop(base, labels, label)
    builder.span = before
    memory.write(ctx, ref.region, shorter, node)
    return listing.record_value(ctx, tuple(values), ref.region)
