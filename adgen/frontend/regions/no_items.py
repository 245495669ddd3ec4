"""Numbers where only a container will do, in a branch of which the program decides at run time.

def walk(node):                          A leaf of the tree is a number. Which one, an int of Python
    if isinstance(node, int):      ->    or one of NumPy, is known at run time only; where it is
        return x[node]                   neither, the loop raises what it raises in the program:
    return sum(walk(n) for n in node)        raise TypeError("a number cannot be iterated over")

try:                                     Of a number or an array of numbers: which it is is known.
    e[abs(e) < 1e-3] = 0.0
except TypeError: ...
"""

from __future__ import annotations

import ast
from typing import NoReturn

from adgen.frontend.scope.context import Context, Unreachable
from adgen.frontend.scope.values import Value
from adgen.ir.kinds import Kind, Number
from adgen.ir.nodes import Const, Raise

QUESTIONS = frozenset({"isinstance", "hasattr", "type", "np.isscalar"})
"""Primitives by which a program asks what a value is."""


def raises_or_refused(
    ctx: Context, number: Value, node: ast.AST, summary: str
) -> NoReturn:
    """The program raises a TypeError here; unless it has asked before, that is a mistake."""
    if number not in ctx.asked:
        ctx.refuse(node, summary, "Use range(n), or a tuple, a list or an array.")
    error = Const(TypeError, "TypeError")
    ctx.raised(Raise(error, (Const(summary),), ctx.span(node)))
    raise Unreachable


def takes_no_items(ctx: Context, kind: Kind, node: ast.AST) -> NoReturn:
    """An item of something is set that has none to set; a handler may wait for that."""
    if isinstance(kind, Number) and ctx.catcher(TypeError) is not None:
        ctx.wrong(node, "an item of a number is set", TypeError)
    ctx.refuse(
        node,
        "an item of something that is no array, list or dict of this function is set",
        "Work on a copy: y = x.copy().",
    )
