"""`zip(a, b, strict=True)`: that all are of one length is asked where the zip is made.

if len(a) != len(b):
    raise ValueError("zip() argument 2 is shorter or longer than argument 1")

Python raises at the end of the shortest one, which is the same for a loop that gets there; where
the exception would be caught, what the loop did before would count.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.regions import memory
from adgen.frontend.regions.branches import join
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import (
    DictView,
    RangeValue,
    Ref,
    ReversedValue,
    Tuple,
    Value,
    ZipValue,
    is_operand,
)
from adgen.ir.kinds import BOOL, INT, Array, same_dim
from adgen.ir.nodes import Const, Operand, Raise


def strictly_zipped(ctx: Context, args: Sequence[Value], node: ast.AST) -> ZipValue:
    """The zip of values that are of one length from here on."""
    measured = [arg.inner if isinstance(arg, ReversedValue) else arg for arg in args]
    for value in measured:
        plain = isinstance(value, (Ref, Tuple, RangeValue, DictView))
        if not plain and not is_operand(value):
            ctx.refuse(
                node,
                "zip is called with strict and an iterator, which has no length",
                "Make a list of it: list(...).",
            )
    for place, other in enumerate(measured[1:], start=2):
        _require_one_length(ctx, measured[0], other, place, node)
    return ZipValue(tuple(args))


def _require_one_length(
    ctx: Context, first: Value, other: Value, place: int, node: ast.AST
) -> None:
    if _surely_alike(ctx, first, other):
        return
    if ctx.catcher(ValueError) is not None:
        ctx.refuse(
            node,
            "zip is called with strict where its ValueError would be caught",
            "Compare the lengths: if len(a) != len(b).",
        )
    text = f"zip() argument {place} is shorter or longer than argument 1"
    sizes = [_size(ctx, value, node) for value in (first, other)]
    if all(isinstance(size, Const) for size in sizes):
        ctx.wrong(node, text)
    test = ctx.emit("ne", sizes, node, kind=BOOL)
    root = ctx.here
    split = ctx.split(test, ctx.span(node))
    ctx.block = split.then
    error = Const(ValueError, "ValueError")
    ctx.fail(Raise(error, (Const(text),), ctx.span(node)))
    ctx.block = split.orelse
    ctx.leave(None)
    join(ctx, root, node, None)


def _size(ctx: Context, value: Value, node: ast.AST) -> Operand:
    known = known_items(ctx, value)
    if known is not None:
        return Const(len(known))
    if isinstance(value, RangeValue):
        if value.start != Const(0) or value.step != Const(1):
            ctx.refuse(
                node,
                "zip is called with strict and a range that is only known at run time",
                "Begin it at 0, with step 1, or use indices.",
            )
        return value.stop
    return ctx.emit("len", (memory.operand(ctx, value, node),), node, kind=INT)


def _surely_alike(ctx: Context, first: Value, other: Value) -> bool:
    """True for what is known to be of one length."""
    known, beside = known_items(ctx, first), known_items(ctx, other)
    if known is not None and beside is not None:
        return len(known) == len(beside)
    kinds = [memory.kind_of(ctx, value) for value in (first, other)]
    dims = [kind.dims[0] for kind in kinds if isinstance(kind, Array) and kind.dims]
    return len(dims) == len(kinds) and same_dim(dims[0], dims[1])
