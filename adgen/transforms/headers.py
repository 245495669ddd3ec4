"""What a reverse loop runs over: its forward loop the other way round, or the tape.

for (i.0, v.0) in enumerate(x.0)    ->    for i.1 in reversed(range(%1)): v.1 := x.0[i.1]
while ...: tape.append(k.0, v.0)    ->    for (k.1, v.1) in reversed(tape.2)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adgen.ir.build import Builder
from adgen.ir.kinds import INT, Array, Listing
from adgen.ir.nodes import (
    Block,
    Const,
    Each,
    Enumerate,
    For,
    Iterable,
    Pack,
    Range,
    Reversed,
    Statement,
    Target,
    Var,
    Yield,
)
from adgen.ir.walk import operand_vars, substitute, target_vars
from adgen.transforms import iteration
from adgen.transforms.elements import ElementAdjoints
from adgen.transforms.export import fresh_like


@dataclass
class Header:
    """The header of a reverse loop, what stands before it, and the start of its body."""

    target: Target
    iterable: Iterable
    before: list[Statement]
    body: Block


def taped_header(tape: Var, names: Mapping[Var, Var], builder: Builder) -> Header:
    fields = tuple(names.values())
    empty = Block((), Yield(()))
    if not fields:
        steps = Range(Const(0), tape, Const(1))
        return Header(builder.fresh("_", INT), steps, [], empty)
    target: Target = fields[0] if len(fields) == 1 else Pack("tuple", fields)
    return Header(target, Reversed(Each(tape)), [], empty)


def rebound(
    loop: For, elements: ElementAdjoints, wanted: set[Var], builder: Builder
) -> tuple[Header, dict[Var, Var]] | None:
    """The reversed header of a loop that runs through; its targets' new names."""
    plain = iteration.flipped(loop.iterable)
    if plain is not None and elements.index is None and _reversible(loop, builder):
        names = {v: fresh_like(v, builder) for v in target_vars(loop.target)}
        target = substitute(loop.target, names)
        assert isinstance(target, Var | Pack)
        return Header(target, plain, [], Block((), Yield(()))), names
    found = iteration.sources(loop.target, loop.iterable)
    if found is None:
        return None
    before, inside = builder.child(), builder.child()
    count = iteration.trip_count(loop.iterable, before)
    if count is None:
        return None
    k = builder.fresh(_index_name(loop), INT)
    names = {} if elements.index is None else {elements.index: k}
    for source in found:
        if any(v in wanted for v in operand_vars(source.target)):
            for var, value in iteration.rebind(source, k, inside).items():
                assert isinstance(value, Var)
                names[var] = value
    steps = Reversed(Range(Const(0), count, Const(1)))
    return Header(k, steps, before.statements, inside.block(Yield(()))), names


def _index_name(loop: For) -> str:
    target = loop.target
    if isinstance(loop.iterable, Enumerate) and isinstance(target, Pack):
        first = target.items[0]
        if isinstance(first, Var):
            return first.name
    return "i"


def _reversible(loop: For, builder: Builder) -> bool:
    """True if Python's reversed() takes what the loop runs over."""
    match loop.iterable:
        case Range() | Reversed(Range()):
            return True
        case Each(value) | Reversed(Each(value)):
            if isinstance(value, Pack):
                return True
            return isinstance(builder.kind_of(value), Array | Listing)
        case _:
            return False
