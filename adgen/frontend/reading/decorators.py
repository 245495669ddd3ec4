"""What a decorated function stands for.

Input: a plain function, perhaps the wrapper a decorator put in the place of another. Output: the
function to differentiate. A decorator that only looks on (times, logs, counts) is taken off:

    def timed(f):
        @functools.wraps(f)
        def wrapper(*args, **kwargs):
            start = time.perf_counter()
            result = f(*args, **kwargs)      # returned as it is
            print(time.perf_counter() - start)
            return result
        return wrapper

One that changes the arguments or the result is part of the program and is differentiated.
"""

from __future__ import annotations

import ast
import inspect
import weakref
from collections import Counter
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

from adgen.errors import SourceError
from adgen.frontend.reading.locate import FunctionNode, locate
from adgen.frontend.reading.written import forwarder

# Wrappers that are called by a forwarder: there they are read as they are written.
_as_written: weakref.WeakSet[FunctionType] = weakref.WeakSet()


def inner_of_decorated(function: FunctionType) -> Callable[..., Any] | None:
    """The function `function` stands for; None if it is to be read as it is written."""
    if function in _as_written:
        return None
    if hasattr(function, "dispatch") and hasattr(function, "registry"):
        raise SourceError(
            f"`{function.__name__}` is a functools.singledispatch function: which "
            "implementation is meant depends on the arguments",
            remedy=f"Give one implementation: {function.__name__}.dispatch(float).",
        )
    inner = getattr(function, "__wrapped__", None)
    called = _called_with_everything(function)
    if called is not None and _only_passes_on(locate(function).node):
        return called
    if callable(inner):
        return _named_wrapper(function, inner)
    if called is not None:
        raise _hidden(function, called)
    return None


def _named_wrapper(function: FunctionType, inner: Callable[..., Any]) -> FunctionType:
    """The wrapper as it is written, called with the parameters of `inner`."""
    bare = FunctionType(
        function.__code__,
        function.__globals__,
        function.__code__.co_name,
        function.__defaults__,
        function.__closure__,
    )
    bare.__kwdefaults__ = function.__kwdefaults__
    bare.__module__ = function.__module__
    _as_written.add(bare)
    if not function.__code__.co_flags & (inspect.CO_VARARGS | inspect.CO_VARKEYWORDS):
        return bare
    return forwarder(bare, inspect.signature(inner), function.__name__)


def _hidden(function: FunctionType, inner: Callable[..., Any]) -> SourceError:
    code = function.__code__
    name = getattr(inner, "__name__", "the function")
    return SourceError(
        f"{code.co_filename}:{code.co_firstlineno}: the decorator puts `{code.co_name}"
        f"(*args, **kwargs)` in the place of `{name}` and hides it",
        remedy="Put @functools.wraps on the inner function of the decorator, "
        f"or differentiate the undecorated `{name}`.",
    )


def _called_with_everything(function: FunctionType) -> Callable[..., Any] | None:
    """The one callable of the closure called as `inner(*args, **kwargs)`, if there is one."""
    code = function.__code__
    if code.co_argcount or code.co_kwonlyargcount or not code.co_freevars:
        return None
    if not (
        code.co_flags & inspect.CO_VARARGS and code.co_flags & inspect.CO_VARKEYWORDS
    ):
        return None
    node = locate(function).node
    called = {_passes_to(n, node.args): None for n in ast.walk(node)}
    called.pop("", None)
    if len(called) != 1:
        return None
    inner = _cell_contents(function, next(iter(called)))
    return inner if callable(inner) else None


def _cell_contents(function: FunctionType, name: str) -> object:
    names = function.__code__.co_freevars
    if name not in names or function.__closure__ is None:
        return None
    try:
        contents: object = function.__closure__[names.index(name)].cell_contents
        return contents
    except ValueError:  # the cell is still empty
        return None


def _passes_to(node: ast.AST, arguments: ast.arguments) -> str:
    """The name `g` if the node is `g(*args, **kwargs)` with the function's own parameters."""
    if arguments.vararg is None or arguments.kwarg is None:
        return ""
    match node:
        case ast.Call(
            ast.Name(called),
            [ast.Starred(ast.Name(star))],
            [ast.keyword(None, ast.Name(stars))],
        ) if (star, stars) == (arguments.vararg.arg, arguments.kwarg.arg):
            return called
        case _:
            return ""


def _only_passes_on(node: FunctionNode) -> bool:
    """True if the function surely returns exactly what the inner function returns."""
    if isinstance(node, ast.Lambda):
        return bool(_passes_to(node.body, node.args))
    inside = list(ast.walk(node))
    if any(isinstance(n, _OWN_SCOPE) and n is not node for n in inside):
        return False
    changed = Counter(name for n in inside for name in _changed_names(n))
    if any(
        a is not None and a.arg in changed for a in (node.args.vararg, node.args.kwarg)
    ):
        return False
    passed = {
        n.targets[0].id
        for n in inside
        if isinstance(n, ast.Assign)
        and isinstance(n.targets[0], ast.Name)
        and len(n.targets) == 1
        and _passes_to(n.value, node.args)
    }
    returns = [n.value for n in inside if isinstance(n, ast.Return)]
    return bool(returns) and all(
        value is not None
        and (
            bool(_passes_to(value, node.args))
            or (
                isinstance(value, ast.Name)
                and value.id in passed
                and changed[value.id] == 1
            )
        )
        for value in returns
    )


_OWN_SCOPE = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.Lambda,
    ast.ClassDef,
    ast.Yield,
    ast.YieldFrom,
)


def _changed_names(node: ast.AST) -> Iterator[str]:
    """Names the node binds, or may write through: `x = v`, `x[i] = v`, `x.a = v`, `x.sort()`."""
    match node:
        case ast.Name(name, ast.Store() | ast.Del()):
            yield name
        case ast.Subscript(ast.Name(name), _, ast.Store() | ast.Del()):
            yield name
        case ast.Attribute(ast.Name(name), _, ast.Store() | ast.Del()):
            yield name
        case ast.Call(ast.Attribute(ast.Name(name))):
            yield name
        case _:
            return
