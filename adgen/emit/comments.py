"""Nodes of the Python AST that are only comments, or text already.

`Heading("forward sweep")` is a line of its own after an empty line; `Noted(stmt, "y = x * x")` is
a statement with its note beside it, or above it where the line would get too long.
"""

from __future__ import annotations

import ast


class Heading(ast.stmt):
    """`# text` on a line of its own."""

    _fields = ("text",)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Noted(ast.stmt):
    """A statement, and the text that stands beside it."""

    _fields = ("stmt", "note")

    def __init__(self, stmt: ast.stmt, note: str) -> None:
        super().__init__()
        self.stmt = stmt
        self.note = note


class Verbatim(ast.stmt):
    """A function whose text is known."""

    _fields = ("text",)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class WithoutComments(ast.NodeTransformer):
    """The tree that the text has to parse to."""

    def visit_Heading(self, node: Heading) -> None:
        return None

    def visit_Verbatim(self, node: Verbatim) -> list[ast.stmt]:
        return ast.parse(node.text).body

    def visit_Noted(self, node: Noted) -> ast.AST:
        result: ast.AST = self.visit(node.stmt)
        return result
