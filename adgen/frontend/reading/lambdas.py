"""Which of the lambdas on one line is the one in hand.

Input: the lambda nodes that begin on the line, and a code object. Output: its node, or None if
that cannot be decided. The columns of the instructions decide; where Python was told to keep no
columns (-X no_debug_ranges), each candidate is compiled and compared.
"""

from __future__ import annotations

import ast
import copy
import dis
from collections.abc import Callable, Sequence
from types import CodeType
from typing import Any

# Instructions at the head of a code object: their positions are those of the whole function.
_PROLOGUE = {"RESUME", "MAKE_CELL", "COPY_FREE_VARS", "RETURN_GENERATOR", "CACHE"}

_Position = tuple[int, int, int, int]


def choose_lambda(
    candidates: Sequence[ast.Lambda],
    code: CodeType,
    tree: ast.Module,
    same_code: Callable[[CodeType, CodeType], bool],
) -> ast.Lambda | None:
    """The node among `candidates` that `code` was compiled from; None if ambiguous."""
    if len(candidates) == 1:
        return candidates[0]
    positions = _instruction_positions(code)
    if positions:
        fitting = [c for c in candidates if all(_within(c.body, p) for p in positions)]
        # An outer lambda spans the inner one too: the narrowest is meant.
        return max(fitting, key=_start, default=None)
    return _choose_by_code(candidates, code, tree, same_code)


def _instruction_positions(code: CodeType) -> list[_Position]:
    positions: list[_Position] = []
    for opcode, position in zip(code.co_code[::2], code.co_positions()):
        line, end_line, col, end_col = position
        if dis.opname[opcode] in _PROLOGUE:
            continue
        if line is None or end_line is None or col is None or end_col is None:
            continue
        if (line, col) == (end_line, end_col):
            continue  # RETURN_VALUE of Python 3.11 has no width
        positions.append((line, col, end_line, end_col))
    return positions


def _within(body: ast.expr, position: _Position) -> bool:
    line, col, end_line, end_col = position
    return _start(body) <= (line, col) and (end_line, end_col) <= (
        body.end_lineno or 0,
        body.end_col_offset or 0,
    )


def _start(node: ast.expr) -> tuple[int, int]:
    return node.lineno, node.col_offset


def _choose_by_code(
    candidates: Sequence[ast.Lambda],
    code: CodeType,
    tree: ast.Module,
    same_code: Callable[[CodeType, CodeType], bool],
) -> ast.Lambda | None:
    """Compile the file with every candidate on a line of its own, and compare the code."""
    beyond = 1 + max(getattr(n, "end_lineno", 0) or 0 for n in ast.walk(tree))
    twins: dict[int, Any] = {}  # the memo of deepcopy: id of a node -> its copy
    duplicate = copy.deepcopy(tree, twins)
    by_line: dict[int, ast.Lambda] = {}
    for line, candidate in enumerate(candidates, beyond):
        twin = twins[id(candidate)]
        twin.lineno = twin.end_lineno = line
        by_line[line] = candidate
    fitting = [
        by_line[inner.co_firstlineno]
        for inner in _code_objects(
            compile(duplicate, "<lambdas>", "exec", dont_inherit=True)
        )
        if inner.co_firstlineno in by_line
        and inner.co_name == "<lambda>"
        and same_code(inner, code)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _code_objects(code: CodeType) -> list[CodeType]:
    found = [code]
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            found += _code_objects(constant)
    return found
