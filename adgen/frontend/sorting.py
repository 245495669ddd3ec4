"""Lists in order: `xs.sort(key=..., reverse=...)` and `sorted(xs, ...)`.

order = sorted(range(len(keys)), key=keys.__getitem__)      which entry comes where
ys = [xs[k] for k in order]
"""

from __future__ import annotations

import ast

from adgen.frontend import listing
from adgen.frontend.context import Context, Keywords
from adgen.frontend.values import NONE_VALUE, MapValue, Value
from adgen.ir.nodes import Const, Operand, Var


def sorted_listing(
    ctx: Context, values: Value, kwargs: Keywords, node: ast.AST, label: str | None
) -> Var:
    """The entries of a list, an array or an iterator in the order of their keys."""
    reverse, key = kwargs.get("reverse", Const(False)), kwargs.get("key", NONE_VALUE)
    if set(kwargs) - {"reverse", "key"} or not isinstance(reverse, Const):
        ctx.refuse(
            node,
            "adgen does not know these arguments of sort or sorted",
            "Give key and reverse, the latter as True or False.",
        )
    entries = listing.as_listing(ctx, values, node)
    keys: Operand = entries
    if key != NONE_VALUE:
        mapped = ctx.lowering.listed(ctx, MapValue(key, (ctx.value_of(entries),)), node)
        keys = listing.as_listing(ctx, mapped, node)
    backwards = [("reverse", reverse)] if reverse.value else []
    order = ctx.emit("list.order", (keys,), node, kwargs=backwards)
    return ctx.emit("list.taken", (entries, order), node, label)
