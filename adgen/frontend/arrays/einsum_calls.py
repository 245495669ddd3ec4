"""np.einsum with lists of numbers for subscripts, which becomes a string of letters.

np.einsum(a, [0, 1], b, [1, 2], [0, 2])     np.einsum("ab,bc->ac", a, b)
np.einsum(a, [..., 0], b, [0])              np.einsum("...a,a", a, b)
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from string import ascii_letters

import numpy as np

from adgen.frontend.containers.items import known_index
from adgen.frontend.operations.outputs import call_primitive
from adgen.frontend.regions import memory
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.values import Value
from adgen.ir.kinds import Array
from adgen.ir.nodes import Const


def einsum(
    ctx: Context,
    args: Sequence[Value],
    kwargs: Mapping[str, Value],
    node: ast.AST,
    name: Name,
) -> Value:
    """`np.einsum(subscripts, *operands)` in both spellings."""
    first = args[0] if args else None
    if len(args) > 1 and not (
        isinstance(first, Const) and isinstance(first.value, str)
    ):
        kind = memory.kind_of(ctx, args[0])
        if isinstance(kind, Array) or known_items(ctx, args[1]) is not None:
            args = _in_letters(ctx, args, node)
    return call_primitive(ctx, "np.einsum", args, kwargs, node, name)


def _in_letters(
    ctx: Context, args: Sequence[Value], node: ast.AST
) -> tuple[Value, ...]:
    operands = tuple(args[0 : len(args) // 2 * 2 : 2])
    lists = [_text(ctx, value, node) for value in args[1::2]]
    text = ",".join(lists)
    if len(args) % 2:
        text += "->" + _text(ctx, args[-1], node)
    return (Const(text), *operands)


def _text(ctx: Context, value: Value, node: ast.AST) -> str:
    """The letters of a list of numbers; they are in the order of the numbers."""
    items = known_items(ctx, value)
    if items is None:
        ctx.refuse(
            node,
            "the subscripts of np.einsum are only known at run time",
            "Write the lists out, or a string.",
        )
    letters = ""
    for item in items:
        if getattr(item, "value", None) is Ellipsis:  # by its sign or by its name
            letters += "..."
            continue
        number = known_index(ctx, item)
        if number is None or not 0 <= number < len(ascii_letters):
            ctx.wrong(node, "a subscript of np.einsum is no number from 0 to 51")
        letters += _LETTERS[number]
    return letters


_LETTERS = ascii_letters[26:] + ascii_letters[:26]
"""A to Z, then a to z: sorted as the numbers are, which decides an implicit result."""
CALLS: dict[object, Callable[..., Value]] = {np.einsum: einsum}
"""How the function is lowered."""
