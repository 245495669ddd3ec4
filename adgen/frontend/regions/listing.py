"""Lists at run time: from a list of known items to one that is appended to."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.regions import memory, object_displays
from adgen.frontend.regions.inner_lists import note_inner, owners
from adgen.frontend.regions.nones import kind_with_nones, note_entry
from adgen.frontend.regions.records import class_of_record, flat, put_together
from adgen.frontend.regions.shared_entries import are_apart, note_shared
from adgen.frontend.scope.context import Context, holds_memory
from adgen.frontend.scope.forms import key_value
from adgen.frontend.scope.values import (
    KNOWN,
    Content,
    DictContent,
    Generator,
    ListContent,
    Ref,
    Region,
    Stream,
    Tuple,
    Value,
    is_operand,
)
from adgen.ir.kinds import UNKNOWN, Array, Kind, Listing, Number, Structure, join
from adgen.ir.nodes import Const, Operand, Var
from adgen.ir.objects import own_method


def made(ctx: Context, content: ListContent, label: str | None, node: ast.AST) -> Var:
    """Statements that make the list: list.new, and one append an item."""
    _require_apart(ctx, content, node)
    listing = ctx.builder.emit(
        "list.new", name=label, kind=Listing(()), span=ctx.span(node)
    )
    for item in content.items:
        if isinstance(item, Ref):
            ctx.state.listed[item.region] = None
        listing = appended(ctx, listing, item, label, node)
    return listing


def _require_apart(ctx: Context, content: ListContent, node: ast.AST) -> None:
    """Refuses a list of one and the same list several times: each would be a list of its own."""
    inner = [
        item.region
        for item in content.items
        if isinstance(item, Ref)
        and isinstance(memory.content_of(ctx, item), ListContent)
    ]
    if len(set(inner)) != len(inner):
        ctx.refuse(
            node,
            "one list is several entries of a list",
            "Make them apart: [[0.0] * n for _ in range(m)].",
        )


def appended(
    ctx: Context, listing: Operand, item: Value, label: str | None, node: ast.AST
) -> Var:
    """The list with one more entry; a tuple of numbers is a record of several fields."""
    fields = new_record(ctx, listing, item, node)
    kind = kind_with(ctx, ctx.kind(listing), item, fields)
    return ctx.emit("list.append", (listing, *fields), node, label, kind=kind)


def kind_with(
    ctx: Context, listing: Kind, item: Value, fields: tuple[Operand, ...]
) -> Kind | None:
    """The kind of a list that gets an entry; None if it follows from the kinds of the fields."""
    cls = class_of_record(item)
    kind = kind_with_nones(ctx, listing, fields, cls)
    # It is a list, though nothing may be known yet of what a recursive call gives it.
    if cls is None and (kind is not None or not any(map(ctx.is_bottom, fields))):
        return kind
    return join(kind or listing, Listing(tuple(map(ctx.kind, fields)), cls))


def new_record(
    ctx: Context, listing: Operand, item: Value, node: ast.AST
) -> tuple[Operand, ...]:
    """The fields of an entry that a list gets: as many as the others have."""
    fields = record(ctx, item, node)
    kind = ctx.kind(listing)
    width = len(kind.fields) if isinstance(kind, Listing) else 0
    require_class(ctx, kind, item, node)
    _require_order_of_tuples(ctx, item, node)
    if width and width != len(fields):
        ctx.refuse(
            node,
            f"an entry of {len(fields)} values is appended to a list of entries of {width}",
            "Append entries of one form; the keys of a dict have one, too, and so have its values.",
        )
    require_depth(ctx, kind, [*map(ctx.kind, fields)], node)
    return fields


_COMPARISONS = ("__lt__", "__gt__", "__le__", "__ge__", "__eq__")


def _require_order_of_tuples(ctx: Context, item: Value, node: ast.AST) -> None:
    """Refuses named tuples that compare otherwise than tuples: a list compares its records."""
    if not isinstance(item, Tuple):
        return
    own = own_method(item.cls, _COMPARISONS) if item.cls is not None else None
    if own is not None and item.cls is not None:
        ctx.refuse(
            node,
            f"a `{item.cls.__name__}`, which has a `{own}` of its own, is put into a list, or"
            " compared as an entry of one",
            "Put first in the tuple what it is compared by.",
        )
    for part in item.items:
        _require_order_of_tuples(ctx, part, node)


def require_class(ctx: Context, kind: Kind, item: Value, node: ast.AST) -> None:
    """Refuses a named tuple among others, and others among named tuples."""
    cls = class_of_record(item)
    if not isinstance(kind, Listing) or not kind.fields or kind.of is cls:
        return
    one = f"a `{cls.__name__}`" if cls else "what is no named tuple"
    others = f"of `{kind.of.__name__}`" if kind.of else "that has other entries"
    ctx.refuse(
        node,
        f"{one} is put into a list {others}",
        "Put entries of one class into it.",
    )


def require_depth(
    ctx: Context, kind: Kind, kinds: Sequence[Kind], node: ast.AST
) -> None:
    """Refuses a list among numbers or arrays, and these among lists: `kinds` are of an entry."""
    known = kind.fields if isinstance(kind, Listing) else ()
    for there, new in zip(known, kinds):
        among = isinstance(there, Listing)
        if UNKNOWN in (there, new) or among == isinstance(new, Listing):
            continue
        ctx.refuse(
            node,
            (
                "what is no list is put into a list of lists"
                if among
                else "a list is put into a list that holds no lists"
            ),
            "Begin with lists, xs = [[] for _ in range(n)], or append: xs.append([a, b]).",
        )


def require_joinable(ctx: Context, parts: Sequence[Operand], node: ast.AST) -> None:
    """Refuses `xs + ys` where one holds lists and the other does not."""
    first, *more = map(ctx.kind, parts)
    for kind in more:
        if isinstance(kind, Listing):
            require_depth(ctx, first, kind.fields, node)


def record(ctx: Context, item: Value, node: ast.AST) -> tuple[Operand, ...]:
    """The fields of an entry."""
    item = _opened(ctx, flat(item), node)
    if isinstance(item, Tuple) and len(item.items) > 1:
        return tuple(_field(ctx, part, node) for part in item.items)
    if isinstance(item, Tuple):
        ctx.refuse(
            node,
            "a tuple of one item or none is put into a list that grows at run time",
            "Append the item itself.",
        )
    return (_field(ctx, item, node),)


def _opened(ctx: Context, item: Value, node: ast.AST) -> Value:
    """A tuple of numbers that is an entry of a list, by them: `xs[i], xs[j] = xs[j], xs[i]`."""
    kind = ctx.kind(item) if isinstance(item, Var) else None
    if not isinstance(kind, Structure) or kind.form != "tuple" or len(kind.items) < 2:
        return item
    if any(map(holds_memory, kind.items)):
        return item
    assert isinstance(item, Var)
    parts = [
        ctx.apply("getitem", (item, Const(place)), node, kind=part)
        for place, part in enumerate(kind.items)
    ]
    return Tuple(tuple(parts))


def _field(ctx: Context, part: Value, node: ast.AST) -> Operand:
    """A field of an entry: a number, an array, or a list that is made at run time, too."""
    content = memory.content_of(ctx, part)
    if isinstance(part, Ref) and part.region.limit is not None:
        ctx.refuse(
            node,
            "a deque with maxlen is put into a list or dict that grows at run time",
            "Use a variable for each, or take the first entry out: if len(w) > n: w.pop(0).",
        )
    if isinstance(content, ListContent):
        return made(ctx, content, None, node)
    if isinstance(content, KNOWN):
        ctx.refuse(
            node,
            "a dict or object is put into a list or dict that grows at run time",
            "Append a tuple, or an array, np.array([...]); of a dict make pairs the keys:"
            " d[i, j].",
        )
    return memory.operand(ctx, part, node)


def as_listing(ctx: Context, values: Value, node: ast.AST) -> Var:
    """A list that is made at run time of the entries of a list, an array or an iterator."""
    if isinstance(values, (Tuple, Generator, Stream, *memory.ITERATORS)):
        values = ctx.lowering.listed(ctx, values, node)
    content = memory.content_of(ctx, values)
    if isinstance(content, ListContent) and isinstance(values, Ref):
        object_displays.decide(ctx, values.region, content)
        return made(ctx, content, None, node)
    if isinstance(content, DictContent):
        keys = ListContent(tuple(map(key_value, content.keys)))
        return made(ctx, keys, None, node)
    found = memory.operand(ctx, values, node)
    if isinstance(ctx.kind(found), Listing) and isinstance(found, Var):
        return found
    return ctx.emit("list", (found,), node)


def escape(ctx: Context, region: Region, item: Value) -> None:
    """Arrays and lists put into a list are shared with it, and what is in them."""
    item = flat(item)
    parts = item.items if isinstance(item, Tuple) else (item,)
    for part in parts:
        if isinstance(part, Ref):
            for each in (region, *owners(ctx.state, region)):
                each.link(part.region)
            for inner in memory.items_in(ctx.state, part):
                escape(ctx, region, inner)


def of_entries(ctx: Context, made: Var, values: Value, label: str | None) -> Value:
    """A list of entries of another list: the arrays in them are the same."""
    found = ctx.value_of(made, label)
    if isinstance(found, Ref) and memory.holds_arrays(ctx.kind(made)):
        escape(ctx, found.region, values)
    return found


def materialise(ctx: Context, region: Region, node: ast.AST) -> None:
    """From here on the list is one that grows at run time."""
    content = ctx.state.content(region)
    assert isinstance(content, ListContent)
    object_displays.decide(ctx, region, content)
    if not are_apart(ctx, content.items):
        note_shared(ctx, region, node)
    ctx.state.memory[region] = made(ctx, content, region.label, node)
    for place, item in enumerate(content.items):
        escape(ctx, region, item)
        if isinstance(item, Ref) and not item.path:
            if isinstance(memory.kind_of(ctx, item), Array):
                note_inner(ctx, item.region, region, Const(place))


def record_value(
    ctx: Context, fields: tuple[Var, ...], source: Region | None, cls: type | None
) -> Value:
    """An entry of a list as a value; its arrays may be shared with the list."""
    values: list[Value] = []
    for var in fields:
        note_entry(ctx, var)
        value = ctx.value_of(var)
        if isinstance(value, Ref) and source is not None:
            value.region.link(source)
        values.append(value)
    return values[0] if len(values) == 1 else put_together(values, cls)


def note_field(ctx: Context, record: Operand, value: Value, node: ast.AST) -> None:
    """A field of an entry that was taken from a list as a whole: its array is that of the list."""
    source = ctx.records.get(record)
    found = value if isinstance(value, Var) else memory.content_of(ctx, value)
    if isinstance(found, Var):
        if source is not None or isinstance(ctx.kinds[found], Number):
            note_entry(ctx, found)
    if source is not None:
        memory.require_current(ctx, Ref(source), node)
        if isinstance(value, Ref):
            value.region.link(source)


def is_member(ctx: Context, item: Value, content: Content | None) -> bool:
    """True for an entry that was taken from a list with this content."""
    parts = item.items if isinstance(item, Tuple) else (item,)
    fields = tuple(part for part in parts if is_operand(part))
    known = ctx.members.get(fields) if len(fields) == len(parts) else None
    return known is not None and known == content


def const_index(ctx: Context, index: Operand) -> object:
    """The value of an index that is known, else None."""
    if isinstance(index, Const):
        return index.value
    return ctx.known.get(index) if isinstance(index, Var) else None
