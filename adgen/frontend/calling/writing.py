"""Methods of what writes for a person to read: loggers and streams of text.

log.info("step %d", n)      %1 = attr(log, 'info'); call(%1, 'step %d', n)

They are effects, which run once, in their place; no derivative goes through their arguments.
"""

from __future__ import annotations

import ast
import io
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import Object, Value
from adgen.ir.kinds import BOOL, INT, LOGGER, NONE, Kind
from adgen.ir.nodes import Const, Var

_OF_LOGGERS: dict[str, Kind] = {
    **dict.fromkeys(
        ("debug", "info", "warning", "error", "critical", "exception", "log"), NONE
    ),
    "isEnabledFor": BOOL,
    "getEffectiveLevel": INT,
}
_OF_STREAMS: dict[str, Kind] = {"write": INT, "flush": NONE}


def method(
    ctx: Context,
    receiver: Value,
    what: str,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
    name: Name,
) -> Value | None:
    """A method of a logger that was asked for in the function; None for other methods."""
    if not (isinstance(receiver, Var) and ctx.kind(receiver) == LOGGER):
        return None
    kind = _OF_LOGGERS.get(what)
    if kind is None:
        return None
    callee = ctx.emit("attr", (receiver, Const(what)), node)
    return _effect(ctx, callee, kind, args, kwargs, node, name)


def known(
    ctx: Context,
    function: Object,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
    name: Name,
) -> Value | None:
    """A method of a logger or stream of the module; None for everything else."""
    what: Any = function.value
    owner = getattr(what, "__self__", None)
    kinds: Mapping[str, Kind] = {}
    if isinstance(owner, logging.Logger | logging.LoggerAdapter):
        kinds = _OF_LOGGERS
    elif isinstance(owner, io.TextIOBase):
        kinds = _OF_STREAMS
    kind = kinds.get(getattr(what, "__name__", ""))
    if kind is None:
        return None
    called = function.name.rpartition(".")[0] or type(owner).__name__.lower()
    callee = ctx.emit("attr", (Const(owner, called), Const(what.__name__)), node)
    return _effect(ctx, callee, kind, args, kwargs, node, name)


def _effect(
    ctx: Context,
    callee: Var,
    kind: Kind,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
    name: Name,
) -> Value:
    operands = [callee, *(memory.operand(ctx, arg, node) for arg in args)]
    keywords = [(key, memory.operand(ctx, v, node)) for key, v in kwargs.items()]
    return ctx.apply("call", operands, node, name, keywords, kind)
