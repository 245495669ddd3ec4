"""A program is read once for all the modes that are checked, not once for each of them.

What the front end makes of a function depends on the function and the kinds of its arguments,
and nothing after it changes what it has made (`tests/test_fuzz.py` looks).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from adgen import driver

Lowered = tuple[Any, Any]
made: dict[Any, Lowered] = {}
"""What has been lowered within `once`; the test reads it."""


@contextmanager
def once() -> Iterator[None]:
    """Within it, each function is lowered once for the same kinds of arguments."""
    lower = driver.lower
    made.clear()

    def kept(function: Callable[..., Any], arguments: Any, inner: Any) -> Lowered:
        key = (function, tuple(arguments.items()))
        try:
            found = made.get(key)
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
                made[key] = found
        return found

    driver.lower = kept
    try:
        yield
    finally:
        driver.lower = lower
