"""Tuples whose length is only known at run time: objects of `LongTuple`, with a list of entries.

t = tuple(v * v for v in x)       t_entries = [v * v for v in x]
t = ()                            a name that has tuples of several lengths, by the way the program
for v in x:                       takes, stands for such an object from its first one on:
    t += (v,)                     t = t + [v]
"""

from __future__ import annotations

import ast

from adgen.frontend.containers import list_methods
from adgen.frontend.regions import listing, memory
from adgen.frontend.regions.tuple_lengths import (
    entries_of,
    lengthening,
    long_of,
    of_list,
)
from adgen.frontend.regions.tuples import LongTuple
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.frame import Frame
from adgen.frontend.scope.values import (
    ObjectContent,
    Ref,
    Rows,
    Tuple,
    Value,
)


def made(ctx: Context, entries: Value, node: ast.AST, label: str | None) -> Value:
    """The tuple of the entries of a list, an array or a tuple."""
    if isinstance(entries, Tuple):
        return long_of(ctx, entries, label, node)
    found = listing.of_entries(
        ctx, listing.as_listing(ctx, entries, node), entries, label
    )
    assert isinstance(found, Ref)
    return of_list(found, label)


def binary(
    ctx: Context, fn: str, left: Value, right: Value, node: ast.AST, name: Name
) -> Value | None:
    """`t + (v,)`, `(v,) + t`, `t + u`; None if neither is a tuple of any length."""
    if isinstance(left, Rows) or isinstance(right, Rows):
        why = "an operator has a tuple whose length is only known at run time"
        ctx.refuse(node, why, "Use the array of which np.unstack makes it.")
    if fn != "add" or not (is_long(ctx, left) or is_long(ctx, right)):
        return None
    for side in (left, right):
        if not isinstance(side, Tuple) and not is_long(ctx, side):
            ctx.wrong(node, "a tuple and what is no tuple are joined", TypeError)
    label = name if isinstance(name, str) else None
    first, more = (entries_of(ctx, side, node) for side in (left, right))
    whole = listing.of_entries(ctx, listing.as_listing(ctx, first, node), first, label)
    assert isinstance(whole, Ref)
    list_methods.extend(ctx, whole, more, node)
    return of_list(whole, label)


def is_long(ctx: Context, value: Value) -> bool:
    content = memory.content_of(ctx, value)
    return isinstance(content, ObjectContent) and content.cls is LongTuple


def as_long(
    ctx: Context, owner: Frame, name: str, value: Value, node: ast.AST
) -> Value:
    """What a name is bound to, a tuple of any length if that has been decided."""
    if not isinstance(value, Tuple) or value.cls is not None:
        return value
    if lengthening(ctx, owner, name) not in ctx.lowering.decided:
        return value
    return made(ctx, value, node, name)
