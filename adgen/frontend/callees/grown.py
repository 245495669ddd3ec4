"""Lists and dicts that a function that calls itself changes, made at run time before the call.

out = []                      out.0 = list.new()
walk(x, n, out)        ->     out.1 = call walk(x.0, n.0, out.0)
"""

from __future__ import annotations

import ast

from adgen.frontend.callees.parameters import places
from adgen.frontend.callees.specialised import Callee
from adgen.frontend.containers.tables import made_table
from adgen.frontend.control.growing import made_at_run_time
from adgen.frontend.reading.acquire import span_of
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.doubts import Doubt
from adgen.frontend.scope.values import DictContent, ListContent, Ref, Region, Value

Path = tuple[str, ...]


def growing_in(ctx: Context, callee: Callee) -> list[Path]:
    """The arguments, and the parts of arguments, that a function changes: those further out
    first."""
    place = span_of(callee.node, callee.acquired)
    found = [d for d in ctx.lowering.decided if d.by == "growing" and d.place == place]
    return sorted((doubt.arguments for doubt in found), key=len)


def grown(ctx: Context, callee: Callee, value: Value, name: str, node: ast.AST) -> None:
    """Makes at run time what is an argument of a function that changes it, or a part of one."""
    for path in growing_in(ctx, callee):
        at = {
            found: region for region, found in places(value, ctx.state.content, (name,))
        }
        if path in at:
            _make(ctx, at[path], node)
    giving = Doubt("giving", span_of(callee.node, callee.acquired))
    if giving in ctx.lowering.decided and isinstance(value, Ref):
        if value.region.factory is not None:
            # Asking a defaultdict for an entry may change it.
            _make(ctx, value.region, node)


def _make(ctx: Context, region: Region, node: ast.AST) -> None:
    content = ctx.state.content(region)
    if isinstance(content, DictContent):
        made_table(ctx, Ref(region), node)
        for listed, _ in places(Ref(region), ctx.state.content):
            made_at_run_time(ctx, Ref(listed), node)
    elif isinstance(content, ListContent):
        made_at_run_time(ctx, Ref(region), node)
