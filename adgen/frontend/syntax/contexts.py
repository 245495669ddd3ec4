"""`with`: context managers of NumPy and Python, and generator functions that are ones.

with np.errstate(divide="ignore"):      the whole derivative is a function under
    y = np.log(x)                       @np.errstate(divide="ignore")

with timed("step") as t:                the body stands at the yield of the generator function
    y = f(x)

A state that only silences is that of the whole derivative: its own statements divide by zero
where the function's do. A state that raises or calls would do so elsewhere, and is refused.
"""

from __future__ import annotations

import ast
import contextlib
import types
import warnings
from collections.abc import Callable, Sequence

import numpy as np

from adgen.frontend.callees import functions
from adgen.frontend.control.catching import Handler, catch, clause_of
from adgen.frontend.scope.context import Builtin, Context, Keywords, Name
from adgen.frontend.scope.values import (
    NONE_VALUE,
    Closure,
    Object,
    Partial,
    Stream,
    Value,
    is_constant,
)
from adgen.frontend.syntax import managed
from adgen.frontend.syntax.call_arguments import arguments
from adgen.ir.nodes import Const

Inner = Callable[[], None]
_SILENT = ("ignore", "warn")


def lower_with(ctx: Context, node: ast.With) -> None:
    _entered(ctx, node.items, node)


def _entered(ctx: Context, items: Sequence[ast.withitem], node: ast.With) -> None:
    """The managers from the outermost on; inside of all of them the body."""
    if not items:
        ctx.statements(node.body)
        return
    item = items[0]

    def inner() -> None:
        _entered(ctx, items[1:], node)

    manager = item.context_expr
    value: Value | None = None
    if isinstance(manager, ast.Call):
        callee = ctx.expression(manager.func)
        args, kwargs = arguments(ctx, manager, callee)
        while isinstance(callee, Partial):  # a method, too
            args, kwargs = [*callee.args, *args], {**dict(callee.kwargs), **kwargs}
            callee = callee.function
        if isinstance(callee, Object) and _enter(
            ctx, callee, args, kwargs, item, inner
        ):
            return
        if _gives_a_manager(callee):
            value = ctx.lowering.call(ctx, callee, args, kwargs, manager)
        if isinstance(value, Stream):
            managed.through(ctx, value, item, inner)
            return
    else:
        value = ctx.expression(manager)
    if value is not None and managed.with_object(ctx, value, item, inner):
        return
    ctx.refuse(
        manager,
        "a with statement of a context manager that adgen does not know",
        "Do what the context manager does outside.",
    )


def _gives_a_manager(callee: Value) -> bool:
    """True for functions and classes of the user's."""
    if isinstance(callee, Object):
        return isinstance(callee.value, (type, types.FunctionType))
    return isinstance(callee, Closure)


def _enter(
    ctx: Context,
    manager: Object,
    args: Sequence[Value],
    kwargs: Keywords,
    item: ast.withitem,
    inner: Inner,
) -> bool:
    """Runs the body in the manager; False if it is not known."""
    node = item.context_expr
    if manager.value is contextlib.nullcontext:
        managed.bind(ctx, item, args[0] if args else NONE_VALUE)
        inner()
    elif manager.value is contextlib.suppress:
        managed.bind(ctx, item, NONE_VALUE)
        clause = clause_of(ctx, args, node)
        catch(ctx, [Handler(clause, ())], inner, (), node)
    elif manager.value in (np.errstate, np.printoptions):
        _set(ctx, manager, kwargs, node)
        managed.bind(ctx, item, NONE_VALUE)
        inner()
    elif manager.value is warnings.catch_warnings:
        _caught(ctx, kwargs, item, inner)
    else:
        function = managed.generator_of(manager.value)
        if function is None:
            return False
        made = Object(function, manager.name)
        stream = functions.call_object(ctx, made, args, kwargs, node, None)
        if not isinstance(stream, Stream):
            return False
        managed.through(ctx, stream, item, inner)
    return True


# states ------------------------------------------------------------------------------


def _set(ctx: Context, manager: Object, kwargs: Keywords, node: ast.AST) -> None:
    """np.errstate and np.printoptions: a state of the whole derivative."""
    title = getattr(manager.value, "__name__", "")
    for key, value in kwargs.items():
        silent = is_constant(value, str) and value.value in _SILENT
        if not isinstance(value, Const) or (title == "errstate" and not silent):
            ctx.refuse(
                node,
                f"np.{title} is called with a `{key}` that is not known to be harmless",
                'Use "ignore" or "warn", or set it outside.',
            )
        ctx.lowering.note_state(f"np.{title}", key, value.value)


def _caught(ctx: Context, kwargs: Keywords, item: ast.withitem, inner: Inner) -> None:
    """warnings.catch_warnings: what is ignored in it is ignored everywhere."""
    if set(kwargs) - {"action", "category"}:
        ctx.refuse(
            item.context_expr,
            "warnings.catch_warnings records warnings",
            "Record them outside.",
        )
    managed.bind(ctx, item, NONE_VALUE)
    if "action" in kwargs:
        _ignored(ctx, kwargs["action"], item.context_expr)
    ctx.lowering.catching += 1
    try:
        inner()
    finally:
        ctx.lowering.catching -= 1


def _filter(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`warnings.simplefilter("ignore")` in a `with warnings.catch_warnings()`."""
    if not ctx.lowering.catching:
        ctx.refuse(
            node,
            "the filters of warnings are changed for the whole program",
            "Do it in a with warnings.catch_warnings().",
        )
    _ignored(ctx, args[0] if args else kwargs.get("action", NONE_VALUE), node)
    return NONE_VALUE


def _ignored(ctx: Context, action: Value, node: ast.AST) -> None:
    if not is_constant(action, str) or action.value == "error":
        ctx.refuse(
            node,
            "warnings are turned into something else, which may be an exception",
            'Use the action "ignore".',
        )
    if action.value == "ignore":
        ctx.lowering.note_state("np.errstate", "all", "ignore")


FILTERS: dict[object, Builtin] = {
    warnings.simplefilter: _filter,
    warnings.filterwarnings: _filter,
}
