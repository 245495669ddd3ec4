"""Functions of libraries that are put into words of their own.

functools.reduce(f, xs, s)     for v in xs: s = f(s, v)
heapq.nlargest(n, values)      sorted(values, reverse=True)[:n]
"""

from __future__ import annotations

import ast
import functools
import heapq
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from adgen.frontend.arrays import (
    applied,
    clipping,
    cross_products,
    einsum_calls,
    gradients,
    grid_indices,
    intervals,
    matrix_calls,
    parts,
    polynomial_calls,
    quantiles,
    where_true,
)
from adgen.frontend.arrays.array_writes import WRITES
from adgen.frontend.calling import heaps, next_calls, operator_calls
from adgen.frontend.calling.iterators import ITERTOOLS
from adgen.frontend.calling.random_calls import RANDOM
from adgen.frontend.containers.subscripts import select
from adgen.frontend.higher_order import nested_matrices
from adgen.frontend.operations import dtype_limits
from adgen.frontend.regions import memory
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope.context import Builtin, Context, Keywords, Name
from adgen.frontend.scope.values import Slice, Value
from adgen.frontend.syntax.contexts import FILTERS
from adgen.frontend.syntax.loop_statements import loop_over
from adgen.frontend.vocabulary import words
from adgen.frontend.vocabulary.total_orders import ORDERS
from adgen.frontend.vocabulary.word_calls import word
from adgen.ir.nodes import Const

_NONE = Const(None)
_WHOLE = Slice(_NONE, _NONE, _NONE)


def reduce(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`functools.reduce(f, xs[, start])`"""
    function, values = args[0], args[1]
    if isinstance(values, memory.ITERATORS):
        values = ctx.lowering.listed(ctx, values, node)
    items = known_items(ctx, values)
    start: Value | None = args[2] if len(args) > 2 else None
    if items is not None:
        rest = list(items)
        value = rest.pop(0) if start is None else start
        for item in rest:
            value = ctx.lowering.call(ctx, function, (value, item), {}, node, None)
        return value
    if start is None:
        start = select(ctx, values, Const(0), node)
        values = select(ctx, values, Slice(Const(1), _NONE, _NONE), node)
    return _in_loop(ctx, function, values, start, node)


def _in_loop(
    ctx: Context, function: Value, values: Value, start: Value, node: ast.AST
) -> Value:
    key = ctx.pseudo(f"reduced {id(node)}", None)
    ctx.state.names[key] = start
    elements: list[Value] = []

    def body() -> None:
        pair = (ctx.state.names[key], elements.pop())
        ctx.state.names[key] = ctx.lowering.call(ctx, function, pair, {}, node, None)

    target = ast.Tuple([], ast.Store())
    loop_over(ctx, values, target, elements.append, body, node, keys_too=(key,))
    return ctx.state.names.pop(key)


def _in_order(plain: Callable[..., Any], keyed: Callable[..., Any]) -> Builtin:
    """`heapq.nlargest(n, values, key=None)` and its like."""

    def call(
        ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
    ) -> Value:
        key = kwargs.get("key", args[2] if len(args) > 2 else _NONE)
        given = args[:2] if key == _NONE else (*args[:2], key)
        return word(ctx, plain if key == _NONE else keyed, given, node, name)

    return call


def _written(function: Callable[..., Any]) -> Builtin:
    """What one of the programs does, called as it is."""

    def call(
        ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
    ) -> Value:
        return word(ctx, function, args, node, name)

    return call


LIBRARY: dict[object, Builtin] = {
    functools.reduce: reduce,
    np.split: parts.split,
    np.array_split: parts.array_split,
    np.hsplit: parts.hsplit,
    np.vsplit: parts.vsplit,
    np.dsplit: parts.dsplit,
    np.broadcast_arrays: parts.broadcast_arrays,
    np.meshgrid: parts.meshgrid,
    np.block: parts.block,
    **applied.CALLS,
    **clipping.CALLS,
    **cross_products.CALLS,
    **dtype_limits.CALLS,
    **einsum_calls.CALLS,
    **gradients.CALLS,
    **grid_indices.CALLS,
    **heaps.CALLS,
    **intervals.CALLS,
    **matrix_calls.CALLS,
    **nested_matrices.CALLS,
    **next_calls.CALLS,
    heapq.nlargest: _in_order(words.largest, words.largest_by),
    heapq.nsmallest: _in_order(words.smallest, words.smallest_by),
    **operator_calls.CALLS,
    **polynomial_calls.CALLS,
    **quantiles.CALLS,
    **where_true.CALLS,
    **WRITES,
    **FILTERS,
    **ITERTOOLS,
    **{function: _written(program) for function, program in ORDERS.items()},
    **RANDOM,
}
"""What is not a primitive, by the function itself."""
if hasattr(np, "unstack"):
    LIBRARY[np.unstack] = parts.unstack
