"""A view of one part of an array or another, by the way the program takes: its index differs.

    b = a[:2] if c else a[2:]        i, j = (0, 2) if c else (2, len(a))
    b[0] = 1.0                       a[i:j][0] = 1.0

Paths of one array that have one form are one path; integers that differ are carried.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.state import Open
from adgen.frontend.scope.values import Ref, Step, Through, Tuple, Value
from adgen.ir.kinds import INT, is_integer
from adgen.ir.nodes import Const, Operand, Pack, Var

NewSlot = Callable[[tuple[Operand, ...], str | None], Var]
"""Makes a value of one operand a path, with a name."""
_NONE = Const(None)


def one_view(
    ctx: Context,
    birth: int,
    blocks: Sequence[Open],
    values: Sequence[Value | None],
    new_slot: NewSlot,
    node: ast.AST,
) -> Ref | None:
    """The view that values at the ends of paths are; None if they are none of one array.

    The paths began when all had less than `birth`: only what is older is one array in all.
    """
    refs = [value for value in values if isinstance(value, Ref)]
    region = refs[0].region if refs else None
    if region is None or len(refs) != len(values) or region.birth >= birth:
        return None
    stale = any(region in block.state.stale for block in blocks)
    if stale or any(ref.region is not region for ref in refs):
        return None
    path = _merged_path(ctx, blocks, refs, new_slot, node)
    return None if path is None else Ref(region, path, label=refs[0].label)


def _merged_path(
    ctx: Context,
    blocks: Sequence[Open],
    refs: Sequence[Ref],
    new_slot: NewSlot,
    node: ast.AST,
) -> tuple[Step, ...] | None:
    """The path that stands for those of the references; None if there is none.

    They are of one array, each of the block of its position.
    """
    if len({len(ref.path) for ref in refs}) != 1 or not refs[0].path:
        return None
    for position in range(len(refs[0].path)):
        for block, ref in zip(blocks, refs):
            with ctx.at(block):
                if not fits(ctx, ref.path[position], refs[0].path[position]):
                    return None
    steps: list[Step] = []
    for position in range(len(refs[0].path)):
        columns: list[Step] = []
        for block, ref in zip(blocks, refs):
            with ctx.at(block):
                columns.append(bounded(ctx, ref, position, node))
        steps.append(_merged(ctx, columns, new_slot))
    return tuple(steps)


def fits(ctx: Context, step: Step, first: Step) -> bool:
    """True if a step has the form of the first one, and its entries are integers."""
    if isinstance(step, Through) or isinstance(first, Through):
        return step == first and all(isinstance(a, Const) for a in _args(step))
    if isinstance(step, Pack):
        same = isinstance(first, Pack) and first.form == step.form
        if not same or step.form not in ("tuple", "slice"):
            return False
        assert isinstance(first, Pack)
        if step.form == "slice":
            plain = step.items[2] == first.items[2] and isinstance(step.items[2], Const)
            return plain and all(_is_bound(ctx, bound) for bound in step.items[:2])
        return len(step.items) == len(first.items) and all(
            fits(ctx, a, b) for a, b in zip(step.items, first.items)
        )
    if isinstance(first, Pack) or is_integer(ctx.kind(step)) != is_integer(
        ctx.kind(first)
    ):
        return False
    return step == first or is_integer(ctx.kind(step))


def _args(step: Step) -> tuple[Operand, ...]:
    return step.args if isinstance(step, Through) else ()


def _is_bound(ctx: Context, bound: Operand) -> bool:
    return bound == _NONE or is_integer(ctx.kind(bound))


def bounded(ctx: Context, ref: Ref, position: int, node: ast.AST) -> Step:
    """The step with numbers for the bounds that a slice leaves out, where they may be needed."""
    step = ref.path[position]
    if isinstance(step, Pack) and step.form == "slice":
        return _slice(ctx, ref, position, step, 0, node)
    if isinstance(step, Pack) and Const(Ellipsis) not in step.items:
        items = []
        axis = 0
        for item in step.items:
            if isinstance(item, Pack) and item.form == "slice":
                item = _slice(ctx, ref, position, item, axis, node)
            axis += item != _NONE
            items.append(item)
        return Pack("tuple", tuple(items))
    return step


def _slice(
    ctx: Context, ref: Ref, position: int, item: Pack, axis: int, node: ast.AST
) -> Pack:
    start, stop, step = item.items
    if step != _NONE or (start, stop) == (_NONE, _NONE):
        return item
    if start == _NONE:
        start = Const(0)
    if stop == _NONE:
        whole = memory.read(ctx, Ref(ref.region, ref.path[:position]), node)
        shape = ctx.emit("np.shape", (whole,), node)
        stop = ctx.emit("getitem", (shape, Const(axis)), node, kind=INT)
    return Pack("slice", (start, stop, step))


def _merged(ctx: Context, columns: Sequence[Step], new_slot: NewSlot) -> Step:
    first = columns[0]
    operands = tuple(step for step in columns if not isinstance(step, Through))
    if len(operands) != len(columns):
        return first
    if isinstance(first, Pack):
        packs = [operand for operand in operands if isinstance(operand, Pack)]
        parts = zip(*(pack.items for pack in packs))
        items = [_merged(ctx, part, new_slot) for part in parts]
        return Pack(first.form, tuple(i for i in items if not isinstance(i, Through)))
    if isinstance(first, Const) and all(operand == first for operand in operands):
        return first
    return new_slot(operands, None)


def is_fixed(index: Step) -> bool:
    """True for a step of constants: it means the same wherever it stands."""
    if isinstance(index, Through):
        return all(map(is_fixed, index.args))
    if isinstance(index, Pack):
        return all(map(is_fixed, index.items))
    return isinstance(index, Const)


def without_taken(value: Value) -> Value:
    """A view is read anew after paths have met: the Var it had may be out of scope."""
    if isinstance(value, Ref) and value.path:
        return Ref(value.region, value.path, label=value.label)
    if isinstance(value, Tuple):
        return Tuple(tuple(map(without_taken, value.items)), value.cls)
    return value
