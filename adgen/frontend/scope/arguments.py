"""Arguments and parameters: how a call binds values to names, as Python does it."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import DictContent, Ref, Region, Tuple, Value


def bind_arguments(
    ctx: Context,
    node: ast.AST,
    name: str,
    args: ast.arguments,
    positional: Sequence[Value],
    keywords: Mapping[str, Value],
    defaults: Mapping[str, Value],
) -> dict[str, Value]:
    """The value of every parameter; `node` is the call."""
    named = [arg.arg for arg in (*args.posonlyargs, *args.args)]
    values = dict(zip(named, positional))
    extra = tuple(positional[len(named) :])
    if args.vararg is not None:
        values[args.vararg.arg] = Tuple(extra)
    elif extra:
        given = f"{len(named)} positional arguments, {len(positional)} given"
        ctx.wrong(node, f"{name}() takes {given}")
    by_name = {arg.arg for arg in (*args.args, *args.kwonlyargs)}
    rest: dict[str, Value] = {}
    for key, value in keywords.items():
        if key in by_name and key not in values:
            values[key] = value
        elif key in by_name:
            ctx.wrong(node, f"{name}() got two values for `{key}`")
        else:
            rest[key] = value
    if args.kwarg is not None:
        content = DictContent(tuple(rest), tuple(rest.values()))
        values[args.kwarg.arg] = Ref(Region(args.kwarg.arg, content))
    elif rest:
        ctx.wrong(node, f"{name}() has no parameter `{next(iter(rest))}`")
    for parameter in (*args.posonlyargs, *args.args, *args.kwonlyargs):
        if parameter.arg not in values:
            if parameter.arg not in defaults:
                ctx.wrong(
                    node, f"{name}() is called without its argument `{parameter.arg}`"
                )
            values[parameter.arg] = defaults[parameter.arg]
    return values
