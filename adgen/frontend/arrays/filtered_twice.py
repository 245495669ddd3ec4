"""Filters that go over a signal there and back, with respect to their coefficients.

scipy.signal.filtfilt(b, a, x)     lfilter of x that is continued at its ends, and of that reversed

With coefficients that cannot vary it is a primitive, whose transpose SciPy computes.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.arrays.filter_calls import array_of, axis_of, moved
from adgen.frontend.containers.items import known_index
from adgen.frontend.containers.subscripts import select
from adgen.frontend.operations.outputs import call_primitive
from adgen.frontend.operations.primitives import apply_primitive, may_vary
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import Object, Slice, Tuple, Value
from adgen.frontend.vocabulary import signal_words
from adgen.frontend.vocabulary.word_calls import word
from adgen.ir.nodes import Const
from adgen.rules.registry import callable_of
from adgen.rules.signature import positional_names

_FN = "scipy.signal.filtfilt"
_NONE, _LAST = Const(None), Const(-1)
_ENDS = {
    "odd": signal_words.extended_odd,
    "even": signal_words.extended_even,
    "constant": signal_words.extended_constant,
}


def filtfilt(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`scipy.signal.filtfilt(b, a, x, axis=-1, padtype="odd", padlen=None, method="pad")`"""
    given = {**dict(zip(positional_names(callable_of(_FN)), args)), **kwargs}
    pair = [given[key] for key in ("b", "a") if key in given]
    if "x" not in given or not any(may_vary(ctx, one) for one in pair):
        return call_primitive(ctx, _FN, args, kwargs, node, name)
    ends = given.get("padtype", Const("odd"))
    known = isinstance(ends, Const) and (ends == _NONE or ends.value in _ENDS)
    if given.get("method", Const("pad")) != Const("pad") or not known:
        # It has no rule with respect to the coefficients, which the primitive says.
        return call_primitive(ctx, _FN, args, kwargs, node, name)
    b, a, x = (array_of(ctx, given[key], node) for key in ("b", "a", "x"))
    axis = axis_of(ctx, given, x, node)
    x = moved(ctx, x, axis, _LAST, node)
    edge = _edge(ctx, given, (b, a), node)
    if edge != Const(0):
        assert isinstance(ends, Const)
        extended = Object(_ENDS[str(ends.value)], str(ends.value))
        x = word(ctx, signal_words.extended_by, (extended, x, edge), node)
    filters = [Object(callable_of(fn), fn) for fn in _FILTERS]
    both = signal_words.filtered_both_ways
    y = word(ctx, both, (*filters, b, a, x), node)
    if edge != Const(0):
        end = apply_primitive(ctx, "neg", (edge,), {}, node, None)
        inner = Tuple((Const(Ellipsis), Slice(edge, end, _NONE)))
        y = select(ctx, y, inner, node)
    return moved(ctx, y, _LAST, axis, node)


_FILTERS = ("scipy.signal.lfilter", "scipy.signal.lfilter_zi")


def _edge(
    ctx: Context, given: Keywords, pair: tuple[Value, Value], node: ast.AST
) -> Value:
    """How many numbers are put before and behind each signal."""
    edge = given.get("padlen", _NONE)
    if given.get("padtype", Const("odd")) == _NONE:
        return Const(0)
    if edge != _NONE:
        known = known_index(ctx, edge)
        if known is None:
            ctx.refuse(node, "`padlen` is only known at run time", "Write it out.")
        return Const(known)
    sizes = [apply_primitive(ctx, "len", (one,), {}, node, None) for one in pair]
    longer = apply_primitive(ctx, "max", sizes, {}, node, None)
    return apply_primitive(ctx, "mul", (Const(3), longer), {}, node, None)


def sosfilt_zi(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`scipy.signal.sosfilt_zi(sos)`: the states of sections at rest."""
    given = {**dict(zip(("sos",), args)), **kwargs}
    if set(given) != {"sos"}:
        ctx.wrong(node, "scipy.signal.sosfilt_zi takes one argument, sos")
    of_one = Object(callable_of(_FILTERS[1]), _FILTERS[1])
    sos = array_of(ctx, given["sos"], node)
    return word(ctx, signal_words.sections_at_rest, (of_one, sos), node, name)
