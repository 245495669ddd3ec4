"""A program is read once for all that is checked, and differentiated once in every mode.

What the front end makes of a function depends on the function and the kinds of its arguments,
what a mode makes of that on the task alone: with and without optimisation it is the same.
Nothing that comes later changes what has been made (`tests/test_fuzz.py` looks).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from adgen import driver
from adgen.ir.nodes import Program

lowered: dict[Any, tuple[Program, Any]] = {}
differentiated: dict[Any, tuple[Program, Any, Program]] = {}
"""What has been made within `once`; the last is the program that was differentiated, which
lives as long as its identity is part of a key."""


@contextmanager
def once() -> Iterator[None]:
    """Within it, nothing is lowered or differentiated twice."""
    lower, transformed = driver.lower, driver.transformed
    lowered.clear()
    differentiated.clear()
    driver.lower = _lowering(lower)
    driver.transformed = _differentiating(transformed)
    try:
        yield
    finally:
        driver.lower, driver.transformed = lower, transformed


def _lowering(lower: Callable[..., Any]) -> Callable[..., Any]:
    def kept(function: Callable[..., Any], arguments: Any, inner: Any) -> Any:
        key = (function, tuple(arguments.items()))
        try:
            found = lowered.get(key)
        except TypeError:
            return lower(function, arguments, inner)  # An argument without a hash.
        if found is None:
            # A derivative in the program is made under the options of the one around it.
            asked: list[bool] = []

            def noted(*given: Any) -> Any:
                asked.append(True)
                return inner(*given)

            found = lower(function, arguments, noted)
            if not asked:
                lowered[key] = found
        return found

    return kept


def _differentiating(transformed: Callable[..., Any]) -> Callable[..., Any]:
    def kept(program: Program, task: Any, records_all: bool = False) -> Any:
        modes = (task.mode, task.wrt, task.bare, task.seeded, task.has_aux, records_all)
        key = (id(program), modes)
        if key not in differentiated:
            differentiated[key] = (*transformed(program, task, records_all), program)
        return differentiated[key][:2]

    return kept
