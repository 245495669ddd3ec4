"""`del`: names, items of lists, keys of dicts."""

from __future__ import annotations

import ast

from adgen.frontend.containers import list_items, object_list_methods
from adgen.frontend.containers.list_entries import list_itself
from adgen.frontend.containers.subscripts import base_value
from adgen.frontend.instances import operator_methods
from adgen.frontend.instances.entries import is_list_of_objects
from adgen.frontend.regions import memory
from adgen.frontend.regions.keys import dict_content, entries_of, known_key
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.frame import mark_of
from adgen.frontend.scope.values import DictContent, ListContent, Ref, Value
from adgen.ir.kinds import Listing


def lower_delete(ctx: Context, node: ast.Delete) -> None:
    for target in node.targets:
        if isinstance(target, ast.Subscript):
            delete_item(ctx, target)
            continue
        if not isinstance(target, ast.Name):
            ctx.refuse(
                target,
                "adgen cannot delete this",
                "Make a new list, dict or object without it.",
            )
        key = ctx.frame.key(target.id)
        if key not in ctx.state.names:
            ctx.wrong(target, f"`{target.id}` is deleted, and is not bound here")
        del ctx.state.names[key]
        ctx.state.names.pop(mark_of(key), None)


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
        if key not in content.keys:
            ctx.refuse(
                target,
                "a key is deleted that is not known to be in the dict",
                "Use keys that are literals.",
            )
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
