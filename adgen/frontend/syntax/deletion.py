"""`del`: names, items of lists, keys of dicts."""

from __future__ import annotations

import ast

from adgen.frontend.containers import list_items, object_list_methods
from adgen.frontend.containers.list_entries import list_itself
from adgen.frontend.containers.subscripts import base_value
from adgen.frontend.containers.tables import made_table, with_keys_of_other_iterations
from adgen.frontend.control.unrolling import write_out
from adgen.frontend.instances import objects, operator_methods
from adgen.frontend.instances.entries import is_list_of_objects
from adgen.frontend.instances.unbound_names import require_bound
from adgen.frontend.regions import memory
from adgen.frontend.regions.keys import MISSING, dict_content, entries_of, known_key
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import DictContent, ListContent, Ref, Value
from adgen.frontend.syntax.assignment import owner_of
from adgen.ir.kinds import Listing


def lower_delete(ctx: Context, node: ast.Delete) -> None:
    for target in node.targets:
        _delete(ctx, target)


def _delete(ctx: Context, target: ast.expr) -> None:
    match target:
        case ast.Subscript():
            delete_item(ctx, target)
        case ast.Tuple(elts=targets) | ast.List(elts=targets):
            for each in targets:
                _delete(ctx, each)
        case ast.Name():
            _delete_name(ctx, target)
        case ast.Attribute():
            objects.refuse_deletion(ctx, target)
        case _:
            ctx.refuse(
                target,
                "adgen cannot delete this",
                "Make a new list, dict or object without it.",
            )


def _delete_name(ctx: Context, target: ast.Name) -> None:
    owner = owner_of(ctx, target.id, target)
    value = ctx.state.names.get(owner.key(target.id))
    require_bound(ctx, owner, target, value)
    ctx.state.delete(owner, target.id)


def delete_item(ctx: Context, target: ast.Subscript) -> None:
    """`del base[index]`"""
    base = list_itself(ctx, base_value(ctx, target), target)
    delete_at(ctx, base, ctx.expression(target.slice), target)


def delete_at(ctx: Context, base: Value, index: Value, target: ast.AST) -> None:
    """What `del base[index]` does, and `operator.delitem(base, index)`."""
    if isinstance(base, Ref) and is_list_of_objects(ctx, base):
        object_list_methods.delete(ctx, base, index, target)
        return
    if operator_methods.called(ctx, "__delitem__", base, (index,), target):
        return
    content = memory.content_of(ctx, base)
    if isinstance(base, Ref) and isinstance(content, DictContent):
        key = known_key(ctx, index)
        if key is MISSING:
            write_out(ctx, index)
            made_table(ctx, base, target)
            delete_at(ctx, base, index, target)
            return
        if key not in content.keys:
            with_keys_of_other_iterations(ctx, base)
            ctx.wrong(target, f"the dict has no key {key!r}", KeyError)
        entries = entries_of(content)
        del entries[key]
        memory.require_writable(ctx, base, target)
        memory.write(ctx, base.region, dict_content(entries), target)
        return
    kind = memory.kind_of(ctx, base)
    if isinstance(base, Ref) and (
        isinstance(content, ListContent) or isinstance(kind, Listing)
    ):
        list_items.delete(ctx, base, index, target)
        return
    ctx.refuse(
        target,
        "an item is deleted of what is no list or dict",
        "Make a new array without it: np.delete(x, i).",
    )
