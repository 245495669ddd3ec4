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

from adgen.ir.depth import too_deep
from adgen.ir.nodes import Function

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
            raise too_deep(function, node.name)
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
