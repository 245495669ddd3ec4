"""What Python evaluates one by one, up to where it stops, and adgen all at once or not so far.

itertools.accumulate(f(v) for v in x)     the elements become a list first, which is the same
zip(map(f, x), y)                         as long as f changes nothing
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager

from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import birth, same


@contextmanager
def changing_nothing(ctx: Context, node: ast.AST) -> Iterator[None]:
    """Refuses what is done inside if it changes a name or memory that was there before."""
    before, now = ctx.state.fork(), birth()
    yield
    state = ctx.state
    kept = all(same(state.names.get(key), v) for key, v in before.names.items())
    if kept and all(
        before.content(region) == content
        for region, content in state.memory.items()
        if region.birth < now
    ):
        return
    ctx.refuse(
        node,
        "how often a function is called that changes something depends on where this iterator"
        " stops",
        "Write the loop out, or let the function change nothing.",
    )
