"""Lists in order: `xs.sort(key=..., reverse=...)` and `sorted(xs, ...)`.

order = sorted(range(len(keys)), key=keys.__getitem__)      which entry comes where
ys = [xs[k] for k in order]
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from itertools import pairwise

from adgen.frontend.containers.subscripts import select
from adgen.frontend.instances.entries import chosen, is_each_object
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import listing, memory
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import (
    NONE_VALUE,
    Generator,
    ListContent,
    MapValue,
    RangeValue,
    Ref,
    Region,
    Slice,
    Tuple,
    Value,
    is_constant,
)
from adgen.ir.kinds import Array, Kind, Listing, Number, Structure, Unknown
from adgen.ir.nodes import Const, Operand, Var


def sorted_listing(
    ctx: Context, values: Value, kwargs: Keywords, node: ast.AST, label: str | None
) -> Var:
    """The entries of a list, an array or an iterator in the order of their keys."""
    reverse, key = kwargs.get("reverse", Const(False)), kwargs.get("key", NONE_VALUE)
    if set(kwargs) - {"reverse", "key"} or not isinstance(reverse, Const):
        ctx.refuse(
            node,
            "adgen does not know these arguments of sort or sorted",
            "Give key and reverse, the latter as True or False.",
        )
    entries = listing.as_listing(ctx, values, node)
    order = order_of(ctx, entries, key, bool(reverse.value), node, values)
    return ctx.emit("list.taken", (entries, order), node, label)


def order_of(
    ctx: Context, entries: Var, key: Value, reverse: bool, node: ast.AST, values: Value
) -> Var:
    """Which entry of a list comes where, in the order of their keys.

    `values` are what the entries were made of: known keys of a dict are asked for as such.
    """
    if key != NONE_VALUE:
        items = known_items(ctx, values) or ()
        if items and all(isinstance(item, Const) for item in items):
            return order_by(ctx, values, key, reverse, node)
        return order_by(ctx, ctx.value_of(entries), key, reverse, node)
    return _order(ctx, entries, reverse, node)


def order_by(
    ctx: Context, values: Value, key: Value, reverse: bool, node: ast.AST
) -> Var:
    """Which of the values comes where, in the order of what `key` gives of each."""
    mapped = ctx.lowering.listed(ctx, MapValue(key, (values,)), node)
    return _order(ctx, listing.as_listing(ctx, mapped, node), reverse, node)


def places_by(
    ctx: Context, objects: MapValue, key: Value, reverse: bool, node: ast.AST
) -> Var:
    """Where objects stand in their list, in the order of what `key` gives of each."""
    order = order_by(ctx, objects, key, reverse, node)
    places = objects.inners[0]
    if isinstance(places, RangeValue) and places.start == Const(0):
        if places.step == Const(1):
            return order
    return ctx.emit("list.taken", (listing.as_listing(ctx, places, node), order), node)


def _order(ctx: Context, keys: Operand, reverse: bool, node: ast.AST) -> Var:
    backwards = [("reverse", Const(True))] if reverse else []
    return ctx.emit("list.order", (keys,), node, kwargs=backwards)


def _in_known_order(
    ctx: Context, value: Value, kwargs: Keywords
) -> tuple[Value, ...] | None:
    """The sorted items, if constants at their beginnings tell the order.

    Such are literals, the members of a set of them, and the items of a dict of known keys,
    `sorted(d.items())`.
    """
    items = known_items(ctx, value)
    if is_constant(value, frozenset) and value.name is None:
        items = tuple(map(_member, sorted(value.value)))
    reverse = kwargs.get("reverse", Const(False))
    if items is None or set(kwargs) - {"reverse"} or not isinstance(reverse, Const):
        return None
    starts = [_constant_start(item) for item in items]
    told = [start.value for start in starts if start is not None]
    if len(told) != len(items):
        return None
    order = sorted(range(len(told)), key=told.__getitem__, reverse=bool(reverse.value))
    ties = any(told[i] == told[k] for i, k in pairwise(order))
    if ties and not all(isinstance(item, Const) for item in items):
        return None
    return tuple(items[k] for k in order)


def _member(found: object) -> Value:
    """A member of a set of constants."""
    return Tuple(tuple(map(_member, found))) if type(found) is tuple else Const(found)


def _constant_start(item: Value) -> Const | None:
    """A constant, or the one that a tuple begins with."""
    while isinstance(item, Tuple) and item.items:
        item = item.items[0]
    return item if isinstance(item, Const) else None


def _are_numbers(kind: Kind) -> bool:
    """True if the entries are single numbers (or unknown), which NumPy sorts as Python does.

    It would sort the numbers in each entry where these are tuples, lists or arrays.
    """
    match kind:
        case Listing(fields=fields):
            return len(fields) == 1 and isinstance(fields[0], (Number, Unknown))
        case Structure(items=items):
            return all(isinstance(item, (Number, Unknown)) for item in items)
        case Array(dims=dims):
            return dims is None or len(dims) <= 1
        case _:
            return True


_LISTS = (Listing, Structure)


def sorted_values(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """A list of the sorted numbers."""
    reverse = kwargs.get("reverse", Const(False))
    items = _in_known_order(ctx, args[0], kwargs)
    if items is not None:
        return Ref(Region(None, ListContent(items)))
    listed = args[0]
    if is_each_object(listed) and set(kwargs) <= {"key", "reverse"} and "key" in kwargs:
        if isinstance(reverse, Const):
            backwards = bool(reverse.value)
            places = places_by(ctx, listed, kwargs["key"], backwards, node)
            return chosen(ctx, listed, ctx.value_of(places))
    if isinstance(listed, (Generator, *memory.ITERATORS)):
        listed = ctx.lowering.listed(ctx, listed, node)
    kind = memory.kind_of(ctx, listed)
    # NumPy would make its own numbers of the entries of a list.
    if "key" in kwargs or not _are_numbers(kind) or isinstance(kind, _LISTS):
        label = name if isinstance(name, str) else None
        made = sorted_listing(ctx, listed, kwargs, node, label)
        return listing.of_entries(ctx, made, listed, label)
    if set(kwargs) - {"reverse"} or not isinstance(reverse, Const):
        ctx.refuse(
            node,
            "adgen does not know these arguments of sorted",
            "Give key and reverse, the latter as True or False.",
        )
    value = apply_primitive(ctx, "np.sort", (listed,), {}, node, None)
    if reverse.value:
        step = Slice(NONE_VALUE, NONE_VALUE, Const(-1))
        value = select(ctx, value, step, node)
    return apply_primitive(ctx, "list", (value,), {}, node, name)
