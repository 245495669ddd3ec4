"""Moments of several orders at once.

scipy.stats.moment(x, [2, 3])    np.stack([scipy.stats.moment(x, 2), scipy.stats.moment(x, 3)])
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.operations.outputs import call_primitive
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope import forms
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import Value

_FN = "scipy.stats.moment"


def moment(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`scipy.stats.moment(a, order, axis)`"""
    order = args[1] if len(args) > 1 else kwargs.get("order")
    orders = None if order is None else known_items(ctx, order)
    if not orders:
        return call_primitive(ctx, _FN, args, kwargs, node, name)
    rest = {key: value for key, value in kwargs.items() if key != "order"}
    found = [
        (
            call_primitive(ctx, _FN, (*args[:1], one, *args[2:]), rest, node, None)
            if args
            else call_primitive(ctx, _FN, args, {**rest, "order": one}, node, None)
        )
        for one in orders
    ]
    listed = forms.value_of("list", (), tuple(found))
    return apply_primitive(ctx, "np.stack", (listed,), {}, node, name)
