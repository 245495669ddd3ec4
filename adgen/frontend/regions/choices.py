"""One of two arrays, by the way the program takes.

a = u if c else v          the choice of a: by c, u or v
"""

from __future__ import annotations

from collections.abc import Sequence

from adgen.frontend.scope.context import Context
from adgen.frontend.scope.state import Open
from adgen.frontend.scope.values import KNOWN, Choice, Content, Ref, Value
from adgen.ir.kinds import Array
from adgen.ir.nodes import Operand


def choice(
    ctx: Context,
    test: Operand | None,
    birth: int,
    blocks: Sequence[Open],
    values: Sequence[Value | None],
) -> Choice | None:
    """The choice that a value is of two paths, if it is one or the other of two arrays.

    Both have less than `birth`: they were there before the paths, which end in `blocks`.
    """
    regions = [
        value.region
        for block, value in zip(blocks, values)
        if isinstance(value, Ref)
        and not value.path
        and value.region.birth < birth
        and _is_array(ctx, block.state.content(value.region))
    ]
    if test is None or len(values) != 2 or len(set(regions)) != 2:
        return None
    return Choice(test, (regions[0], regions[1]), len(ctx.loops))


def _is_array(ctx: Context, content: Content) -> bool:
    return not isinstance(content, KNOWN) and isinstance(ctx.kind(content), Array)
