"""`for` and `while`: at run time as loops of the IR, over known items written out."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from contextlib import suppress

from adgen.frontend import assignment, iteration
from adgen.frontend.branches import join
from adgen.frontend.context import Context, Unreachable
from adgen.frontend.frame import Exit, Frame, LoopScope, assigned_in, bound_names
from adgen.frontend.iteration import Source
from adgen.frontend.loop_end import run
from adgen.frontend.loops import Changes, Loop, RowsWritten
from adgen.frontend.state import Leaf, Open, Split
from adgen.frontend.statements import test_operand
from adgen.frontend.subscripts import Unroll
from adgen.frontend.values import Value
from adgen.ir.nodes import Const, Operand, Target


def lower_for(ctx: Context, node: ast.For) -> None:
    value = ctx.expression(node.iter)

    def bind(element: Value) -> None:
        assignment.assign(ctx, node.target, element)

    def body() -> None:
        ctx.statements(node.body)

    loop_over(ctx, value, node.target, bind, body, node, node.orelse)


def loop_over(
    ctx: Context,
    value: Value,
    target: ast.expr,
    bind: Callable[[Value], None],
    body: Callable[[], None],
    node: ast.AST,
    orelse: Sequence[ast.stmt] = (),
    keys_too: Sequence[str] = (),
) -> None:
    """Runs `body` for each element of a value, which `bind` binds.

    `keys_too` are keys of the state that the body changes and that stand in no assignment.
    """
    items = iteration.static_items(ctx, value, node)
    if items is not None:
        _written_out(ctx, items, bind, body, node, orelse)
        return
    source = iteration.source(ctx, value, node)
    targets = (ctx.frame.key(name) for name in bound_names(target))
    changes = keys(ctx.frame, node, (*targets, *keys_too))

    loop = _made(ctx, source, value, target, bind, body, node, changes)
    root, mark, state = ctx.here, loop.mark, ctx.state.fork()
    try:
        run(loop, orelse)
    except (Unroll, RowsWritten) as reason:
        if reason.loop is not loop:
            raise
        del root.builder.statements[mark:]
        root.end, root.state, ctx.block = None, state, root
        ctx.retried = True
        if isinstance(reason, Unroll):
            assert source.known is not None
            numbers = tuple(Const(i) for i in source.known)
            _written_out(ctx, numbers, bind, body, node, orelse)
        else:
            _over_indices(ctx, value, target, bind, body, node, orelse, changes.rebound)
        return
    _require_unwritten(ctx, source, loop, node)


def _made(
    ctx: Context,
    source: Source,
    value: Value,
    target: ast.expr,
    bind: Callable[[Value], None],
    body: Callable[[], None],
    node: ast.AST,
    changes: Changes,
) -> Loop:
    def begin() -> Target:
        made, element = source.make(assignment.hint(target))
        loop.target = made
        loop.rows = dict.fromkeys(iteration.rows(ctx, value, element))
        bind(element)
        return made

    loop = Loop(
        ctx,
        node,
        LoopScope(node),
        changes,
        body,
        iterable=source.iterable,
        begin=begin,
        known=source.known,
    )
    return loop


def _over_indices(
    ctx: Context,
    value: Value,
    target: ast.expr,
    bind: Callable[[Value], None],
    body: Callable[[], None],
    node: ast.AST,
    orelse: Sequence[ast.stmt],
    rebound: Sequence[str],
) -> None:
    """The loop once more, over the numbers of the elements: their rows are written."""
    form = assignment.hint(target)
    indices, by_index = iteration.by_index(ctx, value, bind, node, form)
    nameless = ast.copy_location(ast.Tuple([], ast.Store()), target)
    loop_over(ctx, indices, nameless, by_index, body, node, orelse, rebound)


def _require_unwritten(ctx: Context, source: Source, loop: Loop, node: ast.AST) -> None:
    """What a loop runs over must not change while it runs."""
    for region in source.regions:
        if region in loop.guess.regions or region in loop.guess.stale:
            ctx.refuse(
                node,
                f"the loop runs over `{region.label or 'memory'}`, which is written in it",
                "Run over a copy, or over range(len(x)).",
            )


def keys(frame: Frame, node: ast.AST, more: Sequence[str] = ()) -> Changes:
    """The keys of the names a loop changes, and `more` that it rebinds."""
    assigned = assigned_in(node)

    def key(name: str) -> str:
        owner = frame.owner(name)
        return (owner or frame).key(name)

    rebound = dict.fromkeys((*map(key, assigned.rebound), *more))
    return Changes(
        tuple(rebound),
        tuple(map(key, assigned.augmented)),
        tuple(map(key, assigned.stored)),
    )


def lower_while(ctx: Context, node: ast.While) -> None:
    changes = keys(ctx.frame, node)

    def test() -> Operand:
        return test_operand(ctx, node.test)

    def body() -> None:
        ctx.statements(node.body)

    loop = Loop(ctx, node, LoopScope(node), changes, body, test=test)
    run(loop, node.orelse)


# written out -------------------------------------------------------------------------


def _written_out(
    ctx: Context,
    items: Sequence[Value],
    bind: Callable[[Value], None],
    body: Callable[[], None],
    node: ast.AST,
    orelse: Sequence[ast.stmt],
) -> None:
    """The body once for each item; `break` leads behind all of them."""
    scope = LoopScope(node)
    loops = ctx.frame.function().loops
    depth = len(loops)
    stop, following = Exit("break", scope), Exit("continue", scope)
    outer = ctx.here
    try:
        for item in items:
            if ctx.block is None:
                break
            loops.append(scope)
            root = ctx.here
            with suppress(Unreachable):  # control then goes on nowhere
                bind(item)
                body()
            del loops[depth:]
            if ctx.block is not None:
                ctx.leave(following)
            _merge(ctx, root, node, following)
        if ctx.block is not None:
            ctx.statements(orelse)
        if ctx.block is not None:
            ctx.leave(stop)
    finally:
        del loops[depth:]
    _merge(ctx, outer, node, stop)


def _merge(ctx: Context, root: Open, node: ast.AST, exit: Exit) -> None:
    """Goes on where the paths from `root` meet that leave by `exit`."""
    if isinstance(root.end, (Split, Leaf)):
        join(ctx, root, node, exit)
