"""np.clip with its bounds by the names of the array standard.

np.clip(x, min=0.5)        np.clip(x, a_min=0.5, a_max=None), which all versions of NumPy know
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

import numpy as np

from adgen.frontend.operations.outputs import call_primitive
from adgen.frontend.scope.context import Builtin, Context, Keywords, Name
from adgen.frontend.scope.values import Value
from adgen.ir.nodes import Const

_NAMES = {"min": "a_min", "max": "a_max"}


def clip(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.clip(x, low, high)` and `x.clip(low, high)`, where one bound may be missing."""
    if kwargs.keys().isdisjoint(_NAMES):
        return call_primitive(ctx, "np.clip", args, kwargs, node, name)
    named = {_NAMES.get(key, key): value for key, value in kwargs.items()}
    if len(named) < len(kwargs):
        ctx.wrong(node, "np.clip is given one bound under two names")
    missing = list(_NAMES.values())[max(len(args) - 1, 0) :]
    given = {key: named.pop(key, Const(None)) for key in missing}
    return call_primitive(ctx, "np.clip", args, {**given, **named}, node, name)


CALLS: dict[object, Builtin] = {np.clip: clip}
"""How the function is lowered."""
