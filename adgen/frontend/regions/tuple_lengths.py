"""Tuples of several lengths that one name stands for, by the way the program takes."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.reading.acquire import span_of
from adgen.frontend.regions import listing, memory
from adgen.frontend.regions.object_lists import Nameless
from adgen.frontend.regions.tuples import LongTuple
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.doubts import Doubt
from adgen.frontend.scope.frame import Frame
from adgen.frontend.scope.state import Open
from adgen.frontend.scope.values import (
    Conflict,
    ListContent,
    ObjectContent,
    Ref,
    Region,
    Tuple,
    Value,
)


def lengthening(ctx: Context, owner: Frame, name: str) -> Doubt:
    """Whether a name of a function stands for tuples of several lengths."""
    return Doubt("lengthening", ctx.span(owner.node), (name,))


ATTRIBUTE = "the attribute `{}`"
"""What loops call an attribute."""


def attribute_lengthening(ctx: Context, name: str) -> Doubt:
    """The same of an attribute, of all objects of a function."""
    return Doubt("lengthening", span_of(ctx.main.node, ctx.main.acquired), (name,))


def as_long_attribute(ctx: Context, attr: str, value: Value, node: ast.AST) -> Value:
    """What an attribute is set to, a tuple of any length if that has been decided."""
    if not isinstance(value, Tuple) or value.cls is not None:
        return value
    doubt = attribute_lengthening(ctx, ATTRIBUTE.format(attr))
    return long_of(ctx, value, attr, node) if doubt in ctx.lowering.decided else value


def if_tuples(ctx: Context, values: Sequence[Value], name: str | None) -> Doubt | None:
    """The doubt about a name that stands for one of these, if all are tuples."""
    plain = [isinstance(v, Tuple) and v.cls is None for v in values]
    if name is None or not any(plain):
        return None
    if not all(
        p or (isinstance(v, Ref) and _is_long(v)) for p, v in zip(plain, values)
    ):
        return None
    if name.startswith(ATTRIBUTE.partition("{")[0]):
        return attribute_lengthening(ctx, name)
    return lengthening(ctx, ctx.frame.function(), name)


def long_of(ctx: Context, found: Tuple, label: str | None, node: ast.AST) -> Ref:
    """A tuple of known length as one of any length."""
    region = Region(label, ListContent(found.items))
    listing.materialise(ctx, region, node)
    return of_list(Ref(region), label)


def long_on_each(
    ctx: Context,
    blocks: Sequence[Open],
    values: Sequence[Value | None],
    label: str | None,
    node: ast.AST,
) -> list[Value | None]:
    """What a name stands for at the end of each path, with tuples of any length."""
    found: list[Value | None] = []
    for block, value in zip(blocks, values):
        with ctx.at(block):
            if isinstance(value, Tuple):
                value = long_of(ctx, value, label, node)
        found.append(value)
    return found


def of_list(entries: Ref, label: str | None) -> Ref:
    """The tuple of the entries of a list that nobody else has."""
    return Ref(Region(label, ObjectContent(LongTuple, (_ENTRIES,), (entries,))))


_ENTRIES = Nameless("entries")


def _is_long(ref: Ref) -> bool:
    """True for a tuple of any length, which nothing can change."""
    content = ref.region.content
    return isinstance(content, ObjectContent) and content.cls is LongTuple


def entries_of(ctx: Context, value: Value, node: ast.AST) -> Value:
    """The list of the entries of a tuple of any length; anything else as it is."""
    content = memory.content_of(ctx, value)
    if isinstance(content, ObjectContent) and content.cls is LongTuple:
        assert isinstance(value, Ref)
        memory.require_current(ctx, value, node)
        return content.items[0]
    return value


def conflict_of_tuples(
    ctx: Context, tuples: Sequence[Tuple], label: str | None, node: ast.AST
) -> Conflict | None:
    """Why a name cannot stand for one of these tuples; None if it can."""
    size, cls = len(tuples[0].items), tuples[0].cls
    what, span = f"`{label or 'this value'}` is a tuple of", ctx.span(node)
    if any(t.cls is not cls for t in tuples):
        reason = f"{what} one class on one path and of another on another"
        return Conflict(reason, span)
    if all(len(t.items) == size for t in tuples):
        return None
    reason = f"{what} {size} items on one path and of another number on another"
    return Conflict(reason, span, doubt=if_tuples(ctx, tuples, label))
