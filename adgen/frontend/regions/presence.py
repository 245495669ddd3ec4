"""Numbers that may be None where it would mean something else: an index.

where = None                       if where is None:
for i in range(n): ...      ->         raise TypeError("where is None where it is an index")
y = x[where]                       y = x[where]

NumPy reads None as a new axis. What has been asked on the way is not asked again.
"""

from __future__ import annotations

import ast

from adgen.frontend.regions.branches import join
from adgen.frontend.scope.context import Context
from adgen.ir.kinds import BOOL
from adgen.ir.nodes import Const, Operand, Pack, Raise, Var
from adgen.names import is_temporary


def require_index(ctx: Context, index: Operand, node: ast.AST) -> None:
    """The generated code goes on only if no part of an index of an array is None."""
    if isinstance(index, Pack) and index.form != "tuple":
        return  # where a slice begins or ends, None means what it says
    for part in index.items if isinstance(index, Pack) else (index,):
        if isinstance(part, Var) and part in ctx.maybe_none:
            if part not in ctx.state.present:
                _require(ctx, part, node)


def _require(ctx: Context, part: Var, node: ast.AST) -> None:
    test = ctx.emit("is", (part, Const(None)), node, kind=BOOL)
    root = ctx.here
    split = ctx.split(test, ctx.span(node))
    ctx.block = split.then
    called = "an index" if is_temporary(part.name) else part.name
    text = f"{called} is None where an array is indexed"
    ctx.fail(Raise(Const(TypeError, "TypeError"), (Const(text),), ctx.span(node)))
    ctx.block = split.orelse
    ctx.leave(None)
    join(ctx, root, node, None)
    ctx.state.present[part] = None
