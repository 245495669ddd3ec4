"""How deep the statements of a function may stand: Python's own limits, asked before printing.

for ...:            1 level of indentation inside of the function, 1 loop
    if ...:         2 levels
        ...

Each exception that a `try` in a loop may catch is a test of its own, with the rest of the loop's
body in its branch: what Python reads in the program it may refuse to read in the derivative.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from adgen.errors import LanguageError
from adgen.ir.nodes import Function
from adgen.ir.walk import all_statements
from adgen.source import Span

LEVELS = 95
"""CPython's tokenizer reads fewer than 100 levels of indentation."""
LOOPS = 20
"""CPython's compiler nests 20 loops (CO_MAXBLOCKS)."""

Nested = tuple[Sequence[ast.stmt], int, int]


def require_shallow(node: ast.FunctionDef, function: Function) -> None:
    """Raises LanguageError for a function that Python would not read."""
    waiting: list[Nested] = [(node.body, 2, 0)]
    while waiting:
        body, levels, loops = waiting.pop()
        if levels > LEVELS or loops > LOOPS:
            raise LanguageError(
                f"`{node.name}` would be nested deeper than Python reads",
                _span(function),
                "Move a part of the function, a `try` or a loop, into a function of its own.",
            )
        for stmt in body:
            waiting += _inside(stmt, levels, loops)


def _inside(stmt: ast.stmt, levels: int, loops: int) -> Iterator[Nested]:
    """The bodies of a statement, with their levels of indentation and of loops."""
    match stmt:
        case ast.If(body=body, orelse=orelse):
            yield body, levels + 1, loops
            is_elif = len(orelse) == 1 and isinstance(orelse[0], ast.If)
            yield orelse, levels if is_elif else levels + 1, loops
        case ast.For(body=body) | ast.While(body=body):
            yield body, levels + 1, loops + 1
            yield stmt.orelse, levels + 1, loops
        case _:
            inner = getattr(stmt, "body", None)
            if isinstance(inner, list):
                yield inner, levels + 1, loops


def _span(function: Function) -> Span | None:
    """The first place of the program that the function has a statement of."""
    spans = (getattr(s, "span", None) for s in all_statements(function.body))
    return next((span for span in spans if span is not None), None)
