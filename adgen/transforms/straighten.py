"""One way out: a function whose early returns have become results of `If` statements.

    if x.0 > 0.0:                       r.1 = if %1:
        return x.0               ->         yield x.0
    %2 = sin(x.0)                       else:
    return %2                               %2 = sin(x.0)
                                            yield %2
                                        return r.1

The reverse sweep follows the forward sweep in the same function, so nothing may return before
it. The statements themselves, and their order, stay as they are.
"""

from __future__ import annotations

from dataclasses import replace

from adgen.ir.build import Builder
from adgen.ir.kinds import UNBOUND, Kind, join
from adgen.ir.nodes import (
    Block,
    Branch,
    Function,
    If,
    Operand,
    Raise,
    Return,
    Var,
    Yield,
)
from adgen.ir.walk import leaves


def straighten(function: Function, builder: Builder) -> Function:
    """The function with one Return, at its end; or with none, if every path raises."""
    if not isinstance(function.body.end, Branch):
        return function
    return replace(function, body=_one_end(function.body, builder))


def _one_end(block: Block, builder: Builder) -> Block:
    end = block.end
    if not isinstance(end, Branch):
        return block
    then, orelse = _one_end(end.then, builder), _one_end(end.orelse, builder)
    if isinstance(then.end, Raise) and isinstance(orelse.end, Raise):
        return replace(block, end=replace(end, then=then, orelse=orelse))
    results = _results(then, orelse, builder)
    stmt = If(results, end.test, _yielding(then), _yielding(orelse), end.span)
    return Block((*block.body, stmt), Return(results))


def _results(then: Block, orelse: Block, builder: Builder) -> tuple[Var, ...]:
    paths = [leaf.end.values for b in (then, orelse) for leaf in leaves(b)
             if isinstance(leaf.end, Return)]  # fmt: skip
    return tuple(
        builder.fresh(_name(values), _joined(values, builder))
        for values in zip(*paths, strict=True)
    )


def _name(values: tuple[Operand, ...]) -> str:
    names = {v.name for v in values if isinstance(v, Var)}
    return names.pop() if len(names) == 1 else "result"


def _joined(values: tuple[Operand, ...], builder: Builder) -> Kind:
    kind: Kind = UNBOUND
    for value in values:
        kind = join(kind, builder.kind_of(value))
    return kind


def _yielding(block: Block) -> Block:
    if isinstance(block.end, Return):
        return replace(block, end=Yield(block.end.values))
    return block
