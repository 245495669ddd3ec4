"""How deep blocks stand in each other.

A Python function of more than some hundred tests, one inside of the other, cannot be read by
Python itself; adgen, which goes down block by block, refuses it before that.
"""

from __future__ import annotations

from adgen.errors import LanguageError
from adgen.ir.nodes import Block, Function
from adgen.ir.walk import all_statements, end_blocks, inner_blocks
from adgen.source import Span

DEEPEST = 110
"""Blocks in each other; Python reads fewer than 100 levels, and an `elif` is no level."""


def require_shallow(function: Function) -> None:
    """Raises LanguageError for a function of more blocks in each other than adgen follows."""
    waiting: list[tuple[Block, int]] = [(function.body, 1)]
    while waiting:
        block, depth = waiting.pop()
        if depth > DEEPEST:
            raise too_deep(function, function.name)
        inner = [b for stmt in block.body for b in inner_blocks(stmt)]
        waiting += [(b, depth + 1) for b in (*inner, *end_blocks(block.end))]


def too_deep(function: Function, name: str) -> LanguageError:
    """The refusal of a function, at the first place of the program that it has to do with."""
    return LanguageError(
        f"`{name}` would be nested deeper than Python reads",
        _span(function),
        "Move a part of the function, a `try` or a loop, into a function of its own.",
    )


def _span(function: Function) -> Span | None:
    spans = (getattr(s, "span", None) for s in all_statements(function.body))
    return next((span for span in spans if span is not None), None)
