"""Entries of lists that are made at run time: `xs[i]`, `xs[1:]`, and what they share with the list.

v = xs[i]          a number, or an array that may be shared with xs
g = groups[i]      a list: what is changed in it is changed in groups
                   (adgen.frontend.regions.inner_lists)
"""

from __future__ import annotations

import ast

from adgen.frontend.control.given_back import gives_back
from adgen.frontend.regions import listing, memory
from adgen.frontend.regions.inner_lists import note_inner
from adgen.frontend.regions.merge import part_label
from adgen.frontend.regions.nones import note_entry
from adgen.frontend.regions.records import put_together
from adgen.frontend.regions.structures import item_of
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.forms import fields_of
from adgen.frontend.scope.values import (
    ListContent,
    Ref,
    Region,
    Through,
    Tuple,
    Value,
    is_operand,
)
from adgen.ir.kinds import (
    NONE,
    UNBOUND,
    Array,
    Kind,
    Listing,
    Number,
    Structure,
    Unknown,
    is_integer,
)
from adgen.ir.nodes import Const, Operand, Pack, Var


def is_list(ctx: Context, item: Value) -> bool:
    listed = isinstance(memory.content_of(ctx, item), ListContent)
    return listed or isinstance(memory.kind_of(ctx, item), Listing)


def is_array(ctx: Context, item: Value) -> bool:
    return isinstance(item, Ref) and isinstance(memory.kind_of(ctx, item), Array)


def are_records(ctx: Context, items: tuple[Value, ...]) -> bool:
    """True for tuples of numbers of one form: what the entries of one list may be."""
    forms = {(item.cls, len(item.items)) for item in items if isinstance(item, Tuple)}
    if len(forms) != 1 or not all(isinstance(item, Tuple) for item in items):
        return False
    parts = [p for item in items if isinstance(item, Tuple) for p in item.items]
    numbers = all(isinstance(memory.kind_of(ctx, part), Number) for part in parts)
    return numbers and len(parts) > len(items)


def may_be_none(ctx: Context, items: tuple[Value, ...]) -> bool:
    """True for numbers of which some are None: what is set in a list that began with None."""
    kinds = [memory.kind_of(ctx, item) for item in items]
    return NONE in kinds and all(k == NONE or isinstance(k, Number) for k in kinds)


def entry_of_items(
    ctx: Context,
    items: tuple[Value, ...],
    index: Value,
    node: ast.AST,
    name: str | None,
) -> Value:
    """A list of known items indexed at run time: it is made at run time, then indexed."""
    kinds = [memory.kind_of(ctx, item) for item in items]
    if not items or not all(isinstance(k, (Number, Array, Unknown)) for k in kinds):
        ctx.refuse(
            node,
            "the index of a tuple or list of different things is only known at run time",
            "Use a literal index, or an array.",
        )
    region = Region(None, listing.made(ctx, ListContent(items), None, node))
    for item in items:
        listing.escape(ctx, region, item)
    operand = memory.operand(ctx, index, node)
    return entry(ctx, region, operand, node, name)


def list_itself(ctx: Context, base: Value, node: ast.AST) -> Value:
    """`m[i]` of `m[i][j]`, where it is a list: to be changed, as one that stands in m."""
    if isinstance(base, Ref) and isinstance(memory.kind_of(ctx, base), Listing):
        return _itself(ctx, base, node)
    return base


def _itself(ctx: Context, ref: Ref, node: ast.AST) -> Ref:
    found = Ref(ref.region)
    for step in ref.path:
        assert not isinstance(step, Through)
        value = entry(ctx, found.region, step, node, None)
        assert isinstance(value, Ref)
        found = value
    return found


def _is_in_list(ctx: Context, ref: Ref) -> bool:
    """True for a list in a list, of lists or arrays, which may be changed where they stand."""
    return bool(ref.path) and memory.holds_arrays(memory.kind_of(ctx, ref))


def is_list_of_lists(kind: Listing) -> bool:
    return len(kind.fields) == 1 and isinstance(kind.fields[0], Listing)


def _kind_of_entry(ctx: Context, kind: Listing) -> Kind | None:
    if len(kind.fields) > 1:
        return Structure("tuple", kind.fields)
    if kind.fields:
        return kind.fields[0]
    # What is put into it in a loop, or in a call, is known in the next round.
    return UNBOUND if ctx.loops or gives_back(ctx) else None


def entry(
    ctx: Context,
    region: Region,
    index: Operand,
    node: ast.AST,
    name: str | None,
    ref: Ref | None = None,
) -> Value:
    """An entry of a list that is made at run time, or a slice of it."""
    if ref is not None and _is_in_list(ctx, ref):
        ref = _itself(ctx, ref, node)
        region = ref.region
    base = memory.operand(ctx, ref or Ref(region), node)
    kind = ctx.kind(base)
    assert isinstance(kind, Listing)
    is_slice = isinstance(index, Pack) and index.form == "slice"
    result = kind if is_slice else _kind_of_entry(ctx, kind)
    if not is_slice and not is_integer(ctx.kind(index)) and not ctx.is_bottom(index):
        ctx.refuse(
            node, "the index of a list is no integer", "Use an array: np.array(xs)."
        )
    value = ctx.apply("getitem", (base, index), node, name, kind=result)
    found = value if isinstance(value, Var) else memory.content_of(ctx, value)
    if isinstance(found, Var) and not is_slice:
        note_entry(ctx, found)
    if isinstance(value, Var) and not is_slice and kind.of is not None:
        return _named_tuple(ctx, base, kind.of, value, region, node, name)
    if isinstance(value, Var) and not is_slice:
        ctx.members[value,] = base
    if isinstance(value, Ref) and memory.holds_arrays(kind):
        value.region.link(region)
        if isinstance(result, Listing | Array | Unknown) and not is_slice:
            note_inner(ctx, value.region, region, index)
    elif isinstance(value, Var) and memory.holds_arrays(kind):
        ctx.records[value] = region
    return value


def _named_tuple(
    ctx: Context,
    base: Operand,
    cls: type,
    record: Var,
    region: Region,
    node: ast.AST,
    name: str | None,
) -> Value:
    """An entry of a list of named tuples: its fields by their places."""
    if memory.holds_arrays(ctx.kind(base)):
        ctx.records[record] = region
    items = tuple(
        item_of(ctx, record, Const(i), node, part_label(name, field))
        for i, field in enumerate(fields_of(cls))
    )
    ctx.members[tuple(item for item in items if is_operand(item))] = base
    return put_together(items, cls)
