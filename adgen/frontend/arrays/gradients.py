"""`np.gradient`: differences of an array, stored in a new one, along one axis or several.

np.gradient(f, h)               slope[1:-1] = (f[2:] - f[:-2]) / (2.0 * h), and the ends
np.gradient(f, hx, hy)          one such array for each axis, in a tuple
np.gradient(f, edge_order=2)    parabolas at the ends
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from adgen.frontend.arrays import parts
from adgen.frontend.containers.items import known_index
from adgen.frontend.containers.subscripts import select
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import memory
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope.context import Builtin, Context, Keywords, Name
from adgen.frontend.scope.values import Slice, Tuple, Value
from adgen.frontend.vocabulary import words
from adgen.frontend.vocabulary.word_calls import word
from adgen.ir.kinds import Array
from adgen.ir.nodes import Const

_NONE = Const(None)
_WHOLE = Slice(_NONE, _NONE, _NONE)
_WORDS: dict[tuple[int, bool], Callable[..., Any]] = {
    (1, False): words.gradient_evenly,
    (1, True): words.gradient_at,
    (2, False): words.gradient_evenly_with_parabolas,
    (2, True): words.gradient_at_with_parabolas,
}
"""By the order at the ends, and whether there is a point for each element."""


def gradient(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.gradient(f, *spacing, axis=None, edge_order=1)`"""
    f, *spacing = args
    rank = parts.rank_of(ctx, f, node, "np.gradient")
    axes = _axes(ctx, kwargs.get("axis", _NONE), rank)
    order = known_index(ctx, kwargs.get("edge_order", Const(1)))
    if not axes or order not in (1, 2) or len(spacing) not in (0, 1, len(axes)):
        ctx.refuse(
            node,
            "np.gradient is called with axes, spacings or an order that are not known",
            "Write them out: np.gradient(f, hx, hy, axis=(0, 1), edge_order=2).",
        )
    steps = [_step(ctx, step, node) for step in spacing or (Const(1.0),)]
    if len(steps) < len(axes):
        if _is_vector(ctx, steps[0]):
            ctx.refuse(
                node,
                "np.gradient is called with the points of one axis along several",
                "Give a spacing or points for each axis: np.gradient(f, x, y).",
            )
        steps *= len(axes)
    if len(axes) == 1:
        return _along(ctx, f, steps[0], (axes[0], rank, order), node, name)
    found = [
        _along(ctx, f, step, (axis, rank, order), node, None)
        for axis, step in zip(axes, steps)
    ]
    return Tuple(tuple(found))


def _axes(ctx: Context, axis: Value, rank: int) -> list[int]:
    """The axes that are meant, counted from the first; none where they are not known."""
    if axis == _NONE:
        return list(range(rank))
    items = known_items(ctx, axis)
    axes = [known_index(ctx, item) for item in ((axis,) if items is None else items)]
    known = [i % rank for i in axes if i is not None and -rank <= i < rank]
    return known if len(known) == len(axes) == len(set(known)) else []


def _step(ctx: Context, step: Value, node: ast.AST) -> Value:
    if known_items(ctx, step) is None:
        return step
    return apply_primitive(ctx, "np.array", (step,), {}, node, None)


def _is_vector(ctx: Context, step: Value) -> bool:
    kind = memory.kind_of(ctx, step)
    return isinstance(kind, Array) and kind.dims != ()


def _along(
    ctx: Context,
    f: Value,
    step: Value,
    how: tuple[int, int, int],
    node: ast.AST,
    name: Name,
) -> Value:
    """The differences along one axis of an array of a rank, of an order at the ends."""
    axis, rank, order = how
    if axis:
        there = (f, Const(axis), Const(0))
        f = apply_primitive(ctx, "np.moveaxis", there, {}, node, None)
    points = _is_vector(ctx, step)
    if points and rank > 1:
        step = select(ctx, step, Tuple((_WHOLE, *[_NONE] * (rank - 1))), node)
    found = word(ctx, _WORDS[order, points], (f, step), node, name)
    if not axis:
        return found
    back = (found, Const(0), Const(axis))
    return apply_primitive(ctx, "np.moveaxis", back, {}, node, name)


CALLS: dict[object, Builtin] = {np.gradient: gradient}
"""How it is lowered, by the function itself."""
