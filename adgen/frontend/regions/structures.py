"""Operations on structures that are known when the function is lowered.

(a, b) + (c,)       (a, b, c)
(a, b)[1]           b
"""

from __future__ import annotations

import ast
import types
from collections.abc import Sequence
from enum import Enum, EnumMeta

from adgen.frontend.regions import listing, memory
from adgen.frontend.regions.module_names import names_in
from adgen.frontend.regions.nones import kind_with_nones
from adgen.frontend.regions.number_lists import displayed, is_filled
from adgen.frontend.regions.object_lists import Entry
from adgen.frontend.regions.shared_entries import note_joined, note_shared
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.forms import key_value
from adgen.frontend.scope.values import (
    DictContent,
    DictView,
    EnumerateValue,
    ListContent,
    Object,
    Perhaps,
    RangeValue,
    Ref,
    Region,
    ReversedValue,
    Tuple,
    Value,
    ZipValue,
    is_operand,
)
from adgen.ir.kinds import (
    INT,
    Array,
    Kind,
    Listing,
    Structure,
    is_integer,
)
from adgen.ir.nodes import Const, Operand, Var

LARGEST = 64
"""A loop over more static items than this is refused: it would be written out."""


def known_items(ctx: Context, value: Value) -> tuple[Value, ...] | None:
    """The items of a tuple, list, dict, range or iterator, if they are known now."""
    if isinstance(value, Perhaps):
        value = value.value
    if isinstance(value, Tuple):
        return None if value.cls is Entry else value.items
    if isinstance(value, Ref):
        content = memory.content_of(ctx, value)
        if isinstance(content, ListContent):
            memory.require_current(ctx, value, ctx.frame.node)
            return content.items
        if isinstance(content, DictContent):
            memory.require_current(ctx, value, ctx.frame.node)
            return tuple(map(key_value, content.keys))
        return None
    if isinstance(value, DictView):
        return _view_items(ctx, value)
    if isinstance(value, Const):
        return names_in(ctx, value.value, LARGEST)
    if isinstance(value, Object) and isinstance(value.value, EnumMeta):
        members: list[Enum] = list(value.value)
        return tuple(Const(m, f"{value.name}.{m.name}") for m in members)
    if isinstance(value, ReversedValue):
        items = known_items(ctx, value.inner)
        return None if items is None else items[::-1]
    if isinstance(value, EnumerateValue):
        return _enumerated(ctx, value)
    if isinstance(value, ZipValue):
        return _zipped(ctx, value)
    if isinstance(value, Var) and isinstance(ctx.kind(value), Structure):
        return _fields(ctx, value)
    return None


def _view_items(ctx: Context, view: DictView) -> tuple[Value, ...] | None:
    content = memory.content_of(ctx, view.ref)
    if not isinstance(content, DictContent):
        return None
    memory.require_current(ctx, view.ref, ctx.frame.node)
    keys = tuple(map(key_value, content.keys))
    if view.what == "keys":
        return keys
    if view.what == "values":
        return content.items
    return tuple(Tuple((k, v)) for k, v in zip(keys, content.items))


def _enumerated(ctx: Context, value: EnumerateValue) -> tuple[Value, ...] | None:
    items = known_items(ctx, value.inner)
    if items is None or not isinstance(value.start, Const):
        return None
    start = value.start.value
    return tuple(Tuple((Const(start + i), item)) for i, item in enumerate(items))


def _zipped(ctx: Context, value: ZipValue) -> tuple[Value, ...] | None:
    columns = [known_items(ctx, inner) for inner in value.inners]
    if all(column is None for column in columns):
        return None
    size = min(len(column) for column in columns if column is not None)
    full: list[Sequence[Value]] = []
    for inner, column in zip(value.inners, columns):
        if column is None:
            column = numbers_of(ctx, inner, size)
        if column is None:
            return None
        full.append(column)
    return tuple(Tuple(row) for row in zip(*full))


def numbers_of(ctx: Context, value: Value, size: int) -> tuple[Value, ...] | None:
    """The first numbers of a range with known start and step."""
    if not isinstance(value, RangeValue):
        return None
    known = known_range(ctx, value)
    if known is None:
        return None
    return tuple(Const(i) for i in known[:size])


def known_range(ctx: Context, value: RangeValue) -> range | None:
    """The range, if its bounds are known now."""
    bounds = []
    for bound in (value.start, value.stop, value.step):
        if isinstance(bound, Var):
            bound = Const(ctx.known.get(bound))
        if not isinstance(bound, Const) or type(bound.value) is not int:
            return None
        bounds.append(bound.value)
    return range(*bounds) if bounds[2] else None


def _fields(ctx: Context, var: Var) -> tuple[Value, ...] | None:
    """The items of a run-time tuple of known length, such as a shape."""
    kind = ctx.kind(var)
    assert isinstance(kind, Structure)
    if kind.form not in ("tuple", "list"):
        return None
    return tuple(
        item_of(ctx, var, Const(i), ctx.frame.node) for i in range(len(kind.items))
    )


def item_of(
    ctx: Context,
    base: Operand,
    index: Operand,
    node: ast.AST,
    name: str | None = None,
) -> Value:
    """One item of a run-time tuple."""
    kind = ctx.kind(base)
    place = index.value if isinstance(index, Const) else None
    item: Kind | None = INT if base in ctx.shapes and place is not None else None
    if isinstance(kind, Structure) and type(place) is int:
        if -len(kind.items) <= place < len(kind.items):
            item = kind.items[place]
    value = ctx.apply("getitem", (base, index), node, name, kind=item)
    listing.note_field(ctx, base, value, node)
    return value


def static_operation(
    ctx: Context, fn: str, left: Value, right: Value, node: ast.AST
) -> Value | None:
    """An operator on tuples, lists or strings; None if it is one on numbers or arrays."""
    if isinstance(left, Const) and isinstance(right, Const):
        if fn == "add" and type(left.value) is type(right.value) is str:
            return Const(left.value + right.value)
        return None
    if fn == "bitor":
        return _united(ctx, left, right)
    first, second = _sequence(ctx, left), _sequence(ctx, right)
    if fn == "add" and first is not None and second is not None:
        return _like(left, (*first, *second))
    if fn == "mul" and (_is_listing(ctx, left) or _is_listing(ctx, right)):
        if any(isinstance(memory.kind_of(ctx, v), Array) for v in (left, right)):
            return None
        return _many_times(ctx, left, right, node)
    if fn == "mul" and (first is not None) != (second is not None):
        model, count = (left, right) if first is not None else (right, left)
        return _repeated(ctx, model, first or second or (), count, node)
    if fn == "add" and (_is_listing(ctx, left) or _is_listing(ctx, right)):
        return _concatenated(ctx, left, right, node)
    return None


def _united(ctx: Context, left: Value, right: Value) -> Value | None:
    """`d | e` of two dicts, `int | float` of two types."""
    if isinstance(left, Object) and isinstance(right, Object):
        both = left.value, right.value
        if all(isinstance(each, type | types.UnionType) for each in both):
            union = left.value | right.value  # type: ignore[operator]
            return Object(union, f"{left.name} | {right.name}")
        return None
    first, second = memory.content_of(ctx, left), memory.content_of(ctx, right)
    if not (isinstance(first, DictContent) and isinstance(second, DictContent)):
        return None
    entries = dict(zip(first.keys, first.items))
    entries.update(zip(second.keys, second.items))
    return Ref(Region(None, DictContent(tuple(entries), tuple(entries.values()))))


def _concatenated(ctx: Context, left: Value, right: Value, node: ast.AST) -> Value:
    """`xs + ys`: a new list of the same entries."""
    parts = [listing.as_listing(ctx, value, node) for value in (left, right)]
    listing.require_joinable(ctx, parts, node)
    value = ctx.apply("list.concat", parts, node)
    if isinstance(value, Ref):
        note_joined(ctx, value.region, left, right, node)
        for old, part in zip((left, right), parts):
            if isinstance(old, Ref) and memory.holds_arrays(ctx.kind(part)):
                listing.escape(ctx, value.region, old)
    return value


def _many_times(ctx: Context, left: Value, right: Value, node: ast.AST) -> Value:
    """`xs * 2` of a list that is made at run time."""
    values, times = (left, right) if _is_listing(ctx, left) else (right, left)
    kind = memory.kind_of(ctx, values)
    number = times.value if isinstance(times, Const) else None
    if not isinstance(number, int) or not 2 <= number <= _MOST_TIMES:
        number = None
    if number is None or memory.holds_arrays(kind):
        ctx.refuse(
            node,
            "a list that is made at run time is repeated",
            "Make it by a comprehension: [v for _ in range(n) for v in xs].",
        )
    whole = values
    for _ in range(number - 1):
        whole = _concatenated(ctx, whole, values, node)
    return whole


_MOST_TIMES = 8


def _sequence(ctx: Context, value: Value) -> tuple[Value, ...] | None:
    if isinstance(value, Tuple):
        return value.items
    content = memory.content_of(ctx, value)
    return content.items if isinstance(content, ListContent) else None


def _is_listing(ctx: Context, value: Value) -> bool:
    return isinstance(memory.kind_of(ctx, value), Listing)


def _like(model: Value, items: tuple[Value, ...]) -> Value:
    if isinstance(model, Tuple):
        return Tuple(items)
    return Ref(Region(None, ListContent(items)))


def _repeated(
    ctx: Context, model: Value, items: tuple[Value, ...], count: Value, node: ast.AST
) -> Value | None:
    """`[0.0] * n`: known items if n is known and small, else a list made at run time."""
    if not is_operand(count):
        return None
    times = count.value if isinstance(count, Const) else ctx.known.get(count)
    if type(times) is int and len(items) * max(times, 0) <= LARGEST:
        if len(items) != 1 or not is_filled(ctx, node):
            return displayed(ctx, _like(model, items * max(times, 0)), node)
    if not is_integer(ctx.kind(count)):
        return None
    if isinstance(model, Tuple) or len(items) != 1:
        ctx.refuse(
            node,
            "a list of several items or a tuple is repeated a number of times that is"
            " not known or large",
            "Use np.tile or np.full.",
        )
    if isinstance(memory.content_of(ctx, items[0]), (ListContent, DictContent)):
        ctx.refuse(
            node,
            "one list is several entries of a list",
            "Make them apart: [[0.0] * n for _ in range(m)].",
        )
    operands = (memory.operand(ctx, items[0], node), count)
    plain = Listing((ctx.kind(operands[0]),))
    kind = kind_with_nones(ctx, plain, operands[:1]) or plain
    made = ctx.apply("list.fill", operands, node, kind=kind)
    if isinstance(made, Ref) and isinstance(items[0], Ref):
        note_shared(ctx, made.region, node)
    elif isinstance(made, Ref):
        made.region.own = True
    return made
