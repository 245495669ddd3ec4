"""Points between two ends along any axis, and their distance; curves through points that recur.

np.linspace(x, y, 5, axis=1)           np.moveaxis(np.linspace(x, y, 5), 0, 1)
np.linspace(x, y, 5, retstep=True)     np.linspace(x, y, 5), np.subtract(y, x) / 4
np.interp(x, xp, fp, period=p)         np.interp of x % p, through points that are put in order
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

import numpy as np

from adgen.frontend.operations.outputs import call_primitive
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import memory
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope.context import Builtin, Context, Keywords, Name
from adgen.frontend.scope.values import Tuple, Value
from adgen.frontend.vocabulary import signal_words
from adgen.frontend.vocabulary.word_calls import word
from adgen.ir.kinds import Number
from adgen.ir.nodes import Const
from adgen.rules.registry import callable_of
from adgen.rules.signature import positional_names

_NONE, _NO, _YES, _FIRST = Const(None), Const(False), Const(True), Const(0)


def _between(fn: str) -> Builtin:
    names = positional_names(callable_of(fn))

    def call(
        ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
    ) -> Value:
        given = {**dict(zip(names, args)), **kwargs}
        with_step, axis = given.get("retstep", _NO), given.get("axis", _FIRST)
        plain = with_step == _NO and axis == _FIRST
        if plain or len(args) > len(names) or not {"start", "stop"} <= given.keys():
            return call_primitive(ctx, fn, args, kwargs, node, name)
        ends = (given["start"], given["stop"])
        step = None if with_step == _NO else _step(ctx, ends, given, node)
        rest = {k: v for k, v in given.items() if k not in _HANDLED}
        first = [rest.pop(key) for key in names[:3] if key in rest]
        label = name if step is None and axis == _FIRST else None
        points = call_primitive(ctx, fn, first, rest, node, label)
        if axis != _FIRST:
            moved = (points, _FIRST, axis)
            label = name if step is None else None
            points = apply_primitive(ctx, "np.moveaxis", moved, {}, node, label)
        return points if step is None else Tuple((points, step))

    return call


def _step(
    ctx: Context, ends: tuple[Value, Value], given: Mapping[str, Value], node: ast.AST
) -> Value:
    """The distance of the points."""
    num, endpoint = given.get("num", Const(50)), given.get("endpoint", _YES)
    steps = 0
    if given.get("retstep") == _YES and endpoint in (_YES, _NO):
        count = num.value if isinstance(num, Const) else None
        steps = count - (endpoint == _YES) if isinstance(count, int) else 0
    if steps < 1:
        ctx.refuse(
            node,
            "np.linspace gives the step of points of which it is not known that they are several",
            "Write the step: (stop - start) / (num - 1).",
        )
    listed = [known_items(ctx, end) is not None for end in ends]
    start, stop = (
        apply_primitive(ctx, "np.asarray", (end,), {}, node, None) if a_list else end
        for end, a_list in zip(ends, listed)
    )
    rise = apply_primitive(ctx, "np.subtract", (stop, start), {}, node, None)
    return apply_primitive(ctx, "div", (rise, Const(steps)), {}, node, None)


def interp(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.interp(x, xp, fp, left, right, period)`: with a period there are no ends."""
    names = positional_names(np.interp)
    given = {**dict(zip(names, args)), **kwargs}
    period = given.get("period", _NONE)
    if period == _NONE or len(args) > len(names):
        return call_primitive(ctx, "np.interp", args, kwargs, node, name)
    points = [given.get(key) for key in ("x", "xp", "fp")]
    if any(value is None for value in points) or set(given) - set(names):
        ctx.wrong(node, "np.interp is called with other arguments than it has")
    if not isinstance(memory.kind_of(ctx, period), Number):
        ctx.refuse(node, "the period is no number", "Give one period for all points.")
    operands = [value for value in (*points, period) if value is not None]
    return word(ctx, signal_words.interpolated_periodically, operands, node, name)


_HANDLED = ("retstep", "axis")
_BETWEEN = (np.linspace, np.logspace, np.geomspace)
CALLS: dict[object, Builtin] = {
    **{fn: _between(f"np.{fn.__name__}") for fn in _BETWEEN},
    np.interp: interp,
}
"""How each function is lowered, by the function itself."""
