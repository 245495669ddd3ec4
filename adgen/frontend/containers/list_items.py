"""Items of lists that are set or deleted: `xs[i] = v`, `xs[1:3] = ys`, `del xs[i]`.

Of a list whose items are known, with indices that are known, the items change. Else the list is
made at run time; an entry of an entry is stored by its path:

    m[i][j] = v          m.2 = m.1 with [i][j] = v
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from adgen.frontend.containers import list_slices
from adgen.frontend.containers.list_entries import list_itself
from adgen.frontend.control.growing import made_at_run_time
from adgen.frontend.regions import inner_lists, listing, memory
from adgen.frontend.regions.listing import const_index
from adgen.frontend.regions.nones import kind_with_nones
from adgen.frontend.regions.shared_entries import note_put, note_written
from adgen.frontend.regions.structures import known_items
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import ListContent, Ref, Slice, Value, is_operand
from adgen.ir.kinds import Kind, Listing, Number, is_integer, join, join_entries
from adgen.ir.nodes import Const, Operand, Pack, Var

_NONE = Const(None)


# known items -------------------------------------------------------------------------


def place_of(ctx: Context, index: Value) -> int | slice | None:
    """An index or a slice whose numbers are known."""
    if isinstance(index, Slice):
        bounds = [_bound(ctx, part) for part in (index.start, index.stop, index.step)]
        if any(bound is Ellipsis for bound in bounds):
            return None
        return slice(*bounds)
    if is_operand(index):
        found = const_index(ctx, index)
        return int(found) if type(found) in (int, bool) else None  # type: ignore[call-overload]
    return None


def _bound(ctx: Context, part: Value) -> object:
    """A bound of a slice; Ellipsis if it is not known."""
    if not is_operand(part):
        return Ellipsis
    found = const_index(ctx, part)
    known = type(found) is int or part == _NONE
    return found if known else Ellipsis


def changed_items(
    ctx: Context,
    items: tuple[Value, ...],
    place: int | slice,
    value: Value | None,
    node: ast.AST,
) -> tuple[Value, ...] | None:
    """The items with one, or a slice of them, replaced or deleted; None if not known."""
    found = list(items)
    if isinstance(place, int) and not -len(found) <= place < len(found):
        outside = f"the index {place} is out of range: {len(found)} items"
        ctx.wrong(node, outside, IndexError)
    if value is None:
        del found[place]
    elif isinstance(place, int):
        found[place] = value
    else:
        new = known_items(ctx, value)
        if new is None:
            return None
        try:
            found[place] = new
        except ValueError as error:
            ctx.wrong(node, str(error), ValueError)
    return tuple(found)


# items -------------------------------------------------------------------------------


def set_entry(
    ctx: Context, ref: Ref, index: Value, value: Value, node: ast.AST
) -> None:
    """`xs[index] = value` of a list that is made at run time, or of a list in one."""
    memory.require_writable(ctx, ref, node)
    if isinstance(index, Slice):
        whole = list_itself(ctx, ref, node)
        assert isinstance(whole, Ref)
        list_slices.set_slice(ctx, whole, index, value, node)
        return
    place = _integer(ctx, index, node)
    fields = listing.record(ctx, value, node)
    kind = memory.kind_of(ctx, ref)
    listing.require_class(ctx, kind, value, node)
    listing.require_depth(ctx, kind, [*map(ctx.kind, fields)], node)
    if _are_numbers(kind, map(ctx.kind, fields)):
        ref = ref if ref.path else Ref(*inner_lists.place_of(ctx.state, ref.region))
    elif ref.path:
        whole = list_itself(ctx, ref, node)
        assert isinstance(whole, Ref)
        ref = whole
    known = kind.fields if isinstance(kind, Listing) else ()
    if known and len(known) != len(fields):
        ctx.refuse(
            node,
            f"an entry of {len(known)} values is replaced by one of {len(fields)}",
            "Keep entries of one form.",
        )
    if ref.path:
        _set_inside(ctx, ref, place, fields[0], node)
    elif len(fields) == 1:
        _store(ctx, ref, place, fields[0], node)
    else:
        new = listing.kind_with(ctx, kind, value, fields)
        _exchange(ctx, ref, place, fields, new, node)
    note_put(ctx, ref.region, value, node)
    listing.escape(ctx, ref.region, value)


def _integer(ctx: Context, index: Value, node: ast.AST) -> Operand:
    place = memory.operand(ctx, index, node)
    if not is_integer(ctx.kind(place)) and not ctx.is_bottom(place):
        ctx.refuse(
            node, "the index of a list is no integer", "Use an array: np.array(xs)."
        )
    return place


def exchange_lists(
    ctx: Context, ref: Ref, one: Operand, other: Operand, node: ast.AST
) -> None:
    """`xs[one], xs[other] = xs[other], xs[one]` of entries that are lists."""
    memory.require_writable(ctx, ref, node)
    base = memory.operand(ctx, ref, node)
    entries = [ctx.emit("getitem", (base, place), node) for place in (one, other)]
    _store(ctx, ref, one, entries[1], node)
    _store(ctx, ref, other, entries[0], node)


def require_entry(ctx: Context, base: Operand, place: Operand, node: ast.AST) -> None:
    """An IndexError that the program catches leads to its handler before the list changes."""
    ctx.guard("getitem", (base, place), node)


def _store(
    ctx: Context, ref: Ref, place: Operand, value: Operand, node: ast.AST
) -> None:
    base = memory.operand(ctx, ref, node)
    require_entry(ctx, base, place, node)
    plain = join(ctx.kind(base), Listing((ctx.kind(value),)))
    kind = kind_with_nones(ctx, ctx.kind(base), (value,)) or plain
    name = ref.region.label or ctx.namer.temporary().name
    span = ctx.span(node)
    new = ctx.builder.store(base, place, value, "set", name=name, kind=kind, span=span)
    memory.write(ctx, ref.region, new, node)


def _set_inside(
    ctx: Context,
    ref: Ref,
    place: Operand,
    value: Operand,
    node: ast.AST,
) -> None:
    """An entry of an entry: a number, which is shared with nothing."""
    note_written(ctx, ref.region, node)
    entries = inner_lists.entries_in_step(ctx.state, ref.region)
    require_entry(ctx, memory.operand(ctx, ref, node), place, node)
    base = memory.operand(ctx, Ref(ref.region), node)
    steps = tuple(step for step in ref.path if isinstance(step, (Var, Const, Pack)))
    path = Pack("path", (*steps, place))
    kind = _with_entry(ctx.kind(base), len(steps), ctx.kind(value))
    name = ref.region.label or ctx.namer.temporary().name
    span = ctx.span(node)
    new = ctx.builder.store(base, path, value, "set", name=name, kind=kind, span=span)
    inner_lists.changed_inside(ctx, ref.region, new, entries, memory.write, node)


def _are_numbers(kind: Kind, put: Iterable[Kind]) -> bool:
    """True if the entries of a list are numbers, and what is put there is one."""
    known = kind.fields if isinstance(kind, Listing) else ()
    kinds = (*known, *put)
    return len(kinds) <= 2 and all(isinstance(each, Number) for each in kinds)


def _with_entry(kind: Kind, depth: int, entry: Kind) -> Kind:
    """The kind of a list of lists, so many levels deep, in which an entry is stored."""
    if not isinstance(kind, Listing) or len(kind.fields) != 1:
        return kind
    if depth == 0:
        return Listing((join_entries(kind.fields[0], entry),))
    return Listing((_with_entry(kind.fields[0], depth - 1, entry),))


def _exchange(
    ctx: Context,
    ref: Ref,
    place: Operand,
    fields: tuple[Operand, ...],
    kind: Kind | None,
    node: ast.AST,
) -> None:
    """A record is taken out, and another one put where it was."""
    base = memory.operand(ctx, ref, node)
    if not isinstance(place, Const) or place.value < 0:
        length = ctx.emit("len", (base,), node)
        place = ctx.emit("mod", (place, length), node)
    shorter = taken(ctx, ref, place, (None,) * len(fields), node)[0]
    put(ctx, ref, shorter, fields, place, kind, node)


def put(
    ctx: Context,
    ref: Ref,
    base: Operand,
    fields: tuple[Operand, ...],
    place: Operand,
    kind: Kind | None,
    node: ast.AST,
) -> None:
    """`xs.insert(place, record)`; the list is of this kind then."""
    label = ref.region.label
    at = [("at", place)]
    new = ctx.emit("list.append", (base, *fields), node, label, at, kind)
    memory.write(ctx, ref.region, new, node)


def taken(
    ctx: Context,
    ref: Ref,
    place: Operand | None,
    labels: tuple[str | None, ...],
    node: ast.AST,
) -> tuple[Var, ...]:
    """The list without an entry, and the fields of the entry; the list is not changed yet."""
    base = memory.operand(ctx, ref, node)
    require_entry(ctx, base, Const(-1) if place is None else place, node)
    builder = ctx.builder
    label = ref.region.label or ctx.namer.temporary().name
    before, builder.span = builder.span, ctx.span(node)
    found = builder.pop(base, labels, label, at=place)
    builder.span = before
    return found


# deleting ----------------------------------------------------------------------------


def delete(ctx: Context, ref: Ref, index: Value, node: ast.AST) -> None:
    """`del xs[index]`"""
    memory.require_writable(ctx, ref, node)
    content = memory.content_of(ctx, ref)
    place = place_of(ctx, index)
    if isinstance(content, ListContent) and place is not None:
        items = changed_items(ctx, content.items, place, None, node)
        made_at_run_time(ctx, ref, node, only_in_loops=True)
        if isinstance(ctx.state.content(ref.region), ListContent):
            assert items is not None
            memory.write(ctx, ref.region, ListContent(items), node)
            return
    made_at_run_time(ctx, ref, node)
    if isinstance(index, Slice):
        list_slices.delete_slice(ctx, ref, index, node)
        return
    if ref.path:
        ctx.refuse(
            node,
            "an entry of a list in a list is deleted",
            "Change the inner list before it is put into the outer one.",
        )
    kind = memory.kind_of(ctx, ref)
    width = max(1, len(kind.fields)) if isinstance(kind, Listing) else 1
    at = _integer(ctx, index, node)
    shorter = taken(ctx, ref, at, (None,) * width, node)[0]
    memory.write(ctx, ref.region, shorter, node)
