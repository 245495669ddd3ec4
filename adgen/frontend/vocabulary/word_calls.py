"""Calls of the functions in `words`: errors inside them are shown at the user's line."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any

from adgen.errors import AdgenError
from adgen.frontend.callees import functions
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.values import Object, Value
from adgen.frontend.vocabulary import words


def word(
    ctx: Context,
    function: Callable[..., Any],
    args: Sequence[Value],
    node: ast.AST,
    name: Name = None,
) -> Value:
    """A call of one of the functions of `words`."""
    callee = Object(function, function.__name__)
    try:
        return functions.call_object(ctx, callee, args, {}, node, name)
    except AdgenError as error:
        if error.span is None or error.span.file != words.__file__:
            raise
        raise type(error)(error.summary, ctx.span(node), error.remedy) from error
