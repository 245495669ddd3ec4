"""Classes that a call makes: `P = namedtuple("P", "a b")` in a function."""

from __future__ import annotations

import ast
from collections import namedtuple
from collections.abc import Sequence
from typing import Any

from adgen.frontend.regions import memory
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope.context import Builtin, Context, Keywords, Name
from adgen.frontend.scope.values import Object, Tuple, Value
from adgen.ir.nodes import Const


class _Unknown(Exception):
    """A value is only known at run time."""


def _literal(ctx: Context, value: Value) -> object:
    """The strings and numbers a class is made of."""
    if isinstance(value, Const):
        return value.value
    if isinstance(value, Object):
        return value.value
    content = memory.content_of(ctx, value)
    items = known_items(ctx, value)
    if items is None or (content is None and not isinstance(value, Tuple)):
        raise _Unknown
    return tuple(_literal(ctx, item) for item in items)


def _named_tuple(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`namedtuple("P", "a b", defaults=(1.0,))`; the same text makes the same class."""
    try:
        given: list[Any] = [_literal(ctx, arg) for arg in args]
        named: dict[str, Any] = {
            key: _literal(ctx, value) for key, value in kwargs.items()
        }
    except _Unknown:
        ctx.refuse(
            node,
            "a named tuple class is made of what is only known at run time",
            "Write its name, its fields and their defaults as literals, or make it outside.",
        )
    made, known = ctx.lowering.made_classes, repr((given, named))
    if known not in made:
        named.setdefault("module", ctx.frame.globals.get("__name__"))
        try:
            made[known] = namedtuple(*given, **named)
        except (TypeError, ValueError) as error:
            ctx.wrong(node, f"namedtuple: {error}", type(error))
    return Object(made[known], made[known].__name__)


MADE: dict[object, Builtin] = {namedtuple: _named_tuple}
