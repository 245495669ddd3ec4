"""From a list whose items are known to one that is made at run time, before the loops in which
it is changed.
"""

from __future__ import annotations

import ast

from adgen.frontend.control.loops import Restart
from adgen.frontend.regions import listing
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import ListContent, Ref


def made_at_run_time(
    ctx: Context, ref: Ref, node: ast.AST, only_in_loops: bool = False
) -> None:
    """A known list from outside a loop that changes in it: the loop starts again without it.

    With `only_in_loops` a list that was made in the innermost loop, or where there is none,
    stays known.
    """
    if not isinstance(ctx.state.content(ref.region), ListContent):
        return
    for loop in ctx.loops:
        if ref.region.birth < loop.birth and isinstance(
            loop.entry.content(ref.region), ListContent
        ):
            loop.materialise(ref.region)
            raise Restart(loop)
    if not only_in_loops:
        listing.materialise(ctx, ref.region, node)
