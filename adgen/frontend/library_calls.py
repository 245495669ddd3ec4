"""Functions of libraries that are put into words of their own: functools.reduce, np.split.

functools.reduce(f, xs, s)     for v in xs: s = f(s, v)
a, b = np.split(x, 2)          a, b = x[:n // 2], x[n // 2:]
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Mapping, Sequence

import numpy as np

from adgen.frontend import calls, memory
from adgen.frontend.array_writes import WRITES
from adgen.frontend.builtin_calls import Builtin
from adgen.frontend.comprehension import next_of
from adgen.frontend.context import Context, Name
from adgen.frontend.expressions import binary
from adgen.frontend.loop_statements import loop_over
from adgen.frontend.primitives import apply_primitive
from adgen.frontend.structures import LARGEST, known_items
from adgen.frontend.subscripts import known_index, select
from adgen.frontend.values import (
    ListContent,
    Ref,
    Region,
    Slice,
    Tuple,
    Value,
)
from adgen.ir.nodes import Const

Keywords = Mapping[str, Value]
_NONE = Const(None)


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
            value = calls.call_value(ctx, function, (value, item), {}, node, None)
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
        ctx.state.names[key] = calls.call_value(ctx, function, pair, {}, node, None)

    target = ast.Tuple([], ast.Store())
    loop_over(ctx, values, target, elements.append, body, node, keys_too=(key,))
    return ctx.state.names.pop(key)


def split(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.split(x, 3)`, `np.split(x, [2, 5], axis=1)`: views of the parts."""
    array, sections = args[0], args[1]
    axis = kwargs.get("axis", args[2] if len(args) > 2 else Const(0))
    place = known_index(ctx, axis)
    if place is None or place < 0:
        ctx.refuse(
            node,
            "np.split along an axis that is not a literal from 0 on",
            "Use slices: x[:, i:j].",
        )
    bounds = _bounds(ctx, array, sections, place, node)
    edges: list[Value] = [_NONE, *bounds, _NONE]
    names: Sequence[Name] = name if isinstance(name, tuple) else ()
    whole = Slice(_NONE, _NONE, _NONE)
    parts: list[Value] = []
    for i, (first, last) in enumerate(zip(edges, edges[1:])):
        index: Value = Slice(first, last, _NONE)
        if place:
            index = Tuple((*[whole] * place, index))
        label = names[i] if i < len(names) else None
        part = select(
            ctx, array, index, node, label if isinstance(label, str) else None
        )
        parts.append(part)
    return Ref(Region(None, ListContent(tuple(parts))))


def _bounds(
    ctx: Context, array: Value, sections: Value, place: int, node: ast.AST
) -> list[Value]:
    """Where the parts begin and end, without the outer ends."""
    count = known_index(ctx, sections)
    if count is not None and 0 < count <= LARGEST:
        shape = apply_primitive(ctx, "np.shape", (array,), {}, node, None)
        size = select(ctx, shape, Const(place), node)
        step = binary(ctx, "floordiv", size, sections, node)
        inner = [binary(ctx, "mul", Const(i), step, node) for i in range(2, count)]
        return [step, *inner] if count > 1 else []
    items = known_items(ctx, sections)
    if items is None:
        ctx.refuse(
            node,
            "into how many parts np.split divides is only known at run time",
            "Use slices: x[i:j].",
        )
    return list(items)


LIBRARY: dict[object, Builtin] = {
    functools.reduce: reduce,
    np.split: split,
    next: next_of,
    **WRITES,
}
"""What is not a primitive, by the function itself."""
