"""The names of the parameters of a function that is differentiated inside of another one.

In: a closure, or a function, method or partial as an object. Out: the name of a position.
"""

from __future__ import annotations

import inspect
from typing import Any

from adgen.frontend.scope.values import Closure, Fields, Object, Value

_BY_POSITION = (
    inspect.Parameter.POSITIONAL_ONLY,
    inspect.Parameter.POSITIONAL_OR_KEYWORD,
)


def parameter_name(function: Value, position: int) -> str:
    """The name of one parameter, or one made up."""
    names = positional_names(function)
    return names[position] if position < len(names) else f"x{position}"


def positional_names(function: Value) -> list[str]:
    """The names of the positional parameters; none where they are not known."""
    match function:
        case Closure(node=node):
            return [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
        case Object(value=value):
            return _positional(value)
        case Fields(parameters=names):
            return list(names)
        case _:
            return []


def _positional(function: Any) -> list[str]:
    """The names of the positional parameters: of a method and a partial those left to give."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # a function of C without a text signature
        return []
    return [p.name for p in signature.parameters.values() if p.kind in _BY_POSITION]
