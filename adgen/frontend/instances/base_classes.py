"""`super()`: what a base class has under a name, for an object of a derived class.

class Spring(Force):
    def __init__(self, k):
        super().__init__(mass=1.0)      the function `Force.__init__`, with self as first argument
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.frontend.instances import objects
from adgen.frontend.instances.classes import MISSING, class_of, find, mangled
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.frame import all_parameters
from adgen.frontend.scope.values import Object, Super, Value


def lower_super(ctx: Context, args: Sequence[Value], node: ast.AST) -> Value:
    """`super()`, or `super(Class, self)`."""
    if len(args) == 2 and isinstance(args[0], Object):
        owner: object = args[0].value
        base: Value | None = args[1]
    else:
        frame = ctx.frame.function()
        owner = frame.acquired.closure.get("__class__")
        assert isinstance(frame.node, (ast.FunctionDef, ast.Lambda))
        first = next(all_parameters(frame.node.args), None)
        base = None if first is None else ctx.state.names.get(frame.key(first.arg))
    if not isinstance(owner, type) or base is None:
        ctx.refuse(
            node,
            "super() is called where adgen does not know the class",
            "Call the base class by its name: Base.method(self).",
        )
    return Super(owner, base)


def attribute(ctx: Context, value: Super, attr: str, node: ast.AST) -> Value:
    """`super().attr`"""
    cls = _class_of(ctx, value.base)
    if cls is None or not issubclass(cls, value.owner):
        ctx.wrong(node, "super() is called with an object of another class")
    found = find(cls, mangled(ctx, attr), after=value.owner)
    if found is MISSING:
        ctx.wrong(node, f"no base class of `{value.owner.__name__}` has `{attr}`")
    if isinstance(found, property) and found.fget is not None:
        getter = Object(found.fget, attr)
        return ctx.lowering.call(ctx, getter, (value.base,), {}, node, None)
    return objects.bound(ctx, found, value.base, cls, attr, node)


def _class_of(ctx: Context, base: Value) -> type | None:
    if isinstance(base, Object):  # of a class whose objects are not taken apart
        return base.value if isinstance(base.value, type) else type(base.value)
    return class_of(ctx, base)
