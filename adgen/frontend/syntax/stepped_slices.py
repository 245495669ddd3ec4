"""`xs[::2] = ys` of a list made at run time: its entries at these places, one after the other.

xs[1::2] = ys        for place, value in zip(np.arange(1, len(xs), 2), ys):
                         xs[place] = value
"""

from __future__ import annotations

import ast

from adgen.frontend.containers.list_slices import is_stepped
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import (
    Object,
    Ref,
    Slice,
    Value,
    is_constant,
)
from adgen.frontend.vocabulary import iterator_words
from adgen.frontend.vocabulary.word_calls import word
from adgen.ir.nodes import Const, Pack

_NONE, _ZERO = Const(None), Const(0)


def set_stepped(
    ctx: Context, ref: Ref, index: Value, value: Value, node: ast.AST
) -> bool:
    """Sets the entries; False if the index is no slice with a step."""
    if not isinstance(index, Slice) or not is_stepped(index):
        return False
    if isinstance(value, Ref) and ref.region.may_share(value.region):
        value = ctx.lowering.call(ctx, Object(list, "list"), (value,), {}, node)
    elif not isinstance(value, Ref):
        value = ctx.lowering.of_known_length(ctx, value, node)
    places = _places(ctx, ref, index, node)
    word(ctx, iterator_words.set_in_turn, (ref, places, value), node)
    return True


def _places(ctx: Context, ref: Ref, index: Slice, node: ast.AST) -> Value:
    length = ctx.emit("len", (memory.operand(ctx, ref, node),), node)
    bounds = (index.start, index.stop, index.step)
    start, stop, step = (memory.operand(ctx, bound, node) for bound in bounds)
    first = _ZERO if start == _NONE else start
    forward = is_constant(step, int) and step.value > 0
    if forward and stop == _NONE and is_constant(first, int) and first.value >= 0:
        return ctx.apply("np.arange", (first, length, step), node)
    every = ctx.emit("np.arange", (length,), node)
    chosen = Pack("slice", (start, stop, step))
    return ctx.apply("getitem", (every, chosen), node)
