"""Python's own `max` and `min`, of several arguments or over one sequence; clipping."""

from __future__ import annotations

from adgen.ir.kinds import Listing
from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.formula import Scope, Value, idiom, is_zero
from adgen.rules.idioms.scalars import ZERO, choose, share

NONE = Const(None)


@idiom
def inside(scope: Scope, a: Operand, low: Operand, high: Operand) -> Value:
    """The condition that `a` is within bounds, either of which may be the constant None."""
    builder = scope.builder
    above = None if low == NONE else builder.emit("ge", a, low)
    below = None if high == NONE else builder.emit("le", a, high)
    if above is None or below is None:
        return above or below or Const(True)
    return builder.emit("bitand", above, below)


@idiom
def at_low(scope: Scope, a: Operand, low: Operand, high: Operand) -> Value:
    """The condition that `np.clip` gives its lower bound, which a lower upper one overrules."""
    builder = scope.builder
    below = builder.emit("lt", a, low)
    if NONE in (low, high):
        return below
    return builder.emit("bitand", below, builder.emit("le", low, high))


@idiom
def at_high(scope: Scope, a: Operand, low: Operand, high: Operand) -> Value:
    """The condition that `np.clip` gives its upper bound."""
    builder = scope.builder
    if NONE in (low, high):
        return builder.emit("gt", a, high)
    return builder.emit("gt", builder.emit("np.maximum", a, low), high)


@idiom
def extreme_adjoint(scope: Scope, bar: Value, values: Pack, out: Operand) -> Value:
    """The adjoints of the arguments of `max` or `min`; ties share equally."""
    if bar is None:
        return None
    if len(values.items) == 1:
        return Pack("tuple", (_of_sequence(scope, bar, values.items[0], out),))
    return Pack("tuple", tuple(_shares(scope, bar, values.items, out)))


def _of_sequence(
    scope: Scope, bar: Operand, sequence: Operand, out: Operand
) -> Operand:
    builder = scope.builder
    if isinstance(sequence, Pack):
        return Pack("tuple", tuple(_shares(scope, bar, sequence.items, out)))
    listing = isinstance(builder.kind_of(sequence), Listing)
    array = builder.emit("np.array", sequence) if listing else sequence
    taken = builder.emit("eq", array, out)
    part = builder.emit("div", bar, builder.emit("np.sum", taken))
    whole = builder.emit("mul", part, taken)
    return builder.emit("list", whole) if listing else whole


def _shares(
    scope: Scope, bar: Operand, items: tuple[Operand, ...], out: Operand
) -> list[Operand]:
    """The share of each of several numbers."""
    builder = scope.builder
    if len(items) == 2:
        over = Const("gt" if scope.rule.name == "max" else "lt")
        x, y = items
        found = [share(scope, bar, x, over, y), share(scope, bar, y, over, x)]
        return [ZERO if value is None else value for value in found]
    taken = [builder.emit("eq", item, out) for item in items]
    # Not `one + other`: of two np.bool that is one bool, and the count would be lost.
    part = scope.binary("div", bar, builder.emit("sum", Pack("list", tuple(taken))))
    return [choose(scope, one, part, ZERO) or ZERO for one in taken]


@idiom
def extreme_tangent(scope: Scope, dots: Value, values: Pack, out: Operand) -> Value:
    """The tangent of `max` or `min`: the mean of the tangents of those that attain it."""
    if not isinstance(dots, Pack):
        return None
    builder = scope.builder
    if len(values.items) == 1 and not isinstance(values.items[0], Pack):
        sequence, dot = values.items[0], dots.items[0]
        if isinstance(builder.kind_of(sequence), Listing):
            sequence = builder.emit("np.array", sequence)
            dot = builder.emit("np.array", dot)
        taken = builder.emit("eq", sequence, out)
        moved = builder.emit("np.sum", builder.emit("mul", dot, taken))
        return builder.emit("div", moved, builder.emit("np.sum", taken))
    if len(values.items) == 1:
        inner, inner_dots = values.items[0], dots.items[0]
        assert isinstance(inner, Pack) and isinstance(inner_dots, Pack)
        values, dots = inner, inner_dots
    shares = [
        _shares(scope, dot, values.items, out)[i] if not is_zero(dot) else None
        for i, dot in enumerate(dots.items)
    ]
    total: Value = None
    for part in shares:
        total = scope.binary("add", total, part)
    return total
