"""Selections among several values, np.select and np.choose: the adjoint of each of them.

np.choose(a, (x, y))                  x_bar = np.where(a == 0, bar, 0.0), y_bar where a == 1
np.choose(a, (x, y), mode="wrap")     the same of np.mod(a, 2)
np.choose(a, x)                       np.where(a == np.arange(len(x))[:, None], bar, 0.0)
"""

from __future__ import annotations

from adgen.ir.kinds import Array, Number
from adgen.ir.nodes import Const, Operand, Pack
from adgen.rules.broadcasting import unbroadcast
from adgen.rules.formula import Scope, Value, idiom
from adgen.rules.idioms.refusals import refusal
from adgen.rules.idioms.scalars import ZERO
from adgen.rules.shapes import dims_of


@idiom
def chosen_parts(
    scope: Scope, bar: Value, conditions: Operand, choices: Operand
) -> Value:
    """The adjoints of the choices of np.select: where the first true condition is theirs."""
    if bar is None:
        return None
    if not isinstance(conditions, Pack) or not isinstance(choices, Pack):
        raise refusal(scope, "how many choices there are")
    builder = scope.builder
    left: Operand | None = None
    parts: list[Operand] = []
    for condition, choice in zip(conditions.items, choices.items):
        here: Operand = condition
        if left is not None:
            here = builder.emit("np.logical_and", left, condition)
        part = builder.emit("np.where", here, bar, ZERO)
        parts.append(unbroadcast(part, choice, builder))
        others: Operand = builder.emit("np.logical_not", condition)
        left = others if left is None else builder.emit("np.logical_and", left, others)
    return Pack("tuple", tuple(parts))


@idiom
def parts_chosen(
    scope: Scope, bar: Value, which: Operand, choices: Operand, mode: Operand
) -> Value:
    """The adjoints of the choices of np.choose: where the index is theirs."""
    if bar is None:
        return None
    builder, kind = scope.builder, scope.builder.kind_of(choices)
    if isinstance(choices, Pack):
        count: Operand = Const(len(choices.items))
        which = _places(scope, which, mode, count)
        # Of a list `==` would ask whether it is the number.
        is_array = isinstance(builder.kind_of(which), (Array, Number))
        same = "eq" if is_array else "np.equal"
        parts: list[Operand] = []
        for place, choice in enumerate(choices.items):
            here = builder.emit(same, which, Const(place))
            part = builder.emit("np.where", here, bar, ZERO)
            parts.append(unbroadcast(part, choice, builder))
        return Pack("tuple", tuple(parts))
    rows, cells = dims_of(kind), dims_of(builder.kind_of(scope.results["out"]))
    if not rows or cells is None:
        raise refusal(scope, "how many choices there are")
    count = builder.emit("len", choices)
    return _rows_chosen(scope, bar, _places(scope, which, mode, count), choices, count)


def _places(scope: Scope, which: Operand, mode: Operand, count: Operand) -> Operand:
    """The indices as they count: what is beyond the last is taken for it, or goes round."""
    if mode == Const("wrap"):
        return scope.builder.emit("np.mod", which, count)
    if mode == Const("clip"):
        last = scope.binary("sub", count, Const(1))
        assert last is not None
        return scope.builder.emit("np.clip", which, Const(0), last)
    if mode != Const("raise"):
        raise refusal(scope, "`mode`")
    return which


def _rows_chosen(
    scope: Scope, bar: Operand, which: Operand, choices: Operand, count: Operand
) -> Operand:
    """The adjoint of an array whose rows are the choices."""
    builder = scope.builder
    rows, cells = (dims_of(builder.kind_of(o)) for o in (choices, bar))
    if rows is None or cells is None:
        raise refusal(scope, "how many axes the choices have")
    places: Operand = builder.emit("np.arange", count)
    if cells:
        shape = (Const(-1), *[Const(1)] * len(cells))
        places = builder.emit("np.reshape", places, Pack("tuple", shape))
    here = builder.emit("np.equal", which, places)
    part = builder.emit("np.where", here, bar, ZERO)
    extra = len(cells) - (len(rows) - 1)
    if extra > 0:
        axes = Pack("tuple", tuple(map(Const, range(1, extra + 1))))
        part = builder.emit("np.sum", part, kwargs={"axis": axes}.items())
    return unbroadcast(part, choices, builder)


@idiom
def remaining_part(scope: Scope, bar: Value, conditions: Operand) -> Value:
    """The adjoint of the default of np.select: where no condition is true."""
    if bar is None:
        return None
    if not isinstance(conditions, Pack):
        raise refusal(scope, "how many choices there are")
    value: Operand = bar
    for condition in conditions.items:
        value = scope.builder.emit("np.where", condition, ZERO, value)
    return value
