"""What runs over a list otherwise than its iterator does: the list is not changed meanwhile.

for a, b in pairwise(xs):      Python gives the b it has read as the next a; zip(xs, xs[1:]), which
    xs[3] *= 2                 stands for it, reads it anew
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from adgen.frontend.regions.inner_lists import is_resized
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.state import called
from adgen.frontend.scope.values import (
    Content,
    EnumerateValue,
    MapValue,
    Region,
    ReversedValue,
    Value,
    ZipValue,
)
from adgen.ir.nodes import Const, Operand
from adgen.ir.objects import GENERATORS
from adgen.rules.registry import find

Lists = dict[Region, bool]
"""What is run over, and whether its entries may not be changed either."""


@dataclass(frozen=True)
class Loan:
    """`value` stands for what the function `title` gives of some lists."""

    value: Value
    lists: Lists
    title: str


def lend(ctx: Context, value: Value, lists: Lists, title: str) -> Value:
    """`value` is run over in place of what `title` gives of some lists."""
    ctx.lowering.loans.append(Loan(value, lists, title))
    return value


@contextmanager
def while_over(ctx: Context, value: Value) -> Iterator[None]:
    """While this lasts, something runs over a value."""
    parts = list(_parts(value))
    found = [loan for loan in ctx.lowering.loans if any(loan.value is p for p in parts)]
    with ExitStack() as stack:
        for loan in found:
            stack.enter_context(lent(ctx, loan.lists, loan.title))
        yield


@contextmanager
def lent(ctx: Context, lists: Lists, title: str) -> Iterator[None]:
    """While this lasts, the function `title` of itertools runs over lists."""
    before = ctx.lowering.lent
    ctx.lowering.lent = before | {r: (title, fixed) for r, fixed in lists.items()}
    try:
        yield
    finally:
        ctx.lowering.lent = before


def require_unlent(
    ctx: Context, region: Region, content: Content, entry: bool, node: ast.AST
) -> None:
    """Refuses a change of what a function of itertools runs over, but not one in an entry of it;
    and any change of what a function remembers."""
    _require_forgotten(ctx, region, node)
    title, fixed = ctx.lowering.lent.get(region, (None, False))
    if title is None:
        return
    if fixed and not entry or is_resized(ctx, content, ctx.state.content(region)):
        ctx.refuse(
            node,
            f"{called(region.label)} is changed while {title} runs over it",
            "Run over a copy, list(xs), or over indices.",
        )


def _require_forgotten(ctx: Context, region: Region, node: ast.AST) -> None:
    known = ctx.lowering.remembered.regions
    for each in (region, *region.links) if known else ():
        if each in known:
            ctx.refuse(
                node,
                f"{called(region.label)} is changed, and `{known[each]}`, which was given or"
                " returned it, remembers what it has returned",
                "Leave the cache out, or work on a copy.",
            )


def require_repeatable(
    ctx: Context, fn: str, operands: Sequence[Operand], node: ast.AST
) -> None:
    """Refuses what prints or draws in a function that remembers: it would run once."""
    if not ctx.lowering.remembered.inside:
        return
    rule = find(fn)
    values = (op.value for op in operands if isinstance(op, Const))
    if (rule is not None and rule.effect) or any(
        isinstance(value, GENERATORS) for value in values
    ):
        ctx.refuse(
            node,
            "something is printed or drawn in a function that remembers what it has returned",
            "Leave the cache out.",
        )


def _parts(value: Value) -> Iterator[Value]:
    yield value
    match value:
        case EnumerateValue(inner) | ReversedValue(inner):
            yield from _parts(inner)
        case ZipValue() | MapValue():
            for inner in value.inners:
                yield from _parts(inner)
