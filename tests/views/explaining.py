"""A function at a point, explained without the command line."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from adgen.cli.explaining import explanation_of
from adgen.views.explanation import Explanation


def explained(
    function: Callable[..., Any], *args: Any, wrt: tuple[str, ...] | None = None
) -> Explanation:
    """The explanation of a function for these arguments."""
    bound = inspect.signature(function).bind(*args)
    bound.apply_defaults()
    return explanation_of(function, dict(bound.arguments), wrt)
