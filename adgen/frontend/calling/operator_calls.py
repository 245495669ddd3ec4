"""The module operator: what its functions do is what the operators do.

operator.iadd(y, s)           y += s, and y
operator.itemgetter(2)(x)     x[2]
operator.methodcaller("sum")(x)   x.sum()
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Sequence

from adgen.frontend.calling.calls import call_value
from adgen.frontend.containers.subscripts import select
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import NONE_VALUE, Object, Partial, Tuple, Value
from adgen.frontend.syntax import assignment
from adgen.frontend.syntax.attributes import attribute
from adgen.frontend.syntax.deletion import delete_at
from adgen.frontend.syntax.expressions import binary, compare
from adgen.ir.nodes import Const

Call = Callable[[Context, Sequence[Value], Keywords, ast.AST, Name], Value]

_CHANGING = {
    operator.iadd: "add",
    operator.isub: "sub",
    operator.imul: "mul",
    operator.itruediv: "div",
    operator.ifloordiv: "floordiv",
    operator.imod: "mod",
    operator.ipow: "pow",
    operator.imatmul: "matmul",
    operator.iand: "bitand",
    operator.ior: "bitor",
    operator.ixor: "bitxor",
}


def _changed(fn: str) -> Call:
    """`operator.iadd(y, s)`: changes what can be changed, and gives it."""

    def call(
        ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
    ) -> Value:
        label = name if isinstance(name, str) else None
        return assignment.changed(ctx, fn, args[0], args[1], node, label)

    return call


def _of_two(fn: str) -> Call:
    """`operator.matmul(x, [1.0, 2.0])`: the operator, for which lists beside arrays are arrays."""

    def call(
        ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
    ) -> Value:
        return binary(ctx, fn, args[0], args[1], node, name)

    return call


def _item(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    return select(ctx, args[0], args[1], node, name if isinstance(name, str) else None)


def _set_item(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    base, index, value = args
    assignment.set_item(ctx, base, index, value, node)
    return NONE_VALUE


def _delete_item(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    base, index = args
    delete_at(ctx, base, index, node)
    return NONE_VALUE


def _index(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """`operator.index(i)`: an integer as it is."""
    return args[0]


def _contains(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    return compare(ctx, "in", args[1], args[0], node, name)


def _absolute(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    return apply_primitive(ctx, "abs", args, {}, node, name)


def _item_getter(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    return Partial(Object(_items, "items"), tuple(args), ())


def _attribute_getter(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    return Partial(Object(_attributes, "attributes"), tuple(args), ())


def _method_caller(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    return Partial(Object(_method, "method"), tuple(args), tuple(kwargs.items()))


def _method(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """What `operator.methodcaller("sum", 0)` gives of its argument, which comes last."""
    called, *given, base = args
    if not (isinstance(called, Const) and isinstance(called.value, str)):
        ctx.refuse(
            node,
            "the name of a method is computed at run time",
            "Write the call out: x.name().",
        )
    method = attribute(ctx, base, called.value, node)
    return call_value(ctx, method, given, kwargs, node, name)


def _items(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    """What `operator.itemgetter(i, j)` gives of its argument, which comes last."""
    *keys, base = args
    label = name if isinstance(name, str) else None
    if len(keys) == 1:
        return select(ctx, base, keys[0], node, label)
    return Tuple(tuple(select(ctx, base, key, node) for key in keys))


def _attributes(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    *keys, base = args
    found: list[Value] = []
    for key in keys:
        value = base
        if not (isinstance(key, Const) and isinstance(key.value, str)):
            ctx.refuse(
                node,
                "the name of an attribute is computed at run time",
                "Write the attribute out: x.name.",
            )
        for part in key.value.split("."):
            value = attribute(ctx, value, part, node)
        found.append(value)
    return found[0] if len(found) == 1 else Tuple(tuple(found))


CALLS: dict[object, Call] = {
    **{function: _changed(fn) for function, fn in _CHANGING.items()},
    **{
        getattr(operator, f"__{function.__name__[1:]}__"): _of_two(fn)
        for function, fn in _CHANGING.items()
    },
    operator.concat: _of_two("add"),
    operator.getitem: _item,
    operator.setitem: _set_item,
    operator.delitem: _delete_item,
    operator.abs: _absolute,
    operator.contains: _contains,
    operator.index: _index,
    operator.itemgetter: _item_getter,
    operator.attrgetter: _attribute_getter,
    operator.methodcaller: _method_caller,
    _method: _method,
    _items: _items,
    _attributes: _attributes,
}
"""How each function is lowered, by the function itself."""
