"""Functions of NumPy that write an array, as stores: np.copyto, np.put, np.fill_diagonal, ...

np.copyto(a, b, where=m)          a[m] = b[m]
np.put(a, [0, 2], v)              a.flat[[0, 2]] = v
np.fill_diagonal(a, v)            i = np.arange(min(a.shape)); a[i, i] = v
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

import numpy as np

from adgen.frontend.operations.outputs import as_mask, put_at, selected
from adgen.frontend.regions import memory
from adgen.frontend.regions.flat_stores import is_row, require_apart
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import (
    NONE_VALUE,
    Ref,
    Through,
    Value,
)
from adgen.ir.kinds import Array, Kind, Listing, Number, Structure
from adgen.ir.nodes import Const, Operand, Pack

Write = Callable[[Context, Sequence[Value], Keywords, ast.AST, Name], Value]
_NONE = Const(None)
_WHOLE = Pack("slice", (_NONE, _NONE, _NONE))


def target_array(ctx: Context, value: Value, what: str, node: ast.AST) -> Ref:
    """The array that is written."""
    kind = memory.kind_of(ctx, value)
    if not isinstance(value, Ref) or isinstance(kind, (Structure, Listing, Number)):
        ctx.refuse(
            node,
            f"{what} is called on what is no array of this function",
            "Give it an array that this function made.",
        )
    return value


def _dims(ctx: Context, array: Ref, what: str, node: ast.AST) -> int:
    """The rank of the array, which has to be known."""
    kind = memory.kind_of(ctx, array)
    if not isinstance(kind, Array) or kind.dims is None:
        ctx.refuse(
            node,
            f"{what} is called on an array of which adgen does not know the rank",
            "Store to an index: a[i] = v.",
        )
    return len(kind.dims)


def _given(
    args: Sequence[Value], kwargs: Keywords, names: Sequence[str]
) -> dict[str, Value]:
    return {**dict(zip(names, args)), **kwargs}


# copying -----------------------------------------------------------------------------


def copyto(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.copyto(dst, src, casting, where)`"""
    given = _given(args, kwargs, ("dst", "src", "casting", "where"))
    array = target_array(ctx, given["dst"], "np.copyto", node)
    mask = given.get("where", Const(True))
    if mask == Const(True):
        memory.overwrite(ctx, array, memory.operand(ctx, given["src"], node), node)
        return NONE_VALUE
    kind = memory.kind_of(ctx, array)
    chosen = as_mask(ctx, mask, array, node)
    value = selected(ctx, given["src"], chosen, kind, array, node)
    put_at(ctx, array, chosen, value, node)
    return NONE_VALUE


def putmask(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.putmask(a, mask, values)`: `values` are repeated to the size of `a`."""
    given = _given(args, kwargs, ("a", "mask", "values"))
    array = target_array(ctx, given["a"], "np.putmask", node)
    kind = memory.kind_of(ctx, array)
    chosen = as_mask(ctx, given["mask"], array, node)
    value = memory.operand(ctx, given["values"], node)
    own = ctx.kind(value)
    if not isinstance(own, Number):
        same = isinstance(own, Array) and own == kind
        if not same:
            shape = ctx.emit("np.shape", (memory.operand(ctx, array, node),), node)
            value = _repeated(ctx, value, shape, kind, node)
        value = ctx.emit("getitem", (value, chosen), node)
    put_at(ctx, array, chosen, value, node)
    return NONE_VALUE


def place(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.place(arr, mask, vals)`: the first of `vals`, repeated, go where the mask is."""
    given = _given(args, kwargs, ("arr", "mask", "vals"))
    array = target_array(ctx, given["arr"], "np.place", node)
    chosen = as_mask(ctx, given["mask"], array, node)
    require_apart(ctx, array, given["vals"], node)
    value = _single(memory.operand(ctx, given["vals"], node))
    if not isinstance(ctx.kind(value), Number):
        count = ctx.emit("np.count_nonzero", (chosen,), node)
        value = _repeated(ctx, value, count, Array("float", ("?",)), node)
    put_at(ctx, array, chosen, value, node)
    return NONE_VALUE


def _single(value: Operand) -> Operand:
    """The item of a list of one."""
    if isinstance(value, Pack) and value.form in ("list", "tuple"):
        if len(value.items) == 1:
            return value.items[0]
    return value


def _repeated(
    ctx: Context, value: Operand, shape: Operand, like: Kind, node: ast.AST
) -> Operand:
    """As many values as the shape has places, from the first on, again and again."""
    if isinstance(value, Pack):
        value = ctx.emit("np.array", (value,), node)
    own = ctx.kind(value)
    dims = like.dims if isinstance(like, Array) else None
    kind = Array(own.dtype, dims) if isinstance(own, Array) else None
    return ctx.emit("np.resize", (value, shape), node, kind=kind)


# places ------------------------------------------------------------------------------


def put(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.put(a, ind, v)`: `v` is repeated to the number of places."""
    given = _given(args, kwargs, ("a", "ind", "v", "mode"))
    array = target_array(ctx, given["a"], "np.put", node)
    if given.get("mode", Const("raise")) != Const("raise"):
        ctx.refuse(node, "np.put is called with a mode", "Compute the indices: i % n.")
    if _dims(ctx, array, "np.put", node) != 1:
        array = Ref(array.region, (*array.path, Through("np.ravel")))
    index = memory.operand(ctx, given["ind"], node)
    value = _single(memory.operand(ctx, given["v"], node))
    if not isinstance(ctx.kind(value), Number):
        size = ctx.emit("np.size", (index,), node)
        value = _repeated(ctx, value, size, Array("float", ("?",)), node)
    put_at(ctx, array, _single(index), value, node)
    return NONE_VALUE


def put_along_axis(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.put_along_axis(arr, indices, values, axis)`, of arrays of one or two axes."""
    given = _given(args, kwargs, ("arr", "indices", "values", "axis"))
    array = target_array(ctx, given["arr"], "np.put_along_axis", node)
    rank = _dims(ctx, array, "np.put_along_axis", node)
    axis = given.get("axis", Const(-1))
    indices = memory.operand(ctx, given["indices"], node)
    value = memory.operand(ctx, given["values"], node)
    known = isinstance(axis, Const) and isinstance(axis.value, int)
    if rank > 2 or not known or isinstance(indices, Pack):
        ctx.refuse(
            node,
            "np.put_along_axis of an array of more than two axes, or an axis or list of"
            " indices that is only known at run time",
            "Store to an index: a[np.arange(n)[:, None], i] = v.",
        )
    index: Operand = indices
    if rank == 2:
        assert isinstance(axis, Const) and isinstance(axis.value, int)
        along = axis.value % 2
        base = memory.operand(ctx, array, node)
        shape = ctx.emit("np.shape", (base,), node)
        size = ctx.emit("getitem", (shape, Const(1 - along)), node)
        count = ctx.emit("np.arange", (size,), node)
        if along == 1:
            count = ctx.emit("getitem", (count, Pack("tuple", (_WHOLE, _NONE))), node)
        index = Pack("tuple", (count, indices) if along else (indices, count))
    put_at(ctx, array, index, value, node)
    return NONE_VALUE


def fill_diagonal(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.fill_diagonal(a, val)`"""
    given = _given(args, kwargs, ("a", "val", "wrap"))
    array = target_array(ctx, given["a"], "np.fill_diagonal", node)
    rank = _dims(ctx, array, "np.fill_diagonal", node)
    if given.get("wrap", Const(False)) != Const(False) or rank < 2:
        ctx.refuse(node, "np.fill_diagonal is called with wrap", "Store to an index.")
    shape = ctx.emit("np.shape", (memory.operand(ctx, array, node),), node)
    size = ctx.emit("min", (shape,), node, kind=Number("int"))
    along = ctx.emit("np.arange", (size,), node)
    if array.path or not is_row(ctx, given["val"]):
        # A row of the array itself has one element on the diagonal, in its own place.
        require_apart(ctx, array, given["val"], node)
    value = _single(memory.operand(ctx, given["val"], node))
    if not isinstance(ctx.kind(value), Number):
        value = _repeated(ctx, value, size, Array("float", ("?",)), node)
    put_at(ctx, array, Pack("tuple", (along,) * rank), value, node)
    return NONE_VALUE


WRITES: dict[object, Write] = {
    np.copyto: copyto,
    np.put: put,
    np.place: place,
    np.putmask: putmask,
    np.put_along_axis: put_along_axis,
    np.fill_diagonal: fill_diagonal,
}
"""What writes its first argument, by the function itself."""
