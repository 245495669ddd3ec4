"""What no operand of the IR stands for: why, and what to write instead."""

from __future__ import annotations

import ast
from typing import NoReturn

from adgen.frontend.regions.tuples import LongTuple
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import (
    Conflict,
    Fields,
    MapValue,
    Perhaps,
    Tuple,
    Value,
)


def refuse_as_operand(ctx: Context, value: Value, node: ast.AST) -> NoReturn:
    """Refuses what is used as a number or an array and is neither."""
    if isinstance(value, Perhaps):
        what = "tuple" if isinstance(value.value, Tuple) else "dict or object"
        ctx.refuse(
            node,
            f"a {what} that may be None is used as a value",
            "Ask whether it is None, and use what is in it: a, b = best.",
        )
    if isinstance(value, MapValue):
        ctx.refuse(
            node,
            "the objects of a list that grows at run time are used as a whole",
            "Use an attribute of each, [p.x for p in points], or a loop.",
        )
    if isinstance(value, Conflict):
        ctx.refuse(node, value.reason, value.remedy)
    if isinstance(value, Fields):
        known = f"It knows {', '.join(value.items)}." if value.items else "Call it."
        ctx.refuse(node, f"adgen cannot use {value.what} as a value here", known)
    ctx.refuse(
        node,
        "adgen cannot use a function as a value here",
        "Call it, or pass it to a function that is written in Python.",
    )


def refuse_object(ctx: Context, cls: type, node: ast.AST) -> NoReturn:
    """Refuses an object that is used as a number or an array."""
    if cls is LongTuple:
        ctx.refuse(
            node,
            "a tuple whose length is only known at run time is used as a whole",
            "Use its entries, or a list of them: list(t).",
        )
    ctx.refuse(
        node,
        f"an object of the class `{cls.__name__}` is used as a number",
        "Use its attributes, or give the class the method that is asked for here.",
    )
