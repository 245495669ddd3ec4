"""`for` and `while`: at run time as loops of the IR, over known items written out."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn

from adgen.frontend.control import generators, iteration, looped_dicts
from adgen.frontend.control.iteration import Form, Source
from adgen.frontend.control.live import (
    counted_by,
    live_items,
    regions_of,
    require_length,
)
from adgen.frontend.control.loop_end import run
from adgen.frontend.control.loops import Changes, Loop, RowsWritten
from adgen.frontend.control.unrolling import Unroll
from adgen.frontend.instances import operator_methods, taken
from adgen.frontend.regions.lent import while_over
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.frame import (
    Frame,
    LoopScope,
    assigned_in,
    bound_names,
    scope_of,
)
from adgen.frontend.scope.state import Open, State, called
from adgen.frontend.scope.values import Region, Value
from adgen.frontend.syntax import assignment, streams
from adgen.frontend.syntax.by_index import by_index, has_indices, number_name, rows
from adgen.frontend.syntax.lazily import unmapped
from adgen.frontend.syntax.statements import test_operand
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
    value = operator_methods.iterated(ctx, value, node)
    require_length(ctx, value, node)
    with while_over(ctx, value):
        _loop_over(ctx, value, target, bind, body, node, orelse, keys_too)


def _loop_over(
    ctx: Context,
    value: Value,
    target: ast.expr,
    bind: Callable[[Value], None],
    body: Callable[[], None],
    node: ast.AST,
    orelse: Sequence[ast.stmt],
    keys_too: Sequence[str],
) -> None:
    lazy = unmapped(ctx, value, assignment.hint(target), node)
    bound = tuple(ctx.frame.key(name) for name in bound_names(target))
    over = _Over(
        lazy.value,
        lazy.form,
        lambda element: bind(lazy.step(element)),
        body,
        node,
        orelse,
        (*bound, *keys_too),
    )
    stream = streams.as_stream(ctx, over.value, node)
    if stream is not None:
        generators.consume(ctx, stream, over.bind, body, node, orelse)
        return
    items = iteration.static_items(ctx, over.value, node)
    if items is not None:
        _written_out(ctx, live_items(ctx, over.value, items, node), over)
        return
    _at_run_time(ctx, over)


@dataclass(frozen=True)
class _Over:
    """A loop that is to be made: what it runs over, and what is done with each element.

    `rebound` are keys of the state that it surely changes.
    """

    value: Value
    form: Form
    bind: Callable[[Value], None]
    body: Callable[[], None]
    node: ast.AST
    orelse: Sequence[ast.stmt]
    rebound: tuple[str, ...]


def _at_run_time(ctx: Context, over: _Over) -> None:
    """A loop of the IR; of a dict that may get keys in it, one in which that is an error."""
    root, mark, state = ctx.here, len(ctx.builder.statements), ctx.state.fork()
    try:
        _of_the_ir(ctx, over)
    except Resized as reason:
        _start_again(ctx, root, mark, state)
        region = looped_dicts.dict_of(ctx, reason.region)
        if region is None:
            _refuse_resized(ctx, reason.region, over.node)
        if counted_by(over.value):
            raise  # the loop over the entries has to be another one, not that over their numbers
        if not looped_dicts.runs_to_its_end(ctx, over.node):
            _refuse_keys(ctx, region, over.node)
        with looped_dicts.keeping_its_keys(ctx, region):
            _at_run_time(ctx, over)


def _start_again(ctx: Context, root: Open, mark: int, state: State) -> None:
    """What has been made of a loop is forgotten."""
    del root.builder.statements[mark:]
    root.end, root.state, ctx.block = None, state, root
    ctx.retried = True


def _refuse_resized(ctx: Context, region: Region, node: ast.AST) -> NoReturn:
    ctx.refuse(
        node,
        f"the length of {called(region.label)} changes in a loop over it",
        "Run over a copy: list(xs).",
    )


def _refuse_keys(ctx: Context, region: Region, node: ast.AST) -> NoReturn:
    ctx.refuse(
        node,
        f"{called(region.label)} may get another key in a loop over it that may end early",
        "Run over a copy: list(d), or list(d.items()).",
    )


def _of_the_ir(ctx: Context, over: _Over) -> None:
    """A loop of the IR, unless it turns out that its index has to be known."""
    source = iteration.source(ctx, over.value, over.node)
    changes = keys(ctx, over.node, over.rebound)
    loop = _made(ctx, source, over, changes)
    root, mark, state = ctx.here, loop.mark, ctx.state.fork()
    try:
        with _of_fixed_length(ctx, counted_by(over.value)):
            run(loop, over.orelse)
        _require_unwritten(source, loop)
    except (Unroll, RowsWritten) as reason:
        if reason.loop is not loop:
            raise
        _start_again(ctx, root, mark, state)
        if isinstance(reason, Unroll):
            assert source.known is not None
            _written_out(ctx, [Const(i) for i in source.known], over)
        else:
            _over_indices(ctx, over, reason.region, changes.rebound)


class Resized(Exception):
    """Lists over which a loop runs get longer or shorter in it."""

    def __init__(self, region: Region) -> None:
        self.region = region


@contextmanager
def _of_fixed_length(ctx: Context, regions: Iterable[Region]) -> Iterator[None]:
    """Asks of what is done in a loop whether lists over which it runs change their lengths."""
    before, ctx.resized = ctx.resized, {}
    try:
        yield
        for region in regions:
            if region in ctx.resized:
                raise Resized(region)
    finally:
        ctx.resized = before | ctx.resized


def _made(ctx: Context, source: Source, over: _Over, changes: Changes) -> Loop:
    def begin() -> Target:
        made, element = source.make(over.form)
        loop.target = made
        loop.rows = dict.fromkeys(rows(ctx, over.value, element))
        over.bind(element)
        return made

    loop = Loop(
        ctx,
        over.node,
        LoopScope(over.node),
        changes,
        over.body,
        iterable=source.iterable,
        begin=begin,
        known=source.known,
    )
    return loop


def _require_unwritten(source: Source, loop: Loop) -> None:
    """What is written while a loop runs over it is looked up element by element."""
    for region in source.regions:
        if region in loop.guess.regions or region in loop.guess.stale:
            raise RowsWritten(loop, region)


def _over_indices(
    ctx: Context, over: _Over, written: Region, rebound: Sequence[str]
) -> None:
    """The loop once more, over the numbers of the elements: they are written."""
    node = over.node
    if not has_indices(ctx, over.value):
        ctx.refuse(
            node,
            f"the loop runs over {called(written.label)}, which is written in it",
            "Run over a copy, or over range(len(x)).",
        )
    with _of_fixed_length(ctx, regions_of(over.value)):
        numbers, bind = by_index(ctx, over.value, over.form, over.bind, node)
        name = number_name(over.value, over.form) or ctx.free_label("i")
        target = ast.copy_location(ast.Name(name, ast.Store()), node)
        loop_over(ctx, numbers, target, bind, over.body, node, over.orelse, rebound)


def keys(ctx: Context, node: ast.AST, more: Sequence[str] = ()) -> Changes:
    """The keys of the names a loop changes, and `more` that it rebinds.

    What consumes a generator that has the loop runs in the loop.
    """
    rebound: dict[str, None] = dict.fromkeys(more)
    augmented: dict[str, None] = {}
    stored: dict[str, None] = {}
    for frame, inner in ((ctx.frame, node), *ctx.consumers):
        assigned = assigned_in(inner)

        def key(name: str, frame: Frame = frame) -> str:
            owner = frame.owner(name)
            return (owner or frame).key(name)

        rebound.update(dict.fromkeys(map(key, assigned.rebound)))
        augmented.update(dict.fromkeys(map(key, assigned.augmented)))
        stored.update(dict.fromkeys(map(key, assigned.stored)))
    inside = dict.fromkeys(_given_keys(ctx.frame))
    return Changes(tuple(rebound), tuple(augmented), tuple(stored), tuple(inside))


def _given_keys(frame: Frame | None) -> Iterator[str]:
    """The keys of the names that functions may bind which the loop may call."""
    while frame is not None:
        yield from map(frame.key, sorted(scope_of(frame.node).given))
        frame = frame.parent


def lower_while(ctx: Context, node: ast.While) -> None:
    changes = keys(ctx, node)

    def test() -> Operand:
        return test_operand(ctx, node.test)

    def body() -> None:
        ctx.statements(node.body)

    loop = Loop(ctx, node, LoopScope(node), changes, body, test=test)
    run(loop, node.orelse)


# written out -------------------------------------------------------------------------


def _written_out(ctx: Context, items: Iterable[Value], over: _Over) -> None:
    """The body once for each item; `break` leads behind all of them."""

    def run(ctx: Context, emit: Callable[[Value], None]) -> None:
        for item in items:
            if ctx.block is None:
                break
            taken.take(ctx, item, over.node)
            emit(item)

    generators.through(ctx, run, over.bind, over.body, over.node, over.orelse)
