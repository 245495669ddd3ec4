"""Methods of lists: append, extend, insert, pop, remove, reverse, sort, clear, index, count.

A list whose items are known stays known while its length is; changed in a loop it becomes a
list made at run time, from before the loop on.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from adgen.frontend.containers import (
    chosen_objects,
    list_items,
    object_lists,
    windows,
)
from adgen.frontend.containers.object_lists import made_of_columns
from adgen.frontend.containers.sorting import sorted_listing
from adgen.frontend.control.growing import made_at_run_time
from adgen.frontend.control.unrolling import Unroll, counting
from adgen.frontend.instances.entries import is_entry, is_list_of_objects, refuse_method
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import inner_lists, listing, memory
from adgen.frontend.regions.merge import part_label
from adgen.frontend.regions.records import flat, is_nested
from adgen.frontend.regions.shared_entries import note_put, note_shared
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.forms import fields_of
from adgen.frontend.scope.values import (
    NONE_VALUE,
    Closure,
    Derivative,
    DictContent,
    ListContent,
    ObjectContent,
    Partial,
    Ref,
    Region,
    Tuple,
    Value,
)
from adgen.ir.kinds import INT, Array, Listing, Unknown
from adgen.ir.nodes import Const, Operand

Args = Sequence[Value]


def call_list_method(
    ctx: Context,
    ref: Ref,
    what: str,
    args: Args,
    kwargs: Keywords,
    node: ast.AST,
    name: Name,
) -> Value:
    """`xs.what(*args)`"""
    if what != "append" and chosen_objects.is_chosen(ctx, ref):
        refuse_method(ctx, what, node)
    if what != "append" and windows.is_windows(ctx, ref):
        return windows.call_method(ctx, ref, what, args, node, name)
    if what == "pop":
        return pop(ctx, ref, args, node, name)
    if what == "sort" and not args:
        return _sort(ctx, ref, kwargs, node)
    found = _METHODS.get((what, len(args)))
    if found is None or kwargs:
        ctx.refuse(
            node,
            f"adgen does not know the method `{what}` of a list",
            "Use append, extend, insert, pop, remove, reverse, sort, or an array.",
        )
    return found(ctx, ref, *args, node)


_FUNCTIONS = (Closure, Partial, Derivative)

# growing -----------------------------------------------------------------------------


def append(ctx: Context, ref: Ref, item: Value, node: ast.AST) -> Value:
    """`xs.append(item)`"""
    memory.require_writable(ctx, ref, node)
    held = memory.content_of(ctx, item)
    if isinstance(held, (DictContent, ObjectContent)) or isinstance(item, _FUNCTIONS):
        loop = counting(ctx)
        if loop is not None:
            raise Unroll(loop)
    if isinstance(held, (DictContent, ObjectContent)):
        assert isinstance(item, Ref)
        made_of_columns(ctx, ref, item, node)
    if _append_place(ctx, ref, item, node):
        return NONE_VALUE
    made_at_run_time(ctx, ref, node, only_in_loops=True)
    content = ctx.state.content(ref.region)
    if isinstance(content, ObjectContent):
        object_lists.append(ctx, ref, item, node)
        return NONE_VALUE
    if isinstance(content, ListContent):
        memory.write(ctx, ref.region, ListContent((*content.items, item)), node)
        return NONE_VALUE
    note_put(ctx, ref.region, item, node)
    _made_before(ctx, item, node)
    base = memory.operand(ctx, ref, node)
    inner = inner_lists.in_step(ctx.state, ref.region)
    if inner is None:
        new = listing.appended(ctx, base, item, ref.region.label, node)
        memory.write(ctx, ref.region, new, node)
    else:
        fields = listing.new_record(ctx, base, item, node)
        more = listing.kind_with(ctx, ctx.kind(base), item, fields)
        inner_lists.append(ctx, inner, fields, more, memory.write, node)
    listing.escape(ctx, ref.region, item)
    if isinstance(item, Ref) and not item.path:
        if isinstance(memory.kind_of(ctx, item), Listing | Array | Unknown):
            inner_lists.note_inner(ctx, item.region, ref.region, Const(-1))
    return NONE_VALUE


def _append_place(ctx: Context, ref: Ref, item: Value, node: ast.AST) -> bool:
    """Appends where a part of an array stands, or an object of another list; False for others."""
    if windows.append(ctx, ref, item, node):
        return True
    if chosen_objects.is_chosen(ctx, ref):
        chosen_objects.require_entry(ctx, item, node)
    if isinstance(item, Tuple) and is_entry(item):
        return chosen_objects.append(ctx, ref, item, node)
    return False


def _made_before(ctx: Context, item: Value, node: ast.AST) -> None:
    """A list that has a name is made at run time before it is put into another one: what is
    appended to it later is appended to what stands there."""
    if not isinstance(memory.content_of(ctx, item), ListContent):
        return
    assert isinstance(item, Ref)
    inside = not ctx.loops or item.region.birth > ctx.loops[-1].birth
    if inside and item.region.label is not None:
        listing.materialise(ctx, item.region, node)


def extend(ctx: Context, ref: Ref, values: Value, node: ast.AST) -> Value:
    """`xs.extend(values)`, `xs += values`"""
    items = known_items(ctx, values)
    if items is None:
        _extend_at_run_time(ctx, ref, values, node)
        return NONE_VALUE
    for item in items:
        append(ctx, ref, item, node)
    return NONE_VALUE


def _extend_at_run_time(ctx: Context, ref: Ref, values: Value, node: ast.AST) -> None:
    memory.require_writable(ctx, ref, node)
    for each in (ref, values):
        if is_list_of_objects(ctx, each):
            refuse_method(ctx, "extend", node)
    made_at_run_time(ctx, ref, node)
    more = listing.as_listing(ctx, values, node)
    base = memory.operand(ctx, ref, node)
    listing.require_joinable(ctx, (base, more), node)
    new = ctx.emit("list.concat", (base, more), node, ref.region.label)
    memory.write(ctx, ref.region, new, node)
    if isinstance(values, Ref) and memory.holds_arrays(ctx.kind(more)):
        if ref.region.may_share(values.region):
            note_shared(ctx, ref.region, node)
        listing.escape(ctx, ref.region, values)


def insert(ctx: Context, ref: Ref, index: Value, item: Value, node: ast.AST) -> Value:
    """`xs.insert(index, item)`"""
    memory.require_writable(ctx, ref, node)
    place = list_items.place_of(ctx, index)
    object_lists.of_columns_in_loops(ctx, ref, node, item)
    made_at_run_time(ctx, ref, node, only_in_loops=isinstance(place, int))
    content = ctx.state.content(ref.region)
    if isinstance(content, ListContent):
        items = list(content.items)
        assert isinstance(place, int)
        items.insert(place, item)
        memory.write(ctx, ref.region, ListContent(tuple(items)), node)
        return NONE_VALUE
    note_put(ctx, ref.region, item, node)
    base = memory.operand(ctx, ref, node)
    fields = listing.new_record(ctx, base, item, node)
    at = memory.operand(ctx, index, node)
    kind = listing.kind_with(ctx, ctx.kind(base), item, fields)
    list_items.put(ctx, ref, base, fields, at, kind, node)
    listing.escape(ctx, ref.region, item)
    return NONE_VALUE


# shrinking ---------------------------------------------------------------------------


def pop(ctx: Context, ref: Ref, args: Args, node: ast.AST, name: Name) -> Value:
    """`xs.pop()`, `xs.pop(index)`"""
    memory.require_writable(ctx, ref, node)
    place = list_items.place_of(ctx, args[0]) if args else -1
    object_lists.of_columns_in_loops(ctx, ref, node)
    made_at_run_time(ctx, ref, node, only_in_loops=isinstance(place, int))
    content = ctx.state.content(ref.region)
    if isinstance(content, ListContent):
        if not content.items:
            ctx.wrong(node, "pop from an empty list", IndexError)
        assert isinstance(place, int)
        left = list_items.changed_items(ctx, content.items, place, None, node)
        assert left is not None
        memory.write(ctx, ref.region, ListContent(left), node)
        return content.items[place]
    kind = memory.kind_of(ctx, ref)
    width = max(1, len(kind.fields)) if isinstance(kind, Listing) else 1
    cls = kind.of if isinstance(kind, Listing) else None
    labels = _labels(name, width, cls)
    inner = inner_lists.in_step(ctx.state, ref.region)
    if inner is not None and place == -1:
        base = memory.operand(ctx, ref, node)
        list_items.require_entry(ctx, base, Const(-1), node)
        values = inner_lists.pop(ctx, inner, labels, memory.write, node)
        return listing.record_value(ctx, values, ref.region, cls)
    at = None if place == -1 else memory.operand(ctx, args[0], node)
    shorter, *rest = list_items.taken(ctx, ref, at, labels, node)
    values = tuple(rest)
    memory.write(ctx, ref.region, shorter, node)
    found = listing.record_value(ctx, values, ref.region, cls)
    if isinstance(found, Ref):
        ctx.lowering.popped[found.region] = ref.region
    return found


def _labels(name: Name, width: int, cls: type | None) -> tuple[str | None, ...]:
    """Names for the fields of an entry that is taken out."""
    if isinstance(name, tuple) and len(name) == width:
        return tuple(n if isinstance(n, str) else None for n in name)
    if width == 1:
        return (name if isinstance(name, str) else None,)
    label = name if isinstance(name, str) else None
    names = tuple(part_label(label, field) for field in fields_of(cls))
    return names if label and names else (None,) * width


def remove(ctx: Context, ref: Ref, item: Value, node: ast.AST) -> Value:
    """`xs.remove(item)`"""
    place = index_of(ctx, ref, item, node)
    list_items.delete(ctx, ref, place, node)
    return NONE_VALUE


def clear(ctx: Context, ref: Ref, node: ast.AST) -> Value:
    """`xs.clear()`"""
    memory.require_writable(ctx, ref, node)
    made_at_run_time(ctx, ref, node, only_in_loops=True)
    content = ctx.state.content(ref.region)
    if isinstance(content, ListContent):
        memory.write(ctx, ref.region, ListContent(()), node)
    else:
        kind = memory.kind_of(ctx, ref)
        new = ctx.emit("list.new", (), node, ref.region.label, kind=kind)
        memory.write(ctx, ref.region, new, node)
    return NONE_VALUE


# order -------------------------------------------------------------------------------


def copy(ctx: Context, ref: Ref, node: ast.AST) -> Value:
    """`xs.copy()`"""
    content = memory.content_of(ctx, ref)
    if isinstance(content, ListContent):
        return Ref(Region(None, content))
    return apply_primitive(ctx, "list", (ref,), {}, node, None)


def reverse(ctx: Context, ref: Ref, node: ast.AST) -> Value:
    """`xs.reverse()`"""
    memory.require_writable(ctx, ref, node)
    content = ctx.state.content(ref.region)
    if isinstance(content, ListContent):
        memory.write(ctx, ref.region, ListContent(content.items[::-1]), node)
        return NONE_VALUE
    base = memory.operand(ctx, ref, node)
    new = ctx.emit(
        "list.reversed", (base,), node, ref.region.label, kind=ctx.kind(base)
    )
    memory.write(ctx, ref.region, new, node)
    return NONE_VALUE


def _sort(ctx: Context, ref: Ref, kwargs: Keywords, node: ast.AST) -> Value:
    """`xs.sort(key=..., reverse=...)`"""
    memory.require_writable(ctx, ref, node)
    made_at_run_time(ctx, ref, node)
    new = sorted_listing(ctx, ref, kwargs, node, ref.region.label)
    memory.write(ctx, ref.region, new, node)
    return NONE_VALUE


# questions ---------------------------------------------------------------------------


def index_of(ctx: Context, ref: Ref, item: Value, node: ast.AST) -> Operand:
    """`xs.index(item)`"""
    values = _constants(ctx, ref, item)
    if values is None:
        return _asked(ctx, "list.index", ref, item, node)
    *entries, wanted = values
    if wanted not in entries:
        ctx.wrong(node, f"{wanted!r} is not in the list", ValueError)
    return Const(entries.index(wanted))


def count_of(ctx: Context, ref: Ref, item: Value, node: ast.AST) -> Operand:
    """`xs.count(item)`"""
    values = _constants(ctx, ref, item)
    if values is None:
        return _asked(ctx, "list.count", ref, item, node)
    *entries, wanted = values
    return Const(entries.count(wanted))


def _constants(ctx: Context, ref: Ref, item: Value) -> list[object] | None:
    """The items and the one that is looked for, if all are literals."""
    content = memory.content_of(ctx, ref)
    if not isinstance(content, ListContent):
        return None
    values = (*content.items, item)
    found = [value.value for value in values if isinstance(value, Const)]
    return found if len(found) == len(values) else None


def _asked(ctx: Context, fn: str, ref: Ref, item: Value, node: ast.AST) -> Operand:
    entries = listing.as_listing(ctx, ref, node)
    item = flat(item) if is_nested(ctx.kind(entries)) else item
    wanted = memory.operand(ctx, item, node)
    return ctx.emit(fn, (entries, wanted), node, kind=INT)


_METHODS: dict[tuple[str, int], Callable[..., Value]] = {
    ("append", 1): append,
    ("extend", 1): extend,
    ("insert", 2): insert,
    ("remove", 1): remove,
    ("clear", 0): clear,
    ("copy", 0): copy,
    ("reverse", 0): reverse,
    ("index", 1): index_of,
    ("count", 1): count_of,
}
