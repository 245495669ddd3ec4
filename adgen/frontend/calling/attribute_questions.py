"""`hasattr`: of objects and arrays, and of numbers, which are of Python or of NumPy.

hasattr(3.0, "__iter__")      False for either
hasattr(x, "shape")           asked where the function runs
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

import numpy as np

from adgen.frontend.instances import classes, objects
from adgen.frontend.operations.primitives import apply_primitive
from adgen.frontend.regions import memory
from adgen.frontend.scope.context import Context, Keywords, Name
from adgen.frontend.scope.values import Object, Value
from adgen.ir.kinds import Array, Number
from adgen.ir.nodes import Const

_NUMBERS: dict[str, tuple[type, ...]] = {
    "float": (float, np.float64),
    "int": (int, np.int64),
    "complex": (complex, np.complex128),
    "bool": (bool, np.bool_),
}
"""What numbers of Python are, and those of NumPy."""


def attribute_name(ctx: Context, args: Sequence[Value], node: ast.AST) -> str:
    if not (isinstance(args[1], Const) and isinstance(args[1].value, str)):
        ctx.refuse(
            node,
            "the name of an attribute is computed at run time",
            "Write the attribute out: x.name.",
        )
    return args[1].value


def has_attribute(
    ctx: Context, args: Sequence[Value], kwargs: Keywords, node: ast.AST, name: Name
) -> Value:
    attr = attribute_name(ctx, args, node)
    cls = classes.class_of(ctx, args[0])
    if cls is not None:
        return Const(objects.has(ctx, args[0], cls, attr, node))
    if isinstance(args[0], Object):
        return Const(hasattr(args[0].value, attr))
    kind, content = memory.kind_of(ctx, args[0]), memory.content_of(ctx, args[0])
    if isinstance(kind, Array) and content not in ctx.maybe_none:
        return Const(hasattr(np.ndarray, attr))
    if isinstance(kind, Number) and args[0] not in ctx.maybe_none:
        both = _NUMBERS.get(kind.dtype, ())
        answers = {hasattr(cls, attr) for cls in both}
        if len(answers) == 1:
            return Const(answers.pop())  # of Python or of NumPy, it is the same
    return apply_primitive(ctx, "hasattr", args, kwargs, node, name)
