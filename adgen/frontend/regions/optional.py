"""A tuple on one path, and None on another: the items of the tuple, which are None together.

best = None                              best is Perhaps((best_0, best_1)), of which best_0 and
for i in range(n):                       best_1 are carried; `best is None` asks best_0
    if best is None or x[i] < best[0]:
        best = (x[i], i)
"""

from __future__ import annotations

from collections.abc import Sequence

from adgen.frontend.regions.nones import may_be_none
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.state import State
from adgen.frontend.scope.values import (
    NONE_VALUE,
    Perhaps,
    Ref,
    Tuple,
    Value,
)
from adgen.ir.kinds import Other
from adgen.ir.nodes import Const, Var


def tuple_of(value: Value | None) -> Tuple | None:
    """The tuple that a value is, or may be."""
    if isinstance(value, Perhaps):
        return value.value
    return value if isinstance(value, Tuple) else None


def given(value: Value) -> Value:
    """The value where it is used as a tuple: Python raises if it is None."""
    return value.value if isinstance(value, Perhaps) else value


def witness(value: Value) -> Value:
    """What is None exactly if the value is."""
    return value.value.items[min(value.marks)] if isinstance(value, Perhaps) else value


def part(value: Value | None, position: int) -> Value | None:
    """An item of a tuple that may be None; of None it is None."""
    if value == NONE_VALUE:
        return NONE_VALUE
    whole = tuple_of(value)
    return None if whole is None else whole.items[position]


def is_optional(values: Sequence[Value | None]) -> bool:
    """True if some of the values are None, and the others tuples of one form."""
    tuples = [tuple_of(value) for value in values if value != NONE_VALUE]
    found = [each for each in tuples if each is not None]
    if not found or len(found) < len(tuples):
        return False
    form = (len(found[0].items), found[0].cls)
    if any((len(each.items), each.cls) != form for each in found):
        return False
    return any(not isinstance(value, Tuple) for value in values)


def marks_of(
    ctx: Context, values: Sequence[Value | None], states: Sequence[State]
) -> frozenset[int]:
    """The items that are None exactly if the tuple is."""
    marks: frozenset[int] | None = None
    for value, state in zip(values, states):
        if isinstance(value, Perhaps):
            own = value.marks
        elif isinstance(value, Tuple):
            items = enumerate(value.items)
            own = frozenset(i for i, item in items if _is_there(ctx, item, state))
        else:
            continue
        marks = own if marks is None else marks & own
    return marks or frozenset()


def _is_there(ctx: Context, item: Value, state: State) -> bool:
    """True for a number or an array that is surely not None."""
    found: object = item
    if isinstance(item, Ref):
        found = None if item.path else state.content(item.region)
    if not isinstance(found, (Var, Const)):
        return False
    return not may_be_none(ctx, found) and not isinstance(ctx.kind(found), Other)
