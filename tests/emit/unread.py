"""The names that a text binds and never reads, as a linter would list them."""

from __future__ import annotations

import ast
from collections.abc import Iterator


def unread_names(text: str) -> list[str]:
    """`function.name` of each, in order. `_` counts as no name, and the target of a loop as read:
    it has the name that stands in the user's text."""
    tree = ast.parse(text)
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            inside = list(ast.walk(node))
            read = {n.id for n in inside if _is_name(n, ast.Load | ast.Del)}
            read.update(n.id for loop in inside for n in _targets(loop))
            bound = dict.fromkeys(n.id for n in inside if _is_name(n, ast.Store))
            found += [
                f"{node.name}.{name}"
                for name in bound
                if name not in read and name.strip("_")
            ]
    return found


def _is_name(node: ast.AST, context: type | object) -> bool:
    return isinstance(node, ast.Name) and isinstance(node.ctx, context)  # type: ignore


def _targets(node: ast.AST) -> Iterator[ast.Name]:
    """The names of the user's that a loop binds."""
    if isinstance(node, ast.For | ast.comprehension):
        for inner in ast.walk(node.target):
            if isinstance(inner, ast.Name) and not inner.id[1:].isdigit():
                yield inner
