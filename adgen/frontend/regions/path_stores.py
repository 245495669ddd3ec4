"""Paths in statements: what a step of a path reads, and a store to the end of one.

(1:, i) of a             a.1 = a.0 with [path(1:, i)] = v
(reshape, 0) of a        %1 = np.reshape(a.0, ...); %2 = %1 with [0] = v; a.1 = np.reshape(%2)
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import Literal

from adgen.frontend.regions.indices import ELLIPSIS, WHOLE
from adgen.frontend.regions.view_functions import as_index, put_back
from adgen.frontend.scope.context import SAY_WHAT_IT_IS, Context
from adgen.frontend.scope.frame import Exit
from adgen.frontend.scope.state import Leaf, still_in
from adgen.frontend.scope.values import Region, Step, Through
from adgen.ir.kinds import Array, Kind, Number, Unknown, has_name
from adgen.ir.nodes import Apply, Const, Operand, Pack, Statement, Var


def step_into(
    ctx: Context, base: Operand, step: Step, node: ast.AST, label: str | None = None
) -> Var:
    """What one step of a path reads of an array."""
    if isinstance(step, Through):
        return ctx.emit(step.fn, (base, *step.args), node, label)
    return ctx.emit("getitem", (base, step), node, label)


def store_at(
    ctx: Context,
    base: Operand,
    path: tuple[Step, ...],
    value: Operand,
    mode: Literal["set", "add"],
    node: ast.AST,
    region: Region | None,
) -> Var:
    """A new version of `base`; a view that no index selects is written and put back.

    `region` is the memory; None where that is made for the purpose.
    """
    label = None if region is None else region.label
    if _is_all_of_a_number(ctx, base, value, path):
        return _number_written(ctx, base, value, mode, node, label)
    steps: list[Operand] = []
    for position, step in enumerate(path):
        index = as_index(step, path[position + 1 :])
        if index is not None:
            steps.append(index)
            continue
        assert isinstance(step, Through)
        owner = base
        for before in path[:position]:
            owner = step_into(ctx, owner, before, node)
        view, rest = step_into(ctx, owner, step, node), path[position + 1 :]
        new = store_at(ctx, view, rest, value, mode, node, None)
        value, mode = put_back(ctx, step, new, owner, node), "set"
        if not steps:
            return value
        if isinstance(steps[-1], Pack) and steps[-1].form == "view":
            steps.append(ELLIPSIS)
        break
    name = label or ctx.namer.temporary().name
    place = steps[0] if len(steps) == 1 else Pack("path", tuple(steps))
    guard_store(ctx, base, place, value, region, node)
    new = ctx.builder.store(base, place, value, mode, name=name, span=ctx.span(node))
    ctx.state.tried |= still_in(ctx.state.tried, base, new)
    return new


def _is_all_of_a_number(
    ctx: Context, base: Operand, value: Operand, path: tuple[Step, ...]
) -> bool:
    """True if an array without axes is written: in generated code it is a number."""
    whole = not path or path in ((ELLIPSIS,), (Pack("tuple", ()),))
    return whole and _has_no_axes(ctx.kind(base))


def _has_no_axes(kind: Kind) -> bool:
    return isinstance(kind, Array) and kind.dims == ()


def _number_written(
    ctx: Context,
    base: Operand,
    value: Operand,
    mode: Literal["set", "add"],
    node: ast.AST,
    label: str | None,
) -> Var:
    """A new version of an array without axes; it stays one where paths meet."""
    kind, given = ctx.kind(base), ctx.kind(value)
    assert isinstance(kind, Array)
    if not (isinstance(given, Number) or _has_no_axes(given)):
        ctx.refuse(
            node,
            "what is written to an array without axes may be an array with some",
            f"Write one number: y[...] = np.sum(v). {SAY_WHAT_IT_IS}",
        )
    assert isinstance(given, Array | Number)
    if kind.dtype == "float" and isinstance(value, Const) and given.dtype == "int":
        value = Const(float(value.value))
    elif kind.dtype != given.dtype:
        ctx.refuse(
            node,
            f"a number ({given.dtype}) is written to an array without axes ({kind.dtype})",
            f"Convert it: y[...] = np.{kind.dtype}(v), or work with numbers.",
        )
    if mode == "add":
        return ctx.emit("add", (base, value), node, label, kind=kind)
    made = ctx.builder.statements[-1:]
    if isinstance(value, Var) and any(s.results == (value,) for s in _calls(made)):
        ctx.builder.kinds[value] = kind  # nothing else has seen it yet
        return value
    return ctx.emit("pos", (value,), node, label, kind=kind)


def _calls(statements: Sequence[Statement]) -> Iterator[Apply]:
    return (stmt for stmt in statements if isinstance(stmt, Apply))


def guard_store(
    ctx: Context,
    base: Operand,
    place: Operand,
    value: Operand,
    region: Region | None,
    node: ast.AST,
) -> None:
    """A store in a try: where it would raise, its place tells; where not, it is refused."""
    if not ctx.tries:
        return
    _leave_if_number(ctx, base, node)
    steps = (
        place.items if isinstance(place, Pack) and place.form == "path" else (place,)
    )
    plain = not any(isinstance(step, Pack) and step.form == "view" for step in steps)
    fixed = _may_be_fixed(region)
    sure = _fits(ctx, base, place, value) and not fixed
    if ctx.catcher(ValueError) is not None and not sure:
        if fixed or not plain or not _guard_shape(ctx, base, steps, value, node):
            ctx.refuse(
                node,
                "an array is written where a ValueError of the write would be caught",
                "Catch what is raised by name, write numbers into an array of the function's own,"
                " or write the array behind the try.",
            )
    elif len(steps) == 1:
        ctx.guard("getitem", (base, place), node)
    elif ctx.catcher(IndexError) is not None:
        if not plain:
            ctx.refuse(
                node,
                "a view is written where an IndexError of the write would be caught",
                "Write the array itself, or behind the try.",
            )
        _view(ctx, base, steps, node)


def _view(
    ctx: Context, base: Operand, steps: Sequence[Operand], node: ast.AST
) -> Operand:
    """What is written; where there is no such place, control goes to a handler."""
    for step in steps:
        if step not in (ELLIPSIS, WHOLE):
            base = ctx.emit("getitem", (base, step), node)
    return base


def _guard_shape(
    ctx: Context,
    base: Operand,
    steps: Sequence[Operand],
    value: Operand,
    node: ast.AST,
) -> bool:
    """Where the value does not fit, control goes to a handler; False if that is not known.

    NumPy drops leading axes of length 1, but for the operators that write in place.
    """
    if ctx.is_bottom(value) or ctx.is_bottom(base):
        return True
    view = _view(ctx, base, steps, node)
    kind, whole = ctx.kind(value), ctx.kind(view)
    if isinstance(kind, Number) or _has_no_axes(kind):
        return True
    if not (isinstance(kind, Array) and isinstance(whole, Array)):
        return False
    if kind.dims is None or whole.dims is None or len(kind.dims) > len(whole.dims):
        return False
    shape = ctx.emit("np.shape", (view,), node)
    ctx.guard("np.broadcast_to", (value, shape), node)
    return True


def _leave_if_number(ctx: Context, base: Operand, node: ast.AST) -> None:
    """A number takes no items: what is not known is asked, where a handler waits for that."""
    clause = ctx.catcher(TypeError)
    if clause is None or not isinstance(ctx.kind(base), Unknown):
        return
    split = ctx.split(ctx.emit("np.isscalar", (base,), node), ctx.span(node))
    split.then.end = Leaf(Exit("caught", clause))
    ctx.block = split.orelse


def _fits(ctx: Context, base: Operand, place: Operand, value: Operand) -> bool:
    """True if the value surely has a shape that can be written there: a number has any."""
    kind, whole = ctx.kind(value), ctx.kind(base)
    if isinstance(kind, Number) or _has_no_axes(kind):
        return True
    if place not in (ELLIPSIS, WHOLE):
        return False
    if not (isinstance(kind, Array) and isinstance(whole, Array)) or kind.dims is None:
        return False
    return kind.dims == whole.dims and all(map(has_name, kind.dims))


def _may_be_fixed(region: Region | None) -> bool:
    """True for memory of the caller or the module, which may be read-only."""
    shared = () if region is None else (region, *region.links)
    return any(each.origin in ("parameter", "constant") for each in shared)
