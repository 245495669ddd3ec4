"""A failing program made small: pieces are taken away while the verdict stays the same.

    shrink(text, fails)    `fails(text)` says whether a smaller text still fails in the same way

Candidates are made on the syntax tree: a statement is left out, a compound statement is replaced
by one of its blocks, an expression by one of its parts or by a short constant.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator


def shrink(text: str, fails: Callable[[str], bool], tries: int = 2000) -> str:
    """The smallest text found with at most so many tries."""
    best = text
    improved = True
    while improved and tries > 0:
        improved = False
        for candidate in candidates(best):
            tries -= 1
            if tries <= 0:
                break
            if len(candidate) < len(best) and fails(candidate):
                best = candidate
                improved = True
                break
    return best


def candidates(text: str) -> Iterator[str]:
    """Smaller programs, the most promising first."""
    tree = ast.parse(text)
    seen = {text}
    for make in (_without_statement, _unwrapped, _simpler_expression, _shorter_list):
        for candidate in make(tree):
            try:
                made = ast.unparse(ast.fix_missing_locations(candidate)) + "\n"
                compile(made, "<candidate>", "exec")
            except (SyntaxError, ValueError):
                continue
            if made not in seen:
                seen.add(made)
                yield made


def _blocks(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Every list of statements: its owner and the name of its field."""
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                yield node, field


def _without_statement(tree: ast.Module) -> Iterator[ast.Module]:
    owners = list(_blocks(tree))
    for number, (owner, field) in enumerate(owners):
        count = len(getattr(owner, field))
        runs = [(i, j) for j in range(count, 0, -1) for i in range(j)]
        runs = [(i, j) for i, j in runs if j - i in (1, 2, 4, 8) or j - i == count]
        for start, stop in sorted(runs, key=lambda run: run[0] - run[1]):
            made = copy.deepcopy(tree)
            twin, name = list(_blocks(made))[number]
            block = getattr(twin, name)
            if start == 0 and stop == count and name == "body":
                if isinstance(block[0], ast.Pass):
                    continue
                block[:] = [ast.Pass()]
            else:
                del block[start:stop]
            yield made


COMPOUND = ast.If | ast.For | ast.While | ast.Try | ast.With


def _unwrapped(tree: ast.Module) -> Iterator[ast.Module]:
    """A compound statement gives way to its body or to its else."""
    for number, (owner, field) in enumerate(list(_blocks(tree))):
        for position, statement in enumerate(getattr(owner, field)):
            if not isinstance(statement, COMPOUND):
                continue
            for inner in ("body", "orelse", "finalbody"):
                made = copy.deepcopy(tree)
                twin, name = list(_blocks(made))[number]
                block = getattr(twin, name)
                block[position : position + 1] = getattr(block[position], inner, [])
                if block:
                    yield made


SHORT = ("1.0", "2.0", "0.5", "x", "True")


def _simpler_expression(tree: ast.Module) -> Iterator[ast.Module]:
    nodes = list(ast.walk(tree))
    for number, node in enumerate(nodes):
        for field, value in ast.iter_fields(node):
            if isinstance(value, ast.expr) and _may_change(node, field):
                yield from _replaced(tree, number, field, None, value)
            elif isinstance(value, list) and field != "targets":
                for position, item in enumerate(value):
                    if isinstance(item, ast.expr):
                        yield from _replaced(tree, number, field, position, item)


def _may_change(node: ast.AST, field: str) -> bool:
    return field not in ("target", "func", "annotation", "returns", "ctx")


def _replaced(
    tree: ast.Module, number: int, field: str, position: int | None, old: ast.expr
) -> Iterator[ast.Module]:
    parts = [n for n in ast.walk(old) if isinstance(n, ast.expr) and n is not old]
    parts.sort(key=lambda part: -len(ast.unparse(part)))
    if isinstance(getattr(old, "ctx", None), ast.Store):
        return
    short = [ast.parse(text, mode="eval").body for text in SHORT]
    if isinstance(old, ast.Name | ast.Constant):
        short = []
    for part in [*short, *parts[:12]]:
        if isinstance(part, ast.Slice | ast.Starred):
            continue
        made = copy.deepcopy(tree)
        owner = list(ast.walk(made))[number]
        if position is None:
            setattr(owner, field, copy.deepcopy(part))
        else:
            getattr(owner, field)[position] = copy.deepcopy(part)
        yield made


def _shorter_list(tree: ast.Module) -> Iterator[ast.Module]:
    """An item of a tuple, a list, a call, a comparison or a boolean operation is left out."""
    for number, node in enumerate(ast.walk(tree)):
        for field in ("elts", "args", "values", "keywords", "ifs"):
            items = getattr(node, field, None)
            if not isinstance(items, list) or isinstance(node, ast.arguments):
                continue
            for position in range(len(items)):
                made = copy.deepcopy(tree)
                del getattr(list(ast.walk(made))[number], field)[position]
                yield made
