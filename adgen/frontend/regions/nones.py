"""Lists that hold None beside numbers: which entries are None is only known at run time.

xs = [None] * n              the list is of numbers; what is read before it is set is None
xs[i] = x[i] ** 2
if xs[j] is None: ...        asked at run time; of lists of arrays it is refused: the adjoint of
                             such a list has no entries where it has none

Once a list holds None, the program is lowered again: what is taken from any list may be None then.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.reading.acquire import span_of
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.doubts import Again, Doubt
from adgen.ir.kinds import NONE, UNKNOWN, Kind, Listing, Number, Unknown, join
from adgen.ir.nodes import Const, Operand, Var


def note_entry(ctx: Context, var: Var) -> None:
    """An entry of a list of numbers and perhaps None: its kind does not say which it is."""
    kind = ctx.kinds[var]
    if isinstance(kind, Unknown):
        ctx.unknown_entries.add(var)
    elif isinstance(kind, Number) and ctx.lowering.lists_hold_none:
        ctx.maybe_none.add(var)


def may_be_none(ctx: Context, operand: Operand) -> bool:
    """True for what is None on some path, and for what was taken from a list that may hold None."""
    noted = operand in ctx.maybe_none or operand in ctx.unknown_entries
    return noted or operand == Const(None)


def kind_with_nones(
    ctx: Context, listing: Kind, fields: Sequence[Operand], cls: type | None = None
) -> Kind | None:
    """The kind of a list that gets what may be None, an entry of a class or a bare one; None if
    it follows from the kinds."""
    if not any(field == Const(None) or field in ctx.maybe_none for field in fields):
        return None
    require_noted(ctx)
    if not any(field in ctx.maybe_none for field in fields):
        return None
    kinds = tuple(_kind_with_none(ctx, field) for field in fields)
    return join(listing, Listing(kinds, cls))


def require_noted(ctx: Context) -> None:
    """A list holds None: the program is lowered again if it is not known yet that one does."""
    if not ctx.lowering.lists_hold_none:
        frame = ctx.main
        raise Again(Doubt("holding", span_of(frame.node, frame.acquired)))


def _kind_with_none(ctx: Context, field: Operand) -> Kind:
    kind = ctx.kind(field)
    if field not in ctx.maybe_none or kind == NONE:
        return kind
    return Number(kind.dtype) if isinstance(kind, Number) else UNKNOWN


def require_known(ctx: Context, value: object, node: ast.AST) -> None:
    """Refuses to ask an entry of a list, or what may be one, whether it is None."""
    if not isinstance(value, Var) or not ctx.lowering.lists_hold_none:
        return
    unknown = isinstance(ctx.kinds[value], Unknown) and value not in ctx.maybe_none
    if value in ctx.unknown_entries or (unknown and not ctx.is_entry):
        ctx.refuse(
            node,
            "an entry of a list that is made at run time is asked whether it is None, and"
            " lists hold None beside arrays here",
            "Keep the entries that there are, with their indices, or a list of booleans beside"
            " it.",
        )
