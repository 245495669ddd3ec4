"""`yield` and `yield from`: the element goes to what consumes the generator."""

from __future__ import annotations

import ast

from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.values import NONE_VALUE, Value
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
    """All elements of another iterable; what it returns is not looked at."""
    value = ctx.expression(node.value)
    elements: list[Value] = []

    def body() -> None:
        _emit(ctx, elements.pop(), node)

    target = ast.copy_location(ast.Tuple([], ast.Store()), node)
    loop_over(ctx, value, target, elements.append, body, node)
    return NONE_VALUE
