"""Lists at run time: from a list of known items to one that is appended to."""

from __future__ import annotations

import ast

from adgen.frontend import memory
from adgen.frontend.context import Context
from adgen.frontend.values import (
    KNOWN,
    ListContent,
    Ref,
    Region,
    Tuple,
    Value,
)
from adgen.ir.kinds import Listing
from adgen.ir.nodes import Const, Operand, Var


def made(ctx: Context, content: ListContent, label: str | None, node: ast.AST) -> Var:
    """Statements that make the list: list.new, and one append an item."""
    listing = ctx.builder.emit(
        "list.new", name=label, kind=Listing(()), span=ctx.span(node)
    )
    for item in content.items:
        listing = appended(ctx, listing, item, label, node)
    return listing


def appended(
    ctx: Context, listing: Operand, item: Value, label: str | None, node: ast.AST
) -> Var:
    """The list with one more entry; a tuple of numbers is a record of several fields."""
    fields = record(ctx, item, node)
    kind = ctx.kind(listing)
    width = len(kind.fields) if isinstance(kind, Listing) else 0
    if width and width != len(fields):
        ctx.refuse(
            node,
            f"an entry of {len(fields)} values is appended to a list of entries of {width}",
            "Append entries of one form.",
        )
    return ctx.emit("list.append", (listing, *fields), node, label)


def record(ctx: Context, item: Value, node: ast.AST) -> tuple[Operand, ...]:
    """The fields of an entry."""
    content = memory.content_of(ctx, item)
    if isinstance(content, KNOWN):
        ctx.refuse(
            node,
            "a list, dict or object is put into a list that grows at run time",
            "Append a tuple, or an array: np.array([...]).",
        )
    if isinstance(item, Tuple) and len(item.items) > 1:
        for part in item.items:
            if isinstance(part, Tuple) or isinstance(
                memory.content_of(ctx, part), KNOWN
            ):
                ctx.refuse(
                    node,
                    "a nested tuple is put into a list that grows at run time",
                    "Append a flat tuple.",
                )
        return tuple(memory.operand(ctx, part, node) for part in item.items)
    if isinstance(item, Tuple):
        ctx.refuse(
            node,
            "a tuple of one item or none is put into a list that grows at run time",
            "Append the item itself.",
        )
    return (memory.operand(ctx, item, node),)


def escape(ctx: Context, region: Region, item: Value) -> None:
    """Arrays put into a list are shared with it."""
    parts = item.items if isinstance(item, Tuple) else (item,)
    for part in parts:
        if isinstance(part, Ref):
            region.link(part.region)


def materialise(ctx: Context, region: Region, node: ast.AST) -> None:
    """From here on the list is one that grows at run time."""
    content = ctx.state.content(region)
    assert isinstance(content, ListContent)
    ctx.state.memory[region] = made(ctx, content, region.label, node)
    for item in content.items:
        escape(ctx, region, item)


def record_value(ctx: Context, fields: tuple[Var, ...], source: Region | None) -> Value:
    """An entry of a list as a value; its arrays may be shared with the list."""
    values: list[Value] = []
    for var in fields:
        value = ctx.value_of(var)
        if isinstance(value, Ref) and source is not None:
            value.region.link(source)
        values.append(value)
    return values[0] if len(values) == 1 else Tuple(tuple(values))


def const_index(ctx: Context, index: Operand) -> object:
    """The value of an index that is known, else None."""
    if isinstance(index, Const):
        return index.value
    return ctx.known.get(index) if isinstance(index, Var) else None
