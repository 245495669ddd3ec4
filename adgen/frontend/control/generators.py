"""Generators: the loop that consumes one becomes its body, with the loop's body at its yields.

def pairs(x):                            for i in range(len(x) - 1):
    for i in range(len(x) - 1):              a, b = x[i], x[i + 1]
        yield x[i], x[i + 1]         ->      s += a * b

for a, b in pairs(x):
    s += a * b

A `continue` of the consumer goes on behind the yield, a `break` leaves the generator. Loops
over items that are known now are written out in the same way.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from adgen.frontend.regions.branches import join
from adgen.frontend.scope.context import Clause, Context, Unreachable
from adgen.frontend.scope.frame import Exit, LoopScope, own_nodes
from adgen.frontend.scope.reached import reached
from adgen.frontend.scope.state import Leaf, Open, Split
from adgen.frontend.scope.values import (
    Stream,
    Value,
)

Emit = Callable[[Value], None]
Run = Callable[[Context, Emit], Value | None]
"""Lowers what makes the elements; gives what a generator function returns at its end."""


def is_endless(function: ast.AST) -> bool:
    """True for a generator function with a `while True` that nothing in it ends."""
    for node in own_nodes(function, function):
        if isinstance(node, ast.While) and isinstance(node.test, ast.Constant):
            inner = list(own_nodes(node, node))
            ends = (ast.Break, ast.Return, ast.Raise)
            if node.test.value and not any(isinstance(n, ends) for n in inner):
                return True
    return False


def is_closed(function: ast.AST) -> bool:
    """True for a generator function that does something when it is given up."""
    return any(
        isinstance(node, ast.With) or (isinstance(node, ast.Try) and node.finalbody)
        for node in own_nodes(function, function)
    )


def consume(
    ctx: Context,
    stream: Stream,
    bind: Emit,
    body: Callable[[], None],
    node: ast.AST,
    orelse: Sequence[ast.stmt] = (),
) -> None:
    """Runs `body` for each element of a stream, which `bind` binds."""
    use(ctx, stream, node)
    through(ctx, stream.run, bind, body, node, orelse)


def use(ctx: Context, stream: Stream, node: ast.AST) -> None:
    """A stream is consumed once: what comes then depends on how far it was."""
    place = reached(ctx, node)
    if stream.user not in (None, place) or ctx.nesting > stream.nesting:
        ctx.refuse(
            node,
            f"the generator `{stream.name}` may be consumed here a second time",
            "Make it where it is consumed, or make a list of it: list(...).",
        )
    stream.user = place


def require_end(ctx: Context, stream: Stream, node: ast.AST) -> None:
    """All elements are asked for: there has to be a last one."""
    if stream.endless:
        ctx.refuse(
            node,
            f"all elements of `{stream.name}` are asked for, which never ends",
            "Consume it with a for loop that has a break.",
        )


def through(
    ctx: Context,
    run: Run,
    bind: Emit,
    body: Callable[[], None],
    node: ast.AST,
    orelse: Sequence[ast.stmt] = (),
) -> None:
    """The body at each place where `run` emits; `break` leads behind all of them."""
    scope = LoopScope(node)
    stop, following = Exit("break", scope), Exit("continue", scope)
    frame, outer, tries = ctx.frame, ctx.here, ctx.tries
    consumer = (frame, node)

    def emit(value: Value) -> None:
        root = ctx.here
        with ctx.within(frame), _inside(ctx, scope, tries):
            with suppress(Unreachable):  # control then goes on nowhere
                bind(value)
                body()
            if ctx.block is not None:
                ctx.leave(following)
            merge(ctx, root, node, following)
        if ctx.block is None:
            raise Unreachable

    depth = len(ctx.consumers)
    ctx.consumers.append(consumer)
    try:
        with suppress(Unreachable):
            run(ctx, emit)
    finally:
        del ctx.consumers[depth:]
    if ctx.block is not None:
        ctx.statements(orelse)
    if ctx.block is not None:
        ctx.leave(stop)
    merge(ctx, outer, node, stop)


@contextmanager
def _inside(
    ctx: Context, scope: LoopScope, tries: tuple[tuple[Clause, ...], ...]
) -> Iterator[None]:
    """The body of a loop: it is not what consumes the generators in it."""
    loops = ctx.frame.function().loops
    depth, consumers, inner = len(loops), ctx.consumers[:], ctx.tries
    ctx.tries = tries  # what it raises is not raised in the generator
    loops.append(scope)
    ctx.consumers.pop()
    ctx.repeats += 1
    try:
        yield
    finally:
        ctx.repeats -= 1
        ctx.tries = inner
        del loops[depth:]
        ctx.consumers[:] = consumers


def merge(ctx: Context, root: Open, node: ast.AST, exit: Exit) -> None:
    """Goes on where the paths from `root` meet that leave by `exit`."""
    if isinstance(root.end, (Split, Leaf)):
        join(ctx, root, node, exit)
