"""Places of the text as they are reached: a function that is called twice reads a name twice.

def take():                  next(it) through the first call
    return next(it)          next(it) through the second
take() * take()
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adgen.frontend.scope.context import Context

Reached = tuple[ast.AST, ...]


def reached(ctx: Context, node: ast.AST) -> Reached:
    """A node and the calls put in line through which it is reached, the outermost first."""
    return (*ctx.sites, node)
