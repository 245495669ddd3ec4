"""Cross products: of vectors of three components, or of two and of three.

np.cross(x, y)    require_three(x, y); np.cross(x, y)    unless one of them is known to have three

Of two vectors of two components NumPy still gives a number, with a warning: a result of another
rank, which nobody can foresee who does not know the sizes.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

import numpy as np

from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Builtin, Context, Keywords, Name
from adgen.frontend.scope.values import Value
from adgen.ir.nodes import Const
from adgen.rules.shapes import dims_of

_NONE, _LAST = Const(None), Const(-1)


def cross(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.cross(a, b, axisa, axisb, axisc, axis)`"""
    given = {**dict(zip(("a", "b", "axisa", "axisb", "axisc", "axis"), args)), **kwargs}
    axis = given.get("axis", _NONE)
    if {"a", "b"} <= given.keys():
        _require_three(
            ctx,
            (given["a"], given["b"]),
            [
                given.get(own, _LAST) if axis == _NONE else axis
                for own in ("axisa", "axisb")
            ],
            node,
        )
    return apply_primitive(ctx, "np.cross", args, kwargs, node, name)


def _require_three(
    ctx: Context, vectors: tuple[Value, Value], axes: Sequence[Value], node: ast.AST
) -> None:
    sizes = [_size(ctx, *pair) for pair in zip(vectors, axes)]
    if 3 in sizes:
        return
    if sizes == [2, 2]:
        ctx.refuse(
            node,
            "np.cross of vectors of two components is a number",
            "Write x[..., 0] * y[..., 1] - x[..., 1] * y[..., 0].",
        )
    settings = {
        own: axis for own, axis in zip(("axisa", "axisb"), axes) if axis != _LAST
    }
    apply_primitive(ctx, "require_three", vectors, settings, node, None)


def _size(ctx: Context, x: Value, axis: Value) -> int | str | None:
    dims = dims_of(memory.kind_of(ctx, x))
    at = axis.value if isinstance(axis, Const) else None
    if not isinstance(at, int) or dims is None or not -len(dims) <= at < len(dims):
        return None
    return dims[at]


CALLS: dict[object, Builtin] = {np.cross: cross}
"""How each function is lowered, by the function itself."""
