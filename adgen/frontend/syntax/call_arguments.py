"""The arguments of a call as it is written: by position, by name, and with stars."""

from __future__ import annotations

import ast

from adgen.frontend.containers.unpacking import unpacked
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import DictContent, Value


def arguments(ctx: Context, node: ast.Call) -> tuple[list[Value], dict[str, Value]]:
    """The arguments of a call, by position and by name."""
    args: list[Value] = []
    for arg in node.args:
        if isinstance(arg, ast.Starred):
            args += unpacked(ctx, ctx.expression(arg.value), arg, None, ())
        else:
            args.append(ctx.expression(arg))
    kwargs: dict[str, Value] = {}
    for keyword in node.keywords:
        value = ctx.expression(keyword.value)
        if keyword.arg is not None:
            kwargs[keyword.arg] = value
            continue
        content = memory.content_of(ctx, value)
        if not isinstance(content, DictContent):
            ctx.refuse(
                keyword.value,
                "** is given something whose keys are not known",
                "Write the keywords out.",
            )
        kwargs.update((str(k), v) for k, v in zip(content.keys, content.items))
    return args, kwargs
