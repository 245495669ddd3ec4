"""Loops over the indices of an array: np.ndindex, np.ndenumerate.

for i, j in np.ndindex(3, n):        for i in range(3): for j in range(n): ...
for i, v in np.ndenumerate(x):       for i in range(len(x)): v = x[i] ...
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

import numpy as np

from adgen.frontend.arrays import parts
from adgen.frontend.callees import functions
from adgen.frontend.containers.unpacking import unpacked
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import Object, RangeValue, Value
from adgen.frontend.vocabulary import iterator_words as words
from adgen.ir.nodes import Const

_INDICES: dict[int, Callable[..., Any]] = {
    1: words.single_indices,
    2: words.products,
    3: words.triple_products,
}
_ELEMENTS: dict[int, Callable[..., Any]] = {
    1: words.elements_of_line,
    2: words.elements_of_table,
    3: words.elements_of_block,
}


def ndindex(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.ndindex(3, 4)`, `np.ndindex(x.shape)`: tuples of indices, row after row."""
    sizes = tuple(args)
    if len(args) == 1 and not parts.is_number(ctx, args[0]):
        sizes = unpacked(ctx, args[0], node, None, ())
    function = _INDICES.get(len(sizes)) or _refuse(ctx, "np.ndindex", node)
    ranges = [
        RangeValue(Const(0), memory.operand(ctx, size, node), Const(1))
        for size in sizes
    ]
    callee = Object(function, "np.ndindex")
    return functions.call_object(ctx, callee, ranges, {}, node, None)


def ndenumerate(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.ndenumerate(x)`: pairs of a tuple of indices and the element there."""
    (array,) = args
    rank = parts.rank_of(ctx, array, node, "np.ndenumerate")
    function = _ELEMENTS.get(rank) or _refuse(ctx, "np.ndenumerate", node)
    callee = Object(function, "np.ndenumerate")
    return functions.call_object(ctx, callee, (array,), {}, node, None)


def _refuse(ctx: Context, what: str, node: ast.AST) -> NoReturn:
    ctx.refuse(
        node,
        f"{what} runs over other than one, two or three axes",
        "Write the loops out.",
    )


def nditer(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """Refused: its elements are arrays that share memory, in an order of its own."""
    ctx.refuse(
        node,
        "np.nditer runs over elements in the order in which they lie in memory",
        "Use x.flat, np.ndenumerate(x), or loops over indices.",
    )


CALLS: dict[object, Callable[..., Value]] = {
    np.ndindex: ndindex,
    np.ndenumerate: ndenumerate,
    np.nditer: nditer,
}
"""How each is lowered."""
