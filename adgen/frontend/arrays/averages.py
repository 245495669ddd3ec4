"""`np.average` that gives the sum of the weights along with the mean, in words of others.

m, s = np.average(a, axis, w, True)     m = np.average(a, axis, w); s = np.sum(w, axis)
m, s = np.average(a, returned=True)     m = np.average(a); s = the number of samples of each mean
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import NoReturn

from adgen.frontend.containers.subscripts import select
from adgen.frontend.operations.outputs import call_primitive
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import memory
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import Tuple, Value
from adgen.ir.kinds import Array
from adgen.ir.nodes import Const

_PLACES = ("a", "axis", "weights", "returned")
_REAL = ("float", "float32")
_NO, _YES = Const(False), Const(True)


def average(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.average(a, axis=None, weights=None, returned=False)`"""
    given = {**dict(zip(_PLACES, args)), **kwargs}
    returned = given.pop("returned", _NO)
    if returned == _NO or len(args) > len(_PLACES):
        return call_primitive(ctx, "np.average", args, kwargs, node, name)
    if returned != _YES or "a" not in given:
        ctx.refuse(
            node,
            "`returned` of np.average is not known",
            "Write it as True or False.",
        )
    a, weights = given.pop("a"), given.get("weights", Const(None))
    if weights != Const(None) and known_items(ctx, weights) is not None:
        weights = apply_primitive(ctx, "np.array", (weights,), {}, node, None)
        given["weights"] = weights
    mean = apply_primitive(ctx, "np.average", (a,), given, node, None)
    return Tuple((mean, _total(ctx, a, weights, mean, given, node)))


def _total(
    ctx: Context,
    a: Value,
    weights: Value,
    mean: Value,
    given: Keywords,
    node: ast.AST,
) -> Value:
    """The sum of the weights of each mean."""
    if weights == Const(None):
        return _samples_of_each(ctx, a, mean, node)
    samples, each = _kind(ctx, a), _kind(ctx, weights)
    if samples is None or each is None or samples[0] != each[0]:
        _refuse(ctx, node)
    if samples[1] == each[1]:
        settings = {k: v for k, v in given.items() if k in ("axis", "keepdims")}
        return apply_primitive(ctx, "np.sum", (weights,), settings, node, None)
    if each[1] != 1:
        _refuse(ctx, node)
    total = apply_primitive(ctx, "np.sum", (weights,), {}, node, None)
    return apply_primitive(ctx, "np.full_like", (mean, total), {}, node, None)


def _refuse(ctx: Context, node: ast.AST) -> NoReturn:
    ctx.refuse(
        node,
        "np.average gives the sum of weights of which shape and type are not known, or are"
        " not those of the samples",
        "Sum them: np.sum(weights).",
    )


def _samples_of_each(ctx: Context, a: Value, mean: Value, node: ast.AST) -> Value:
    """`np.full_like(mean, np.size(a) / np.size(mean))[()]`: a number of NumPy, or an array."""

    def of(fn: str, *operands: Value) -> Value:
        return apply_primitive(ctx, fn, operands, {}, node, None)

    count = of("div", of("np.size", a), of("np.size", mean))
    return select(ctx, of("np.full_like", mean, count), Tuple(()), node)


def _kind(ctx: Context, value: Value) -> tuple[str, int] | None:
    """The type and the number of axes of an array of real numbers, if they are known."""
    kind = memory.kind_of(ctx, value)
    if isinstance(kind, Array) and kind.dtype in _REAL and kind.dims is not None:
        return kind.dtype, len(kind.dims)
    return None
