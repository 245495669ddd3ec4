"""`xs[i] += f()`: Python reads the item before it calls f.

d["a"] += d["b"]        of a defaultdict: "a" gets its place in it first
xs[0] += xs.pop(0)      the first entry of before, twice
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager

from adgen.frontend.containers.subscripts import select
from adgen.frontend.containers.tables import made_table
from adgen.frontend.control.unrolling import write_out
from adgen.frontend.regions import memory
from adgen.frontend.regions.indices import selects
from adgen.frontend.regions.keys import MISSING, known_key
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import KNOWN, DictContent, Ref, Slice, Value


def read_first(
    ctx: Context, base: Value, index: Value, node: ast.AugAssign
) -> Value | None:
    """The item of a dict, an object, or a list of known items, which may get it by that."""
    content = memory.content_of(ctx, base)
    if isinstance(content, DictContent) and known_key(ctx, index) is MISSING:
        assert isinstance(base, Ref)
        write_out(ctx, index)
        made_table(ctx, base, node)
        content = memory.content_of(ctx, base)
    return select(ctx, base, index, node) if isinstance(content, KNOWN) else None


@contextmanager
def leaving_as_it_is(
    ctx: Context, base: Value, index: Value, node: ast.AugAssign, old: Value | None
) -> Iterator[None]:
    """Refuses what is done inside if it changes a list or array of which the old item has not
    been read; a view would see that."""
    region = base.region if isinstance(base, Ref) and old is None else None
    before = None if region is None else ctx.state.content(region)
    yield
    if region is None or ctx.block is None or ctx.state.content(region) == before:
        return
    if not isinstance(index, Slice) and (
        selects(ctx, memory.operand(ctx, index, node)) != "view"
    ):
        ctx.refuse(
            node,
            "what is on the right changes the list or array on the left, of which Python has"
            " read the item by then",
            "Keep the item in a variable: old = xs[i]; xs[i] = old + f().",
        )
