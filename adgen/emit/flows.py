"""What a value becomes: the result, carried value or version it is bound to next.

x.1 = if t:                    %4 becomes x.1, and should be called x
    %4 = a.0 * b.0
    yield %4
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from adgen.emit.plan import HANDED, RESIZED
from adgen.ir.nodes import (
    Apply,
    Block,
    Break,
    Call,
    For,
    Function,
    If,
    Operand,
    Return,
    Store,
    Var,
    While,
    Yield,
)
from adgen.ir.walk import all_blocks, all_statements, leaves, used_vars


def flows(function: Function) -> dict[Var, Var]:
    """For each value the first thing it becomes under another name or version, if any."""
    found: dict[Var, Var] = {}
    for source, target in all_flows(function):
        found.setdefault(source, target)
    return found


def all_flows(function: Function) -> Iterator[tuple[Var, Var]]:
    """Every pair of a value and something it becomes."""
    for stmt in all_statements(function.body):
        match stmt:
            case If():
                yield from _ends(stmt.then, stmt.results)
                yield from _ends(stmt.orelse, stmt.results)
            case For() | While():
                yield from _ends(stmt.body, stmt.carried)
                yield from _pairs(stmt.initial, stmt.carried)
                yield from _pairs(stmt.carried, stmt.results)
            case Store():
                yield from _pairs((stmt.base,), (stmt.result,))
            case Apply(fn=fn) if fn in RESIZED or fn == HANDED:
                yield from _pairs(stmt.args[:1], stmt.results[:1])
            case _:
                pass


def _ends(block: Block, targets: tuple[Var, ...]) -> Iterator[tuple[Var, Var]]:
    for leaf in leaves(block):
        if isinstance(leaf.end, Yield | Break):
            yield from _pairs(leaf.end.values, targets)


def _pairs(
    sources: Iterable[Operand], targets: Iterable[Var]
) -> Iterator[tuple[Var, Var]]:
    for source, target in zip(sources, targets):
        if isinstance(source, Var):
            yield source, target


_READ_WHOLE = ("list.append", "record", "unbound", "np.copy")


def read_undefined(
    function: Function, names: Mapping[Var, str], unused: Collection[Var]
) -> frozenset[Var]:
    """The values that are read as a whole, even on paths on which they are not defined: in the
    record of an iteration, by a call, in a result, in `x is None`, and by `y = x` at the end of
    a block. There they have to be bound, to None.
    """
    todo: list[Var] = []
    for block in all_blocks(function.body):
        for stmt in block.body:
            fn = stmt.fn if isinstance(stmt, Apply) else ""
            if isinstance(stmt, Call) or fn in _READ_WHOLE:
                todo += used_vars(stmt)
        if isinstance(block.end, Return):
            todo += used_vars(block.end)
    sources: dict[Var, list[Var]] = {}
    for source, target in all_flows(function):
        sources.setdefault(target, []).append(source)
        if target not in unused and names.get(source) != names.get(target):
            todo.append(source)
    found: set[Var] = set()
    while todo:
        var = todo.pop()
        if var not in found:
            found.add(var)
            todo += sources.get(var, ())
    return frozenset(found)
