"""The kind of a value where paths meet: of a number on one, and None on another.

best = None                        best is None or a float: a float, of which it is noted that it
for v in x:                        may be None (`ctx.maybe_none`)
    if best is None or v < best:
        best = v
"""

from __future__ import annotations

from collections.abc import Sequence

from adgen.frontend.scope.values import Conflict, Tuple, Value
from adgen.ir.kinds import (
    NONE,
    OBJECT,
    UNBOUND,
    UNKNOWN,
    Array,
    Kind,
    Listing,
    Number,
    Other,
    Unbound,
    is_discrete,
    join,
)
from adgen.ir.nodes import Const
from adgen.source import Span


def join_kinds(kinds: Sequence[Kind]) -> Kind:
    """The kind of a value that comes from several paths.

    Beside numbers and lists None counts as a path on which they are not bound: where it is asked
    for a number, there is none, and Python raises. Beside an array it gives UNKNOWN.
    """
    others = [kind for kind in kinds if kind not in (NONE, UNBOUND)]
    numbers = [kind for kind in others if isinstance(kind, Number)]
    joined: Kind = UNBOUND
    if numbers and len(numbers) == len(others) < len(kinds) and NONE in kinds:
        # Where an array ends is not known by what may be None.
        kinds = [Number(kind.dtype) for kind in numbers]
    elif any(isinstance(kind, Listing) for kind in kinds):
        kinds = [kind for kind in kinds if kind != NONE]
    for kind in kinds:
        if joined == NONE and not _is_fixed(kind):
            joined = UNKNOWN
        elif kind == NONE and not _is_fixed(joined):
            joined = UNKNOWN
        else:
            joined = join(joined, kind)
    if joined == OBJECT and not all(is_discrete(k) or k == UNBOUND for k in kinds):
        return UNKNOWN
    return joined


def is_of_numbers(value: Value) -> bool:
    """True for a number that is known now, and for a tuple with one."""
    if isinstance(value, Tuple):
        return any(map(is_of_numbers, value.items))
    return isinstance(value, Const) and isinstance(value.value, int | float | complex)


LIST_OR_ARRAY = "{} is a list on one path and an array or a number on another"
"""`+` and `*` of the two are not the same thing."""
MAKE_ALIKE = "Make both lists, list(x), or both arrays, np.array(x)."


def is_list_or_array(kinds: Sequence[Kind]) -> bool:
    """True for what is a list on one path and an array, or a real number, on another."""
    # Of `queue and n < 6` only the truth is looked at, which both have.
    lists = any(isinstance(kind, Listing) for kind in kinds)
    return lists and any(
        isinstance(kind, Array) or (isinstance(kind, Number) and not is_discrete(kind))
        for kind in kinds
    )


def list_or_array(
    kinds: Sequence[Kind], label: str | None, span: Span | None
) -> Conflict | None:
    """What stands for a value of these kinds, if it is a list on one path and an array, or a
    number, on another."""
    if not is_list_or_array(kinds):
        return None
    return Conflict(
        LIST_OR_ARRAY.format(f"`{label}`" if label else "this value"),
        span,
        MAKE_ALIKE,
    )


def _is_fixed(kind: Kind) -> bool:
    return isinstance(kind, (Other, Unbound))
