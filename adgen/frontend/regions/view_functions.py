"""Functions whose result is a view of their argument: one more step of the path of a reference.

b = a.T                     the path of b is (T,)
b[0] = x                    a.T[0] = x
b = a.reshape(2, 3)         the path of b is (reshape,); a write through it goes into
b[0] = x                    v = a.reshape(2, 3), and a is v.reshape(a.shape) after it

What may be a copy, depending on how the array lies in memory, is no view here: it is linked to
its argument, and reading one after a write to the other is refused.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from adgen.frontend.regions.apart import doubt_of_layout, require_rows
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.doubts import Doubt
from adgen.frontend.scope.layout import is_row_view
from adgen.frontend.scope.values import Ref, Step, Through
from adgen.ir.kinds import Array, Kind
from adgen.ir.nodes import Const, Operand, Pack, Var
from adgen.rules.registry import find
from adgen.rules.signature import bind

ALWAYS_VIEWS = frozenset(
    "np.transpose np.swapaxes np.moveaxis np.matrix_transpose np.real np.imag np.ravel".split()
)
"""What gives a view however an array lies in memory (`np.ravel` stands for `a.flat`)."""
_WINDOWS = "np.lib.stride_tricks.sliding_window_view"
READ_ONLY = ("np.diagonal", "np.diag", "np.broadcast_to", _WINDOWS)
SAME: Final = "same"
"""The result is the argument itself."""

_NONE = Const(None)
_BACKWARDS = Pack("slice", (_NONE, _NONE, Const(-1)))
_WHOLE = Pack("slice", (_NONE, _NONE, _NONE))


def step_of(
    ctx: Context,
    base: Ref,
    fn: str,
    args: Sequence[Operand],
    kwargs: Mapping[str, Operand],
    node: ast.AST,
) -> Step | str | None:
    """How the result is a view of the first argument, an array; None if it may be a copy."""
    rule = find(fn)
    kind = ctx.kind(args[0])
    if rule is None or not isinstance(kind, Array) or kind.dims is None:
        return None
    keywords = tuple(kwargs.items())
    bound = bind(fn, rule.parameters, tuple(args), keywords, ctx.span(node)).values
    rank = len(kind.dims)
    match fn:
        case "np.asarray" | "np.asanyarray":
            plain = all(bound.get(k, _NONE) == _NONE for k in ("dtype", "copy"))
            return SAME if plain and len(args) + len(kwargs) == 1 else None
        case "np.atleast_1d" | "np.atleast_2d" | "np.atleast_3d" if len(args) == 1:
            return SAME if rank >= int(fn[-2]) else None
        case "np.real" | "np.imag":
            return _part(fn, kind)
        case "np.flip" | "np.flipud" | "np.fliplr":
            return _flipped(fn, bound.get("axis", _NONE), rank)
        case "np.diag" | "np.diagonal":
            return Through(fn, tuple(args[1:])) if rank > 1 and not kwargs else None
        case "np.broadcast_to":
            return Through(fn, (bound["shape"],))
        case _ if fn == _WINDOWS:
            shape, axis = bound["window_shape"], bound.get("axis", _NONE)
            return Through(fn, (shape,) if axis == _NONE else (shape, axis))
        case "np.expand_dims":
            return _expanded(bound["axis"], rank)
        case "np.squeeze" | "np.reshape" | "np.ravel":
            return _reshaped(ctx, base, fn, bound, kind, args, node)
        case _:
            return _permuted(fn, bound, rank)


def _part(fn: str, kind: Array) -> Step | str | None:
    if kind.dtype.startswith("complex"):
        return Through(fn)
    return SAME if fn == "np.real" else None


def _flipped(fn: str, axis: Operand, rank: int) -> Step | None:
    places: Sequence[int]
    match axis:
        case Const(value=None):
            places = range(rank) if fn == "np.flip" else (int(fn == "np.fliplr"),)
            if not places:
                return None
        case Const(value=int(place)):
            places = (place % rank,)
        case _:
            return None
    last = max(places) + 1
    items = tuple(_BACKWARDS if i in places else _WHOLE for i in range(last))
    return items[0] if len(items) == 1 else Pack("tuple", items)


def _expanded(axis: Operand, rank: int) -> Step | None:
    match axis:
        case Const(value=int(place)):
            position = place % (rank + 1)
        case _:
            return None
    items: tuple[Operand, ...] = (*[_WHOLE] * position, _NONE)
    return items[0] if len(items) == 1 else Pack("tuple", items)


def _reshaped(
    ctx: Context,
    base: Ref,
    fn: str,
    bound: Mapping[str, Operand],
    kind: Array,
    args: Sequence[Operand],
    node: ast.AST,
) -> Step | None:
    """A reshape is a view if its array lies in memory row after row."""
    if bound.get("order", Const("C")) != Const("C"):
        return None
    if fn == "np.squeeze":
        return Through(fn, tuple(args[1:]))
    rank = len(kind.dims or ())
    in_rows = base.region.in_rows and is_row_view(base.path, rank)
    doubt = doubt_of(ctx, base, fn, node)
    asked = doubt is not None and not doubt.arguments and doubt in ctx.lowering.decided
    if not in_rows and rank > 1 and asked:
        text = f"{ctx.span(node).text} is not a view here, but a copy"
        require_rows(ctx, args[0], text, node)
        in_rows = True
    if fn == "np.ravel":
        return Through("np.ravel") if in_rows else None
    shape = bound.get("shape", bound.get("newshape", _NONE))
    if shape in (Const(-1), Pack("tuple", (Const(-1),))):
        return Through("np.ravel") if in_rows or rank == 1 else None
    of_line = rank == 1
    return Through("np.reshape", (shape,), of_line) if in_rows or of_line else None


def doubt_of(ctx: Context, base: Ref, fn: str, node: ast.AST) -> Doubt | None:
    """The doubt whether a reshape is a view, if the generated code can be asked.

    It can where its array is made as the program makes it, and is not changed before; of an
    argument before anything is done.
    """
    if fn not in ("np.ravel", "np.reshape"):
        return None
    content = ctx.state.content(base.region)
    if base.region.origin == "parameter" and is_row_view(base.path, 1):
        return doubt_of_layout(ctx, base.region)
    whole = not base.path and base.region.origin == "fresh"
    whole = whole and content is base.region.content
    if whole and content in ctx.laid_out:
        return Doubt("asking", ctx.span(node))
    return None


def extended(path: tuple[Step, ...], step: Step) -> tuple[Step, ...]:
    """The path with one step more; of two reshapes in a row the last one counts."""
    last = path[-1] if path else None
    if isinstance(last, Through) and isinstance(step, Through):
        if last.fn in _RESHAPES and step.fn in _RESHAPES:
            return (*path[:-1], replace(step, of_line=last.of_line))
    return (*path, step)


_RESHAPES = ("np.reshape", "np.ravel")


def _permuted(fn: str, bound: Mapping[str, Operand], rank: int) -> Step | None:
    match fn:
        case "np.linalg.matrix_transpose":
            return Through("np.matrix_transpose")
        case "np.transpose" | "np.matrix_transpose":
            axes = bound.get("axes", _NONE)
            if axes == _NONE:
                return Through(fn)
            numbers = _numbers(axes)
            return None if numbers is None else Through("np.transpose", (axes,))
        case "np.swapaxes":
            return Through(fn, (bound["axis1"], bound["axis2"]))
        case "np.moveaxis":
            return Through(fn, (bound["source"], bound["destination"]))
        case _:
            return None


def _numbers(axes: Operand) -> list[int] | None:
    items = axes.items if isinstance(axes, Pack) else (axes,)
    found = [i.value for i in items if isinstance(i, Const) and type(i.value) is int]
    return found if len(found) == len(items) else None


# writing -----------------------------------------------------------------------------


def as_index(step: Step, rest: Sequence[Step]) -> Operand | None:
    """The step as it stands in the path of a Store, if it can; `rest` are those behind it."""
    if not isinstance(step, Through):
        return step
    if step.fn == "np.ravel" and not is_flat_index(rest):
        return None
    if step.fn in ALWAYS_VIEWS or (step.fn == "np.reshape" and step.of_line):
        return Pack("view", (Const(step.fn), *step.args))
    return None


def is_flat_index(rest: Sequence[Step]) -> bool:
    """True for what `a.flat[...]` takes: one axis, and no new one."""
    if len(rest) != 1:
        return False
    (index,) = rest
    if isinstance(index, Pack):
        return index.form in ("slice", "list")
    return not isinstance(index, Through) and index != _NONE


def put_back(
    ctx: Context, step: Through, new: Operand, old: Operand, node: ast.AST
) -> Var:
    """The array whose view is `new`, where `old` is the array before."""
    shape = ctx.emit("np.shape", (old,), node)
    kind: Kind = ctx.kind(old)
    return ctx.emit("np.reshape", (new, shape), node, kind=kind)
