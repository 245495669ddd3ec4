"""Objects with operators of their own: refused where they meet a number that may vary.

    price * x    # price: an object of a class that defines __mul__

What `*` means there is known to the class alone; the rule of the product of numbers may be wrong.
"""

from __future__ import annotations

import ast
import numbers
import types
from collections.abc import Sequence
from typing import NoReturn

import numpy as np

from adgen.frontend.operations.sparse import refuse_sparse
from adgen.frontend.scope.context import Context
from adgen.ir.kinds import OBJECT, Array, Kind, is_discrete
from adgen.ir.nodes import Const, Operand, Pack
from adgen.ir.objects import is_library
from adgen.rules.declare import Rule

_OPERATORS = [
    f"__{prefix}{name}__"
    for name in ("add", "sub", "mul", "truediv", "pow", "matmul", "mod", "floordiv")
    for prefix in ("", "r")
]
_OPERATORS += ["__neg__", "__pos__", "__abs__"]
_NO_OPERATORS = (type, np.dtype, types.ModuleType, types.FunctionType, types.MethodType)


def foreign_kind(
    ctx: Context, operands: Sequence[Operand], node: ast.AST
) -> Kind | None:
    """None for an operation on numbers; the kind of the result if there is a foreign object.

    Refused if it meets what may vary.
    """
    foreign = [operand for operand in operands if _is_foreign(ctx, operand)]
    if not foreign:
        return None
    if any(_may_vary(ctx, operand) for operand in operands):
        _refuse(ctx, foreign[0], node)
    return OBJECT


def foreign_result(
    ctx: Context, rule: Rule, operands: Sequence[Operand], node: ast.AST
) -> Kind | None:
    """The same for the call of a primitive; most that take objects do not compute with them."""
    if rule.category not in ("elementwise", "multilinear"):
        return None
    return foreign_kind(ctx, operands, node)


def require_truth(
    ctx: Context, fn: str, operands: Sequence[Operand], node: ast.AST
) -> None:
    """Refuses a comparison by a class of its own, which need not give True or False."""
    if fn in ("lt", "le", "gt", "ge", "eq", "ne"):
        own = [x for x in operands if _is_foreign(ctx, x) and _compares(fn, x)]
        if own and any(_may_vary(ctx, operand) for operand in operands):
            _refuse(ctx, own[0], node)


def _compares(fn: str, operand: Operand) -> bool:
    if not isinstance(operand, Const):
        return fn not in ("eq", "ne")
    name = f"__{fn}__"
    return getattr(type(operand.value), name) is not getattr(object, name)


def _refuse(ctx: Context, operand: Operand, node: ast.AST) -> NoReturn:
    what = "an object"
    if isinstance(ctx.kind(operand), Array):
        what = "an array of objects"
    elif isinstance(operand, Const):
        refuse_sparse(ctx, operand.value, operand.name or "a matrix", node)
        what = f"an object of the class `{type(operand.value).__qualname__}`"
    ctx.refuse(
        node,
        f"{what} is computed with: its operators are its own",
        "Make it a number or an array before: float(q), np.asarray(q, dtype=float).",
    )


def _is_foreign(ctx: Context, operand: Operand) -> bool:
    """True for what is neither a number nor an array, list or text of Python or NumPy."""
    kind = ctx.kind(operand)
    if isinstance(kind, Array):
        return kind.dtype == "object"
    if kind != OBJECT:
        return False
    if not isinstance(operand, Const):
        return True
    value = operand.value
    if isinstance(value, numbers.Number):
        return _has_own_operators(type(value))
    return not isinstance(value, (list, tuple, dict, *_NO_OPERATORS))


def _has_own_operators(cls: type) -> bool:
    """True for a number of the user's class, where that says what `+` or `*` is: for example a
    class derived from float with a `__mul__`."""
    base = next((each for each in cls.__mro__ if is_library(each)), object)
    return any(getattr(cls, n, None) is not getattr(base, n, None) for n in _OPERATORS)


def _may_vary(ctx: Context, operand: Operand) -> bool:
    if isinstance(operand, Pack):
        return any(_may_vary(ctx, item) for item in operand.items)
    return not isinstance(operand, Const) and not is_discrete(ctx.kind(operand))
