"""Lists of numbers that stand in the text: known item by item, or made at run time.

a = [0.0] * 6        six values of their own, as good as six names. Where the index of a long loop
for i in range(6):   selects one, the loop would have to be written out: the program is lowered
    a[i] = ...       again, and `a` is a list then.
"""

from __future__ import annotations

import ast

from adgen.frontend.regions import listing
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.doubts import Doubt
from adgen.frontend.scope.values import ListContent, Ref, Value, is_operand
from adgen.ir.kinds import Number


def displayed(ctx: Context, value: Value, node: ast.AST) -> Value:
    """A list as it stands in the text, made at run time if that has been decided."""
    if not isinstance(value, Ref) or not _holds_numbers(ctx, value):
        return value
    place = ctx.span(node)
    if Doubt("filling", place) in ctx.lowering.decided:
        listing.materialise(ctx, value.region, node)
    elif Doubt("knowing", place) not in ctx.lowering.decided:
        value.region.display = Doubt("filling", place)
    return value


def is_filled(ctx: Context, node: ast.AST) -> bool:
    """True if it has been decided that the list is made at run time."""
    return Doubt("filling", ctx.span(node)) in ctx.lowering.decided


def _holds_numbers(ctx: Context, ref: Ref) -> bool:
    content = ctx.state.content(ref.region)
    if not isinstance(content, ListContent) or len(content.items) < 2:
        return False
    return all(
        is_operand(item) and isinstance(ctx.kind(item), Number)
        for item in content.items
    )
