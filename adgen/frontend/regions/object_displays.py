"""Lists of objects, or dicts, that stand in the text: known one by one, or made at run time.

ps = [Particle(x), Particle(y)]    two objects, as good as two names. Where it is only known at
ps.sort(key=energy)                run time which of them stands where, the program is lowered
                                   again, and the list consists of columns from the start.
"""

from __future__ import annotations

import ast

from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.doubts import Again, Doubt
from adgen.frontend.scope.values import (
    Content,
    DictContent,
    ListContent,
    ObjectContent,
    Region,
    Value,
)


def doubt_of(ctx: Context, node: ast.AST) -> Doubt:
    """The doubt whether the list that is made here consists of columns."""
    return Doubt("columns", ctx.span(node))


def is_of_columns(ctx: Context, region: Region) -> bool:
    """True for a list of which that has been decided."""
    display = region.display
    known = display is not None and display.by == "columns"
    return known and display in ctx.lowering.decided


def holds_object(ctx: Context, value: Value) -> bool:
    """True for an object or a dict itself."""
    return isinstance(memory.content_of(ctx, value), (DictContent, ObjectContent))


def decide(ctx: Context, region: Region, content: Content | None) -> None:
    """Lowers the program again where the objects of a list are not known one by one."""
    display = region.display
    if display is None or display.by != "columns" or display in ctx.lowering.decided:
        return
    if isinstance(content, ListContent):
        if any(holds_object(ctx, item) for item in content.items):
            raise Again(display)
