"""`ufunc.at`: a function applied to some places of an array, one after the other.

np.add.at(a, i, v)                a[i] += v, where the same place may stand in i again
np.multiply.at(a, i, v)           for k in range(len(i)): a[i[k]] *= v[k]
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

import numpy as np

from adgen.frontend.arrays.array_writes import target_array
from adgen.frontend.containers.subscripts import select
from adgen.frontend.operations.outputs import put_at
from adgen.frontend.operations.primitives import no_rule
from adgen.frontend.regions import memory
from adgen.frontend.regions.flat_stores import writes_flat
from adgen.frontend.scope.context import Context, Keywords
from adgen.frontend.scope.values import NONE_VALUE, RangeValue, Ref, Tuple, Value
from adgen.frontend.syntax.expressions import binary
from adgen.frontend.syntax.loop_statements import loop_over
from adgen.ir.kinds import Array, Dim, Number, may_be_one, same_dim
from adgen.ir.nodes import Const, Operand, Pack

_OPERATIONS = {
    np.multiply: "mul",
    np.divide: "div",
    np.true_divide: "div",
    np.power: "pow",
    np.maximum: "np.maximum",
    np.minimum: "np.minimum",
    np.fmax: "np.fmax",
    np.fmin: "np.fmin",
}


def at(
    ctx: Context,
    ufunc: np.ufunc,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
) -> Value:
    """`np.add.at(x, i, v)`: an accumulating store; `np.multiply.at`: one after the other."""
    title = f"np.{ufunc.__name__}.at"
    if len(args) != 3 or kwargs:
        no_rule(ctx, title, node)
    array = target_array(ctx, args[0], title, node)
    if isinstance(node, ast.Call) and writes_flat(node.args[0]):
        ctx.wrong(node, f"{title} is called on x.flat, which is no array", TypeError)
    if ufunc in (np.add, np.subtract):
        place = memory.operand(ctx, args[1], node)
        amount = memory.operand(ctx, args[2], node)
        if isinstance(amount, Pack):
            amount = ctx.emit("np.array", (amount,), node)
        kind = memory.kind_of(ctx, array)
        memory.require_dtype(ctx, kind, ctx.kind(amount), node)
        if ufunc is np.subtract:
            amount = ctx.emit("neg", (amount,), node)
        memory.store(ctx, array, place, amount, "add", node)
        return NONE_VALUE
    if ufunc not in _OPERATIONS:
        no_rule(ctx, title, node)
    _one_by_one(ctx, _OPERATIONS[ufunc], array, args[1], args[2], node)
    return NONE_VALUE


def _one_by_one(
    ctx: Context, fn: str, array: Ref, index: Value, value: Value, node: ast.AST
) -> None:
    """`for k in range(len(index)): array[index[k]] = fn(array[index[k]], value[k])`

    What is read is what it was before: NumPy copies what overlaps.
    """
    parts = index.items if isinstance(index, Tuple) else (index,)
    places = [_place(ctx, part, node) for part in parts]
    amounts = memory.operand(ctx, value, node)
    if isinstance(amounts, Pack):
        amounts = ctx.emit("np.array", (amounts,), node)
    several = _is_one_for_each(ctx, array, places, amounts, node)
    places, amounts, several = _in_step(ctx, places, amounts, several, node)
    rows = [place for place in places if not isinstance(ctx.kind(place), Number)]
    counts: list[Value] = []

    def body() -> None:
        k = memory.operand(ctx, counts.pop(), node)
        at_index = Tuple(
            tuple(ctx.emit("getitem", (p, k), node) if p in rows else p for p in places)
        )
        whole: Value = at_index if len(places) > 1 else at_index.items[0]
        old = select(ctx, array, whole, node)
        amount = ctx.emit("getitem", (amounts, k), node) if several else amounts
        new = memory.operand(ctx, _combined(ctx, fn, old, amount, node), node)
        put_at(ctx, array, memory.operand(ctx, whole, node), new, node)

    sizes = tuple(ctx.emit("len", (row,), node) for row in rows)
    size = sizes[0]
    if len(sizes) > 1:
        size = ctx.emit("max", (Pack("tuple", sizes),), node, kind=Number("int"))
    numbers = RangeValue(Const(0), size, Const(1))
    loop_over(ctx, numbers, ast.Tuple([], ast.Store()), counts.append, body, node)


def _place(ctx: Context, part: Value, node: ast.AST) -> Operand:
    """The places along one axis: an integer, or an array of one axis of them."""
    place = memory.operand(ctx, part, node)
    if isinstance(place, Pack) and place.form == "list":
        place = ctx.emit("np.array", (place,), node)
    match ctx.kind(place):
        case Number("int") | Array("int", (_,)):
            return place
    ctx.refuse(
        node,
        "ufunc.at is called with other than integers, or arrays of integers of one axis",
        _LOOP,
    )


_LOOP = "Write the loop: for k in range(len(i)): a[i[k]] *= v[k]."


def _is_one_for_each(
    ctx: Context, array: Ref, places: list[Operand], amounts: Operand, node: ast.AST
) -> bool:
    """True if there is an amount for each place; False if it is the same for all of them."""
    kinds = memory.kind_of(ctx, array), ctx.kind(amounts)
    some = any(isinstance(ctx.kind(place), Array) for place in places)
    if some and isinstance(kinds[1], Number):
        return False
    ranks = [len(kind.dims or ()) if isinstance(kind, Array) else -1 for kind in kinds]
    known = all(isinstance(k, Array) and k.dims is not None for k in kinds)
    left = ranks[0] - len(places)
    if not some or not known or not ranks[1] <= left + 1:
        ctx.refuse(
            node,
            "ufunc.at is called with an array or with amounts of which adgen does not know"
            " how many axes they have, or with one place",
            _LOOP,
        )
    return ranks[1] == left + 1


def _in_step(
    ctx: Context,
    places: list[Operand],
    amounts: Operand,
    several: bool,
    node: ast.AST,
) -> tuple[list[Operand], Operand, bool]:
    """Places and amounts of one length: of one alone, among more, each takes that one."""
    rows = [place for place in places if not isinstance(ctx.kind(place), Number)]
    lengths = [_length(ctx, x) for x in (*rows, *([amounts] if several else ()))]
    if all(same_dim(lengths[0], other) for other in lengths[1:]):
        return places, amounts, several
    longer = [row for row in rows if _length(ctx, row) != 1]
    if not longer and may_be_one(lengths[-1]):
        longer = rows[:1]
    if not longer:
        ctx.wrong(node, "ufunc.at is called with more amounts than places", ValueError)
    shapes = [ctx.emit("np.shape", (row,), node) for row in longer]
    found: dict[Operand, Operand] = {row: row for row in longer}
    if any(may_be_one(_length(ctx, x)) for x in longer) and len(longer) > 1:
        shapes[:] = [ctx.emit("np.broadcast_shapes", shapes, node)]
        for row in longer:
            wide = (row, shapes[0])
            found[row] = ctx.emit("np.broadcast_to", wide, node)
    if several and lengths[-1] == 1:
        amounts, several = _first(ctx, amounts, node), False
    elif several and may_be_one(lengths[-1]):
        amounts = _repeated(ctx, amounts, shapes[0], node)
    numbers = [place for place in places if place not in rows]
    found |= {number: number for number in numbers}
    alone = {p: _first(ctx, p, node) for p in rows if p not in longer}
    return [(found | alone)[place] for place in places], amounts, several


def _length(ctx: Context, x: Operand) -> Dim:
    kind = ctx.kind(x)
    assert isinstance(kind, Array) and kind.dims
    return kind.dims[0]


def _first(ctx: Context, x: Operand, node: ast.AST) -> Operand:
    return ctx.emit("getitem", (x, Const(0)), node)


def _repeated(ctx: Context, amounts: Operand, shape: Operand, node: ast.AST) -> Operand:
    """The amounts, which may be one for all places, as one for each."""
    kind = ctx.kind(amounts)
    assert isinstance(kind, Array) and kind.dims
    if len(kind.dims) > 1:
        own = ctx.emit("np.shape", (amounts,), node)
        rest = Pack("slice", (Const(1), Const(None), Const(None)))
        inner = ctx.emit("getitem", (own, rest), node)
        shape = ctx.emit("add", (shape, inner), node)
    kind = Array(kind.dtype, ("?", *kind.dims[1:]))
    return ctx.emit("np.broadcast_to", (amounts, shape), node, kind=kind)


def _combined(ctx: Context, fn: str, old: Value, amount: Value, node: ast.AST) -> Value:
    if not fn.startswith("np."):
        return binary(ctx, fn, old, amount, node)
    pair = (memory.operand(ctx, old, node), memory.operand(ctx, amount, node))
    return ctx.apply(fn, pair, node)
