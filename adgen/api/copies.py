"""Calling the user's function so that nothing of the caller's changes.

A function may write to its arguments, and a method to its object: `self.calls += 1`. Where adgen
calls it, for its value or for differences, it gets copies, each time new ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType, MethodType
from typing import Any

import numpy as np

from adgen.api.structures import map_leaves
from adgen.ir.objects import is_part_of_itself, is_structure


def called(
    function: Callable[..., Any],
    positional: Sequence[Any],
    keywords: Mapping[str, Any] = MappingProxyType({}),
) -> Any:
    """What the function gives for these arguments, which stay as they are."""
    args, named = _copies(positional, keywords)
    return _bound_anew(function)(*args, **named)


def _bound_anew(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with copies of what a method or a partial has bound."""
    if isinstance(function, MethodType):
        return MethodType(function.__func__, _copy(function.__self__))
    if type(function) is partial:
        args, named = _copies(function.args, function.keywords)
        return partial(_bound_anew(function.func), *args, **named)
    copied: Callable[..., Any] = _copy(function) if is_structure(function) else function
    return copied


def _copies(
    positional: Sequence[Any], keywords: Mapping[str, Any]
) -> tuple[list[Any], dict[str, Any]]:
    return list(map(_copy, positional)), {k: _copy(v) for k, v in keywords.items()}


def _copy(value: Any) -> Any:
    """New lists, dicts, objects and arrays; what is not taken apart, and what is part of
    itself, cannot be changed by a function that adgen differentiates."""
    if is_part_of_itself(value):
        return value
    return map_leaves(lambda v: v.copy() if isinstance(v, np.ndarray) else v, value)
