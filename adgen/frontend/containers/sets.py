"""Sets: constants where all that is in them is known and stays, else a list of it.

names = {"a", "b"}              a constant, of which may be asked what is in it
seen = set(); seen.add(k)       an object with a list (adgen.frontend.regions.sets)
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.instances import objects
from adgen.frontend.regions.keys import MISSING, known_key
from adgen.frontend.regions.object_lists import Nameless
from adgen.frontend.regions.sets import METHODS, Members
from adgen.frontend.scope.context import Context, Name
from adgen.frontend.scope.values import (
    ListContent,
    ObjectContent,
    Ref,
    Region,
    Value,
)
from adgen.ir.nodes import Const


def made(ctx: Context, items: Sequence[Value], node: ast.AST, name: Name) -> Value:
    """A set of these items."""
    label = name if isinstance(name, str) else None
    keys = [known_key(ctx, item) for item in items]
    known = not any(key is MISSING for key in keys)
    if known and items and not _is_changed(ctx, label):
        return Const(frozenset(keys))
    members = empty(ctx, label)
    for item in items:
        add(ctx, members, item, node)
    return members


def empty(ctx: Context, label: str | None) -> Ref:
    """`set()`"""
    part = Ref(Region(label, ListContent(()), own=True))
    return Ref(Region(label, ObjectContent(Members, (Nameless("marks"),), (part,))))


def add(ctx: Context, members: Ref, item: Value, node: ast.AST) -> None:
    """`seen.add(item)`"""
    method = objects.read(ctx, members, Members, "add", node)
    ctx.lowering.call(ctx, method, (item,), {}, node)


def _is_changed(ctx: Context, name: str | None) -> bool:
    """True if the function may change the set of that name, or gives it to another one."""
    if name is None:
        return False
    for node in ast.walk(ctx.frame.function().node):
        match node:
            case ast.Attribute(value=ast.Name(id=owner), attr=attr):
                if owner == name and attr in METHODS:
                    return True
            case ast.Call(args=args):
                if any(isinstance(a, ast.Name) and a.id == name for a in args):
                    return True
            case ast.BinOp(left=left, right=right):
                if any(isinstance(a, ast.Name) and a.id == name for a in (left, right)):
                    return True
            case ast.AugAssign(target=ast.Name(id=owner)) if owner == name:
                return True
    return False
