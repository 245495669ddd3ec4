"""The arguments of a call as it is written: by position, by name, and with stars.

`model(t, *p)`, where p is an array: as many of its elements as `model` has parameters left
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Collection, Sequence

import numpy as np

from adgen.frontend.containers.module_dicts import opened
from adgen.frontend.containers.unpacking import elements, unpacked
from adgen.frontend.regions import memory
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import Closure, DictContent, Object, Partial, Value
from adgen.ir.kinds import Array, Listing


def arguments(
    ctx: Context, node: ast.Call, function: Value
) -> tuple[list[Value], dict[str, Value]]:
    """The arguments of a call of `function`, by position and by name."""
    args: list[Value] = []
    for place, arg in enumerate(node.args):
        if isinstance(arg, ast.Starred):
            value = ctx.expression(arg.value)
            if _is_extreme(function) and known_items(ctx, value) is None:
                if len(node.args) == 1 and not node.keywords:
                    args.append(value)  # max(*x) is max(x)
                    continue
                value = elements(ctx, value, arg)
                if _is_long(ctx, value):
                    _require_one_other(ctx, node)
                    # max(v, *x) is max(v, max(x)): both raise if x has no element.
                    args.append(ctx.lowering.call(ctx, function, (value,), {}, arg))
                    continue
            after = len(node.args) - place - 1
            room = _room(function, len(args), after, node)
            count, names = (None, ()) if room is None else (len(room), room)
            args += unpacked(ctx, value, arg, count, names)
        else:
            args.append(ctx.expression(arg))
    kwargs: dict[str, Value] = {}
    for keyword in node.keywords:
        value = ctx.expression(keyword.value)
        if keyword.arg is not None:
            kwargs[keyword.arg] = value
            continue
        content = memory.content_of(ctx, opened(ctx, value, keyword.value))
        if not isinstance(content, DictContent):
            ctx.refuse(
                keyword.value,
                "** is given something whose keys are not known",
                "Write the keywords out.",
            )
        kwargs.update((str(k), v) for k, v in zip(content.keys, content.items))
    return args, kwargs


def _is_extreme(function: Value) -> bool:
    return isinstance(function, Object) and function.value in (max, min)


def _is_long(ctx: Context, value: Value) -> bool:
    """True for a list or an array of which the length is not known."""
    kind = memory.kind_of(ctx, value)
    if isinstance(kind, Array) and kind.dims:
        return not isinstance(kind.dims[0], int)
    return isinstance(kind, Listing) and known_items(ctx, value) is None


def _require_one_other(ctx: Context, node: ast.Call) -> None:
    """Refuses `max(u, v, *x)`, which is max(u, v) without any x, and keys."""
    if len(node.args) != 2 or node.keywords:
        listed = ", ".join(map(ast.unparse, node.args))
        ctx.refuse(
            node,
            "how many values are compared is only known at run time",
            f"Compare the items of a list: {ast.unparse(node.func)}([{listed}]).",
        )


def _room(
    function: Value, before: int, after: int, node: ast.Call
) -> Sequence[str] | None:
    """The parameters an array behind a star has to fill; None where that is not known."""
    if sum(isinstance(arg, ast.Starred) for arg in node.args) > 1:
        return None
    named = [keyword.arg for keyword in node.keywords]
    if None in named:
        return None
    free = _positional(function, [name for name in named if name is not None])
    if free is None or len(free) < before + after:
        return None
    return free[before : len(free) - after]


def _positional(function: Value, named: Collection[str]) -> list[str] | None:
    """The parameters a function takes by position, if neither more nor fewer."""
    match function:
        case Partial(inner, first, fixed):
            free = _positional(inner, [*named, *(name for name, _ in fixed)])
            return None if free is None else free[len(first) :]
        case Closure(node=node):
            args = node.args
            if args.vararg is not None or args.defaults:
                return None
            names = [a.arg for a in (*args.posonlyargs, *args.args)]
            return [name for name in names if name not in named]
        case Object(value=value):
            return _positional_of_object(value, named)
        case _:
            return None


_POSITIONAL = (
    inspect.Parameter.POSITIONAL_ONLY,
    inspect.Parameter.POSITIONAL_OR_KEYWORD,
)


def _positional_of_object(value: object, named: Collection[str]) -> list[str] | None:
    if not callable(value):
        return None
    if isinstance(value, np.ufunc):
        free = [f"x{i + 1}" for i in range(value.nin)]
        return None if named else free
    try:
        parameters = inspect.signature(value).parameters.values()
    except (TypeError, ValueError):
        return None  # Functions written in C do not always say.
    if any(p.kind is inspect.Parameter.VAR_POSITIONAL for p in parameters):
        return None
    left = [p for p in parameters if p.kind in _POSITIONAL and p.name not in named]
    return [p.name for p in left] if all(p.default is p.empty for p in left) else None
