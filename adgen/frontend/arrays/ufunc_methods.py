"""Methods of ufuncs: np.add.reduce, np.multiply.outer, np.logaddexp.accumulate, np.add.at.

np.add.reduce(a)             np.sum(a, axis=0)
np.multiply.outer(x, y)      np.multiply(x[:, None], y)
np.logaddexp.reduce(a)       one row after another
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

import numpy as np

from adgen.frontend.arrays import array_writes
from adgen.frontend.arrays.parts import rank_of
from adgen.frontend.containers.subscripts import known_index, select
from adgen.frontend.operations.outputs import call_primitive
from adgen.frontend.operations.primitives import apply_primitive, no_rule
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import Object, Slice, Tuple, Value
from adgen.frontend.vocabulary import words
from adgen.frontend.vocabulary.word_calls import word
from adgen.ir.nodes import Const

_NONE = Const(None)
_WHOLE = Slice(_NONE, _NONE, _NONE)

_REDUCTIONS: dict[object, str] = {
    np.add: "np.sum",
    np.multiply: "np.prod",
    np.maximum: "np.max",
    np.minimum: "np.min",
    np.logical_and: "np.all",
    np.logical_or: "np.any",
}
_ACCUMULATIONS: dict[object, str] = {np.add: "np.cumsum", np.multiply: "np.cumprod"}


def call(
    ctx: Context,
    owner: Object,
    what: str,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
    name: Name,
) -> Value:
    """A call of the method `what` of a ufunc."""
    assert isinstance(owner.value, np.ufunc)
    if what == "at":
        return array_writes.at(ctx, owner.value, args, kwargs, node)
    if what == "outer" and len(args) == 2:
        return _outer(ctx, owner, args, kwargs, node, name)
    if what == "reduce" and args:
        return _reduced(ctx, owner, args, kwargs, node, name)
    if what == "accumulate" and args:
        return _accumulated(ctx, owner, args, kwargs, node, name)
    if what == "reduceat" and owner.value is np.add:
        return call_primitive(ctx, "np.add.reduceat", args, kwargs, node, name)
    no_rule(ctx, f"{owner.name}.{what}", node)


def _outer(
    ctx: Context,
    owner: Object,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
    name: Name,
) -> Value:
    """The function of all pairs: the first operand with an axis for each of the second."""
    left, right = args
    rank = rank_of(ctx, left, node, f"{owner.name}.outer")
    others = rank_of(ctx, right, node, f"{owner.name}.outer")
    if rank and others:
        index = Tuple((*[_WHOLE] * rank, *[_NONE] * others))
        left = select(ctx, left, index, node)
    fn = ctx.lowering.primitive(owner.value)
    if fn is None:
        no_rule(ctx, owner.name, node)
    return call_primitive(ctx, fn, (left, right), kwargs, node, name)


_BY_PLACE = ("axis", "dtype", "out", "keepdims", "initial", "where")
"""What the methods take by position, behind the array."""


def _axis(args: Sequence[Value], kwargs: Keywords) -> tuple[Value, Keywords]:
    """The axis of a reduction, which is the first one unless given; the other keywords."""
    given = {**dict(zip(_BY_PLACE, args[1:])), **kwargs}
    axis = given.pop("axis", Const(0))
    return axis, {key: value for key, value in given.items() if value != _NONE}


def _reduced(
    ctx: Context,
    owner: Object,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
    name: Name,
) -> Value:
    fn = _REDUCTIONS.get(owner.value)
    axis, rest = _axis(args, kwargs)
    if fn is not None:
        return call_primitive(ctx, fn, (args[0],), {"axis": axis, **rest}, node, name)
    rows = _rows(ctx, owner, "reduce", args[0], axis, rest, node)
    return word(ctx, words.ufunc_reduced, (owner, rows), node, name)


def _accumulated(
    ctx: Context,
    owner: Object,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
    name: Name,
) -> Value:
    fn = _ACCUMULATIONS.get(owner.value)
    axis, rest = _axis(args, kwargs)
    if fn is not None:
        return call_primitive(ctx, fn, (args[0],), {"axis": axis, **rest}, node, name)
    rows = _rows(ctx, owner, "accumulate", args[0], axis, rest, node)
    found = word(ctx, words.ufunc_accumulated, (owner, rows), node, name)
    if axis == Const(0):
        return found
    back = (found, Const(0), axis)
    return apply_primitive(ctx, "np.moveaxis", back, {}, node, name)


def _rows(
    ctx: Context,
    owner: Object,
    what: str,
    array: Value,
    axis: Value,
    rest: Keywords,
    node: ast.AST,
) -> Value:
    """The array with the axis in front, to be gone over."""
    if rest or known_index(ctx, axis) is None:
        ctx.refuse(
            node,
            f"{owner.name}.{what} is called with other arguments than an array and an axis",
            "Write the loop over the rows.",
        )
    if axis == Const(0):
        return array
    moved = (array, axis, Const(0))
    return apply_primitive(ctx, "np.moveaxis", moved, {}, node, None)
