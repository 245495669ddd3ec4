"""Derivatives of what puts lists together, and the places at which entries are put and taken.

zs.0 = list.concat(xs.0, ys.0)          xs_bar = zs_bar[: len(xs)], ys_bar = zs_bar[len(xs) :]
xs.1 = list.append(xs.0, v.0, at=0)     xs_bar, v_bar = list.pop(xs_bar.1, at=0)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adgen.ir.build import Builder
from adgen.ir.nodes import Apply, Const, Operand, Pack, Var
from adgen.rules.contribution import Contribution, Dense
from adgen.rules.sequences import tangent_of

_NONE = Const(None)


def inserted_at(apply: Apply, longer: Operand, builder: Builder) -> Operand | None:
    """Where in a list as long as the result the entry of a `list.append` stands."""
    at = dict(apply.kwargs).get("at")
    if at is None or at == Const(0):
        return at
    before = builder.emit("sub", builder.emit("len", longer), Const(1))
    if isinstance(at, Const) and at.value > 0:
        return builder.emit("min", at, before)
    return builder.emit("list.place", at, before)


def taken_from(apply: Apply, shorter: Operand, builder: Builder) -> Operand | None:
    """Where in a list as long as the result what a `list.pop` took has to be put again."""
    at = dict(apply.kwargs).get("at")
    if at is None or (isinstance(at, Const) and at.value >= 0):
        return at
    before = builder.emit("add", builder.emit("len", shorter), Const(1))
    return builder.emit("mod", at, before)


def concat_tangents(
    apply: Apply, dots: Mapping[Var, Operand], builder: Builder
) -> tuple[Operand | None, ...]:
    """The tangents of the two lists, one behind the other."""
    from adgen.rules.structure import zeros

    found = [tangent_of(listing, dots, builder) for listing in apply.args]
    if all(dot is None for dot in found):
        return (None,)
    filled = [
        zeros(listing, builder) if dot is None else dot
        for listing, dot in zip(apply.args, found)
    ]
    return (builder.emit("list.concat", *filled),)


def add_tangents(
    apply: Apply, dots: Mapping[Var, Operand], builder: Builder
) -> tuple[Operand | None, ...]:
    """The sum of the tangents; where one list does not move, the tangent of the other one."""
    moving = [dots[xs] for xs in apply.args if isinstance(xs, Var) and xs in dots]
    if len(moving) < 2:
        return (moving[0] if moving else None,)
    return (builder.emit("list.add", *moving),)


def concat_adjoints(
    apply: Apply,
    bars: tuple[Operand | None, ...],
    active: Callable[[Var], bool],
    builder: Builder,
) -> list[tuple[Var, Contribution]]:
    """The part of the adjoint that belongs to each of the two lists."""
    (bar,) = bars
    assert bar is not None, "the caller asks only where an adjoint is present"
    first, second = apply.args
    middle = builder.emit("len", first)
    slices = (
        Pack("slice", (_NONE, middle, _NONE)),
        Pack("slice", (middle, _NONE, _NONE)),
    )
    kind = builder.kind_of(bar)
    return [
        (listing, Dense(builder.emit("getitem", bar, part, kind=kind), True))
        for listing, part in zip((first, second), slices)
        if isinstance(listing, Var) and active(listing)
    ]
