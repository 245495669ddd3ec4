"""Iterators that are taken out of what holds them: of each, only the first reader finds anything.

d = {"m": map(f, x)}
sum(d["m"]) + sum(d["m"])      the second sum is of nothing: refused
"""

from __future__ import annotations

import ast

from adgen.frontend.control.live import require_length
from adgen.frontend.instances.entries import is_each_object
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.reached import reached
from adgen.frontend.scope.values import (
    EnumerateValue,
    Generator,
    MapValue,
    ReversedValue,
    Value,
    ZipValue,
)

_ONCE = (Generator, ZipValue, EnumerateValue, ReversedValue, MapValue)
"""Iterators that do not know their reader, as a stream does."""


def note(ctx: Context, value: Value, node: ast.AST) -> None:
    """Notes where an iterator is made, and where an item or an attribute is one."""
    if not isinstance(value, _ONCE) or is_each_object(value):
        return
    if isinstance(node, ast.Subscript | ast.Attribute):
        take(ctx, value, node)
    else:
        ctx.iterators.setdefault(_key(value), (value, ctx.nesting, None))


def take(ctx: Context, value: Value, node: ast.AST) -> None:
    """Refuses an iterator that has been taken out of what holds it at another place, or may be
    taken several times there."""
    if not isinstance(value, _ONCE) or is_each_object(value):
        return
    require_length(ctx, value, node)
    place = reached(ctx, node)
    made = (value, ctx.nesting, None)
    _, nesting, reader = ctx.iterators.get(_key(value), made)
    if reader not in (None, place) or ctx.nesting > nesting:
        ctx.refuse(
            node,
            "the iterator that is taken here may have been consumed already",
            "Keep a list of its elements there: list(...).",
        )
    ctx.iterators[_key(value)] = (value, nesting, place)


def _key(value: Value) -> str:
    return f"<iterator {id(value)}>"
