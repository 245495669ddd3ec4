"""Items of tuples and lists that are known item by item: `t[1]`, `xs[:2]`, `xs[i]`.

xs[1]        the item
xs[i]        a list of arrays or lists is made at run time, and an entry of it
"""

from __future__ import annotations

import ast

from adgen.frontend.containers.list_entries import (
    are_records,
    entry,
    entry_of_items,
    is_array,
    is_list,
    may_be_none,
)
from adgen.frontend.control.given_back import require_run_time
from adgen.frontend.control.growing import made_at_run_time
from adgen.frontend.control.unrolling import write_out
from adgen.frontend.regions import listing, memory, object_displays
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import (
    ListContent,
    Ref,
    Region,
    Slice,
    Tuple,
    Value,
)
from adgen.ir.nodes import Const, Var


def known_index(ctx: Context, index: Value) -> int | None:
    """An integer index that is known now."""
    if isinstance(index, (Const, Var)):
        value = listing.const_index(ctx, index)
        if type(value) in (int, bool):
            return int(value)  # type: ignore[call-overload, no-any-return]
    return None


def from_items(
    ctx: Context,
    base: Value,
    items: tuple[Value, ...],
    index: Value,
    node: ast.AST,
    name: str | None,
) -> Value:
    """The item, or a slice, of a sequence of known items."""
    place = known_index(ctx, index)
    if place is not None:
        if not -len(items) <= place < len(items):
            if isinstance(base, Ref):
                # An iteration before may have made the list longer.
                made_at_run_time(ctx, base, node, only_in_loops=True)
            ctx.wrong(
                node,
                f"the index {place} is out of range: {len(items)} items",
                IndexError,
            )
        return items[place]
    if isinstance(index, Slice):
        bounds = [
            _bound(ctx, part, node) for part in (index.start, index.stop, index.step)
        ]
        chosen = items[slice(*bounds)]
        if isinstance(base, Tuple):
            return Tuple(chosen)
        return Ref(Region(name, ListContent(chosen)))
    return _at_run_time(ctx, base, items, index, node, name)


def _at_run_time(
    ctx: Context,
    base: Value,
    items: tuple[Value, ...],
    index: Value,
    node: ast.AST,
    name: str | None,
) -> Value:
    """The item at a place that is only known at run time."""
    write_out(ctx, index, base)
    lists = all(is_list(ctx, item) for item in items) or are_records(ctx, items)
    lists = lists or (isinstance(base, Ref) and may_be_none(ctx, items))
    if isinstance(base, Ref) and (lists or all(is_array(ctx, item) for item in items)):
        require_run_time(ctx, base.region)
        lists = lists or base.region.origin == "fresh"
    if isinstance(base, Ref) and lists and (items or ctx.loops):
        # They may be changed through the entry; an empty list is filled in a later round.
        made_at_run_time(ctx, base, node)
        return entry(ctx, base.region, memory.operand(ctx, index, node), node, name)
    if isinstance(base, Ref):
        object_displays.decide(ctx, base.region, memory.content_of(ctx, base))
    return entry_of_items(ctx, items, index, node, name)


def _bound(ctx: Context, part: Value, node: ast.AST) -> int | None:
    if isinstance(part, Const) and part.value is None:
        return None
    place = known_index(ctx, part)
    if place is None:
        ctx.refuse(
            node,
            "a tuple or list is sliced with bounds that are only known at run time",
            "Use an array: np.array(xs).",
        )
    return place
