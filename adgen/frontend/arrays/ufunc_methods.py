"""Methods of ufuncs: np.add.reduce, np.multiply.outer, np.logaddexp.accumulate, np.add.at.

np.add.reduce(a)             np.sum(a, axis=0)
np.multiply.outer(x, y)      np.multiply(x[:, None], y)
np.logaddexp.reduce(a)       one row after another
np.maximum.reduceat(a, i)    np.max of each piece
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import NoReturn

import numpy as np

from adgen.frontend.arrays import ufunc_at
from adgen.frontend.arrays.parts import keeps_axes, rank_of
from adgen.frontend.containers.items import known_index
from adgen.frontend.containers.subscripts import select
from adgen.frontend.operations.conversions import converted
from adgen.frontend.operations.outputs import call_primitive
from adgen.frontend.operations.primitives import apply_primitive, no_rule
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import Object, Slice, Tuple, Value
from adgen.frontend.vocabulary import words
from adgen.frontend.vocabulary.word_calls import word
from adgen.ir.kinds import Array, Number
from adgen.ir.nodes import Const, Pack
from adgen.rules.registry import callable_of

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
        return ufunc_at.at(ctx, owner.value, args, kwargs, node)
    if what == "outer" and len(args) == 2:
        return _outer(ctx, owner, args, kwargs, node, name)
    if what == "reduce" and args:
        return _reduced(ctx, owner, args, kwargs, node, name)
    if what == "accumulate" and args:
        return _accumulated(ctx, owner, args, kwargs, node, name)
    if what == "reduceat" and owner.value is np.add:
        return call_primitive(ctx, "np.add.reduceat", args, kwargs, node, name)
    if what == "reduceat" and owner.value in _REDUCTIONS and len(args) > 1:
        return _reduced_in_pieces(ctx, owner, args, kwargs, node, name)
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


def _of_type(
    ctx: Context,
    owner: Object,
    args: Sequence[Value],
    rest: Keywords,
    node: ast.AST,
) -> tuple[Sequence[Value], Keywords]:
    """The array as `dtype=` makes it, which is then done."""
    dtype = rest.get("dtype", _NONE)
    if dtype == _NONE:
        return args, rest
    assert isinstance(owner.value, np.ufunc)
    made = converted(ctx, owner.name, owner.value, args[:1], dtype, node)
    if made is None:
        return args, rest
    return (*made, *args[1:]), {k: v for k, v in rest.items() if k != "dtype"}


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
    if owner.value not in _ACCUMULATIONS:
        args, rest = _of_type(ctx, owner, args, rest, node)
    if fn is not None:
        return call_primitive(ctx, fn, (args[0],), {"axis": axis, **rest}, node, name)
    if _is_number(ctx, args[0]):
        _refuse_number(ctx, owner, "reduce", node)
    if owner.value in _OF_ALL:
        fn = f"{ctx.lowering.primitive(owner.value)}.reduce"
        return call_primitive(ctx, fn, (args[0],), {"axis": axis, **rest}, node, name)
    _require_in_turn(ctx, owner, "reduce", node)
    if keeps_axes(ctx, rest, node):
        rest = {key: value for key, value in rest.items() if key != "keepdims"}
        found = _reduced(ctx, owner, args[:1], {"axis": axis, **rest}, node, None)
        return apply_primitive(ctx, "np.expand_dims", (found, axis), {}, node, name)
    rest = {key: value for key, value in rest.items() if key != "keepdims"}
    rows = _rows(ctx, owner, "reduce", args[0], axis, rest, node)
    if owner.value is np.gcd:
        # Of one element it is not that element itself: NumPy starts with 0.
        return word(ctx, words.ufunc_reduced_from, (owner, Const(0), rows), node, name)
    if _is_empty(ctx, rows):
        assert isinstance(owner.value, np.ufunc)
        if owner.value.identity is None:
            what = f"{owner.name}.reduce of no elements, which has no identity"
            ctx.wrong(node, what, ValueError)
        ctx.refuse(
            node,
            f"{owner.name}.reduce is called with an array of no elements",
            f"Its value is {owner.value.identity}: write that for len(x) == 0.",
        )
    return word(ctx, words.ufunc_reduced, (owner, rows), node, name)


_OF_ALL = (np.hypot, np.logaddexp, np.logaddexp2)
"""Those with a rule of their own."""
_NOT_IN_TURN = (np.power, np.float_power, np.arctan2)


def _require_in_turn(ctx: Context, owner: Object, what: str, node: ast.AST) -> None:
    """Refuses those that NumPy does not do one row after another on every processor.

    Its loops of vector instructions read all operands before they write, so that (x[0] ** x[1])
    ** x[2] comes out as x[0] ** x[2] where there are such loops.
    """
    if owner.value in _NOT_IN_TURN:
        ctx.refuse(
            node,
            f"{owner.name}.{what} gives other numbers on other processors",
            "Write the loop over the rows, which is done in turn.",
        )


def _refuse_number(ctx: Context, owner: Object, what: str, node: ast.AST) -> NoReturn:
    ctx.refuse(
        node,
        f"{owner.name}.{what} is called with one number",
        "Give it an array of one axis at least: np.atleast_1d(x).",
    )


def _is_number(ctx: Context, value: Value) -> bool:
    """True for what surely has no axis."""
    kind = memory.kind_of(ctx, value)
    return isinstance(kind, Number) or isinstance(kind, Array) and kind.dims == ()


def _is_empty(ctx: Context, rows: Value) -> bool:
    """True if there is surely nothing along the first axis."""
    kind = memory.kind_of(ctx, rows)
    return isinstance(kind, Array) and (kind.dims or (1,))[0] == 0


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
    if _is_number(ctx, args[0]):
        ctx.wrong(node, f"{owner.name}.accumulate of one number", TypeError)
    if fn is not None:
        return call_primitive(ctx, fn, (args[0],), {"axis": axis, **rest}, node, name)
    _require_in_turn(ctx, owner, "accumulate", node)
    args, rest = _of_type(ctx, owner, args, rest, node)
    rows = _rows(ctx, owner, "accumulate", args[0], axis, rest, node)
    if _is_empty(ctx, rows):
        return apply_primitive(ctx, "np.copy", (args[0],), {}, node, name)
    found = word(ctx, words.ufunc_accumulated, (owner, rows), node, name)
    return _back_in_place(ctx, found, axis, node, name)


def _reduced_in_pieces(
    ctx: Context,
    owner: Object,
    args: Sequence[Value],
    kwargs: Keywords,
    node: ast.AST,
    name: Name,
) -> Value:
    """`np.multiply.reduceat(a, indices, axis)`: each piece goes on to where the next begins."""
    axis, rest = _axis(args[1:], kwargs)
    args, rest = _of_type(ctx, owner, args, rest, node)
    places = memory.operand(ctx, args[1], node)
    if isinstance(places, Pack):
        places = ctx.emit("np.array", (places,), node)
    kind = ctx.kind(places)
    if not isinstance(kind, Array) or kind.dtype != "int" or _is_empty(ctx, places):
        ctx.refuse(
            node,
            f"{owner.name}.reduceat is called with other than an array of integers",
            "Write the loop over the pieces.",
        )
    rows = _rows(ctx, owner, "reduceat", args[0], axis, rest, node)
    fn = _REDUCTIONS[owner.value]
    reduction = Object(callable_of(fn), fn)
    found = word(ctx, words.pieces_reduced, (reduction, rows, places), node, name)
    return _back_in_place(ctx, found, axis, node, name)


def _back_in_place(
    ctx: Context, rows: Value, axis: Value, node: ast.AST, name: Name
) -> Value:
    """The first axis of what has been computed row by row, where it was before."""
    if axis == Const(0):
        return rows
    back = (rows, Const(0), axis)
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
            f"{owner.name}.{what} is called with {_odd(rest)}",
            "Write the loop over the rows.",
        )
    if axis == Const(0):
        return array
    moved = (array, axis, Const(0))
    return apply_primitive(ctx, "np.moveaxis", moved, {}, node, None)


def _odd(rest: Keywords) -> str:
    """What a method is not done with."""
    known = [f"`{name}`" for name in rest]
    return " and ".join(known) or "an axis that is only known at run time, or several"
