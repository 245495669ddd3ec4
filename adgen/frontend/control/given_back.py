"""Functions that call themselves and write their arguments: they give back what they have written.

def sort(a, lo, hi):                def sort(a.0, lo, hi):
    a[lo] = ...                         a.1 = a.0 with [lo] = ...
    sort(a, lo, k)          ->          a.2 = call sort(a.1, lo, k)
    return a                            return a.2

What is returned and is an argument itself, as here, is given back once; so is no None. Such a
function is lowered as if the arrays it is given were apart: each call is asked whether they are.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from adgen.frontend.reading.acquire import span_of
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.doubts import Doubt
from adgen.frontend.scope.values import (
    KNOWN,
    NONE_VALUE,
    Ref,
    Region,
    Value,
    is_operand,
)


def gives_back(ctx: Context) -> bool:
    """True if the function that is being lowered gives back what it writes of its arguments."""
    if ctx.is_entry:
        return False
    place = span_of(ctx.main.node, ctx.main.acquired)
    return Doubt("giving", place) in ctx.lowering.decided


def noted(ctx: Context, region: Region) -> bool:
    """True if a write to an array or a list that was passed is given back to the caller."""
    if region.origin != "parameter" or isinstance(region.content, KNOWN):
        return False
    if not gives_back(ctx):
        return False
    ctx.given_back[region] = None
    return True


def give_back(
    ctx: Context, rows: Collection[list[Value]], count: int
) -> dict[int, Region | None]:
    """Adds the arguments that are given back to the leaves of the result, of which there is a row
    for each path; gives the leaves that are left out."""
    left = _left_out(ctx, rows, count)
    for row in rows:
        row[:] = [value for i, value in enumerate(row) if i not in left]
        row += map(Ref, ctx.given_back)
    return left


def _left_out(
    ctx: Context, rows: Collection[Sequence[Value]], count: int
) -> dict[int, Region | None]:
    """The leaves of the result that need not be returned: on every path one argument that is
    given back, or None."""
    if not ctx.given_back:
        return {}
    found: dict[int, Region | None] = {}
    columns = [[row[i] for row in rows] for i in range(count)]
    for position, column in enumerate(columns):
        known = [v for v in column if not (is_operand(v) and ctx.is_bottom(v))]
        first = known[0] if known else None
        if known and all(value == NONE_VALUE for value in known):
            found[position] = None
        elif isinstance(first, Ref) and all(_is_whole(v, first.region) for v in known):
            found[position] = first.region
    return {i: r for i, r in found.items() if r is None or r in ctx.given_back}


def _is_whole(value: Value, region: Region) -> bool:
    return isinstance(value, Ref) and value.region is region and not value.path
