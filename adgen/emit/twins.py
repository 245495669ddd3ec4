"""Functions whose text is the same but for their names are there once.

def rhs_forward(s): return sin(s)           def rhs_forward(s): return sin(s)
def rhs_2_forward(s): return sin(s)         y = rhs_forward(x)
y = rhs_2_forward(x)

A function is transformed for each kind of its arguments and for what varies in it: often its
text is the same. Two functions that call themselves, or each the other, are the same if their
texts are the same once one stands for both.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence


class Twins:
    """The functions of a module in the order in which they are made: callees come first."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], list[ast.FunctionDef]] = {}
        self._names: dict[str, str] = {}
        self._gone: dict[str, str] = {}

    def found(self, node: ast.FunctionDef) -> str | None:
        """The name of an earlier function that does the same; without one, this is remembered."""
        alike = self._known.setdefault((len(node.body), len(node.args.args)), [])
        for other in alike:
            if _text(node, other.name) == _text(other, node.name):
                best = self._names.get(other.name, other.name)
                if len(node.name) < len(best):
                    self._names[other.name] = node.name
                    other.body[:] = [*_documentation(node), *_body(other)]
                self._gone[node.name] = other.name
                return other.name
        alike.append(node)
        return None

    def with_best_names(self, functions: Sequence[ast.FunctionDef]) -> None:
        """Each function that stands for several is called by the shortest of their names, also
        where one of them was called before it was made, by one that it calls."""
        if not self._gone:
            return
        for function in functions:
            for node in ast.walk(function):
                if isinstance(node, ast.Name):
                    name = self._gone.get(node.id, node.id)
                    node.id = self._names.get(name, name)
                elif isinstance(node, ast.FunctionDef):
                    node.name = self._names.get(node.name, node.name)


def _text(node: ast.FunctionDef, twin: str) -> str:
    """The function without its name and its documentation, as if its twin were itself."""
    named = ast.dump(node.args), *map(ast.dump, (*node.decorator_list, *_body(node)))
    text = "\n".join(named)
    for name in (node.name, twin):
        text = text.replace(f"id={name!r}", "id=''")
    return text


def _documentation(node: ast.FunctionDef) -> list[ast.stmt]:
    return node.body[:1] if ast.get_docstring(node) else []


def _body(node: ast.FunctionDef) -> list[ast.stmt]:
    return node.body[len(_documentation(node)) :]
