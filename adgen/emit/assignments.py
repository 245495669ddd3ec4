"""Assignments at the ends of blocks: several names take new values at once.

    [("u", v), ("v", u)]        u, v = v, u
    [("x", y), ("k", k)]        x = y

In SSA the values at the end of a block are bound together; in Python one after the other, in an
order in which no name is overwritten that is still read. Only a cycle needs a tuple.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import NamedTuple


class Assignment(NamedTuple):
    """A name, its new value, and the names the value reads."""

    name: str
    value: ast.expr
    reads: frozenset[str]


def assign(name: str, value: ast.expr) -> ast.stmt:
    """name = value"""
    return ast.Assign([ast.Name(name, ast.Store())], value, lineno=0)


def several(targets: list[ast.expr]) -> ast.expr:
    """Targets side by side; one name stands for all where it is the same: `_` for `_, _`."""
    names = {target.id if isinstance(target, ast.Name) else None for target in targets}
    alike = len(names) == 1 and None not in names
    return targets[0] if alike else ast.Tuple(targets, ast.Store())


def together(assignments: Sequence[Assignment]) -> list[ast.stmt]:
    """The statements that do all the assignments as if at once."""
    left = [a for a in assignments if not _is_itself(a)]
    statements: list[ast.stmt] = []
    while left:
        free = next((a for a in left if not _is_read(a, left)), None)
        if free is not None:
            statements.append(assign(free.name, free.value))
            left.remove(free)
        else:
            statements.append(_tuple(left))
            left = []
    return statements


def _is_itself(assignment: Assignment) -> bool:
    value = assignment.value
    return isinstance(value, ast.Name) and value.id == assignment.name


def _is_read(assignment: Assignment, others: Sequence[Assignment]) -> bool:
    """True if another of the assignments reads what this one would overwrite."""
    return any(assignment.name in o.reads for o in others if o is not assignment)


def _tuple(assignments: Sequence[Assignment]) -> ast.stmt:
    """a, b = b, a"""
    names: list[ast.expr] = [ast.Name(a.name, ast.Store()) for a in assignments]
    values = [a.value for a in assignments]
    target = ast.Tuple(names, ast.Store())
    return ast.Assign([target], ast.Tuple(values, ast.Load()), lineno=0)
