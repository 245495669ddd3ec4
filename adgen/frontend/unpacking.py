"""The items of a value, for unpacking, starred arguments and loops that are written out."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend import memory
from adgen.frontend.context import Context, Name
from adgen.frontend.structures import known_items
from adgen.frontend.subscripts import select
from adgen.frontend.values import Conflict, Generator, Value, is_operand
from adgen.ir.kinds import Array, Listing, Structure, Unbound, Unknown
from adgen.ir.nodes import Const, Operand


def unpacked(
    ctx: Context,
    value: Value,
    node: ast.AST,
    count: int | None,
    names: Sequence[Name],
    starred: bool = False,
) -> tuple[Value, ...]:
    """The items of a value; of an array or a list made at run time as many as are asked for."""
    if isinstance(value, Generator):
        value = ctx.lowering.of_known_length(ctx, value, node)
    kind = memory.kind_of(ctx, value)
    if isinstance(kind, Structure) and is_operand(value):
        return _from_structure(ctx, value, kind, node, names)
    items = known_items(ctx, value)
    if items is not None:
        return items
    if isinstance(value, Conflict):
        ctx.refuse(node, value.reason, "Use different names for different things.")
    if isinstance(kind, Array) and kind.dims and isinstance(kind.dims[0], int):
        count = kind.dims[0]
    elif starred or count is None:
        ctx.refuse(
            node,
            "how many values are unpacked is only known at run time",
            "Use indices: x[0], x[1:].",
        )
    if isinstance(kind, (Array, Unknown, Listing, Unbound)) or value in ctx.shapes:
        return tuple(
            _item(ctx, value, i, node, names[i] if i < len(names) else None)
            for i in range(count)
        )
    ctx.refuse(
        node, "this value cannot be unpacked", "Unpack a tuple, a list or an array."
    )


def _from_structure(
    ctx: Context, value: Operand, kind: Structure, node: ast.AST, names: Sequence[Name]
) -> tuple[Value, ...]:
    if not names or len(names) != len(kind.items):
        names = (None,) * len(kind.items)
    return tuple(_item(ctx, value, i, node, names[i]) for i in range(len(kind.items)))


def _item(ctx: Context, value: Value, i: int, node: ast.AST, name: Name) -> Value:
    label = name if isinstance(name, str) else None
    return select(ctx, value, Const(i), node, label)
