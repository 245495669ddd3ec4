"""Lists that the user wrote in one piece, and of which the IR has every append.

    v = []                                      v = [x[0], y**2]
    v.append(x[0])                      ->
    v.append(y**2)

    squares = []                                squares = [v * v for v in x]
    for v in x:                         ->
        squares.append(v * v)

Loops and appends that stand in the user's text stay what they are.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import TypeGuard

from adgen.emit.comments import Noted
from adgen.emit.width import LAST_COLUMN
from adgen.ir.nodes import Apply, For, Statement, Var
from adgen.names import is_temporary

_LOAD = ast.Load()
_ROOM = LAST_COLUMN - 12
"""What a line that is indented, as most are, has room for."""


def gathered(
    statements: Sequence[tuple[Statement, list[ast.stmt]]],
    uses: Mapping[Var, int],
    listed: ast.expr,
) -> list[ast.stmt]:
    """The lines of the statements of a block, with lists made at once where that can be.

    `uses` says how often each Var stands as an operand; `listed` is the name of Python's `list`.
    """
    found: list[ast.stmt] = []
    for stmt, lines in statements:
        if len(lines) != 1 or not _in_one_piece(stmt):
            found += lines
            continue
        if found and _is_last_read(stmt, uses):
            _put_in_place(found, lines[0])
        if not found or not _gather(found, lines[0], listed):
            found += lines
    return found


def _is_last_read(stmt: Apply | For, uses: Mapping[Var, int]) -> bool:
    """True if a list is appended that has no name of the user's, and no other use."""
    if not isinstance(stmt, Apply):
        return False
    entry = stmt.args[-1]
    return isinstance(entry, Var) and is_temporary(entry.name) and uses[entry] == 1


def _put_in_place(before: list[ast.stmt], adding: ast.stmt) -> None:
    """Puts the list that the line before makes where it is appended."""
    making, note = _bare(before[-1])
    match making, adding:
        case (
            ast.Assign([ast.Name(inner)], ast.List() | ast.ListComp() as value),
            ast.Expr(
                ast.Call(ast.Attribute(ast.Name(outer)), [ast.Name(read)]) as call
            ),
        ) if (
            inner == read != outer and not note and _fits(adding, value)
        ):
            call.args = [value]
            before.pop()
        case _:
            pass


def _fits(*trees: ast.AST) -> bool:
    """True if a list in a list can still be taken in at a glance."""
    return sum(len(ast.unparse(tree)) for tree in trees) <= _ROOM


def _gather(before: list[ast.stmt], line: ast.stmt, listed: ast.expr) -> bool:
    """Puts what a line adds to a list into the line before, if that makes the list; False if
    it is to stand for itself."""
    making, note = _bare(before[-1])
    adding, later = _bare(line)
    if not isinstance(making, ast.Assign) or (note and later):
        return False
    whole = _made_at_once(making, adding, listed)
    if whole is None:
        return False
    note = note or later
    before[-1] = Noted(whole, note) if note else whole
    return True


def _bare(stmt: ast.stmt) -> tuple[ast.stmt, str]:
    return (stmt.stmt, stmt.note) if isinstance(stmt, Noted) else (stmt, "")


def _in_one_piece(stmt: Statement) -> TypeGuard[Apply | For]:
    """True if the user has written it within an expression, not as a statement."""
    if not isinstance(stmt, Apply | For) or stmt.span is None or not stmt.span.text:
        return False
    if isinstance(stmt, For):
        # With more than the list carried, something of the loop is seen behind it.
        return len(stmt.carried) == 1 and not stmt.span.text.startswith("for ")
    return stmt.fn == "list.append" and ".append(" not in stmt.span.text


def _made_at_once(
    making: ast.Assign, adding: ast.stmt, listed: ast.expr
) -> ast.Assign | None:
    """`xs = [...]` of `xs = []` and what is added to it."""
    target, listing = making.targets[0], making.value
    if not isinstance(target, ast.Name) or not isinstance(listing, ast.List):
        return None
    entry = _appended(adding, target.id)
    if entry is not None:
        made: ast.expr = ast.List([*listing.elts, entry], _LOAD)
        return ast.Assign(making.targets, made, lineno=0)
    if listing.elts or not isinstance(adding, ast.For) or len(adding.body) != 1:
        return None
    entry = _appended(adding.body[0], target.id)
    if entry is None or _names(adding.iter, target.id):
        return None
    if _is_itself(entry, adding.target, adding.iter):
        made = ast.Call(listed, [adding.iter], [])
    else:
        over = ast.comprehension(adding.target, adding.iter, [], 0)
        made = ast.ListComp(entry, [over])
    return ast.Assign(making.targets, made, lineno=0)


def _is_itself(entry: ast.expr, target: ast.expr, over: ast.expr) -> bool:
    """True if each entry is what the loop goes over: `(a, b)` for `a, b` in `zip(...)`."""
    if isinstance(target, ast.Tuple) and not _zips(over):
        return False  # Lists may be unpacked, whose tuples are made here.
    return ast.unparse(entry) == ast.unparse(target)


def _appended(stmt: ast.stmt, name: str) -> ast.expr | None:
    """e of `name.append(e)` where e does not read the list."""
    match stmt:
        case ast.Expr(
            ast.Call(ast.Attribute(ast.Name(found), "append"), [entry], [])
        ) if found == name and not _names(entry, name):
            return entry
        case _:
            return None


def _names(tree: ast.expr, name: str) -> bool:
    return any(isinstance(n, ast.Name) and n.id == name for n in ast.walk(tree))


def _zips(over: ast.expr) -> bool:
    function = over.func if isinstance(over, ast.Call) else None
    return isinstance(function, ast.Name) and function.id == "zip"
