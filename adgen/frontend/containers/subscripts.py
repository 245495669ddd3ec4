"""Reading items: `x[i]`, `x[1:3]`, `params["w"]`, `shape[0]`.

Of an array, integers and slices select a view, which is kept as a reference and read again when
its array has been written. What may or may not be a view is linked to its array: reading it
after a write is refused.
"""

from __future__ import annotations

import ast
from typing import NoReturn

from adgen.errors import KindError
from adgen.frontend.containers import grids
from adgen.frontend.containers.items import from_items
from adgen.frontend.containers.list_entries import (
    entry,
    entry_of_items,
    is_list,
    is_list_of_lists,
)
from adgen.frontend.containers.module_items import of_module
from adgen.frontend.containers.tables import (
    made_table,
    may_be_table,
    refuse_written_entry,
    with_keys_of_other_iterations,
)
from adgen.frontend.control.unrolling import write_out
from adgen.frontend.instances import operator_methods
from adgen.frontend.instances.entries import is_each_object
from adgen.frontend.operations.primitives import refuse_item
from adgen.frontend.regions import memory
from adgen.frontend.regions.indices import compose, selects
from adgen.frontend.regions.keys import MISSING, dict_content, entries_of, known_key
from adgen.frontend.regions.optional import given
from adgen.frontend.regions.presence import require_index
from adgen.frontend.regions.structures import item_of, known_range
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.doubts import Doubt
from adgen.frontend.scope.forms import key_value
from adgen.frontend.scope.values import (
    DictContent,
    ListContent,
    MapValue,
    Object,
    RangeValue,
    Ref,
    Slice,
    Through,
    Tuple,
    Value,
)
from adgen.ir.kinds import (
    OBJECT,
    TEXT,
    Array,
    Listing,
    Number,
    Unknown,
    is_discrete,
)
from adgen.ir.nodes import Const, Operand, Pack, Var
from adgen.ir.walk import operand_vars


def lower_subscript(ctx: Context, node: ast.Subscript, name: Name) -> Value:
    return subscript(ctx, node, name if isinstance(name, str) else None, lazy=False)


def subscript(
    ctx: Context, node: ast.Subscript, name: str | None, *, lazy: bool
) -> Value:
    """`base[index]`; lazily, a view is not read: it is only an index on the way."""
    base = given(base_value(ctx, node))
    index = ctx.expression(node.slice)
    return select(ctx, base, index, node, name, lazy=lazy)


def base_value(ctx: Context, node: ast.Subscript) -> Value:
    """What is indexed: `x[i]` in `x[i][j]` is not read."""
    if isinstance(node.value, ast.Subscript):
        return subscript(ctx, node.value, None, lazy=True)
    return ctx.expression(node.value)


def select(
    ctx: Context,
    base: Value,
    index: Value,
    node: ast.AST,
    name: str | None = None,
    *,
    lazy: bool = False,
) -> Value:
    """An item, a view or a copy of part of a value."""
    of_object = operator_methods.called(ctx, "__getitem__", base, (index,), node, name)
    if of_object is not None:
        return of_object
    if isinstance(base, Tuple):
        return from_items(ctx, base, base.items, index, node, name)
    if is_each_object(base) and isinstance(base.inners[0], (Ref, RangeValue)):
        return _of_objects(ctx, base, index, node, name)
    if isinstance(base, RangeValue):
        known = known_range(ctx, base)
        if known is not None:
            items = tuple(map(Const, known))
            return from_items(ctx, base, items, index, node, name)
    content = memory.content_of(ctx, base)
    if isinstance(content, (ListContent, DictContent)):
        assert isinstance(base, Ref)
        memory.require_current(ctx, base, node)
        if isinstance(content, DictContent):
            return _from_dict(ctx, base, content, index, node)
        return from_items(ctx, base, content.items, index, node, name)
    if isinstance(base, Object):
        if made := grids.joined(ctx, base, index, node, name):
            return made
    operand = memory.operand(ctx, index, node)
    _require_index_for(ctx, base, operand, node)
    if isinstance(base, Const):
        return of_module(ctx, base, operand, node, name)
    if isinstance(base, Ref):
        return _from_memory(ctx, base, operand, node, name, lazy)
    return item_of(ctx, memory.operand(ctx, base, node), operand, node, name)


def _require_index_for(
    ctx: Context, base: Value, index: Operand, node: ast.AST
) -> None:
    """Refuses what the item of something unknown may depend on, and names of what is no dict."""
    kind = memory.kind_of(ctx, base)
    unknown = isinstance(kind, Unknown)
    if unknown and ctx.kind(index) == TEXT:
        _refuse_name(ctx, base, index, node)
    keys = [ctx.kind(var) for var in operand_vars(index)]
    real = [key for key in keys if not is_discrete(key)]
    surely = any(isinstance(key, Number | Array) for key in real)
    if not isinstance(base, Const) and (kind == OBJECT and real or unknown and surely):
        refuse_item(ctx, node)


def _refuse_name(ctx: Context, base: Value, index: Operand, node: ast.AST) -> NoReturn:
    """Refuses `params["w"]` where nothing says that `params` is a dict."""
    label = (base.label or base.region.label) if isinstance(base, Ref) else None
    key = index.value if isinstance(index, Const) else "key"
    told = f'--like "{label}={{{key!r}: float}}"' if label else "--like"
    called = f"`{label}`" if label else "this value"
    raise KindError(
        f"{called} is read by a name, and nothing says that it is a dict",
        ctx.span(node),
        f"Say what it holds: {told}, or annotate it with a TypedDict.",
    )


def _of_objects(
    ctx: Context, base: MapValue, index: Value, node: ast.AST, name: str | None
) -> Value:
    """One, or some, of objects in an order."""
    chosen = select(ctx, base.inners[0], index, node)
    if isinstance(index, Slice):
        return MapValue(base.function, (chosen,))
    return ctx.lowering.call(ctx, base.function, (chosen,), {}, node, name)


# structures --------------------------------------------------------------------------


def _from_dict(
    ctx: Context, base: Value, content: DictContent, index: Value, node: ast.AST
) -> Value:
    key = known_key(ctx, index)
    if key in content.keys:
        return content.items[content.keys.index(key)]
    if key is not MISSING:
        if isinstance(base, Ref) and base.region.factory is not None:
            return _made_by_factory(ctx, base, key, node)
        if isinstance(base, Ref):
            with_keys_of_other_iterations(ctx, base)
        ctx.wrong(node, f"the dict has no key {key!r}", KeyError)
    lists = content.items and all(is_list(ctx, item) for item in content.items)
    doubt = Doubt("tabling", ctx.span(node))
    lists = lists or doubt in ctx.lowering.decided
    # An empty dict is asked for what another iteration, or another call, may have set.
    asked = not content.items
    if isinstance(base, Ref) and (asked or may_be_table(base, index, bool(lists))):
        write_out(ctx, index)
        made_table(ctx, base, node)
        return select(ctx, base, index, node)
    if doubt in ctx.lowering.decided and isinstance(base, Ref):
        refuse_written_entry(ctx, base.region, node)
    item = _by_key(ctx, content, index, node)
    if isinstance(item, Ref) and isinstance(base, Ref):
        item.region.doubt = doubt
    return item


def _made_by_factory(ctx: Context, base: Ref, key: object, node: ast.AST) -> Value:
    """The entry a defaultdict makes when it is asked for; a Counter makes none."""
    factory = base.region.factory
    if isinstance(factory, Const):
        return factory
    assert factory is not None
    if any(base.region.birth < loop.birth for loop in ctx.loops):
        # In a loop of run time the key is new in the first iteration only.
        made_table(ctx, base, node)
        return select(ctx, base, key_value(key), node)
    value = ctx.lowering.call(ctx, factory, (), {}, node, None)
    content = ctx.state.content(base.region)
    assert isinstance(content, DictContent)
    memory.require_writable(ctx, base, node)
    entries = entries_of(content) | {key: value}
    memory.write(ctx, base.region, dict_content(entries), node)
    return value


def _by_key(ctx: Context, content: DictContent, index: Value, node: ast.AST) -> Value:
    """`d[k]` with a key of run time: the item at the place that the key has."""
    if not isinstance(index, Var) or any(loop.known for loop in ctx.loops):
        refuse_key(ctx, index, node)
    keys = Pack("tuple", tuple(Const(key) for key in content.keys))
    place = ctx.emit("list.index", (keys, index), node)
    return entry_of_items(ctx, content.items, place, node, None)


def refuse_key(ctx: Context, index: Value, node: ast.AST) -> NoReturn:
    """A key that is not known: unless a loop that can be written out counts it."""
    write_out(ctx, index)
    ctx.refuse(
        node,
        "the key of a dict is only known at run time",
        "Use a literal key, or run over d.items().",
    )


# memory ------------------------------------------------------------------------------


def _from_memory(
    ctx: Context,
    base: Ref,
    index: Operand,
    node: ast.AST,
    name: str | None,
    lazy: bool,
) -> Value:
    kind = memory.kind_of(ctx, base)
    if isinstance(kind, Listing):
        memory.require_current(ctx, base, node)
        if lazy and is_list_of_lists(kind) and not isinstance(index, Pack):
            return Ref(base.region, (*base.path, index), label=name)
        return entry(ctx, base.region, index, node, name, base)
    require_index(ctx, index, node)
    how = selects(ctx, index)
    if how == "element" and isinstance(kind, Array) and kind.dims is not None:
        size = len(index.items) if isinstance(index, Pack) else 1
        how = "view" if size < len(kind.dims) else "element"
    elif how == "element":
        how = "unknown"
    if how == "view":
        path = compose(ctx, base.path, index)
        view = Ref(base.region, path, label=name)
        if not lazy:
            taken = memory.read(ctx, view, node)
            view.of, view.taken = ctx.state.content(base.region), taken
        return view
    path = compose(ctx, base.path, index)
    if len(path) == 1:
        owner: Value = Ref(base.region, label=base.label)
    else:
        owner = Ref(base.region, path[:-1], label=base.label)
    place = path[-1]
    assert not isinstance(place, Through)
    operands = (memory.operand(ctx, owner, node), place)
    value = ctx.apply("getitem", operands, node, name)
    if how == "unknown" and isinstance(value, Ref):
        value.region.link(base.region)
    return value
