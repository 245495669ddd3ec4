"""Lists of which a function returns one of one length here, one of another length there.

if k == 0:                               up.0 := list.new() ...    one made at run time on each path
    return [x]                    ->
return up(x, k - 1) + [x ** k]
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.regions import listing, memory
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.state import Open
from adgen.frontend.scope.values import (
    KNOWN,
    ListContent,
    Ref,
    Tuple,
    Value,
    is_operand,
)
from adgen.ir.kinds import Listing


def make_alike(
    ctx: Context, ends: Sequence[Open], values: Sequence[Value], node: ast.AST
) -> bool:
    """Makes the lists at run time that differ in their length, also in tuples; True if any."""
    known = [
        (block, value)
        for block, value in zip(ends, values)
        if not _is_bottom(ctx, block, value)
    ]
    if len(known) < 2:
        return False
    tuples = [value for _, value in known if isinstance(value, Tuple)]
    if len(tuples) == len(known) and len({len(t.items) for t in tuples}) == 1:
        blocks = [block for block, _ in known]
        columns = list(zip(*(t.items for t in tuples)))
        made = [make_alike(ctx, blocks, column, node) for column in columns]
        return True in made
    lengths = [_length(ctx, block, value) for block, value in known]
    if None in lengths or len(set(lengths)) == 1:
        return False
    for (block, value), length in zip(known, lengths):
        if length != _RUN_TIME:
            assert isinstance(value, Ref)
            with ctx.at(block):
                listing.materialise(ctx, value.region, node)
    return True


_RUN_TIME = -1


def _length(ctx: Context, block: Open, value: Value) -> int | None:
    """How many entries a list has; None for what is no list."""
    with ctx.at(block):
        content = memory.content_of(ctx, value)
        if isinstance(content, ListContent):
            return len(content.items)
        kind = memory.kind_of(ctx, value)
    return _RUN_TIME if isinstance(kind, Listing) else None


def _is_bottom(ctx: Context, block: Open, value: Value) -> bool:
    if isinstance(value, Ref):
        content = block.state.content(value.region)
        return not isinstance(content, KNOWN) and ctx.is_bottom(content)
    return is_operand(value) and ctx.is_bottom(value)
