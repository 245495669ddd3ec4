"""The operators of Python: their nodes, their signs, how strongly they bind.

BINARY["mul"] is (ast.Mult, "*", 12): a product binds its operands at level 12.
"""

from __future__ import annotations

import ast
import re

from adgen.source import Span

CONDITIONAL, OR, AND, NOT, COMPARISON = 1, 2, 3, 4, 5
SUM, PRODUCT, SIGN, POWER, ATOM = 10, 11, 12, 13, 15

BINARY: dict[str, tuple[type[ast.operator], str, int]] = {
    "bitor": (ast.BitOr, "|", 6),
    "bitxor": (ast.BitXor, "^", 7),
    "bitand": (ast.BitAnd, "&", 8),
    "lshift": (ast.LShift, "<<", 9),
    "rshift": (ast.RShift, ">>", 9),
    "add": (ast.Add, "+", SUM),
    "sub": (ast.Sub, "-", SUM),
    "mul": (ast.Mult, "*", PRODUCT),
    "div": (ast.Div, "/", PRODUCT),
    "floordiv": (ast.FloorDiv, "//", PRODUCT),
    "mod": (ast.Mod, "%", PRODUCT),
    "matmul": (ast.MatMult, "@", PRODUCT),
    "pow": (ast.Pow, "**", POWER),
}
COMPARE: dict[str, tuple[type[ast.cmpop], str]] = {
    "lt": (ast.Lt, "<"),
    "le": (ast.LtE, "<="),
    "gt": (ast.Gt, ">"),
    "ge": (ast.GtE, ">="),
    "eq": (ast.Eq, "=="),
    "ne": (ast.NotEq, "!="),
    "is": (ast.Is, "is"),
    "isnot": (ast.IsNot, "is not"),
    "in": (ast.In, "in"),
    "notin": (ast.NotIn, "not in"),
}
UNARY: dict[str, tuple[type[ast.unaryop], str, int]] = {
    "neg": (ast.USub, "-", SIGN),
    "pos": (ast.UAdd, "+", SIGN),
    "invert": (ast.Invert, "~", SIGN),
    "not": (ast.Not, "not ", NOT),
}
BOOLEAN: dict[str, tuple[type[ast.boolop], str, int]] = {
    "and": (ast.And, "and", AND),
    "or": (ast.Or, "or", OR),
}
SYNTAX = (
    "list.new",
    "list.fill",
    "list.reversed",
    "list.concat",
    "list.index",
    "list.count",
    "list.order",
    "list.taken",
    "record",
    "unpack",
    "entries",
    "unbound",
)
"""Primitives that are written without a name."""
OPERATORS = frozenset((*BINARY, *COMPARE, *UNARY, *BOOLEAN, *SYNTAX, "getitem", "attr"))
"""The primitives that are written without a name."""


def is_written(span: Span | None, fn: str) -> bool:
    """True if the user's own statement is an augmented one."""
    if span is None:
        return False
    sign = re.escape(BINARY[fn][1])
    return re.match(rf"[^=]*[^=<>!]?{sign}=[^=]", span.statement) is not None
