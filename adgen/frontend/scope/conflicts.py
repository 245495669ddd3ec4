"""What cannot be one of several things by the way the program takes, and what to write instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from adgen.frontend.scope.doubts import Doubt
from adgen.frontend.scope.values import (
    KEEP_APART,
    Closure,
    Conflict,
    EitherFunction,
    Object,
    Partial,
    Ref,
    Value,
    same,
)
from adgen.ir.nodes import Const
from adgen.source import Span

_CALL_WHERE_CHOSEN = (
    "Call each of the functions where it is chosen: y = f(x) if test else g(x)."
)
_ON_ITS_PATH = "Use it on the path that makes it, or make it in front of the branch."


@dataclass(frozen=True, slots=True)
class Raised(Conflict):
    """What `__exit__` gets of an exception: it may be asked whether it is None, and no more."""


@dataclass(frozen=True, slots=True)
class Caught(Conflict):
    """The exception a handler has a name for: only what it is called is known."""

    title: str = ""


def remedy_for(values: Sequence[Value]) -> str:
    """What helps where a name stands for one of these values, by the way the program takes."""
    return _CALL_WHERE_CHOSEN if all(map(is_function, values)) else KEEP_APART


def conflict_between(
    values: Sequence[Value],
    label: str | None,
    span: Span | None,
    doubt: Doubt | None = None,
) -> Conflict:
    """Why a name that stands for one of these values cannot be read where paths have met."""
    what = f"`{label or 'this value'}`"
    if all(same(values[0], value) for value in values):
        reason = f"{what} is made of what is computed on one path only"
        return Conflict(reason, span, _ON_ITS_PATH)
    reason = (
        f"{what} stands for different things, depending on which way the program takes"
    )
    return Conflict(reason, span, remedy_for(values), doubt)


def is_function(value: Value | None) -> bool:
    """True for what can be called wherever it stands."""
    if isinstance(value, Object):
        return callable(value.value)
    return isinstance(value, (Closure, Partial, EitherFunction))


def conflict_of(value: Value | None) -> Conflict | None:
    """Why a value cannot be one of several between which the choice is made at run time."""
    if isinstance(value, Ref) and value.region.limit is not None:
        return Conflict("a deque with maxlen is one of several things here")
    if isinstance(value, Ref) and isinstance(value.region.factory, Const):
        return Conflict("a Counter is one of several things here")
    return value if isinstance(value, Conflict) else None
