"""Whether an iterator with a name is read more than once.

it = iter(x); first = next(it)        yes, if `it` stands once more in the function, or in a loop
for v in it: ...                      in which it is not made
"""

from __future__ import annotations

import ast

from adgen.frontend.scope.context import Context, Name


def is_read_again(ctx: Context, made: ast.AST, name: Name) -> bool:
    """True if the name that gets what the call `made` gives is read twice, or in a loop."""
    if not isinstance(name, str):
        return False
    function = ctx.frame.function().node
    reads = [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Name)
        and node.id == name
        and isinstance(node.ctx, ast.Load)
    ]
    return len(reads) > 1 or any(
        _repeats(loop, read) and not _holds(loop, made)
        for loop in ast.walk(function)
        for read in reads
    )


def _repeats(loop: ast.AST, read: ast.Name) -> bool:
    """True if a loop evaluates the name at each iteration."""
    match loop:
        case ast.For(iter=once) | ast.AsyncFor(iter=once):
            return _holds(loop, read) and not _holds(once, read)
        case ast.While():
            return _holds(loop, read)
        case ast.ListComp(generators=[first, *_]) | ast.GeneratorExp(
            generators=[first, *_]
        ):
            return _holds(loop, read) and not _holds(first.iter, read)
        case _:
            return False


def _holds(outer: ast.AST, inner: ast.AST) -> bool:
    return any(node is inner for node in ast.walk(outer))
