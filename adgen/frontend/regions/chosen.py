"""Writing to one of two arrays, by the way the program takes: both are what they are then.

a = u if c else v                  a = u if c else v
a[0] = 1.0                ->       a[0] = 1.0
                                   u, v = (a, v) if c else (u, a)
u[1] = 2.0                         u[1] = 2.0
sum(a)                             sum(u if c else v)
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from adgen.frontend.regions.apart import doubt_of_arguments
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.doubts import Again
from adgen.frontend.scope.values import KNOWN, Choice, Content, Region
from adgen.ir.nodes import If, Operand, Yield


def write_back(ctx: Context, region: Region, node: ast.AST) -> tuple[Region, ...]:
    """The arrays of which one has just been written have their content of now; these arrays.

    None if it is not known which they are, or if they may share memory with each other. In a
    loop it would take a copy for each write: there it is done when the loop has ended.
    """
    chosen = region.choice
    if chosen is None or len(ctx.loops) > chosen.loops:
        return ()
    one, other = chosen.sides
    if one is not None and other is not None and other in one.links:
        doubt = doubt_of_arguments(ctx, one, other)
        if doubt is not None and doubt not in ctx.lowering.decided:
            raise Again(doubt)
        return ()
    stale = ctx.state.stale
    sides = seen(chosen)
    if any(side in stale and stale[side].region is not region for side in sides):
        return ()
    found = _written(ctx, region, chosen, node)
    written: list[Region] = []
    for side, operand in zip(sides, found):
        ctx.lowering.note_write(ctx, side, node)
        ctx.state.memory[side] = operand
        stale.pop(side, None)
        written += (side, *write_back(ctx, side, node))
    return tuple(written)


def behind_loop(ctx: Context, carried: Iterable[Region], node: ast.AST) -> None:
    """What a loop has written to one of two arrays is written back to both."""
    stale = ctx.state.stale
    written = {each.region for each in stale.values()}
    for region in carried:
        if region in written and region not in stale:
            write_back(ctx, region, node)


def chosen_anew(ctx: Context, region: Region, node: ast.AST) -> bool:
    """True if the region is one of two arrays, which were written: it is that one as it is now."""
    chosen = region.choice
    if chosen is None or any(side in ctx.state.stale for side in seen(chosen)):
        return False
    old = ctx.state.content(region)
    first, second = (
        old if side is None else ctx.state.content(side) for side in chosen.sides
    )
    (new,) = _selected(ctx, chosen, [(region, old)], ((first,), (second,)), node)
    ctx.state.memory[region] = new
    del ctx.state.stale[region]
    return True


def seen(choice: Choice) -> tuple[Region, ...]:
    """The arrays that the program sees under other names, too."""
    return tuple(side for side in choice.sides if side is not None)


def _written(
    ctx: Context, region: Region, choice: Choice, node: ast.AST
) -> tuple[Operand, ...]:
    """The contents of the arrays that the program sees under other names."""
    now = ctx.state.content(region)
    before = [(side, ctx.state.content(side)) for side in seen(choice)]
    then, orelse = (
        tuple(now if side is written else content for side, content in before)
        for written in choice.sides
    )
    return _selected(ctx, choice, before, (then, orelse), node)


def _selected(
    ctx: Context,
    choice: Choice,
    before: Sequence[tuple[Region, Content]],
    values: tuple[tuple[Content, ...], tuple[Content, ...]],
    node: ast.AST,
) -> tuple[Operand, ...]:
    """What regions contain, by the test of the choice; `before` they contained other values."""
    results = tuple(
        ctx.builder.fresh(region.label, ctx.kind(_operand(content)))
        for region, content in before
    )
    then, orelse = (
        ctx.builder.child().block(Yield(tuple(map(_operand, side)))) for side in values
    )
    ctx.builder.add(If(results, choice.test, then, orelse, ctx.span(node)))
    return results


def _operand(content: Content) -> Operand:
    assert not isinstance(content, KNOWN), "only arrays are chosen"
    return content
