"""Slices of lists made at run time that are set or deleted: `xs[a:b] = ys`, `del xs[a:b]`.

xs[i : i + 2] = [v]        xs = xs[:i] + [v] + xs[i + 2 :]
xs[a:b] = ys               head = xs[:a]
                           xs = head + ys + xs[max(len(head), len(xs[:b])) :]
"""

from __future__ import annotations

import ast

from adgen.frontend.regions import listing, memory
from adgen.frontend.regions.shared_entries import note_put, note_shared
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import Object, Ref, Slice, Value
from adgen.ir.nodes import Const, Operand, Pack, Var

_NONE, _ZERO = Const(None), Const(0)


def is_stepped(index: Value) -> bool:
    """True for `xs[::2]`, which keeps the length of the list."""
    return isinstance(index, Slice) and index.step not in (_NONE, Const(1))


def set_slice(
    ctx: Context, ref: Ref, index: Slice, value: Value, node: ast.AST
) -> None:
    """`xs[a:b] = ys`: what stands before, the new entries, what stands behind."""
    start, stop = _bounds(ctx, ref, index, node)
    for item in known_items(ctx, value) or ():
        note_put(ctx, ref.region, item, node)
    middle = listing.as_listing(ctx, value, node)
    _cut(ctx, ref, start, stop, middle, node)
    if isinstance(value, Ref):
        if ref.region.may_share(value.region):
            note_shared(ctx, ref.region, node)
        ref.region.link(value.region)


def delete_slice(ctx: Context, ref: Ref, index: Slice, node: ast.AST) -> None:
    """`del xs[a:b]`"""
    start, stop = _bounds(ctx, ref, index, node)
    _cut(ctx, ref, start, stop, None, node)


def _bounds(
    ctx: Context, ref: Ref, index: Slice, node: ast.AST
) -> tuple[Operand, Operand]:
    start, stop = (memory.operand(ctx, p, node) for p in (index.start, index.stop))
    if is_stepped(index) or ref.path:
        ctx.refuse(
            node,
            "a slice of a list in a list is changed, or one with a step is deleted",
            "Make a new list of the parts: xs[:i] + ys + xs[j:].",
        )
    return start, stop


def _cut(
    ctx: Context,
    ref: Ref,
    start: Operand,
    stop: Operand,
    middle: Operand | None,
    node: ast.AST,
) -> None:
    base = memory.operand(ctx, ref, node)
    kind = ctx.kind(base)
    parts: list[Operand] = []
    head: Var | None = None
    if start not in (_NONE, _ZERO):
        upto = Pack("slice", (_NONE, start, _NONE))
        head = ctx.emit("getitem", (base, upto), node, kind=kind)
        parts.append(head)
    if middle is not None:
        parts.append(middle)
    if stop != _NONE:
        behind = _behind(ctx, base, head, start, stop, node)
        tail = Pack("slice", (behind, _NONE, _NONE))
        parts.append(ctx.emit("getitem", (base, tail), node, kind=kind))
    if not parts:
        parts.append(ctx.emit("list.new", (), node, kind=kind))
    whole = parts[0]
    for part in parts[1:]:
        listing.require_joinable(ctx, (whole, part), node)
        whole = ctx.emit("list.concat", (whole, part), node)
    memory.write(ctx, ref.region, whole, node)


def _behind(
    ctx: Context,
    base: Operand,
    head: Var | None,
    start: Operand,
    stop: Operand,
    node: ast.AST,
) -> Operand:
    """Where the entries stand that are kept behind the slice: not before its start."""
    if head is None or _in_order(ctx, start, stop):
        return stop
    upto = Pack("slice", (_NONE, stop, _NONE))
    before = ctx.emit("getitem", (base, upto), node, kind=ctx.kind(base))
    ends = tuple(ctx.emit("len", (part,), node) for part in (head, before))
    largest = Object(max, "max")
    found = ctx.lowering.call(ctx, largest, ends, {}, node)
    return memory.operand(ctx, found, node)


def _in_order(ctx: Context, start: Operand, stop: Operand) -> bool:
    """True if a slice with these bounds surely does not end before it starts."""
    if start == stop:
        return True
    if isinstance(start, Const) and isinstance(stop, Const):
        # Bounds of one sign are counted from the same end.
        same_end = (start.value < 0) == (stop.value < 0)
        return bool(same_end and start.value <= stop.value)
    return ctx.integers.are_in_order(start, stop, ctx.kind, ctx.state.made)
