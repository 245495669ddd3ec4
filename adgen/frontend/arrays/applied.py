"""Functions applied to parts of arrays: np.apply_along_axis, np.piecewise, np.vectorize.

np.apply_along_axis(f, 1, a)     np.array([f(row) for row in a])
np.vectorize(f)(x)               np.array([f(v) for v in x])
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
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import (
    Closure,
    ListContent,
    Object,
    Partial,
    Ref,
    Region,
    Value,
)
from adgen.frontend.vocabulary import iterator_words, words
from adgen.frontend.vocabulary.word_calls import word
from adgen.ir.kinds import Array, Number
from adgen.ir.nodes import Const

Call = Callable[[Context, Sequence[Value], Keywords, ast.AST, Name], Value]


def apply_along_axis(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.apply_along_axis(f, axis, a, *more)` of a vector or a matrix."""
    function, axis, array, *more = args
    what = "np.apply_along_axis"
    rank = parts.rank_of(ctx, array, node, what)
    place = known_index(ctx, axis)
    if rank > 2 or place is None or kwargs:
        ctx.refuse(
            node,
            f"{what} is called with more than a matrix and a literal axis",
            "Write the loop over the rows.",
        )
    if rank == 1:
        return ctx.lowering.call(ctx, function, (array, *more), {}, node, name)
    if place % rank == 1:
        return word(ctx, words.rows_applied, (function, array, *more), node, name)
    turned = apply_primitive(ctx, "np.transpose", (array,), {}, node, None)
    found = word(ctx, words.rows_applied, (function, turned, *more), node, name)
    if parts.rank_of(ctx, found, node, what) == 1:
        return found
    last = (found, Const(0), Const(-1))
    return apply_primitive(ctx, "np.moveaxis", last, {}, node, name)


def apply_over_axes(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.apply_over_axes(np.sum, a, [0, 1])`: one axis after another, each kept."""
    function, value, axes = args
    items = known_items(ctx, axes)
    rank = parts.rank_of(ctx, value, node, "np.apply_over_axes")
    for axis in items if items is not None else (axes,):
        value = ctx.lowering.call(ctx, function, (value, axis), {}, node, None)
        if parts.rank_of(ctx, value, node, "np.apply_over_axes") < rank:
            wider = (value, axis)
            value = apply_primitive(ctx, "np.expand_dims", wider, {}, node, None)
    return value


def piecewise(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.piecewise(x, [x < 0, x >= 0], [f, g])`: each function of the elements it is for."""
    x, given, chosen, *more = args
    conditions, functions = known_items(ctx, given), known_items(ctx, chosen)
    if conditions is None or functions is None or kwargs:
        ctx.refuse(
            node,
            "the conditions of np.piecewise are not written out",
            "Write lists of as many conditions as functions.",
        )
    if isinstance(memory.kind_of(ctx, x), Number):
        ctx.refuse(node, "np.piecewise is given a number", "Use an if statement.")
    if len(functions) == len(conditions) + 1:
        rest = conditions[0]
        for condition in conditions[1:]:
            rest = apply_primitive(ctx, "bitor", (rest, condition), {}, node, None)
        other = apply_primitive(ctx, "invert", (rest,), {}, node, None)
        conditions = (*conditions, other)
    lists = [
        Ref(Region(None, ListContent(tuple(items))))
        for items in (conditions, [as_function(f) for f in functions])
    ]
    return word(ctx, words.piecewise, (x, *lists, *more), node, name)


def as_function(value: Value) -> Value:
    """A number in the place of a function: the function that gives it."""
    if isinstance(value, (Closure, Object, Partial)):
        return value
    return Partial(Object(given_value, "given"), (value,), ())


def given_value(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    return args[0]


def fromfunction(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.fromfunction(f, (3, 3))`: the function of arrays of indices."""
    function, shape = args
    sizes = known_items(ctx, shape)
    if sizes is None or set(kwargs) - {"dtype"}:
        ctx.refuse(
            node,
            "np.fromfunction is called with a shape of run time, or with keywords",
            "Call the function with arrays made by np.arange.",
        )
    dtype = {"dtype": kwargs.get("dtype", Object(float, "float"))}
    indices = apply_primitive(ctx, "np.indices", (shape,), dtype, node, None)
    values = [select(ctx, indices, Const(i), node) for i in range(len(sizes))]
    return ctx.lowering.call(ctx, function, values, {}, node, name)


def fromiter(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.fromiter((f(v) for v in x), float)`"""
    given = {**dict(zip(("iter", "dtype", "count"), args)), **kwargs}
    dtype = given.get("dtype")
    of_type = _OF_ITERATORS.get(dtype.value) if isinstance(dtype, Object) else None
    if of_type is None:
        ctx.refuse(
            node,
            "np.fromiter makes an array of other numbers than floats",
            "Write np.array([...]), which takes the dtype of the values.",
        )
    if given.get("count", Const(-1)) != Const(-1) or "iter" not in given:
        ctx.refuse(
            node,
            "np.fromiter is called with `count`",
            "Take so many of the values: itertools.islice(values, count).",
        )
    return word(ctx, of_type, (given["iter"],), node, name)


_OF_ITERATORS: dict[object, Callable[..., Any]] = {
    float: iterator_words.fromiter,
    np.float64: iterator_words.fromiter,
    np.float32: iterator_words.fromiter_in_single,
    complex: iterator_words.fromiter_of_complex,
    np.complex128: iterator_words.fromiter_of_complex,
}


def vectorize(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.vectorize(f)`: a function that goes over the elements."""
    if len(args) != 1 or kwargs:
        ctx.refuse(
            node,
            "np.vectorize is called with settings",
            "Write the loop over the elements.",
        )
    return Partial(Object(_vectorized, "vectorized"), (args[0],), ())


def of_vectorized(value: np.vectorize) -> Call:
    """How a function is lowered that `@np.vectorize` has made outside."""

    def call(
        ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
    ) -> Value:
        made: Any = value
        if kwargs or made.excluded or made.signature:
            ctx.refuse(
                node,
                "a function of np.vectorize is called with keywords or has settings",
                "Write the loop over the elements.",
            )
        function = Object(made.pyfunc, getattr(made.pyfunc, "__name__", "function"))
        return _vectorized(ctx, (function, *args), {}, node, name)

    return call


def _vectorized(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    function, *arrays = args
    if len(arrays) == 1 and isinstance(memory.kind_of(ctx, arrays[0]), Array):
        return word(ctx, words.vectorized_alone, (function, *arrays), node, name)
    return word(ctx, words.vectorized, (function, *arrays), node, name)


CALLS: dict[object, Call] = {
    np.apply_along_axis: apply_along_axis,
    np.apply_over_axes: apply_over_axes,
    np.piecewise: piecewise,
    np.fromfunction: fromfunction,
    np.fromiter: fromiter,
    np.vectorize: vectorize,
    given_value: given_value,
    _vectorized: _vectorized,
}
"""How each function is lowered, by the function itself."""
