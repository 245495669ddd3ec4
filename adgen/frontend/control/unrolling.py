"""Loops over a known range that have to be written out, because their items are known one by one.

for i in range(3):                      layers.append(Layer(sizes[0]))
    layers.append(Layer(sizes[i]))      layers.append(Layer(sizes[1])) ...
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from adgen.frontend.scope.context import Context
from adgen.frontend.scope.doubts import Again
from adgen.frontend.scope.values import Ref, Value

if TYPE_CHECKING:
    from adgen.frontend.control.loops import Loop

_LONG = 40
"""Statements: so many of them, written out, are hard to read."""
_UNKNOWN = 3
"""As often a loop is taken to run of which that is not known."""


class Unroll(Exception):
    """A loop over a known range has to be written out: its index selects static items."""

    def __init__(self, loop: Loop) -> None:
        self.loop = loop


def counting(ctx: Context, index: Value | None = None) -> Loop | None:
    """The loop over a known range that counts the index, if one does; else the innermost."""
    counted = [loop for loop in reversed(ctx.loops) if loop.known is not None]
    exact = [loop for loop in counted if index is not None and loop.target == index]
    return next(iter((*exact, *counted)), None)


def write_out(ctx: Context, index: Value, items: Value | None = None) -> None:
    """Writes out the loop that counts an index, if its range is known.

    If that gets long, and the `items` it selects from are numbers, they are made a list.
    """
    loop = counting(ctx, index)
    if loop is None or loop.known is None:
        return
    display = items.region.display if isinstance(items, Ref) else None
    if display is not None and display.by == "filling":
        if len(loop.known) * _statements(loop.node) > _LONG:
            raise Again(display)
    raise Unroll(loop)


def _statements(node: ast.AST) -> int:
    """How many statements a loop runs each time, about; one for that of a comprehension."""
    body = getattr(node, "body", [])
    if not isinstance(body, list):
        return 1
    parts = [*body, *(getattr(node, "orelse", None) or ())]
    inside = sum(_times(part) * _statements(part) for part in parts)
    # What is behind a question needs joins, and the question again on the way back.
    return inside + 2 if isinstance(node, ast.If) else max(1, inside)


def _times(node: ast.stmt) -> int:
    match node:
        case ast.For(iter=ast.Call(ast.Name("range"), args)):
            bounds = [a.value for a in args if isinstance(a, ast.Constant)]
            if len(bounds) == len(args) and all(type(b) is int for b in bounds):
                return len(range(*bounds))  # type: ignore[arg-type]
            return _UNKNOWN
        case ast.For() | ast.While():
            return _UNKNOWN
        case _:
            return 1
