"""What is asked for later: what a function, an iterator or a method that was made is made of.

    h = partial(f, x[i])         made of x[i]
    h = lambda t, c=c: t * c     made of its default c
    pairs = zip(x, y)            made of x and y
    path = solve_ivp(...)        of what cannot be told: its attributes are computed when asked for

None of these is a number that a loop carries or a branch yields: such a value may be kept only
where all that it is made of exists too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adgen.frontend.scope.forms import parts
from adgen.frontend.scope.values import (
    Closure,
    Derivative,
    DictView,
    EitherFunction,
    EnumerateValue,
    Fields,
    Generator,
    MapValue,
    Method,
    Partial,
    RangeValue,
    Ref,
    ReversedValue,
    Slice,
    Stream,
    Super,
    Value,
    ZipValue,
    same,
)
from adgen.ir.nodes import Var


def made_of(value: Value) -> tuple[Value, ...] | None:
    """The values that are used when it is asked for something; None if that cannot be told."""
    match value:
        case Closure(defaults=defaults):
            return tuple(default for _, default in defaults)
        case Partial(function, args, kwargs):
            return (function, *args, *(argument for _, argument in kwargs))
        case EitherFunction(test, then, orelse):
            return test, then, orelse
        case Slice(start, stop, step) | RangeValue(start, stop, step):
            return start, stop, step
        case EnumerateValue(inner, start):
            return inner, start
        case ZipValue(inners):
            return inners
        case MapValue(function, inners):
            return (function, *inners)
        case ReversedValue(inner) | Generator(over=inner) | Derivative(function=inner):
            return (inner,)
        case DictView(ref=inner) | Method(receiver=inner) | Super(base=inner):
            return (inner,)
        case Stream() | Fields():
            return None
        case _:
            return parts(value)


def is_whole(
    value: Value, names: Mapping[str, Value], is_older: Callable[[Ref], bool]
) -> bool:
    """True if all that a value is made of is there: memory that `is_older`, and what names
    stand for."""
    if isinstance(value, Ref):
        return is_older(value)
    if any(same(value, known) for known in names.values()):
        return True
    found = None if isinstance(value, Var) else made_of(value)
    return found is not None and all(is_whole(p, names, is_older) for p in found)
