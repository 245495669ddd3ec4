"""Indices: what one selects, and one index for two.

x[i][j]       x[i, j]             i selects an element or a view, a slice a view
x[1:][i]      a path of two       an array of indices makes a copy
"""

from __future__ import annotations

from typing import Literal

from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import Step, Through
from adgen.ir.kinds import INT, NONE, Array, Listing, Number, Structure, is_integer
from adgen.ir.nodes import Const, Operand, Pack

ELLIPSIS = Const(Ellipsis)
WHOLE = Pack("slice", (Const(None), Const(None), Const(None)))


def compose(
    ctx: Context, path: tuple[Step, ...], index: Operand | None
) -> tuple[Step, ...]:
    """The path to `view[index]`: x[i][j] is x[i, j] where both are plain."""
    if index is None:
        return path
    last = path[-1] if path else None
    if index == WHOLE and isinstance(last, Pack) and last.form == "slice":
        return path
    if last is not None and not isinstance(last, Through):
        if _is_integers(ctx, last) and selects(ctx, index) in _PLAIN:
            return (*path[:-1], joined_index(last, index))
    return (*path, index)


_PLAIN = ("element", "view")


def joined_index(first: Operand, second: Operand) -> Pack:
    """One tuple index for two, of which the first holds integers only."""
    return Pack("tuple", (*_parts(first), *_parts(second)))


def _parts(index: Operand) -> tuple[Operand, ...]:
    if isinstance(index, Pack) and index.form == "tuple":
        return index.items
    return (index,)


def _is_integers(ctx: Context, index: Operand) -> bool:
    return all(is_integer(ctx.kind(part)) for part in _parts(index))


def selects(
    ctx: Context, index: Operand
) -> Literal["element", "view", "copy", "unknown"]:
    """What an index alone says: integers only, a slice among them, an array, or unknown."""
    found: Literal["element", "view"] = "element"
    unknown = False
    for part in _parts(index):
        kind = ctx.kind(part)
        if isinstance(part, Pack) and part.form == "slice":
            found = "view"
        elif part == ELLIPSIS or kind == NONE:
            found = "view"
        elif isinstance(kind, (Array, Structure, Listing)) or kind == Number("bool"):
            # One array makes NumPy copy, whatever the other parts are.
            return "unknown" if isinstance(kind, Array) and kind.dims == () else "copy"
        elif kind != INT:
            unknown = True
    return "unknown" if unknown else found
