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
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

import numpy as np

from adgen.frontend import assignment, calls, functions
from adgen.frontend.branches import branch_off, join
from adgen.frontend.builtin_calls import Builtin
from adgen.frontend.catching import Handler, catch, clause_of
from adgen.frontend.context import Context, Name, Unreachable
from adgen.frontend.frame import Exit, LoopScope
from adgen.frontend.state import Leaf, leaves
from adgen.frontend.values import (
    NONE_VALUE,
    Object,
    Stream,
    Value,
    is_constant,
    is_operand,
)
from adgen.ir.nodes import Const

Keywords = Mapping[str, Value]
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

    if isinstance(item.context_expr, ast.Call):
        callee = ctx.expression(item.context_expr.func)
        args, kwargs = calls.arguments(ctx, item.context_expr)
        if isinstance(callee, Object) and _enter(
            ctx, callee, args, kwargs, item, inner
        ):
            return
    ctx.refuse(
        item.context_expr,
        "a with statement of a context manager that adgen does not know",
        "Do what the context manager does outside.",
    )


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
        _bind(ctx, item, args[0] if args else NONE_VALUE)
        inner()
    elif manager.value is contextlib.suppress:
        _bind(ctx, item, NONE_VALUE)
        clause = clause_of(ctx, args, node)
        catch(ctx, [Handler(clause, ())], inner, (), node)
    elif manager.value in (np.errstate, np.printoptions):
        _set(ctx, manager, kwargs, node)
        _bind(ctx, item, NONE_VALUE)
        inner()
    elif manager.value is warnings.catch_warnings:
        _caught(ctx, kwargs, item, inner)
    else:
        function = _generator_of(manager.value)
        if function is None:
            return False
        made = Object(function, manager.name)
        stream = functions.call_object(ctx, made, args, kwargs, node, None)
        if not isinstance(stream, Stream):
            return False
        _through(ctx, stream, item, inner)
    return True


def _bind(ctx: Context, item: ast.withitem, value: Value) -> None:
    if item.optional_vars is not None:
        assignment.assign(ctx, item.optional_vars, value)


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
    _bind(ctx, item, NONE_VALUE)
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


# generator functions -----------------------------------------------------------------


def _generator_of(value: object) -> object | None:
    """The generator function of what `contextlib.contextmanager` has made."""
    inner = getattr(value, "__wrapped__", None)
    if not (isinstance(value, types.FunctionType) and callable(inner)):
        return None
    made_here = (
        value.__code__.co_filename == contextlib.contextmanager.__code__.co_filename
    )
    return inner if made_here else None


def _through(ctx: Context, stream: Stream, item: ast.withitem, inner: Inner) -> None:
    """The body at the yield. It may be left in any way: first what follows the yield runs."""
    node, frame, nesting = item.context_expr, ctx.frame, ctx.nesting
    done = Exit("done", LoopScope(node))
    key = ctx.pseudo(f"left {id(item)}", None)
    exits: dict[Exit | None, int] = {}

    def emit(value: Value) -> None:
        if exits or ctx.nesting > nesting:
            ctx.refuse(
                node,
                f"the generator function `{stream.name}` may yield more than once",
                "Let a context manager yield once, in no loop.",
            )
        root = ctx.here
        with ctx.within(frame), suppress(Unreachable):
            _bind(ctx, item, value)
            inner()
        if ctx.block is not None:
            ctx.leave(done)
        for block in leaves(root):
            assert isinstance(block.end, Leaf)
            exit = block.end.exit
            if exit is None or exit.what != "caught":
                number = exits.setdefault(exit, len(exits))
                block.state.names[key] = Const(number)
        join(ctx, root, node, *exits)
        if ctx.block is None:
            raise Unreachable

    with suppress(Unreachable):
        stream.run(ctx, emit)
    if ctx.block is not None:
        _leave(ctx, exits, done, key, node)


def _leave(
    ctx: Context, exits: dict[Exit | None, int], done: Exit, key: str, node: ast.AST
) -> None:
    """Control goes where the body has led it."""
    if len(exits) == 1:
        ctx.state.names.pop(key)
        if done not in exits:
            ctx.leave(next(iter(exits)))
        return
    number = ctx.state.names.pop(key)
    assert is_operand(number)
    others = [exit for exit in exits if exit != done]
    last = others.pop() if done not in exits else None
    for exit in others:
        test = ctx.emit("eq", (number, Const(exits[exit])), node)
        branch_off(ctx, test, exit, node)
    if last is not None:
        ctx.leave(last)
