"""What a way through a function does not compute is None, in one line.

    y = None            ->          y = y_saved = None
    y_saved = None

Input and output: the statements of a function.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from adgen.emit.comments import Noted
from adgen.emit.width import LAST_COLUMN

_INDENT = 4


def in_one_line(body: Sequence[ast.stmt], indent: int = _INDENT) -> list[ast.stmt]:
    """The statements, with neighbours that set names to None joined as far as a line goes."""
    joined: list[ast.stmt] = []
    for stmt in body:
        _inside(stmt, indent)
        names = _set_to_none(stmt)
        before = _set_to_none(joined[-1]) if joined else []
        width = indent + len(" = ".join((*before, *names, "None")))
        if names and before and width <= LAST_COLUMN:
            targets = [ast.Name(name, ast.Store()) for name in (*before, *names)]
            joined[-1] = ast.Assign(list(targets), ast.Constant(None), lineno=0)
        else:
            joined.append(stmt)
    return joined


def _inside(stmt: ast.stmt, indent: int) -> None:
    """The same for the blocks of a statement."""
    if isinstance(stmt, Noted):
        _inside(stmt.stmt, indent)
    for field, value in ast.iter_fields(stmt):
        if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
            # `elif` stands where its `if` does.
            alone = field == "orelse" and len(value) == 1
            deeper = 0 if alone and isinstance(value[0], ast.If) else _INDENT
            setattr(stmt, field, in_one_line(value, indent + deeper))


def _set_to_none(stmt: ast.stmt) -> list[str]:
    """The names of `a = b = None`; none for any other statement."""
    if not isinstance(stmt, ast.Assign) or not isinstance(stmt.value, ast.Constant):
        return []
    names = [target.id for target in stmt.targets if isinstance(target, ast.Name)]
    whole = stmt.value.value is None and len(names) == len(stmt.targets)
    return names if whole else []
