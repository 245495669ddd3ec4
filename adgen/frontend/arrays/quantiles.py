"""Quantiles of several levels: one after the other.

np.percentile(x, [5, 95])       np.array([np.percentile(x, 5), np.percentile(x, 95)])

The levels are few, and the derivative of each is that of two neighbours in the sorted data.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

import numpy as np

from adgen.frontend.containers.subscripts import select
from adgen.frontend.operations.outputs import call_primitive
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import memory
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope import forms
from adgen.frontend.scope.context import Builtin, Context, Keywords, Name
from adgen.frontend.scope.values import Value
from adgen.ir.kinds import Array
from adgen.ir.nodes import Const


def _levels(ctx: Context, q: Value, node: ast.AST) -> Sequence[Value] | None:
    """The levels, if they are several and their number is known."""
    items = known_items(ctx, q)
    if items is not None:
        return items
    kind = memory.kind_of(ctx, q)
    if isinstance(kind, Array) and kind.dims is not None and len(kind.dims) == 1:
        (count,) = kind.dims
        if isinstance(count, int):
            return [select(ctx, q, Const(i), node) for i in range(count)]
    return None


def _of_levels(fn: str) -> Builtin:
    def call(
        ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
    ) -> Value:
        q = args[1] if len(args) > 1 else kwargs.get("q")
        levels = None if q is None else _levels(ctx, q, node)
        if not levels or len(args) > 3 or "out" in kwargs:
            return call_primitive(ctx, fn, args, kwargs, node, name)
        found: list[Value] = []
        for level in levels:
            given = [args[0], level, *args[2:]] if len(args) > 1 else args
            named = kwargs if len(args) > 1 else {**kwargs, "q": level}
            found.append(apply_primitive(ctx, fn, given, named, node, None))
        listed = forms.value_of("list", (), tuple(found))
        return apply_primitive(ctx, "np.array", (listed,), {}, node, name)

    return call


CALLS: dict[object, Builtin] = {
    np.percentile: _of_levels("np.percentile"),
    np.quantile: _of_levels("np.quantile"),
    np.nanpercentile: _of_levels("np.nanpercentile"),
    np.nanquantile: _of_levels("np.nanquantile"),
}
"""How each function is lowered, by the function itself."""
