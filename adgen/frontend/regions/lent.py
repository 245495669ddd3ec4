"""What runs over a list otherwise than its iterator does: the list is not changed meanwhile.

for a, b in pairwise(xs):      Python gives the b it has read as the next a; zip(xs, xs[1:]), which
    xs[3] *= 2                 stands for it, reads it anew
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
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
    """Refuses a change of what a function of itertools runs over, but not one in an entry of it."""
    title, fixed = ctx.lowering.lent.get(region, (None, False))
    if title is None:
        return
    if fixed and not entry or is_resized(ctx, content, ctx.state.content(region)):
        ctx.refuse(
            node,
            f"{called(region.label)} is changed while {title} runs over it",
            "Run over a copy, list(xs), or over indices.",
        )


def _parts(value: Value) -> Iterator[Value]:
    yield value
    match value:
        case EnumerateValue(inner) | ReversedValue(inner):
            yield from _parts(inner)
        case ZipValue() | MapValue():
            for inner in value.inners:
                yield from _parts(inner)
