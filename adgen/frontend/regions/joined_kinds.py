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
    ANY,
    NONE,
    OBJECT,
    SEVERAL,
    UNBOUND,
    UNKNOWN,
    Array,
    Dim,
    Kind,
    Listing,
    Number,
    Other,
    Unbound,
    is_discrete,
    join,
    may_be_one,
)
from adgen.ir.nodes import Const
from adgen.source import Span


def join_kinds(kinds: Sequence[Kind]) -> Kind:
    """The kind of a value that comes from several paths.

    Beside numbers, arrays and lists None counts as a path on which they are not bound: where it
    is asked for a number, there is none, and Python raises.
    """
    others = [kind for kind in kinds if kind not in (NONE, UNBOUND)]
    joined: Kind = UNBOUND
    if NONE in kinds and _are_alike(others):
        kinds = [_without_sizes(kind) for kind in others]
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


def _are_alike(kinds: Sequence[Kind]) -> bool:
    """True for kinds of numbers, and for kinds of arrays."""
    return bool(kinds) and any(
        all(isinstance(kind, sort) for kind in kinds) for sort in (Number, Array)
    )


def _without_sizes(kind: Kind) -> Kind:
    """The kind of what may be None: where an array ends, and how long it is, it does not tell."""
    match kind:
        case Number(dtype):
            return Number(dtype)
        case Array(dtype, dims) if dims is not None:
            return Array(dtype, tuple(map(_unnamed, dims)))
        case _:
            return kind


def _unnamed(dim: Dim) -> Dim:
    if isinstance(dim, int):
        return dim
    return ANY if may_be_one(dim) else SEVERAL


def is_of_numbers(value: Value) -> bool:
    """True for a number that is known now, and for a tuple with one."""
    if isinstance(value, Tuple):
        return any(map(is_of_numbers, value.items))
    return isinstance(value, Const) and isinstance(value.value, int | float | complex)


LIST_OR_ARRAY = "{} is a list on one path and an array or a number on another"
"""`+` and `*` of the two are not the same thing."""
MAKE_ALIKE = "Make both lists, list(x), or both arrays, np.array(x)."


def is_list_or_array(kinds: Sequence[Kind]) -> bool:
    """True for what is a list on one path and an array, or a number, on another."""
    lists = any(isinstance(kind, Listing) for kind in kinds)
    return lists and any(isinstance(kind, (Array, Number)) for kind in kinds)


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
