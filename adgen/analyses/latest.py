"""Answers that are given again while the question stays the same.

The passes of the optimiser look one after another at a function that most of them leave as it is:

    use_counts(function)        counted
    use_counts(function)        the same answer, not counted again
    use_counts(other)           counted
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeVar

from adgen.ir.nodes import Function

Answer = TypeVar("Answer")


def of_latest(analysis: Callable[[Function], Answer]) -> Callable[[Function], Answer]:
    """The analysis, remembering its answer for the last function. Nobody may alter it."""
    latest: tuple[Function, Answer] | None = None

    @functools.wraps(analysis)
    def answer(function: Function) -> Answer:
        nonlocal latest
        known = latest  # read once: another thread may put its own
        if known is not None and known[0] is function:
            return known[1]
        found = analysis(function)
        latest = (function, found)
        return found

    return answer
