"""Lists that hold None beside numbers: which entries are None is only known at run time.

xs = [None] * n              the list is of numbers; what is read before it is set raises
xs[i] = x[i] ** 2
if xs[j] is None: ...        refused: the adjoint of such a list has no entries where it has none
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.scope.context import Context
from adgen.ir.kinds import UNKNOWN, Kind, Listing, Unknown, join
from adgen.ir.nodes import Const, Operand, Var


def note_entry(ctx: Context, var: Var) -> None:
    """An entry of a list of numbers and perhaps None: its kind does not say which it is."""
    if isinstance(ctx.kinds[var], Unknown):
        ctx.unknown_entries.add(var)


def may_be_none(ctx: Context, operand: Operand) -> bool:
    """True for what is None on some path, and for what was taken from a list that may hold None."""
    noted = operand in ctx.maybe_none or operand in ctx.unknown_entries
    return noted or operand == Const(None)


def kind_with_nones(
    ctx: Context, listing: Kind, fields: Sequence[Operand]
) -> Kind | None:
    """The kind of a list that gets what may be None; None if it follows from the kinds."""
    if not any(field == Const(None) or field in ctx.maybe_none for field in fields):
        return None
    ctx.lowering.lists_hold_none = True
    if not any(field in ctx.maybe_none for field in fields):
        return None
    kinds = [
        UNKNOWN if field in ctx.maybe_none else ctx.kind(field) for field in fields
    ]
    return join(listing, Listing(tuple(kinds)))


def require_known(ctx: Context, value: object, node: ast.AST) -> None:
    """Refuses to ask an entry of a list, or what may be one, whether it is None."""
    if not isinstance(value, Var) or not ctx.lowering.lists_hold_none:
        return
    unknown = isinstance(ctx.kinds[value], Unknown) and value not in ctx.maybe_none
    if value in ctx.unknown_entries or (unknown and not ctx.is_entry):
        ctx.refuse(
            node,
            "an entry of a list that is made at run time is asked whether it is None, and"
            " lists hold None here",
            "Keep the entries that there are, with their indices, or a list of booleans beside"
            " it.",
        )
