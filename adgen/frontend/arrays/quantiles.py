"""Quantiles of several levels, one after the other; medians and quantiles along several axes.

np.percentile(x, [5, 95])       np.array([np.percentile(x, 5), np.percentile(x, 95)])
np.median(x, axis=(0, 2))       np.median(np.reshape(np.transpose(x, (0, 2, 1)), ...), axis=0)

The levels are few, and the derivative of each is that of two neighbours in the sorted data.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

import numpy as np

from adgen.frontend.arrays import parts
from adgen.frontend.containers.items import known_index
from adgen.frontend.containers.subscripts import select
from adgen.frontend.operations.outputs import call_primitive
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import memory
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope import forms
from adgen.frontend.scope.context import Builtin, Context, Keywords, Name
from adgen.frontend.scope.values import Object, Partial, Tuple, Value
from adgen.frontend.vocabulary import iterator_words
from adgen.frontend.vocabulary.word_calls import word
from adgen.ir.kinds import Array, Kind, Number
from adgen.ir.nodes import Const
from adgen.rules.dtypes import class_of
from adgen.rules.registry import callable_of


def _levels(ctx: Context, q: Value, node: ast.AST) -> Sequence[Value] | None:
    """The levels, if they are several and their number is known."""
    items = known_items(ctx, q)
    if items is not None:
        return items
    kind = memory.kind_of(ctx, q)
    if isinstance(kind, Array) and kind.dims:
        count = kind.dims[0]
        if isinstance(count, int):
            return [select(ctx, q, Const(i), node) for i in range(count)]
    return None


def _of_levels(fn: str) -> Builtin:
    def call(
        ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
    ) -> Value:
        given = _by_name(("a", "q", *_BETWEEN, "method", "keepdims"), args, kwargs)
        q = given.get("q")
        if q is None or given.get("out", _NONE) != _NONE:
            return call_primitive(ctx, fn, args, kwargs, node, name)
        if known_items(ctx, q) is not None and _is_single(ctx, given["a"]):
            # The levels of a list are doubles to NumPy, one number takes the type of the data.
            q = apply_primitive(ctx, "np.asarray", (q,), {}, node, None)
        return _of_each(ctx, fn, given, q, node, name)

    return call


def _of_each(
    ctx: Context,
    fn: str,
    given: dict[str, Value],
    q: Value,
    node: ast.AST,
    name: Name,
) -> Value:
    """The quantile of one level, or an array of those of each."""
    levels = _levels(ctx, q, node)
    if levels is None and _are_many(ctx, q):
        return _of_many(ctx, fn, given, q, node, name)
    one = memory.kind_of(ctx, q)
    if isinstance(one, Array) and one.dims == ():
        q = select(ctx, q, Tuple(()), node)
    if not levels:
        return _along_axes(ctx, fn, {**given, "q": q}, node, name)
    found = [_of_each(ctx, fn, given, level, node, None) for level in levels]
    listed = forms.value_of("list", (), tuple(found))
    kind = _kind_of_all(ctx, given["a"], q, found)
    return apply_primitive(ctx, "np.array", (listed,), {}, node, name, kind)


def _are_many(ctx: Context, q: Value) -> bool:
    """True of an array of levels whose number is only known at run time."""
    kind = memory.kind_of(ctx, q)
    return isinstance(kind, Array) and bool(kind.dims)


def _of_many(
    ctx: Context,
    fn: str,
    given: dict[str, Value],
    q: Value,
    node: ast.AST,
    name: Name,
) -> Value:
    """A loop over the levels."""
    kind = memory.kind_of(ctx, q)
    assert isinstance(kind, Array) and kind.dims
    settings = {key: value for key, value in given.items() if key not in ("a", "q")}
    settings = {key: v for key, v in settings.items() if v != _DEFAULTS.get(key)}
    one = Partial(Object(callable_of(fn), fn), (given["a"],), tuple(settings.items()))
    # The quantile of a level that is a double is one, whatever the data are.
    wide = _is_single(ctx, given["a"]) and class_of(kind) == "float"
    of_each = _LOOPS[len(kind.dims) == 1, wide]
    return word(ctx, of_each, (one, q), node, name)


_LOOPS = {
    (True, False): iterator_words.of_each,
    (True, True): iterator_words.of_each_in_double,
    (False, False): iterator_words.of_each_in_table,
    (False, True): iterator_words.of_each_in_double_table,
}
"""By whether the levels are a vector, and the quantiles of another type than the data."""


def _kind_of_all(
    ctx: Context, data: Value, q: Value, found: Sequence[Value]
) -> Kind | None:
    """The kind of quantiles of single precision: levels in an array are doubles, one may not be."""
    level = class_of(memory.kind_of(ctx, q))
    one = memory.kind_of(ctx, found[0])
    if level != "float" or not isinstance(one, Number) or not _is_single(ctx, data):
        return None
    wide = {"float32": "float", "float16": "float"}.get(one.dtype)
    return None if wide is None else Array(wide, (len(found),))


def _median(fn: str) -> Builtin:
    def call(
        ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
    ) -> Value:
        given = _by_name(("a", *_BETWEEN, "keepdims"), args, kwargs)
        if given.get("out", _NONE) != _NONE:
            return call_primitive(ctx, fn, args, kwargs, node, name)
        return _along_axes(ctx, fn, given, node, name)

    return call


def _along_axes(
    ctx: Context, fn: str, given: dict[str, Value], node: ast.AST, name: Name
) -> Value:
    """A call along several axes, which become one, or along all with `keepdims`."""
    rest = {key: it for key, it in given.items() if _DEFAULTS.get(key) != it}
    axis = parts.one_axis(ctx, rest.pop("axis", _NONE))
    items = None if known_index(ctx, axis) is not None else known_items(ctx, axis)
    operands = [rest.pop(key) for key in ("a", "q") if key in rest]
    keep = (axis == _NONE or items is not None) and parts.keeps_axes(ctx, rest, node)
    if items is None and (axis != _NONE or not keep):
        settings = rest if axis == _NONE else {**rest, "axis": axis}
        return call_primitive(ctx, fn, operands, settings, node, name)
    if "weights" in rest:
        ctx.refuse(
            node,
            f"{fn} has weights along several axes",
            "Make them one axis, of the weights too: np.reshape(x, -1).",
        )
    rank = parts.rank_of(ctx, given["a"], node, fn)
    axes = None if items is None else [known_index(ctx, item) for item in items]
    if axes is not None and len(axes) == rank:
        axes = None  # in whichever order
        if not keep:
            return call_primitive(ctx, fn, operands, rest, node, name)
    operands[0] = parts.axes_joined(ctx, given["a"], rank, axes, node)
    rest.pop("keepdims", None)
    settings = {**rest, "axis": Const(0)}
    value = apply_primitive(ctx, fn, operands, settings, node, None if keep else name)
    if not keep or items == ():
        return value
    kept = Tuple(tuple(map(Const, range(rank)))) if items is None else axis
    return apply_primitive(ctx, "np.expand_dims", (value, kept), {}, node, name)


def _by_name(
    names: Sequence[str], args: Sequence[Value], kwargs: Keywords
) -> dict[str, Value]:
    return {**dict(zip(names, args)), **kwargs}


def _is_single(ctx: Context, data: Value) -> bool:
    return class_of(memory.kind_of(ctx, data)) not in ("float", "int", "bool")


_NONE, _FALSE = Const(None), Const(False)
_DEFAULTS = {
    "weights": _NONE,
    "out": _NONE,
    "overwrite_input": _FALSE,
    "axis": _NONE,
    "keepdims": _FALSE,
}
_BETWEEN = ("axis", "out", "overwrite_input")
_QUANTILES = ("percentile", "quantile", "nanpercentile", "nanquantile")
CALLS: dict[object, Builtin] = {
    **{getattr(np, fn): _of_levels(f"np.{fn}") for fn in _QUANTILES},
    **{getattr(np, fn): _median(f"np.{fn}") for fn in ("median", "nanmedian")},
}
"""How each function is lowered, by the function itself."""
