"""What named tuples can do beside tuples: `p._replace(x=2.0)`, `p._asdict()`, `Point._make(xs)`."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from adgen.frontend.containers.unpacking import unpacked
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.forms import fields_of
from adgen.frontend.scope.values import DictContent, Object, Ref, Region, Tuple, Value

METHODS = ("_replace", "_asdict")


def call(
    ctx: Context,
    value: Tuple,
    method: str,
    kwargs: Mapping[str, Value],
    node: ast.AST,
) -> Value:
    """A method of a named tuple."""
    fields = fields_of(value.cls)
    if method == "_asdict":
        return Ref(Region(None, DictContent(fields, value.items)))
    for key in kwargs:
        if key not in fields:
            assert value.cls is not None
            ctx.wrong(node, f"`{value.cls.__name__}` has no field `{key}`")
    known = {str(field): item for field, item in zip(fields, value.items)}
    return Tuple(tuple({**known, **kwargs}.values()), value.cls)


def make(ctx: Context, owner: Object, args: Sequence[Value], node: ast.AST) -> Value:
    """`Point._make(values)`"""
    cls = owner.value
    assert isinstance(cls, type)
    fields = fields_of(cls)
    items = unpacked(ctx, args[0], node, len(fields), fields_as_names(cls))
    if len(items) != len(fields):
        ctx.wrong(node, f"`{owner.name}` has {len(fields)} fields, not {len(items)}")
    return Tuple(items, cls)


def fields_as_names(cls: type) -> tuple[str, ...]:
    """The names of the fields, as the names of what is unpacked."""
    return tuple(map(str, fields_of(cls)))
