"""Loops over a known range that have to be written out, because their items are known one by one.

for i in range(3):                      layers.append(Layer(sizes[0]))
    layers.append(Layer(sizes[i]))      layers.append(Layer(sizes[1])) ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import Value

if TYPE_CHECKING:
    from adgen.frontend.control.loops import Loop


class Unroll(Exception):
    """A loop over a known range has to be written out: its index selects static items."""

    def __init__(self, loop: Loop) -> None:
        self.loop = loop


def counting(ctx: Context, index: Value | None = None) -> Loop | None:
    """The loop over a known range that counts the index, if one does; else the innermost."""
    counted = [loop for loop in reversed(ctx.loops) if loop.known is not None]
    exact = [loop for loop in counted if index is not None and loop.target == index]
    return next(iter((*exact, *counted)), None)
