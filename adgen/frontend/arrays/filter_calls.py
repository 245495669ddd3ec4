"""Filters that begin with a state, and give the state at the end as a second result.

scipy.signal.lfilter(b, a, x, zi=z)     v = filtered_from(b, a, x, z); v[:len(x)], v[len(x):]
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.operations.outputs import call_primitive
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import Tuple, Value
from adgen.ir.kinds import Array, Number
from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.registry import callable_of
from adgen.rules.signature import positional_names

_NONE = Const(None)


def lfilter(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`scipy.signal.lfilter(b, a, x, axis=-1, zi=None)`: with a state it gives one, too."""
    names = positional_names(callable_of("scipy.signal.lfilter"))
    given = {**dict(zip(names, args)), **kwargs}
    if given.get("zi", _NONE) == _NONE or not {"b", "a", "x"} <= set(given):
        return call_primitive(ctx, "scipy.signal.lfilter", args, kwargs, node, name)
    operands = [_vector(ctx, given[key], node) for key in ("b", "a", "x", "zi")]
    kinds = [ctx.kind(operand) for operand in operands]
    if given.get("axis", Const(-1)) not in (Const(-1), Const(0)) or not all(
        isinstance(kind, Array) and len(kind.dims or ()) == 1 for kind in kinds
    ):
        ctx.refuse(
            node,
            "scipy.signal.lfilter is called with `zi` and other than one signal",
            "Filter the signals one by one, each a vector.",
        )
    both = ctx.emit("filtered_from", tuple(operands), node)
    size = ctx.emit("len", (operands[2],), node)
    made = ctx.kind(both)
    parts = []
    for bounds, like in ((_NONE, size), kinds[2]), ((size, _NONE), kinds[3]):
        assert isinstance(like, Array) and isinstance(made, Array)
        index = Pack("slice", (*bounds, _NONE))
        kind = Array(made.dtype, like.dims)
        parts.append(ctx.emit("getitem", (both, index), node, kind=kind))
    return Tuple(tuple(parts))


def _vector(ctx: Context, value: Value, node: ast.AST) -> Operand:
    """What is given for a vector: a list of numbers, one number, or an array."""
    operand = memory.operand(ctx, value, node)
    if isinstance(operand, Pack):
        return ctx.emit("np.array", (operand,), node)
    if isinstance(ctx.kind(operand), Number):
        return ctx.emit("np.atleast_1d", (operand,), node)
    return operand
