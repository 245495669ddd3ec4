"""The adjoint of an `If`: an `If` on the same test, with the reversed sides.

    y.2 = if %1:                            x_bar.1, z_bar.1 = if %1:
        yield %2   # %2 = x.0 * z.0             ...
    else:                         ->            yield %5, %6      # y_bar * z, y_bar * x
        yield x.0                           else:
                                                yield y_bar.0, 0.0

The results are the adjoints of the outer variables that either side contributes to. A value
that only one side computes and the reverse sweep needs becomes a further result of the forward
`If`, undefined on the other side.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from adgen.ir.nodes import (
    UNDEFINED,
    Block,
    If,
    Operand,
    Raise,
    Statement,
    Var,
    Yield,
)
from adgen.ir.walk import free_vars, substitute
from adgen.names import adjoint_name
from adgen.transforms.adjoints import Adjoints, adjoint_kind
from adgen.transforms.export import definitions, fresh_like, needed_on_a_side, recompute

if TYPE_CHECKING:
    from adgen.transforms.sweep import Sweep

ReverseSide = Callable[[Block, Adjoints], Block]
"""Writes the reverse sweep of one side through the adjoints; gives its forward block."""


def reverse_if(sweep: Sweep, stmt: If, adjoints: Adjoints) -> list[Statement]:
    """Writes the adjoint of `stmt`; gives the forward `If`, which may have more results."""
    bars: dict[int, Operand] = {}
    for position, result in enumerate(stmt.results):
        bar = adjoints.take_full(result) if sweep.is_active(result) else None
        if bar is not None:
            bars[position] = bar
    if not bars:
        return [stmt]

    def reverse_side(block: Block, inner: Adjoints) -> Block:
        if isinstance(block.end, Yield):
            seed(sweep, block.end.values, bars, inner)
        return replace(block, body=sweep.statements(block.body, inner))

    if isinstance(stmt.then.end, Raise) or isinstance(stmt.orelse.end, Raise):
        return [_reverse_only_side(stmt, adjoints, reverse_side, sweep)]
    at = len(adjoints.builder.statements)
    then, orelse = reverse_sides(
        stmt.test, stmt.then, stmt.orelse, adjoints, reverse_side
    )
    forward = replace(stmt, then=then, orelse=orelse)
    return [_export_from_sides(forward, adjoints, at, sweep)]


def seed(
    sweep: Sweep,
    values: tuple[Operand, ...],
    bars: Mapping[int, Operand],
    adjoints: Adjoints,
) -> None:
    """The values that leave a block receive the adjoints of what they become."""
    for position, bar in bars.items():
        value = values[position]
        if isinstance(value, Var) and sweep.is_active(value):
            adjoints.contribute_part(value, bar)


def reverse_sides(
    test: Operand,
    then: Block,
    orelse: Block,
    adjoints: Adjoints,
    reverse_side: ReverseSide,
) -> tuple[Block, Block]:
    """Writes the adjoint `If` of two sides; gives their forward blocks."""
    builder = adjoints.builder
    inner = [
        Adjoints(builder.child(), definitions(side), adjoints)
        for side in (then, orelse)
    ]
    inner[1].absent |= {value for value, flag in adjoints.unbound.flags if flag == test}
    forward = [reverse_side(s, a) for s, a in zip((then, orelse), inner)]
    touched = dict.fromkeys([*inner[0].touched, *inner[1].touched])
    if touched:
        ends = [_outgoing(a, touched, adjoints) for a in inner]
        results = tuple(
            builder.fresh(adjoint_name(v.name), adjoint_kind(builder.kind_of(v)))
            for v in touched
        )
        sides = [a.builder.block(Yield(end)) for a, end in zip(inner, ends)]
        builder.add(If(results, test, sides[0], sides[1], builder.span, derived=True))
        for var, result in zip(touched, results):
            adjoints.assign(var, result)
    return forward[0], forward[1]


def _outgoing(
    inner: Adjoints, touched: Mapping[Var, None], outer: Adjoints
) -> tuple[Operand, ...]:
    values: list[Operand] = []
    for var in touched:
        value = inner.take_full(var)
        if value is None:
            value = outer.known(var)
        values.append(inner.zero(var) if value is None else value)
    return tuple(values)


def _reverse_only_side(
    stmt: If, adjoints: Adjoints, reverse_side: ReverseSide, sweep: Sweep
) -> Statement:
    """The other side raises: the reverse sweep is reached through this one alone."""
    raises_then = isinstance(stmt.then.end, Raise)
    side = stmt.orelse if raises_then else stmt.then
    at = len(adjoints.builder.statements)
    forward = reverse_side(side, adjoints)
    assert isinstance(forward.end, Yield)
    made = Block(
        tuple(adjoints.builder.statements[at:]), Yield(tuple(adjoints.current.values()))
    )
    kind_of = adjoints.builder.kind_of
    need = needed_on_a_side(
        sweep.kept, free_vars(made), definitions(forward), kind_of, sweep.dear
    )
    names = {v: fresh_like(v, adjoints.builder) for v in need.recorded}
    results = (*stmt.results, *names.values())
    forward = _with_yields(forward, list(need.recorded))
    head = recompute(need, names, adjoints.builder)
    adjoints.builder.statements[at:] = [*head, *substitute(made, names).body]
    for var, value in list(adjoints.current.items()):
        adjoints.current[var] = substitute(value, names)
    if raises_then:
        return replace(stmt, results=results, orelse=forward)
    return replace(stmt, results=results, then=forward)


def _export_from_sides(stmt: If, adjoints: Adjoints, at: int, sweep: Sweep) -> If:
    """Makes what the reverse `If` needs of the sides results of the forward one."""
    builder = adjoints.builder
    extra: list[tuple[Var, Operand, Operand]] = []
    for position in range(at, len(builder.statements)):
        reverse = builder.statements[position]
        if not (isinstance(reverse, If) and reverse.test == stmt.test):
            continue
        then, exported = _exported(stmt.then, reverse.then, adjoints, sweep)
        extra += [(new, old, UNDEFINED) for old, new in exported.items()]
        orelse, exported = _exported(stmt.orelse, reverse.orelse, adjoints, sweep)
        extra += [(new, UNDEFINED, old) for old, new in exported.items()]
        builder.statements[position] = replace(reverse, then=then, orelse=orelse)
    if not extra:
        return stmt
    return replace(
        stmt,
        results=(*stmt.results, *(new for new, _, _ in extra)),
        then=_with_yields(stmt.then, [value for _, value, _ in extra]),
        orelse=_with_yields(stmt.orelse, [value for _, _, value in extra]),
    )


def _exported(
    side: Block, reverse: Block, adjoints: Adjoints, sweep: Sweep
) -> tuple[Block, dict[Var, Var]]:
    kind_of = adjoints.builder.kind_of
    need = needed_on_a_side(
        sweep.kept, free_vars(reverse), definitions(side), kind_of, sweep.dear
    )
    exported = {v: fresh_like(v, adjoints.builder) for v in need.recorded}
    names = dict(exported)
    head = recompute(need, names, adjoints.builder)
    changed = substitute(reverse, names)
    return replace(changed, body=(*head, *changed.body)), exported


def _with_yields(block: Block, values: list[Operand]) -> Block:
    assert isinstance(block.end, Yield)
    return replace(block, end=Yield((*block.end.values, *values)))
