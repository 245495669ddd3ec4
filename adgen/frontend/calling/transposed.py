"""`zip(*rows)`: of tuples in a list that is made at run time a list for each of their items.

xs, ys = zip(*points)        xs = [p[0] for p in points]; ys = [p[1] for p in points]
"""

from __future__ import annotations

import ast

from adgen.frontend.containers.unpacking import unpacked
from adgen.frontend.regions import memory
from adgen.frontend.regions.records import is_nested
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.values import (
    Generator,
    MapValue,
    Object,
    Stream,
    Tuple,
    Value,
    ZipValue,
)
from adgen.frontend.vocabulary import words
from adgen.frontend.vocabulary.word_calls import word
from adgen.ir.kinds import Listing
from adgen.ir.nodes import Const


def columns(ctx: Context, function: Value, node: ast.Call, name: Name) -> Value | None:
    """What `zip(*rows)` gives; None for any other call."""
    match node:
        case ast.Call(args=[ast.Starred(value=over)], keywords=[]):
            pass
        case _:
            return None
    if not isinstance(function, Object) or function.value is not zip:
        return None
    rows = ctx.expression(over)
    if isinstance(rows, (Generator, MapValue, Stream, ZipValue)):
        rows = ctx.lowering.listed(ctx, rows, node)
    kind = memory.kind_of(ctx, rows)
    if isinstance(kind, Listing) and len(kind.fields) > 1 and not is_nested(kind):
        size = len(kind.fields)
        fitting = isinstance(name, tuple) and len(name) == size
        names = name if isinstance(name, tuple) and fitting else (None,) * size
        return Tuple(
            tuple(
                word(ctx, words.column, (rows, Const(i)), node, each)
                for i, each in enumerate(names)
            )
        )
    return ZipValue(unpacked(ctx, rows, node.args[0], None, ()))
