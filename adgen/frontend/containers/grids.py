"""Objects that are indexed to join or to make arrays: np.r_, np.c_, np.s_, np.mgrid.

np.r_[x, s, 0:3]    np.concatenate((x, np.atleast_1d(s), np.arange(0, 3)))
np.c_[x, y]         np.column_stack((x, y))
"""

from __future__ import annotations

import ast

import numpy as np

from adgen.frontend.operations.primitives import apply_primitive, may_vary, refuse_item
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import Object, Slice, Tuple, Value
from adgen.ir.kinds import Array, Number
from adgen.ir.nodes import Const

_NARROW = ("float16", "float32", "complex64")


def joined(
    ctx: Context, base: Object, index: Value, node: ast.AST, name: str | None
) -> Value | None:
    """What indexing such an object gives; None if it is another object."""
    if base.value is np.r_ or base.value is np.c_:
        items = index.items if isinstance(index, Tuple) else (index,)
        return _join(ctx, base, items, node, name)
    if base.value is np.s_ or base.value is np.index_exp:
        if base.value is np.index_exp and not isinstance(index, Tuple):
            return Tuple((index,))
        return index
    if _varies(ctx, index):
        refuse_item(ctx, node)
    return None


def _varies(ctx: Context, index: Value) -> bool:
    if isinstance(index, Tuple):
        return any(_varies(ctx, item) for item in index.items)
    if isinstance(index, Slice):
        return any(_varies(ctx, x) for x in (index.start, index.stop, index.step))
    return may_vary(ctx, index)


def _join(
    ctx: Context,
    base: Object,
    items: tuple[Value, ...],
    node: ast.AST,
    name: str | None,
) -> Value:
    """The items of np.r_ one after another, those of np.c_ as columns."""
    rows = base.value is np.r_
    parts = [_part(ctx, base, item, node) for item in items]
    kinds = [memory.kind_of(ctx, part) for part in parts]
    narrow = any(isinstance(k, (Array, Number)) and k.dtype in _NARROW for k in kinds)
    if narrow and len({k.dtype for k in kinds if isinstance(k, (Array, Number))}) > 1:
        ctx.refuse(
            node,
            f"{base.name} joins values of different precision",
            "Use np.concatenate with arrays of one dtype.",
        )
    if not rows and any(not isinstance(k, Number) and _rank(k) > 2 for k in kinds):
        ctx.refuse(
            node,
            f"{base.name} joins arrays of more than two dimensions",
            "Use np.concatenate along the last axis.",
        )
    parts = [
        part if _rank(kind) > 0 else _vector(ctx, part, node)
        for part, kind in zip(parts, kinds)
    ]
    joining = "np.concatenate" if rows else "np.column_stack"
    return apply_primitive(ctx, joining, (Tuple(tuple(parts)),), {}, node, name)


def _vector(ctx: Context, part: Value, node: ast.AST) -> Value:
    return apply_primitive(ctx, "np.atleast_1d", (part,), {}, node, None)


def _rank(kind: object) -> int:
    """The rank; 0 for a number, and where it is not known."""
    return len(kind.dims or ()) if isinstance(kind, Array) else 0


def _part(ctx: Context, base: Object, item: Value, node: ast.AST) -> Value:
    """One item: a range for a slice, else the value itself."""
    if isinstance(item, Const) and isinstance(item.value, str):
        ctx.refuse(
            node,
            f"{base.name} is given a string",
            "Use np.concatenate or np.stack with axis=.",
        )
    if not isinstance(item, Slice):
        return item
    start = Const(0) if item.start == Const(None) else item.start
    step = Const(1) if item.step == Const(None) else item.step
    if isinstance(step, Const) and isinstance(step.value, complex):
        ends = (start, item.stop, Const(int(abs(step.value))))
        return apply_primitive(ctx, "np.linspace", ends, {}, node, None)
    return apply_primitive(ctx, "np.arange", (start, item.stop, step), {}, node, None)
