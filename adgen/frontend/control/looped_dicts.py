"""Dicts of computed keys that are written in a loop over them.

for v in d.values():      Python raises an error if `d` gets a key more, as soon as the loop
    d[k] = v * v          goes on; where nothing else can end the loop, the write may raise it
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from adgen.frontend.regions.dicts import LOOPED
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.values import KNOWN, ObjectContent, Ref, Region, Tuple, Value

_ENDS = (ast.Return, ast.Raise, ast.Try, ast.Yield, ast.YieldFrom)


def dict_of(ctx: Context, part: Region) -> Region | None:
    """The dict of computed keys of which a list has the keys or the entries."""
    state = ctx.state
    pending: list[Value] = [*state.names.values(), *map(Ref, state.memory)]
    seen: set[Region] = set()
    while pending:
        value = pending.pop()
        if isinstance(value, Tuple):
            pending += value.items
        if not isinstance(value, Ref) or value.region in seen:
            continue
        seen.add(value.region)
        content = state.content(value.region)
        if not isinstance(content, KNOWN):
            continue
        if isinstance(content, ObjectContent) and content.cls in LOOPED:
            if any(isinstance(i, Ref) and i.region is part for i in content.items):
                return value.region
        pending += content.items
    return None


def runs_to_its_end(ctx: Context, node: ast.AST) -> bool:
    """True if each iteration of a loop is followed by the question for another element."""
    consumers = [consumer for _, consumer in ctx.consumers]
    bodies = [getattr(each, "body", []) for each in (node, *consumers)]
    statements = [body for body in bodies if isinstance(body, list)]
    return not ctx.tries and not any(_ends(body, inside=False) for body in statements)


def _ends(nodes: Sequence[ast.AST], inside: bool) -> bool:
    """True if statements may leave the loop they stand in, which is not `inside` of them."""
    for node in nodes:
        if isinstance(node, _ENDS) or (isinstance(node, ast.Break) and not inside):
            return True
        if isinstance(node, (ast.FunctionDef, ast.Lambda)):
            continue
        loop = isinstance(node, (ast.For, ast.While))
        if _ends([*ast.iter_child_nodes(node)], inside or loop):
            return True
    return False


@contextmanager
def keeping_its_keys(ctx: Context, region: Region) -> Iterator[None]:
    """A dict that gets no key while a loop runs over it."""
    content = ctx.state.content(region)
    assert isinstance(content, ObjectContent)
    ctx.state.memory[region] = replace(content, cls=LOOPED[content.cls])
    yield
    if ctx.block is not None:
        after = ctx.state.content(region)
        assert isinstance(after, ObjectContent)
        ctx.state.memory[region] = replace(after, cls=content.cls)
