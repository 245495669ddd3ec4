"""`yield` and `yield from`: the element goes to what consumes the generator."""

from __future__ import annotations

import ast

from adgen.frontend.control.generators import use
from adgen.frontend.instances import operator_methods
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.values import NONE_VALUE, Stream, Value
from adgen.frontend.syntax.loop_statements import loop_over


def lower_yield(ctx: Context, node: ast.Yield, name: Name) -> Value:
    value = NONE_VALUE if node.value is None else ctx.expression(node.value)
    _emit(ctx, value, node)
    return NONE_VALUE


def _emit(ctx: Context, value: Value, node: ast.AST) -> None:
    emit = ctx.frame.function().emit
    if emit is None:
        ctx.refuse(
            node,
            "a generator function is differentiated",
            "Differentiate a function that consumes it, or return a list.",
        )
    emit(value)


def lower_yield_from(ctx: Context, node: ast.YieldFrom, name: Name) -> Value:
    """All elements of another iterable, and then what a generator function returns."""
    value = operator_methods.iterated(ctx, ctx.expression(node.value), node)
    if isinstance(value, Stream):
        return _handed_on(ctx, value, node)
    elements: list[Value] = []

    def body() -> None:
        _emit(ctx, elements.pop(), node)

    target = ast.copy_location(ast.Tuple([], ast.Store()), node)
    loop_over(ctx, value, target, elements.append, body, node)
    return NONE_VALUE


def _handed_on(ctx: Context, stream: Stream, node: ast.AST) -> Value:
    frame = ctx.frame

    def emit(value: Value) -> None:
        with ctx.within(frame):
            _emit(ctx, value, node)

    use(ctx, stream, node)
    returned = stream.run(ctx, emit)
    return NONE_VALUE if returned is None else returned
