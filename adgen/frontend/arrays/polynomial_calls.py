"""Polynomials of NumPy and quantiles of Python in words of other functions.

np.polyfit(x, y, 2)           least squares with np.vander(x, 3), its columns scaled
np.poly(roots)                products of (z - root)
statistics.quantiles(xs)      combinations of neighbours in sorted(xs)
"""

from __future__ import annotations

import ast
import statistics
from collections.abc import Callable, Sequence

import numpy as np

from adgen.frontend.arrays import parts
from adgen.frontend.containers.items import known_index
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import memory
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import Value
from adgen.frontend.vocabulary import words
from adgen.frontend.vocabulary.word_calls import word
from adgen.ir.kinds import Array
from adgen.ir.nodes import Const
from adgen.rules.dtypes import class_of

Call = Callable[[Context, Sequence[Value], Keywords, ast.AST, Name], Value]
_NONE = Const(None)


def _vector(ctx: Context, value: Value, node: ast.AST, what: str) -> Value:
    """A real vector; a list of numbers becomes one."""
    if known_items(ctx, value) is not None or not isinstance(
        memory.kind_of(ctx, value), Array
    ):
        value = apply_primitive(ctx, "np.asarray", (value,), {}, node, None)
    kind = memory.kind_of(ctx, value)
    rank = parts.rank_of(ctx, value, node, what)
    if rank != 1 or isinstance(kind, Array) and kind.dtype.startswith("complex"):
        ctx.refuse(
            node,
            f"{what} is given something other than a vector of real numbers",
            "Call it for each vector.",
        )
    return value


def poly(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.poly(roots)`"""
    (roots,) = args
    vector = _vector(ctx, roots, node, "np.poly")
    kind = memory.kind_of(ctx, vector)
    if isinstance(kind, Array) and kind.dims == (0,):
        return Const(1.0)
    single = class_of(kind) == "float32"
    of_roots = words.polynomial_of_single_roots if single else words.polynomial_of_roots
    return word(ctx, of_roots, (vector,), node, name)


def polyfit(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.polyfit(x, y, deg, rcond=None, w=None)`"""
    names = ("x", "y", "deg", "rcond", "full", "w", "cov")
    given = {**dict(zip(names, args)), **kwargs}
    degree = known_index(ctx, given["deg"])
    more = [given.get(key, Const(False)) for key in ("full", "cov")]
    if degree is None or any(value != Const(False) for value in more):
        ctx.refuse(
            node,
            "np.polyfit is called with full=, cov=, or a degree that is not known",
            "Ask for the coefficients alone, with a literal degree.",
        )
    x, y = (_vector(ctx, given[key], node, "np.polyfit") for key in "xy")
    rcond = given.get("rcond", _NONE)
    if rcond == _NONE:
        size = apply_primitive(ctx, "len", (x,), {}, node, None)
        rcond = apply_primitive(ctx, "mul", (size, _EPSILON), {}, node, None)
    fit = (x, y, Const(degree + 1), rcond)
    weights = given.get("w", _NONE)
    if weights == _NONE:
        return word(ctx, words.polynomial_fit, fit, node, name)
    weights = _vector(ctx, weights, node, "np.polyfit")
    return word(ctx, words.weighted_fit, (*fit, weights), node, name)


_EPSILON = Const(float(np.finfo(float).eps))


def polydiv(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.polydiv(u, v)`: the quotient, and the rest without the zeros it begins with."""
    pair = [_vector(ctx, value, node, "np.polydiv") for value in args]
    single = any(class_of(memory.kind_of(ctx, value)) == "float32" for value in pair)
    quotient = words.polynomial_quotient
    if single:
        quotient = words.polynomial_quotient_of_type
    return word(ctx, quotient, pair, node, name)


def quantiles(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`statistics.quantiles(data, n=4, method="exclusive")`"""
    given = {**dict(zip(("data",), args)), **kwargs}
    method = given.get("method", Const("exclusive"))
    known = {
        "exclusive": words.quantiles_exclusive,
        "inclusive": words.quantiles_inclusive,
    }
    function = known.get(str(method.value)) if isinstance(method, Const) else None
    if function is None:
        ctx.refuse(
            node, "the method of statistics.quantiles is not known", "Write it out."
        )
    count = given.get("n", Const(4))
    return word(ctx, function, (given["data"], count), node, name)


CALLS: dict[object, Call] = {
    np.poly: poly,
    np.polyfit: polyfit,
    np.polydiv: polydiv,
    statistics.quantiles: quantiles,
}
"""How each function is lowered, by the function itself."""
