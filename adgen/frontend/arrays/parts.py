"""Arrays cut into parts and put together: np.split and its kin, np.meshgrid, np.block.

a, b = np.split(x, 2)             a, b = x[:n // 2], x[n // 2:]
u, v = np.meshgrid(x, y)          u, v = x[None, :], y[:, None], broadcast to one shape
np.block([[a, b], [c, d]])        np.concatenate of the rows, each joined along the last axis
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from adgen.frontend.containers.items import known_index
from adgen.frontend.containers.subscripts import select
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import memory
from adgen.frontend.regions.branches import join
from adgen.frontend.regions.structures import LARGEST, known_items
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import (
    ListContent,
    Ref,
    Region,
    Rows,
    Slice,
    Tuple,
    Value,
)
from adgen.frontend.syntax.expressions import binary
from adgen.ir.kinds import Array, Number
from adgen.ir.nodes import Const, Operand, Raise

_NONE = Const(None)
_WHOLE = Slice(_NONE, _NONE, _NONE)


def rank_of(ctx: Context, value: Value, node: ast.AST, what: str) -> int:
    """The number of dimensions of a value; refuses where it is not known."""
    kind = memory.kind_of(ctx, value)
    if isinstance(kind, Number):
        return 0
    if not isinstance(kind, Array) or kind.dims is None:
        ctx.refuse(
            node,
            f"{what} is given an array of unknown rank",
            "Annotate the argument, or use slices: x[:, i:j].",
        )
    return len(kind.dims)


def is_number(ctx: Context, value: Value) -> bool:
    """True for what is surely one number."""
    return isinstance(memory.kind_of(ctx, value), Number)


# splitting ---------------------------------------------------------------------------


def split(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.split(x, 3)`, `np.split(x, [2, 5], axis=1)`: views of the parts."""
    return _along(ctx, args, kwargs, node, name, even=True)


def array_split(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """As np.split, but the first parts may be longer by one."""
    return _along(ctx, args, kwargs, node, name, even=False)


def hsplit(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.hsplit`: columns; parts of a vector."""
    axis = 0 if rank_of(ctx, args[0], node, "np.hsplit") == 1 else 1
    return _parts(ctx, args[0], args[1], axis, node, name, even=True)


def vsplit(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.vsplit`: rows."""
    return _parts(ctx, args[0], args[1], 0, node, name, even=True)


def dsplit(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.dsplit`: along the third axis."""
    return _parts(ctx, args[0], args[1], 2, node, name, even=True)


def _along(
    ctx: Context,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
    name: Name,
    *,
    even: bool,
) -> Value:
    axis = kwargs.get("axis", args[2] if len(args) > 2 else Const(0))
    sections = args[1] if len(args) > 1 else kwargs["indices_or_sections"]
    place = known_index(ctx, axis)
    if place is None:
        ctx.refuse(
            node,
            "an array is split along an axis that is only known at run time",
            "Use slices: x[:, i:j].",
        )
    if place < 0:
        place += rank_of(ctx, args[0], node, "np.split")
    return _parts(ctx, args[0], sections, place, node, name, even=even)


def _parts(
    ctx: Context,
    array: Value,
    sections: Value,
    place: int,
    node: ast.AST,
    name: Name,
    *,
    even: bool,
) -> Value:
    bounds = _bounds(ctx, array, sections, place, node, even=even)
    edges: list[Value] = [_NONE, *bounds, _NONE]
    names: Sequence[Name] = name if isinstance(name, tuple) else ()
    parts: list[Value] = []
    for i, (first, last) in enumerate(zip(edges, edges[1:])):
        index: Value = Slice(first, last, _NONE)
        if place:
            index = Tuple((*[_WHOLE] * place, index))
        label = names[i] if i < len(names) else None
        part = select(
            ctx, array, index, node, label if isinstance(label, str) else None
        )
        parts.append(part)
    return Ref(Region(None, ListContent(tuple(parts))))


def _bounds(
    ctx: Context,
    array: Value,
    sections: Value,
    place: int,
    node: ast.AST,
    *,
    even: bool,
) -> list[Value]:
    """Where the parts begin and end, without the outer ends."""
    count = known_index(ctx, sections)
    if count is not None and 0 < count <= LARGEST:
        return _equal_bounds(ctx, array, sections, count, place, node, even=even)
    items = known_items(ctx, sections)
    if items is None:
        ctx.refuse(
            node,
            "into how many parts np.split divides is only known at run time",
            "Use slices: x[i:j].",
        )
    return list(items)


def _equal_bounds(
    ctx: Context,
    array: Value,
    sections: Value,
    count: int,
    place: int,
    node: ast.AST,
    *,
    even: bool,
) -> list[Value]:
    if count == 1:
        return []
    shape = apply_primitive(ctx, "np.shape", (array,), {}, node, None)
    size = select(ctx, shape, Const(place), node)
    step = binary(ctx, "floordiv", size, sections, node)
    rest = binary(ctx, "mod", size, sections, node)
    if even:
        _require_even(ctx, memory.operand(ctx, rest, node), array, place, count, node)
        inner = [binary(ctx, "mul", Const(i), step, node) for i in range(2, count)]
        return [step, *inner]
    # The first `rest` parts have one element more.
    return [
        binary(
            ctx,
            "add",
            binary(ctx, "mul", Const(i), step, node),
            apply_primitive(ctx, "min", (Const(i), rest), {}, node, None),
            node,
        )
        for i in range(1, count)
    ]


def _require_even(
    ctx: Context, rest: Operand, array: Value, place: int, count: int, node: ast.AST
) -> None:
    """Raises what np.split raises where the parts are not of equal length."""
    kind = memory.kind_of(ctx, array)
    size = kind.dims[place] if isinstance(kind, Array) and kind.dims else None
    if isinstance(size, int) and size % count == 0:
        return
    root = ctx.here
    split = ctx.split(rest, ctx.span(node))
    ctx.block = split.then
    message = Const("array split does not result in an equal division")
    ctx.fail(Raise(Const(ValueError, "ValueError"), (message,), ctx.span(node)))
    ctx.block = split.orelse
    ctx.leave(None)
    join(ctx, root, node, None)


def unstack(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.unstack(x, axis=1)`: the slices along an axis, which are the rows of a view."""
    axis = known_index(ctx, kwargs.get("axis", Const(0)))
    rank = rank_of(ctx, args[0], node, "np.unstack")
    if axis is None or not -rank <= axis < rank:
        ctx.refuse(
            node, "the axis of np.unstack is not known", "Write it as a literal."
        )
    array = args[0]
    if axis % rank:
        moved = (array, Const(axis), Const(0))
        array = apply_primitive(ctx, "np.moveaxis", moved, {}, node, None)
    kind = memory.kind_of(ctx, array)
    count = kind.dims[0] if isinstance(kind, Array) and kind.dims else None
    if isinstance(count, int):
        rows = [select(ctx, array, Const(i), node) for i in range(count)]
        return Tuple(tuple(rows))
    whole = select(ctx, array, Const(Ellipsis), node)
    if not isinstance(whole, Ref):
        return whole
    return Rows(whole.region, whole.path, whole.of, whole.taken, whole.label)


def one_axis(ctx: Context, axis: Value) -> Value:
    """The axis, out of a tuple of one."""
    items = None if known_index(ctx, axis) is not None else known_items(ctx, axis)
    return items[0] if items is not None and len(items) == 1 else axis


def keeps_axes(ctx: Context, given: Mapping[str, Value], node: ast.AST) -> bool:
    """True if `keepdims` says so, which has to be known."""
    keepdims = given.get("keepdims", Const(False))
    if not isinstance(keepdims, Const):
        ctx.refuse(
            node,
            "`keepdims` is only known at run time",
            "Write the call once with it, and once without it.",
        )
    return bool(keepdims.value)


def axes_joined(
    ctx: Context,
    x: Value,
    rank: int,
    axes: Sequence[int | None] | None,
    node: ast.AST,
) -> Value:
    """The array with some axes joined to the first one; with all of them, as a vector."""
    if axes is None:
        if rank == 1:
            return x
        return apply_primitive(ctx, "np.ravel", (x,), {}, node, None)
    first = [axis % rank for axis in axes if axis is not None]
    if len(first) < len(axes):
        why = "one of several axes is only known at run time"
        ctx.refuse(node, why, "Write the axes as literals.")
    rest = [axis for axis in range(rank) if axis not in first]
    order = Tuple(tuple(map(Const, (*first, *rest))))
    shape = apply_primitive(ctx, "np.shape", (x,), {}, node, None)
    sizes = [select(ctx, shape, Const(axis), node) for axis in (*first, *rest)]
    joined: Value = sizes[0] if first else Const(1)
    for size in sizes[1 : len(first)]:
        joined = apply_primitive(ctx, "mul", (joined, size), {}, node, None)
    wanted = Tuple((joined, *sizes[len(first) :]))
    if [*first, *rest] != list(range(rank)):
        x = apply_primitive(ctx, "np.transpose", (x, order), {}, node, None)
    return apply_primitive(ctx, "np.reshape", (x, wanted), {}, node, None)


# joining -----------------------------------------------------------------------------


def broadcast_arrays(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.broadcast_arrays(x, y)`: each broadcast to the shape of all."""
    shapes = [apply_primitive(ctx, "np.shape", (x,), {}, node, None) for x in args]
    shape = apply_primitive(ctx, "np.broadcast_shapes", shapes, {}, node, None)
    return Tuple(
        tuple(
            apply_primitive(ctx, "np.broadcast_to", (x, shape), {}, node, None)
            for x in args
        )
    )


def meshgrid(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.meshgrid(x, y, indexing="ij")`: each vector along an axis of its own."""
    settings = {"indexing": Const("xy"), "sparse": Const(False), "copy": Const(True)}
    if not all(isinstance(kwargs.get(key, it), Const) for key, it in settings.items()):
        ctx.refuse(node, "the settings of np.meshgrid are computed", "Write them out.")
    by_rows = kwargs.get("indexing", Const("xy")) == Const("xy")
    vectors = [
        (
            x
            if rank_of(ctx, x, node, "np.meshgrid") == 1
            else apply_primitive(ctx, "np.ravel", (x,), {}, node, None)
        )
        for x in args
    ]
    count = len(vectors)
    order = list(range(count))
    if by_rows and count > 1:
        order[:2] = 1, 0
    placed = []
    for vector, axis in zip(vectors, order):
        index = [_NONE if i != axis else _WHOLE for i in range(count)]
        placed.append(
            select(ctx, vector, Tuple(tuple(index)), node) if count > 1 else vector
        )
    if kwargs.get("sparse", Const(False)) != Const(False):
        return Tuple(tuple(placed))
    sizes = [apply_primitive(ctx, "len", (v,), {}, node, None) for v in vectors]
    shape = Tuple(tuple(sizes[order.index(i)] for i in range(count)))
    names: Sequence[Name] = name if isinstance(name, tuple) else (None,) * count
    found = []
    for part, label in zip(placed, names):
        wide = apply_primitive(ctx, "np.broadcast_to", (part, shape), {}, node, None)
        if kwargs.get("copy", Const(True)) != Const(False):
            wide = apply_primitive(ctx, "np.copy", (wide,), {}, node, label)
        found.append(wide)
    return Tuple(tuple(found))


def block(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`np.block([[a, b], [c, d]])`"""
    depth = _depth(ctx, args[0])
    rank = max(depth, *_ranks(ctx, args[0], node), 1)
    if rank > 2 and min(_ranks(ctx, args[0], node)) < rank:
        ctx.refuse(
            node,
            "np.block joins arrays of different ranks",
            "Use np.concatenate along each axis.",
        )
    if not depth:
        return apply_primitive(ctx, "np.copy", args, {}, node, name)
    return _joined(ctx, args[0], depth, rank, node, name)


def _depth(ctx: Context, value: Value) -> int:
    items = _listed(ctx, value)
    return 0 if items is None else 1 + max((_depth(ctx, x) for x in items), default=0)


def _ranks(ctx: Context, value: Value, node: ast.AST) -> list[int]:
    items = _listed(ctx, value)
    if items is None:
        return [rank_of(ctx, value, node, "np.block")]
    return [rank for item in items for rank in _ranks(ctx, item, node)]


def _listed(ctx: Context, value: Value) -> tuple[Value, ...] | None:
    """The items of a list that is known now."""
    content = memory.content_of(ctx, value)
    return content.items if isinstance(content, ListContent) else None


def _joined(
    ctx: Context, value: Value, depth: int, rank: int, node: ast.AST, name: Name
) -> Value:
    items = _listed(ctx, value)
    if items is None:
        if rank_of(ctx, value, node, "np.block") >= rank:
            return value
        wider = "np.atleast_2d" if rank == 2 else "np.atleast_1d"
        return apply_primitive(ctx, wider, (value,), {}, node, None)
    parts = [_joined(ctx, item, depth - 1, rank, node, None) for item in items]
    return apply_primitive(
        ctx,
        "np.concatenate",
        (Tuple(tuple(parts)),),
        {"axis": Const(-depth)},
        node,
        name,
    )
