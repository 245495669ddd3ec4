"""Assignment: to names, to tuples of targets, to items; plain, annotated and augmented.

x = e            the name x refers to what e gives
a, (b, *c) = e   items of e, one a target
x[i] = e         a new version of the memory x refers to
x += e           an array changes in place, a number is bound anew
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.callees.program import InlineInstead
from adgen.frontend.containers import list_items, object_list_methods
from adgen.frontend.containers.long_tuples import as_long
from adgen.frontend.containers.object_lists import of_columns_in_loops
from adgen.frontend.containers.subscripts import base_value, select
from adgen.frontend.containers.tables import made_table
from adgen.frontend.containers.unpacking import elements, spread, unpacked
from adgen.frontend.containers.windows import is_windows
from adgen.frontend.control.eagerly import as_reader
from adgen.frontend.control.given_back import name_noted
from adgen.frontend.control.growing import made_at_run_time
from adgen.frontend.control.unrolling import write_out
from adgen.frontend.instances import objects, operator_methods
from adgen.frontend.instances.classes import class_of
from adgen.frontend.instances.entries import is_list_of_objects
from adgen.frontend.instances.names import lookup
from adgen.frontend.regions import memory
from adgen.frontend.regions.flat_stores import for_flat
from adgen.frontend.regions.indices import selects
from adgen.frontend.regions.inner_arrays import is_inner_array
from adgen.frontend.regions.keys import MISSING, dict_content, entries_of, known_key
from adgen.frontend.regions.lists_as_arrays import beside_arrays
from adgen.frontend.regions.no_items import takes_no_items
from adgen.frontend.regions.optional import given
from adgen.frontend.regions.shared_entries import is_table, note_changed
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.frame import Frame, is_around, scope_of
from adgen.frontend.scope.values import (
    KNOWN,
    DictContent,
    ListContent,
    Method,
    Ref,
    Region,
    Value,
)
from adgen.frontend.syntax.attributes import attribute, part_of_array
from adgen.frontend.syntax.augmented_items import leaving_as_it_is, read_first
from adgen.frontend.syntax.expressions import BINARY, binary
from adgen.frontend.syntax.fewer_objects import in_place_of_list
from adgen.frontend.syntax.in_place import (
    kept_in_columns,
    kind_kept,
    list_changed,
    method_in_place,
    rebound,
)
from adgen.frontend.syntax.stepped_slices import set_stepped
from adgen.frontend.syntax.swaps import swapped
from adgen.ir.kinds import Array, Listing, Number, Unknown
from adgen.ir.nodes import Operand, Var

IN_PLACE = {"mul", "div", "pow", "mod", "floordiv", "matmul", "sub", "add"}


def hint(target: ast.expr) -> Name:
    """What the value of an assignment is called: the names of its target."""
    match target:
        case ast.Name(id=name):
            return name
        case ast.Tuple(elts=elts) | ast.List(elts=elts):
            return tuple(hint(item) for item in elts)
        case _:
            return None


def lower_assign(ctx: Context, node: ast.Assign) -> None:
    if swapped(ctx, node):
        return
    first = node.targets[0]
    value = ctx.expression(node.value, hint(first) or objects.label(ctx, first))
    value = in_place_of_list(ctx, node, value, hint(first))
    for target in node.targets:
        assign(ctx, target, value)


def lower_annotated(ctx: Context, node: ast.AnnAssign) -> None:
    if node.value is not None:
        name = hint(node.target) or objects.label(ctx, node.target)
        assign(ctx, node.target, ctx.expression(node.value, name))


def assign(ctx: Context, target: ast.expr, value: Value) -> None:
    """Binds a target to a value."""
    match target:
        case ast.Name(id=name):
            bind(ctx, name, value, target)
        case ast.Tuple(elts=elts) | ast.List(elts=elts):
            _unpack(ctx, elts, value, target)
        case ast.Subscript():
            store_item(ctx, target, value)
        case ast.Attribute():
            _assign_attribute(ctx, target, value)
        case ast.Starred(value=inner):
            assign(ctx, inner, value)
        case _:
            ctx.refuse(
                target, "adgen cannot assign to this", "Assign to a name or an item."
            )


def bind(ctx: Context, name: str, value: Value, node: ast.AST) -> None:
    """A name refers to a value."""
    owner = owner_of(ctx, name, node)
    value = as_reader(ctx, owner, name, value, node)
    value = as_long(ctx, owner, name, value, node)
    if isinstance(value, Ref) and value.region.label is None and not value.path:
        value.region.label = name
    ctx.state.bind(owner, name, value)
    ctx.note_bound(owner.key(name), value)


def owner_of(ctx: Context, name: str, node: ast.AST) -> Frame:
    """The frame in which a statement binds or deletes: by `nonlocal` one around its own."""
    if name in ctx.frame.locals:
        return ctx.frame
    binder = ctx.frame.binder()
    owner = binder.owner(name)
    if owner is None:
        outer = name in scope_of(binder.node).outer
        where = "a function that is not lowered here" if outer else "the module"
        ctx.refuse(
            node,
            f"`{name}` of {where} is assigned",
            "Pass it as an argument and return its new value.",
        )
    if is_around(owner, ctx.main):
        if name in owner.unsure or not name_noted(ctx, owner.key(name)):
            raise InlineInstead
    return owner


def lower_walrus(ctx: Context, node: ast.NamedExpr, name: Name) -> Value:
    value = ctx.expression(node.value, node.target.id)
    bind(ctx, node.target.id, value, node)
    return value


# unpacking ---------------------------------------------------------------------------


def _unpack(
    ctx: Context, targets: Sequence[ast.expr], value: Value, node: ast.AST
) -> None:
    value = given(value)
    stars = [i for i, t in enumerate(targets) if isinstance(t, ast.Starred)]
    names = [hint(target) for target in targets]
    if stars:
        value = elements(ctx, value, node)
        parts = spread(ctx, value, node, stars[0], len(targets) - stars[0] - 1)
        if parts is not None:
            for target, part in zip(targets, parts):
                assign(ctx, target, part)
            return
    items = unpacked(ctx, value, node, len(targets), names, bool(stars))
    if not stars:
        if len(items) != len(targets):
            several = f"{len(items)} values are unpacked into {len(targets)} names"
            ctx.wrong(node, several, ValueError)
        for target, item in zip(targets, items):
            assign(ctx, target, item)
        return
    before, after = stars[0], len(targets) - stars[0] - 1
    if len(items) < before + after:
        ctx.wrong(node, f"{len(items)} values are too few to unpack", ValueError)
    middle = items[before : len(items) - after]
    starred = Ref(Region(None, ListContent(tuple(middle))))
    known: list[Value] = [*items[:before], starred, *items[len(items) - after :]]
    for target, part in zip(targets, known):
        assign(ctx, target, part)


# items -------------------------------------------------------------------------------


def store_item(ctx: Context, target: ast.Subscript, value: Value) -> None:
    """`base[index] = value`."""
    base = given(base_value(ctx, target))
    index = ctx.expression(target.slice)
    set_item(ctx, base, index, value, target)


def set_item(
    ctx: Context, base: Value, index: Value, value: Value, node: ast.AST
) -> None:
    if isinstance(base, Ref) and is_list_of_objects(ctx, base):
        object_list_methods.set_item(ctx, base, index, value, node)
        return
    if operator_methods.called(ctx, "__setitem__", base, (index, value), node):
        return
    content = memory.content_of(ctx, base)
    if isinstance(content, (ListContent, DictContent)):
        assert isinstance(base, Ref)
        memory.require_writable(ctx, base, node)
        if isinstance(content, DictContent) and known_key(ctx, index) is MISSING:
            write_out(ctx, index)
            made_table(ctx, base, node)
            set_item(ctx, base, index, value, node)
            return
        if isinstance(content, ListContent) and list_items.place_of(ctx, index) is None:
            of_columns_in_loops(ctx, base, node, value)
        new = _replaced(ctx, base, content, index, value, node)
        if new is not None:
            memory.write(ctx, base.region, new, node)
            return
    if isinstance(base, Var) and ctx.is_bottom(base):
        return  # the next round knows what it is
    if not isinstance(base, Ref):
        takes_no_items(ctx, memory.kind_of(ctx, base), node)
    if isinstance(memory.kind_of(ctx, base), Listing):
        if not set_stepped(ctx, base, index, value, node):
            list_items.set_entry(ctx, base, index, value, node)
        return
    place = memory.operand(ctx, index, node)
    what = for_flat(ctx, base, value, memory.operand(ctx, value, node), node)
    memory.require_dtype(ctx, memory.kind_of(ctx, base), ctx.kind(what), node)
    memory.store(ctx, base, place, what, "set", node)


def _replaced(
    ctx: Context,
    base: Ref,
    content: ListContent | DictContent,
    index: Value,
    value: Value,
    node: ast.AST,
) -> ListContent | DictContent | None:
    """A list or dict of known form with one item changed or, in a dict, added.

    None if the list is made at run time from now on.
    """
    if isinstance(content, DictContent):
        key = known_key(ctx, index)
        return dict_content(entries_of(content) | {key: value})
    place = list_items.place_of(ctx, index)
    found = None
    if place is not None:
        if isinstance(place, slice):
            made_at_run_time(ctx, base, node, only_in_loops=True)
        found = list_items.changed_items(ctx, content.items, place, value, node)
    else:
        write_out(ctx, index, base)
    if found is None:
        made_at_run_time(ctx, base, node)
        return None
    return ListContent(found)


# augmented ---------------------------------------------------------------------------


def lower_augmented(ctx: Context, node: ast.AugAssign) -> None:
    fn = BINARY[type(node.op)]
    match node.target:
        case ast.Name(id=name) as target:
            old = lookup(ctx, ast.copy_location(ast.Name(name, ast.Load()), target))
            value = ctx.expression(node.value)
            new = changed(ctx, fn, old, value, node, name)
            if new is not old:
                bind(ctx, name, new, target)
        case ast.Subscript() as target:
            base = given(base_value(ctx, target))
            index = ctx.expression(target.slice)
            item = read_first(ctx, base, index, node)
            with leaving_as_it_is(ctx, base, index, node, item):
                value = ctx.expression(node.value)
            _augment_item(ctx, fn, base, index, item, value, node)
        case ast.Attribute() as target:
            _augment_attribute(ctx, fn, target, node)


def _assign_attribute(ctx: Context, target: ast.Attribute, value: Value) -> None:
    """`p.x = value`, or `z.real = value`"""
    base = given(ctx.expression(target.value))
    if class_of(ctx, base) is not None:
        objects.write(ctx, base, target.attr, value, target)
        return
    part = part_of_array(ctx, base, target)
    what = for_flat(ctx, part, value, memory.operand(ctx, value, target), target)
    memory.overwrite(ctx, part, what, target)


def _augment_attribute(
    ctx: Context, fn: str, target: ast.Attribute, node: ast.AugAssign
) -> None:
    """`p.x += value`, or `z.real += value`"""
    base = given(ctx.expression(target.value))
    if not operator_methods.is_object(ctx, base):
        part = part_of_array(ctx, base, target)
        changed(ctx, fn, part, ctx.expression(node.value), node, None)
        return
    old = attribute(ctx, base, target.attr, target)
    value = ctx.expression(node.value)
    new = changed(ctx, fn, old, value, node, objects.label(ctx, target))
    if new is not old or not isinstance(old, Ref):
        objects.write(ctx, base, target.attr, new, target)


def changed(
    ctx: Context, fn: str, old: Value, value: Value, node: ast.AST, name: str | None
) -> Value:
    """What `old op= value` leaves behind: `old` itself, changed, or a new value."""
    method = method_in_place(ctx, fn, old)
    if method is not None:
        ctx.lowering.call(ctx, Method(old, method), (value,), {}, node)
        return old
    in_place = operator_methods.augmented(ctx, fn, old, value, node, name)
    if in_place is not None:
        return in_place
    content = memory.content_of(ctx, old)
    kind = memory.kind_of(ctx, old)
    listed = isinstance(content, ListContent) or isinstance(kind, Listing)
    if isinstance(old, Ref) and listed:
        return list_changed(ctx, fn, old, value, node, name)
    if not isinstance(old, Ref) or isinstance(content, KNOWN):
        return binary(ctx, fn, old, value, node, name)
    operands = (memory.operand(ctx, old, node), memory.operand(ctx, value, node))
    operands = beside_arrays(ctx, fn, operands, node)
    if isinstance(kind, Unknown) and not old.path:
        return rebound(ctx, fn, old, operands, node, name)
    memory.require_writable(ctx, old, node)
    label = (name or old.region.label) if not old.path else None
    if operands[0] in ctx.in_columns and not old.path:
        turned = kept_in_columns(ctx, fn, operands, node, name)
        memory.overwrite(ctx, old, turned, node)
        return old
    result = ctx.emit(
        fn, operands, node, label, kind=kind_kept(ctx, fn, kind, operands)
    )
    by_number = fn != "matmul" and isinstance(ctx.kind(operands[1]), Number)
    fits = by_number and isinstance(kind, Array) and bool(kind.dims)
    memory.overwrite(ctx, old, result, node, fits)
    return old


def _augment_item(
    ctx: Context,
    fn: str,
    base: Value,
    index: Value,
    old: Value | None,
    value: Value,
    node: ast.AugAssign,
) -> None:
    """`base[index] op= value`."""
    content = memory.content_of(ctx, base)
    kind = memory.kind_of(ctx, base)
    if (
        old is None
        and isinstance(base, Ref)
        and fn == "add"
        and not isinstance(content, KNOWN)
        and not isinstance(kind, Listing)
    ):
        place = memory.operand(ctx, index, node)
        if selects_once(ctx, place):
            what = memory.operand(ctx, value, node)
            memory.require_dtype(ctx, kind, ctx.kind(what), node)
            memory.store(ctx, base, place, what, "add", node)
            return
    old = old or select(ctx, base, index, node)
    known = memory.content_of(ctx, old)
    if isinstance(old, Ref) and isinstance(known, (ListContent, DictContent)):
        new = changed(ctx, fn, old, value, node, None)
        if new is not old:
            set_item(ctx, base, index, new, node)
        return
    if isinstance(old, Ref) and (is_inner_array(ctx, old) or is_windows(ctx, base)):
        changed(ctx, fn, old, value, node, None)
        return
    if isinstance(content, KNOWN) and not is_table(content):
        set_item(ctx, base, index, changed(ctx, fn, old, value, node, None), node)
        return
    set_item(ctx, base, index, binary(ctx, fn, old, value, node), node)
    note_changed(ctx, base, old, node)


def selects_once(ctx: Context, index: Operand) -> bool:
    """True if an index surely selects no element twice."""
    if selects(ctx, index) in ("element", "view"):
        return True
    kind = ctx.kind(index)
    return isinstance(kind, (Array, Number)) and kind.dtype == "bool"
