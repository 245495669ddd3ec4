"""Statements without loops: if, return, raise, assert, del, pass, print and other expressions."""

from __future__ import annotations

import ast
import contextlib
import functools
import types
from collections.abc import Iterator
from dataclasses import replace

from adgen.frontend.callees import remembering
from adgen.frontend.control.catching import raise_again
from adgen.frontend.instances import operator_methods
from adgen.frontend.instances.entries import is_each_object
from adgen.frontend.regions import memory
from adgen.frontend.regions.branches import boolean, join
from adgen.frontend.regions.optional import witness
from adgen.frontend.scope.conflicts import Caught, Raised
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.frame import Exit
from adgen.frontend.scope.values import (
    NONE_VALUE,
    Closure,
    Conflict,
    Derivative,
    DictContent,
    ListContent,
    Object,
    Partial,
    Perhaps,
    Ref,
    Tuple,
    Value,
)
from adgen.ir.kinds import BOOL, Array, Listing
from adgen.ir.nodes import Const, Operand, Raise


def result_key(ctx: Context, frame: object) -> str:
    """The key under which the value of a `return` travels to the end of its function."""
    return ctx.lowering.result_key(ctx, frame)


def lower_expression_statement(ctx: Context, node: ast.Expr) -> None:
    each_way = _in_branches(node)
    if each_way is None:
        ctx.expression(node.value)
    else:
        lower_if(ctx, each_way)


def _in_branches(node: ast.Expr) -> ast.If | None:
    """`(lo if c else hi).append(v)` as the if it is: what is changed is known in each branch."""
    match node.value:
        case ast.Call(func=ast.Attribute(value=ast.IfExp() as choice)):
            calls = [_called_of(node.value, c) for c in (choice.body, choice.orelse)]
            then, orelse = (ast.copy_location(ast.Expr(call), node) for call in calls)
            return ast.copy_location(ast.If(choice.test, [then], [orelse]), node)
        case _:
            return None


def _called_of(call: ast.Call, owner: ast.expr) -> ast.Call:
    """The call of the method with that name of another object."""
    assert isinstance(call.func, ast.Attribute)
    method = ast.Attribute(owner, call.func.attr, ast.Load())
    made = ast.Call(ast.copy_location(method, call.func), call.args, call.keywords)
    return ast.copy_location(made, call)


def lower_return(ctx: Context, node: ast.Return) -> None:
    frame = ctx.frame.function()
    value = ctx.expression(node.value) if node.value is not None else NONE_VALUE
    if ctx.block is None:
        return
    ctx.state.names[result_key(ctx, frame)] = value
    ctx.leave(Exit("return", frame))


def lower_break(ctx: Context, node: ast.Break) -> None:
    ctx.leave(Exit("break", ctx.loop_scope()))


def lower_continue(ctx: Context, node: ast.Continue) -> None:
    ctx.leave(Exit("continue", ctx.loop_scope()))


def lower_pass(ctx: Context, node: ast.Pass) -> None:
    """Nothing to do."""


def lower_function(ctx: Context, node: ast.FunctionDef) -> None:
    """A nested def: its free names are looked up when it is called."""
    frame = ctx.frame.function()
    frame.captured = True
    value: Value = Closure(node, ctx.frame, node.name, defaults(ctx, node.args))
    for decorator in reversed(node.decorator_list):
        value = decorated(ctx, decorator, value)
    ctx.bind(node.name, value)


_REMEMBERING = (functools.lru_cache, functools.cache)
_KEEPING = (
    *_REMEMBERING,
    functools.wraps,
    contextlib.contextmanager,
)
"""Decorators that leave what a function computes as it is; a `with` runs through a generator."""


def decorated(ctx: Context, decorator: ast.expr, function: Value) -> Value:
    """What a decorator makes of a nested function."""
    head = decorator.func if isinstance(decorator, ast.Call) else decorator
    found = ctx.expression(head)
    if isinstance(found, Object) and found.value in _KEEPING:
        if found.value in _REMEMBERING and isinstance(function, Closure):
            function = replace(function, remembers=True)
            remembering.defined(ctx, function)
        return function
    maker = found if head is decorator else ctx.expression(decorator)
    if isinstance(maker, (Closure, Partial)) or (
        isinstance(maker, Object) and isinstance(maker.value, types.FunctionType)
    ):
        made = ctx.lowering.call(ctx, maker, (function,), {}, decorator)
        if isinstance(made, (Closure, Derivative, Partial, Object)):
            return made
    ctx.refuse(
        decorator,
        "a nested function has a decorator that makes something else of it",
        "Define it outside, or without the decorator.",
    )


def defaults(ctx: Context, args: ast.arguments) -> tuple[tuple[str, Value], ...]:
    """Default values are evaluated where the function is defined."""
    positional = [*args.posonlyargs, *args.args]
    named = list(zip(positional[len(positional) - len(args.defaults) :], args.defaults))
    found = [(arg.arg, ctx.expression(value)) for arg, value in named]
    for arg, default in zip(args.kwonlyargs, args.kw_defaults):
        if default is not None:
            found.append((arg.arg, ctx.expression(default)))
    return tuple(found)


# if ----------------------------------------------------------------------------------


def test_operand(ctx: Context, node: ast.expr) -> Operand:
    """The condition of an if, a while or an assert."""
    return truth(ctx, ctx.lowering.condition(ctx, node), node)


def truth(ctx: Context, value: Value, node: ast.AST) -> Operand:
    """What decides a condition: a value whose truth Python asks for."""
    if isinstance(value, Raised):
        return Const(True)
    if isinstance(value, Perhaps):
        item = memory.operand(ctx, witness(ctx, value), node)
        there = ctx.emit("isnot", (item, NONE_VALUE), node, kind=BOOL)
        ctx.none_tests[there] = item, False
        return there
    if is_each_object(value) and isinstance(value.inners[0], Ref):
        return truth(ctx, value.inners[0], node)
    of_object = operator_methods.truth(ctx, value, node)
    if of_object is not None:
        return memory.operand(ctx, of_object, node)
    content = memory.content_of(ctx, value)
    if isinstance(value, Tuple):
        return Const(bool(value.items))
    if isinstance(content, (ListContent, DictContent)):
        return Const(bool(content.items))
    if isinstance(value, (Object, Closure)):
        if isinstance(value, Object):
            return Const(bool(value.value))
        return Const(True)
    operand = memory.operand(ctx, value, node)
    kind = ctx.kind(operand)
    if isinstance(kind, Listing):
        if operand in ctx.maybe_none:
            # What is None has no length.
            absent = ctx.emit("not", (operand,), node, kind=BOOL)
            return ctx.emit("not", (absent,), node, kind=BOOL)
        return ctx.emit("gt", (ctx.emit("len", (operand,), node), Const(0)), node)
    if isinstance(kind, Array) and kind.dims is not None:
        if any(isinstance(dim, int) and dim > 1 for dim in kind.dims):
            ctx.refuse(
                node,
                "the truth of an array of several elements is ambiguous",
                "Use np.any or np.all.",
            )
    return operand


def lower_if(ctx: Context, node: ast.If) -> None:
    test = test_operand(ctx, node.test)
    if ctx.block is None:
        return
    decided = boolean(ctx, test)
    if decided is not None:
        ctx.statements(node.body if decided else node.orelse)
        return
    root = ctx.here
    split = ctx.split(test, ctx.span(node))
    for block, body in ((split.then, node.body), (split.orelse, node.orelse)):
        ctx.block = block
        ctx.statements(body)
        if ctx.block is not None:
            ctx.leave(None)
    join(ctx, root, node, None)


def lower_assert(ctx: Context, node: ast.Assert) -> None:
    test = test_operand(ctx, node.test)
    decided = boolean(ctx, test)
    if decided:
        return
    root = ctx.here
    split = ctx.split(test, ctx.span(node))
    split.then.end = None
    ctx.block = split.then
    ctx.leave(None)
    ctx.block = split.orelse
    message = () if node.msg is None else (_message(ctx, node.msg),)
    ctx.raised(Raise(Const(AssertionError, "AssertionError"), message, ctx.span(node)))
    join(ctx, root, node, None)


# raise -------------------------------------------------------------------------------


def lower_raise(ctx: Context, node: ast.Raise) -> None:
    if node.exc is None:
        raise_again(ctx, node)
        return
    _require_plain_cause(ctx, node)
    call = node.exc
    args: tuple[Operand, ...] = ()
    names: tuple[str, ...] = ()
    if isinstance(call, ast.Call):
        given = (*call.args, *(keyword.value for keyword in call.keywords))
        names = tuple(k.arg for k in call.keywords if k.arg is not None)
        if len(names) < len(call.keywords) or any(
            isinstance(arg, ast.Starred) for arg in call.args
        ):
            ctx.refuse(
                call, "an exception gets arguments by stars", "Write them one by one."
            )
        args = tuple(_message(ctx, arg) for arg in given)
        call = call.func
    raised = ctx.expression(call)
    if isinstance(raised, Conflict) or not (
        isinstance(raised, Object)
        and isinstance(raised.value, type)
        and issubclass(raised.value, BaseException)
    ):
        ctx.refuse(
            node, "what is raised is no exception class", "Write raise ValueError(...)."
        )
    error = Const(raised.value, raised.name)
    ctx.raised(Raise(error, args, ctx.span(node), names))


def _require_plain_cause(ctx: Context, node: ast.Raise) -> None:
    """`from None` and `from error` say what is shown beside the exception: it is left out."""
    if isinstance(node.cause, (ast.Name, ast.Constant)):
        return
    if node.cause is not None:
        ctx.refuse(
            node,
            "the cause of an exception is computed",
            "Name it: raise ... from error.",
        )


def _message(ctx: Context, node: ast.expr) -> Operand:
    for key, value in _told(ctx, node):
        ctx.state.names[key] = Const(value.title)  # this path ends with the exception
    return memory.operand(ctx, ctx.expression(node), node)


def _told(ctx: Context, node: ast.expr) -> Iterator[tuple[str, Caught]]:
    """The caught exceptions of which an exception tells: `raise ValueError(f"bad: {e}")`.

    They are called by their class; what else they say is known at run time only.
    """
    looked_at = {
        part.id
        for each in ast.walk(node)
        if isinstance(each, (ast.Attribute, ast.Call))
        for part in ([each.value] if isinstance(each, ast.Attribute) else each.args)
        if isinstance(part, ast.Name) and _is_question(each)
    }
    for each in ast.walk(node):
        owner = ctx.frame.owner(each.id) if isinstance(each, ast.Name) else None
        if owner is not None and isinstance(each, ast.Name):
            value = ctx.state.names.get(owner.key(each.id))
            if isinstance(value, Caught) and each.id not in looked_at:
                yield owner.key(each.id), value


def _is_question(node: ast.Attribute | ast.Call) -> bool:
    """True where more is asked than what a text says."""
    if isinstance(node, ast.Attribute):
        return True
    return not (isinstance(node.func, ast.Name) and node.func.id == "str") and not (
        isinstance(node.func, ast.Attribute) and node.func.attr == "format"
    )
