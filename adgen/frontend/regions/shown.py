"""What stands in a text: a named tuple is shown as one, `V(a=1.0, b=2.0)`.

print(v)      print(V(x[0], 2.0))
f"{model}"    f"{Model.__str__(model)}"
"""

from __future__ import annotations

import ast
import inspect
from types import FunctionType

from adgen.frontend.regions import memory
from adgen.frontend.scope import forms
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import (
    DictContent,
    ListContent,
    Object,
    ObjectContent,
    Tuple,
    Value,
    is_constant,
)
from adgen.ir.nodes import Operand
from adgen.ir.objects import is_named_tuple

TEXTS = ("print", "str", "repr", "format")
"""The functions that make a text of what they are given."""


def shown(ctx: Context, value: Value, node: ast.AST) -> Operand:
    """The operand of which a text is made."""
    own = own_text(ctx, value, "__str__", node)
    if own is not None:
        return memory.operand(ctx, own, node)
    if not _holds_named(ctx, value):
        return memory.operand(ctx, value, node)
    whole = value if isinstance(value, Tuple) else memory.content_of(ctx, value)
    assert isinstance(whole, Tuple | ListContent | DictContent)
    items = tuple(shown(ctx, item, node) for item in whole.items)
    form, keys = forms.form_of(whole) or ("tuple", ())
    return forms.pack_of(form, keys, items)


def own_text(ctx: Context, value: Value, method: str, node: ast.AST) -> Value | None:
    """What `__str__` or `__repr__` of an object's class gives; None if it has none."""
    content = memory.content_of(ctx, value)
    if not isinstance(content, ObjectContent):
        return None
    names = ("__str__", "__repr__") if method == "__str__" else ("__repr__",)
    for name in names:
        found = inspect.getattr_static(content.cls, name, None)
        if isinstance(found, FunctionType) and found.__module__ != "dataclasses":
            if found.__code__.co_filename != "<string>":
                function = Object(found, found.__qualname__)
                return ctx.lowering.call(ctx, function, (value,), {}, node, None)
    return None


def operands(
    ctx: Context, left: Value, right: Value, node: ast.AST
) -> tuple[Operand, Operand]:
    """Those of an operator; the right one of a text, `"%s" % v`, is shown in it."""
    first = memory.operand(ctx, left, node)
    read = shown if is_constant(left, str) else memory.operand
    return first, read(ctx, right, node)


def _holds_named(ctx: Context, value: Value) -> bool:
    """True for a named tuple, and for what has one in it."""
    if isinstance(value, Tuple) and value.cls is not None:
        return is_named_tuple(value.cls)
    whole = value if isinstance(value, Tuple) else memory.content_of(ctx, value)
    if not isinstance(whole, Tuple | ListContent | DictContent):
        return False
    return any(_holds_named(ctx, item) for item in whole.items)
