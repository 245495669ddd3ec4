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


_CONSUMERS = frozenset(
    "all any dict extend fromiter fsum list max min prod reduce set sorted sum tuple update".split()
)
"""What runs over an iterator to its end before anything else is done."""
_ITERATORS = ("enumerate", "filter", "map", "reversed", "zip")


def is_consumed_at_once(ctx: Context, made: ast.AST) -> bool:
    """True if nothing can happen between the call `made`, which gives an iterator, and its end:
    it stands in the head of a loop, is unpacked, or is given to what runs over it."""
    for node in ast.walk(ctx.frame.function().node):
        match node:
            case (
                ast.For(iter=once) | ast.YieldFrom(value=once) | ast.Starred(value=once)
            ):
                consumed = [once]
            case ast.Assign(targets=[ast.Tuple() | ast.List()], value=once):
                consumed = [once]
            case ast.ListComp() | ast.SetComp() | ast.DictComp():
                consumed = [part.iter for part in node.generators]
            case ast.GeneratorExp():
                consumed = [part.iter for part in node.generators[1:]]
            case ast.Call(func=ast.Name(name) | ast.Attribute(attr=name)):
                consumed = node.args if name in _CONSUMERS else []
            case _:
                consumed = []
        if any(_leads(part, made) for part in consumed):
            return True
    return False


def _leads(node: ast.AST, made: ast.AST) -> bool:
    """True if running over the one is running over the other."""
    match node:
        case ast.GeneratorExp(generators=[first, *_]):
            return _leads(first.iter, made)
        case ast.Call(func=ast.Name(name), args=args) if name in _ITERATORS:
            return any(_leads(arg, made) for arg in args)
        case _:
            return node is made
