"""`m[i], m[k] = m[k], m[i]` of lists or arrays in a list: each entry is still in one place only.

What is put into a list may stand in it twice from then on, and may not be written
there. An exchange of two entries puts none there a second time.
"""

from __future__ import annotations

import ast

from adgen.frontend.containers import list_items
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import Ref
from adgen.ir.kinds import Array, Listing, is_integer

_PLAIN = (ast.Name, ast.Constant, ast.BinOp, ast.operator, ast.expr_context)
"""What an index consists of that can be read twice."""


def swapped(ctx: Context, node: ast.Assign) -> bool:
    """True if the assignment was an exchange of two lists or arrays in a list, and is done."""
    found = _places(node)
    if found is None:
        return False
    name, *indices = found
    base = ctx.expression(name)
    kind = memory.kind_of(ctx, base)
    if not isinstance(base, Ref) or base.path or not isinstance(kind, Listing):
        return False
    if len(kind.fields) != 1 or not isinstance(kind.fields[0], (Array, Listing)):
        return False
    places = [memory.operand(ctx, ctx.expression(i), node) for i in indices]
    if not all(is_integer(ctx.kind(place)) for place in places):
        return False
    list_items.exchange_lists(ctx, base, places[0], places[1], node)
    return True


def _places(node: ast.Assign) -> tuple[ast.Name, ast.expr, ast.expr] | None:
    """The name of the list, and the two indices, which nothing changes in between."""
    match node:
        case ast.Assign(
            targets=[
                ast.Tuple(elts=[ast.Subscript() as left, ast.Subscript() as right])
            ],
            value=ast.Tuple(elts=[one, other]),
        ):
            crossed = [ast.unparse(each) for each in (left, right, other, one)]
        case _:
            return None
    parts = [part for each in (left, right) for part in ast.walk(each.slice)]
    if crossed[:2] != crossed[2:] or not all(isinstance(p, _PLAIN) for p in parts):
        return None
    names = left.value, right.value
    if not all(isinstance(each, ast.Name) for each in names):
        return None
    if ast.unparse(names[0]) != ast.unparse(names[1]):
        return None
    assert isinstance(left.value, ast.Name)
    return left.value, left.slice, right.slice
