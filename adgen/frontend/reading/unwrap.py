"""From any callable to the plain function whose source states what it computes.

Input: a function, method, partial, cached function, compiled function or callable object.
Output: `Unwrapped`: the plain function, the class of a callable object (`owner`), the arguments
already bound, and the names of the layers taken off. A layer is only taken off if it does not
change the result.
"""

from __future__ import annotations

import functools
import inspect
from dataclasses import dataclass, field
from types import BuiltinFunctionType, FunctionType, MethodType

from adgen.errors import SourceError
from adgen.frontend.reading.decorators import inner_of_decorated

_CACHED = type(functools.lru_cache(lambda: None))


@dataclass(slots=True)
class Unwrapped:
    function: FunctionType
    owner: str = ""
    positional: list[object] = field(default_factory=list)
    keywords: dict[str, object] = field(default_factory=dict)
    wrappers: list[str] = field(default_factory=list)


def unwrap(callable_object: object) -> Unwrapped:
    """Take off layers until a plain function is left; SourceError if there is none."""
    positional: list[object] = []
    keywords: dict[str, object] = {}
    wrappers: list[str] = []
    owner = ""
    current = callable_object
    while True:
        if isinstance(current, FunctionType):
            inner = inner_of_decorated(current)
            if inner is None:
                break
            wrappers.append(f"decorator {current.__code__.co_qualname}")
            current = inner
        elif isinstance(current, functools.partial):
            positional = [*current.args, *positional]
            keywords = {**current.keywords, **keywords}
            wrappers.append("functools.partial")
            current = current.func
        elif isinstance(current, MethodType):
            positional = [current.__self__, *positional]
            current = current.__func__
        else:
            layer, current, is_self = _layer(current)
            wrappers.append(layer)
            if is_self is not None:
                positional = [is_self, *positional]
                owner = type(is_self).__name__
    return Unwrapped(current, owner, positional, keywords, wrappers)


def _layer(current: object) -> tuple[str, object, object | None]:
    """One layer that is neither function, partial nor method: its name, what is in it, self."""
    if isinstance(current, _CACHED):
        return "functools.lru_cache", current.__wrapped__, None
    if isinstance(current, staticmethod):
        return "staticmethod", current.__func__, None
    if isinstance(current, property) and current.fget is not None:
        return "property", current.fget, None
    if type(current).__module__.startswith("adgen."):
        raise SourceError(
            f"{current!r} is not differentiated further here",
            remedy="Call it in a function: adgen.jacobian(lambda x: adgen.jacobian(f)(x)).",
        )
    compiled = inspect.getattr_static(current, "py_func", None)
    python_function = (
        getattr(current, "py_func", None) if compiled is not None else None
    )
    if isinstance(python_function, FunctionType):
        return "numba", python_function, None
    if isinstance(current, type):
        raise SourceError(
            f"`{current.__name__}` is a class, not a function",
            remedy="Give a function that makes the object and returns a number.",
        )
    if isinstance(getattr(current, "pyfunc", None), FunctionType):
        raise _not_python(current)  # np.vectorize
    call = inspect.getattr_static(type(current), "__call__", None)
    if isinstance(call, FunctionType):
        return f"{type(current).__name__}.__call__", call, current
    wrapped = getattr(current, "__wrapped__", None)
    if isinstance(wrapped, FunctionType):
        return type(current).__name__, wrapped, None
    raise _not_python(current)


def _not_python(current: object) -> SourceError:
    if not callable(current):
        return SourceError(f"{current!r} is not a function")
    name = getattr(current, "__name__", None) or type(current).__name__
    if isinstance(current, BuiltinFunctionType) or type(current).__name__ == "ufunc":
        return SourceError(
            f"`{name}` is not written in Python, so it has no source to differentiate",
            remedy="Give its derivative with adgen.rule (docs/adding-a-rule.md).",
        )
    inner = getattr(current, "pyfunc", None)
    if isinstance(inner, FunctionType):
        return SourceError(
            f"`{inner.__name__}` is wrapped by {type(current).__name__}, "
            "which adgen does not differentiate",
            remedy="Call it in a function that gives one number:"
            f" lambda x: np.sum({inner.__name__}(x)).",
        )
    return SourceError(
        f"the {type(current).__name__} object `{name}` has no Python source",
        remedy="Give a function written in Python that calls it.",
    )
