"""Comparisons that are decided when the function is lowered.

best is None            of a number: False
kind == "linear"        of a literal; of a number: False
key in ("u", "v")       of a literal key
"""

from __future__ import annotations

import ast
import enum

from adgen.frontend.regions import listing, memory
from adgen.frontend.regions.nones import may_be_none, require_known
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import Closure, Object, Ref, Tuple, Value, is_operand
from adgen.ir.kinds import NONE, TEXT, Number, Other, Unbound, Unknown
from adgen.ir.nodes import Const, Var

_CONTAINERS = (dict, tuple, set, frozenset)


def static_compare(
    ctx: Context, fn: str, left: Value, right: Value, node: ast.AST
) -> Value | None:
    """A comparison that is decided now; None if it is made at run time."""
    if fn in ("is", "isnot"):
        same = _identical(ctx, left, right)
        if same is None and right == Const(None):
            require_known(ctx, memory.content_of(ctx, left) or left, node)
        return None if same is None else Const(same == (fn == "is"))
    if fn in ("eq", "ne") and isinstance(left, Object) and isinstance(right, Object):
        return Const((left.value is right.value) == (fn == "eq"))
    if fn in ("eq", "ne"):
        members = [v.value for v in (left, right) if isinstance(v, Const)]
        if len(members) == 2 and all(isinstance(m, enum.Enum) for m in members):
            return Const((members[0] == members[1]) == (fn == "eq"))
    if fn in ("eq", "ne") and _number_and_text(ctx, left, right):
        return Const(fn == "ne")
    if fn in ("in", "notin"):
        found = _contains(ctx, left, right)
        return None if found is None else Const(found == (fn == "in"))
    return None


def _number_and_text(ctx: Context, left: Value, right: Value) -> bool:
    """True if one of the two is a number, and the other one a string."""
    kinds = [memory.kind_of(ctx, value) for value in (left, right)]
    return TEXT in kinds and any(isinstance(kind, Number) for kind in kinds)


def _identical(ctx: Context, left: Value, right: Value) -> bool | None:
    if isinstance(left, Const) and left.value is None:
        left, right = right, left
    if isinstance(right, Const) and right.value is None:
        return _is_none(ctx, left)
    if isinstance(left, Object) and isinstance(right, Object):
        return left.value is right.value
    if isinstance(left, Const) and isinstance(right, Const):
        if any(isinstance(v, bool | enum.Enum) for v in (left.value, right.value)):
            return left.value is right.value
        return None
    if isinstance(left, (Tuple, Closure)) or isinstance(right, (Tuple, Closure)):
        return False
    return None


def _is_none(ctx: Context, value: Value) -> bool | None:
    """Whether a value is None; None if that is only known at run time."""
    if isinstance(value, Const):
        return value.value is None
    if not is_operand(value):
        content = memory.content_of(ctx, value)
        if isinstance(content, Var) and may_be_none(ctx, content):
            return None
        if _may_be_anything(ctx, value) or _may_be_of_a_list(ctx, value):
            return None
        return False
    kind = ctx.kind(value)
    if kind == NONE:
        return True
    if value in ctx.maybe_none or isinstance(kind, (Unbound, Other)):
        return None
    return None if _may_be_of_a_list(ctx, value) else False


def _may_be_of_a_list(ctx: Context, value: Value) -> bool:
    """True for what may come from a list, where lists hold None: of whatever way it took from
    there nothing is said."""
    kind = memory.kind_of(ctx, value)
    return ctx.lowering.lists_hold_none and isinstance(kind, Number | Unknown)


def _may_be_anything(ctx: Context, value: Value) -> bool:
    """True for a parameter of which nothing is known when the derivative is made."""
    if not isinstance(value, Ref) or value.path:
        return False
    unknown = isinstance(memory.kind_of(ctx, value), Unknown)
    return unknown and value.region.origin == "parameter"


def _contains(ctx: Context, item: Value, container: Value) -> bool | None:
    if listing.is_member(ctx, item, memory.content_of(ctx, container)):
        return True
    wanted = _constant(ctx, item)
    if isinstance(container, Const) and isinstance(container.value, str):
        known = isinstance(item, Const) and isinstance(item.value, str)
        return wanted in container.value if known else None  # type: ignore[operator]
    items = known_items(ctx, container)
    if isinstance(container, Const) and isinstance(container.value, _CONTAINERS):
        items = tuple(Const(key) for key in container.value)
    if items is None:
        return None
    if wanted is _UNKNOWN:
        return False if not items else None
    values = [_constant(ctx, each) for each in items]
    return None if _UNKNOWN in values else wanted in values


_UNKNOWN = object()


def _constant(ctx: Context, value: Value) -> object:
    """A literal, a known number, or a tuple of such; else _UNKNOWN."""
    if is_operand(value):
        known = ctx.known.get(value, _UNKNOWN) if isinstance(value, Var) else value
        return known.value if isinstance(known, Const) else known
    if isinstance(value, Tuple):
        parts = tuple(_constant(ctx, item) for item in value.items)
        return _UNKNOWN if _UNKNOWN in parts else parts
    return _UNKNOWN
