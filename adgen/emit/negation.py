"""`not test`, as a person would write it."""

from __future__ import annotations

import ast

from adgen.emit.comments import Heading

_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
"""Only these: `not a < b` is not `a >= b` where one of them is nan."""


def negated(test: ast.expr) -> ast.expr:
    """An expression that is true where `test` is false."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return test.operand
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        opposite = _OPPOSITE.get(type(test.ops[0]))
        if opposite is not None:
            return ast.Compare(test.left, [opposite()], test.comparators)
    return ast.UnaryOp(ast.Not(), test)


def if_statement(
    test: ast.expr, body: list[ast.stmt], orelse: list[ast.stmt]
) -> list[ast.stmt]:
    """`if test: body else: orelse`, where one or both may be empty."""
    body, orelse = (block if does_something(block) else [] for block in (body, orelse))
    if body:
        return [ast.If(test, body, orelse)]
    return [ast.If(negated(test), orelse, [])] if orelse else []


def does_something(block: list[ast.stmt]) -> bool:
    """True unless there is nothing in the block but headings."""
    return not all(isinstance(stmt, Heading) for stmt in block)
