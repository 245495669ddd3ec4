"""Arguments that may be one array, or lie in memory in some other way than row after row: a line
of the generated code asks, where it matters.

    def shift(x, y):             if np.shares_memory(x, y):
        x[0] = 2.0 * y[0]            raise ValueError("x and y share memory")
        return np.sum(x * y)     x = np.copy(x, order="K")

The copy, which the gradient needs so as not to change the caller's array, stands behind the line:
of a copy nothing could be asked.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.reading.acquire import span_of
from adgen.frontend.regions.branches import join
from adgen.frontend.regions.shared_entries import note_written
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.doubts import Doubt
from adgen.frontend.scope.values import KNOWN, Content, ListContent, Region
from adgen.ir.kinds import (
    BOOL,
    UNKNOWN,
    Array,
    Listing,
    Number,
    Other,
    Unbound,
)
from adgen.ir.nodes import Const, Operand, Raise, Var


def doubt_of_arguments(ctx: Context, written: Region, read: Region) -> Doubt | None:
    """The doubt whether two arguments of the function asked for are apart."""
    if not ctx.is_entry or written is read:
        return None
    for region in (written, read):
        array = isinstance(region.content, Var) and isinstance(
            ctx.kind(region.content), Array
        )
        if region.origin != "parameter" or region.label is None or not array:
            return None
    labels = (written.label or "", read.label or "")
    return Doubt("asking", span_of(ctx.main.node, ctx.main.acquired), labels)


def is_left_alone(
    ctx: Context,
    written: Region,
    content: Content,
    other: Region,
    entry: bool,
    node: ast.AST,
) -> bool:
    """True for what a new content of a list leaves as it is, though the two may share memory.

    The arrays in a list are not changed when it is appended to, nor is another list of the same
    numbers and arrays, if both are made here; nor one of the same lists, unless an `entry` was
    changed, or the list is in the other one. Nor is a list that was taken from it.
    """
    if _is_popped(ctx, written, other, node):
        return True
    if not _has_entries(ctx, content):
        return False
    if not _has_entries(ctx, other.content):
        return True
    taken = ctx.state.inner.get(other)
    if not entry and taken is not None and taken.owner is written:
        return True
    if not entry and written not in ctx.state.listed and written.own and other.own:
        return True
    return all(
        region.own and _holds_no_lists(ctx, ctx.state.content(region))
        for region in (written, other)
    )


def _is_popped(ctx: Context, written: Region, other: Region, node: ast.AST) -> bool:
    """True for an array that has been popped, beside the list, whose entries are apart then, or
    another one that has been."""
    popped, listed = ctx.lowering.popped, ctx.state.listed
    owner = popped.get(written)
    if owner is None or written in listed:
        return False
    if other is not owner and (popped.get(other) is not owner or other in listed):
        return False
    note_written(ctx, owner, node)
    return True


def _has_entries(ctx: Context, content: Content) -> bool:
    """True for a list or a dict."""
    if isinstance(content, KNOWN):
        return True
    return isinstance(ctx.kind(content), Listing)


def _holds_no_lists(ctx: Context, content: Content) -> bool:
    if isinstance(content, ListContent):
        return not content.items
    kind = UNKNOWN if isinstance(content, KNOWN) else ctx.kind(content)
    return isinstance(kind, Listing) and all(
        isinstance(field, (Number, Array, Unbound)) for field in kind.fields
    )


def doubt_of_layout(ctx: Context, region: Region) -> Doubt | None:
    """The doubt whether an argument of the function asked for lies row after row."""
    array = isinstance(region.content, Var) and isinstance(
        ctx.kind(region.content), Array
    )
    if not ctx.is_entry or region.origin != "parameter" or not array:
        return None
    if region.label is None:
        return None
    place = span_of(ctx.main.node, ctx.main.acquired)
    return Doubt("asking", place, (region.label,))


def separate(ctx: Context, regions: Sequence[Region], node: ast.AST) -> None:
    """Two arrays that are passed may overlap, unless the generated code has asked."""
    copied: dict[Region, None] = {}
    for region in regions:
        if doubt_of_layout(ctx, region) in ctx.lowering.decided:
            _ask_for_rows(ctx, region, node)
            copied[region] = None
    for i, region in enumerate(regions):
        for other in regions[:i]:
            asked = False
            for written, read in ((region, other), (other, region)):
                doubt = doubt_of_arguments(ctx, written, read)
                if doubt is not None and doubt in ctx.lowering.decided:
                    if not asked:
                        _ask(ctx, other, region, node)
                    asked = True
                    copied[written] = None
            if not asked:
                region.links[other] = None
                other.links[region] = None
    for region in copied:
        assert isinstance(region.content, Var)
        order = (("order", Const("K")),)
        new = ctx.emit("np.copy", (region.content,), node, region.label, order)
        ctx.state.memory[region] = new


def _ask_for_rows(ctx: Context, region: Region, node: ast.AST) -> None:
    """`if not x.flags.c_contiguous: raise ValueError(...)`"""
    assert isinstance(region.content, Var)
    text = f"{region.label} does not lie in memory row after row: its reshape is a copy"
    require_rows(ctx, region.content, text, node)
    region.in_rows = True


def require_rows(ctx: Context, array: Operand, text: str, node: ast.AST) -> None:
    """The generated code goes on only if an array lies in memory row after row."""
    flags = ctx.emit("attr", (array, Const("flags")), node, kind=Other("flags"))
    rows = ctx.emit("attr", (flags, Const("c_contiguous")), node, kind=BOOL)
    root = ctx.here
    split = ctx.split(rows, ctx.span(node))
    ctx.block = split.then
    ctx.leave(None)
    ctx.block = split.orelse
    error = Const(ValueError, "ValueError")
    ctx.fail(Raise(error, (Const(text),), ctx.span(node)))
    join(ctx, root, node, None)


def _ask(ctx: Context, one: Region, other: Region, node: ast.AST) -> None:
    """`if np.shares_memory(x, y): raise ValueError(...)`"""
    assert isinstance(one.content, Var) and isinstance(other.content, Var)
    pair = (one.content, other.content)
    shared = ctx.emit("np.shares_memory", pair, node, kind=BOOL)
    root = ctx.here
    split = ctx.split(shared, ctx.span(node))
    ctx.block = split.then
    error = Const(ValueError, "ValueError")
    text = f"{one.label} and {other.label} share memory, and one is written"
    ctx.fail(Raise(error, (Const(text),), ctx.span(node)))
    ctx.block = split.orelse
    ctx.leave(None)
    join(ctx, root, node, None)
