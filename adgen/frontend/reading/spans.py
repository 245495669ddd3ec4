"""From a node of the user's AST to its `Span`.

Input: a node of the function acquired. Output: file, lines, columns in characters, and the text
of the expression and of its statement on one line each, as the user wrote them.
"""

from __future__ import annotations

import ast
from typing import Any, get_args

from adgen.frontend.reading.locate import Located
from adgen.source import Span

_Placed = (
    ast.expr
    | ast.stmt
    | ast.arg
    | ast.keyword
    | ast.alias
    | ast.ExceptHandler
    | ast.pattern
)
_PLACED = get_args(_Placed)


def span_in(node: ast.AST, located: Located) -> Span:
    """The span of `node`, or of the whole function for a node without a place of its own."""
    if not isinstance(node, _PLACED):
        node = located.node
    assert isinstance(node, _PLACED)
    lines = located.source.lines
    end_line = node.end_lineno or node.lineno
    first, last = _line(lines, node.lineno), _line(lines, end_line)
    statement = _enclosing(located).get(id(node))
    return Span(
        file=located.source.name,
        line=node.lineno,
        col=_column(first, node.col_offset),
        end_line=end_line,
        end_col=_column(last, node.end_col_offset or node.col_offset),
        text=_text(node, lines),
        statement=_text(statement, lines) if statement is not None else "",
        source_line=first,
    )


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1].rstrip("\r\n") if 0 < number <= len(lines) else ""


def _column(line: str, offset: int) -> int:
    """Columns of the AST count bytes of UTF-8; those of a Span count characters."""
    return offset if line.isascii() else len(line.encode()[:offset].decode())


def _text(node: ast.AST, lines: list[str]) -> str:
    if isinstance(node, ast.stmt):
        header_end = _header_end(node)
        if header_end is not None:
            return _header(node, header_end, lines)
    assert isinstance(node, _PLACED)
    return _written(node, lines)


def _written(node: _Placed, lines: list[str]) -> str:
    """The text of a node; printed anew where it spans lines, which drops comments and breaks."""
    if node.end_lineno != node.lineno or node.end_col_offset is None:
        return ast.unparse(node)
    line = _line(lines, node.lineno)
    start, end = _column(line, node.col_offset), _column(line, node.end_col_offset)
    return line[start:end]


def _header_end(node: ast.stmt) -> ast.AST | None:
    """The first node after the header of a compound statement; None for a simple one."""
    body = getattr(node, "body", None) or getattr(node, "cases", None)
    return body[0] if isinstance(body, list) and body else None


def _header(node: ast.stmt, after: ast.AST, lines: list[str]) -> str:
    """`if x > 0:`, from the first line; on one line with its body, without the body."""
    line = _line(lines, node.lineno)
    start = _column(line, node.col_offset)
    if getattr(after, "lineno", 0) == node.lineno:
        return line[start : _column(line, getattr(after, "col_offset", 0))].rstrip()
    text = line[start:].strip()
    if text.endswith(":"):
        return text
    # A comment behind the colon, or a header of several lines.
    return ast.unparse(_without_body(node)).split("\n", 1)[0]


def _without_body(node: ast.stmt) -> ast.stmt:
    fields: dict[str, Any] = {name: getattr(node, name, None) for name in node._fields}
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        fields["decorator_list"] = []
    if "body" in fields:
        fields["body"] = [ast.Pass()]
    if "orelse" in fields:
        fields["orelse"] = []
    made = type(node)(**fields)
    return ast.copy_location(made, node)


def _enclosing(located: Located) -> dict[int, ast.stmt | ast.expr]:
    """The innermost statement of every node in the function, by the id of the node.

    A lambda has one statement: its body. What stands around it is not its business.
    """
    if located.enclosing is None:
        table: dict[int, ast.stmt | ast.expr] = {}
        root = located.node
        first = root.body if isinstance(root, ast.Lambda) else root
        pending: list[tuple[ast.AST, ast.stmt | ast.expr]] = [(root, first)]
        while pending:
            node, statement = pending.pop()
            if isinstance(node, ast.stmt):
                statement = node
            table[id(node)] = statement
            pending += [(child, statement) for child in ast.iter_child_nodes(node)]
        located.enclosing = table
    return located.enclosing
