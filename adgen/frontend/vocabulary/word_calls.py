"""Calls of the functions of this room: errors inside them are shown at the user's line."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from adgen.errors import AdgenError
from adgen.frontend.callees import functions
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.values import Object, Value
from adgen.frontend.vocabulary import words

_HERE = Path(words.__file__).parent


def word(
    ctx: Context,
    function: Callable[..., Any],
    args: Sequence[Value],
    node: ast.AST,
    name: Name = None,
) -> Value:
    """A call of one of the functions that are written as programs."""
    callee = Object(function, function.__name__)
    try:
        return functions.call_object(ctx, callee, args, {}, node, name)
    except AdgenError as error:
        if error.span is None or Path(error.span.file).parent != _HERE:
            raise
        raise type(error)(error.summary, ctx.span(node), error.remedy) from error
