"""Running a loop backwards: which element of what a target is, and the reversed header.

for i in range(0, n, 1)              for i in reversed(range(0, n, 1))
for e in each(x)                     for e in reversed(each(x)),   or by index:
for i, e in enumerate(each(x))       for k in reversed(range(0, len(x), 1)):  e = x[k]
for a, b in zip(each(x), each(y))    likewise, with k
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never, cast

from adgen.ir.build import Builder
from adgen.ir.kinds import INT, Array, Listing
from adgen.ir.nodes import (
    Const,
    Each,
    Enumerate,
    For,
    Iterable,
    Operand,
    Pack,
    Range,
    Reversed,
    Target,
    Var,
    Zip,
)

ONE, NOUGHT = Const(1), Const(0)


@dataclass(frozen=True)
class Element:
    """A target bound to `container[k]`, or to `container[-1 - k]` if `backwards`."""

    target: Target
    container: Operand
    backwards: bool


@dataclass(frozen=True)
class Count:
    """A target bound to `start + k * step`."""

    target: Target
    start: Operand
    step: Operand


Source = Element | Count


def sources(target: Target, iterable: Iterable) -> list[Source] | None:
    """What each part of the target is at iteration k; None if that cannot be said."""
    match iterable:
        case Range(start, _, step):
            return [Count(target, start, step)]
        case Each(value):
            return [Element(target, value, False)]
        case Reversed(Each(value)):
            return [Element(target, value, True)]
        case Enumerate(inner, start):
            parts = _parts(target, 2)
            rest = None if parts is None else sources(parts[1], inner)
            if parts is None or rest is None:
                return None
            return [Count(parts[0], start, ONE), *rest]
        case Zip(inners):
            parts = _parts(target, len(inners))
            if parts is None:
                return None
            found: list[Source] = []
            for part, inner in zip(parts, inners):
                some = sources(part, inner)
                if some is None:
                    return None
                found += some
            return found
        case Reversed():
            return None
        case _:
            assert_never(iterable)


def numbered(loop: For, index: Var) -> tuple[For, Var]:
    """The loop, and the Var that is the number of its iteration: its own counter, or `index`."""
    for source in sources(loop.target, loop.iterable) or ():
        match source:
            case Count(Var() as counter, Const(value=0), Const(value=1)):
                return loop, counter
    target = Pack("tuple", (index, loop.target))
    return (
        replace(loop, target=target, iterable=Enumerate(loop.iterable, NOUGHT)),
        index,
    )


def trip_count(iterable: Iterable, builder: Builder) -> Operand | None:
    """The number of iterations of a loop without exits; None if it cannot be computed again."""
    match iterable:
        case Range(Const(value=0), stop, Const(value=1)):
            return stop
        case Each(value) | Reversed(Each(value)):
            if isinstance(builder.kind_of(value), Array | Listing):
                return builder.emit("len", value, kind=INT)
            return None
        case Enumerate(inner, _):
            return trip_count(inner, builder)
        case Zip(inners):
            counts = [trip_count(inner, builder) for inner in inners]
            if any(count is None for count in counts) or not counts:
                return None
            known = cast(list[Operand], counts)
            if len(set(known)) == 1:
                return known[0]
            return builder.emit("min", *known, kind=INT)
        case _:
            return None


def flipped(iterable: Iterable) -> Iterable | None:
    """The same elements, last first; None if Python has no plain way to say it."""
    match iterable:
        case Range() | Each():
            return Reversed(iterable)
        case Reversed(inner):
            return inner
        case _:
            return None


def element_index(element: Element, k: Operand, builder: Builder) -> Operand:
    """The index of the element at iteration k, counted from the front."""
    if not element.backwards:
        return k
    last = builder.emit("len", element.container, kind=INT)
    last = builder.emit("sub", last, ONE, kind=INT)
    return builder.emit("sub", last, k, kind=INT)


def rebind(source: Source, k: Operand, builder: Builder) -> dict[Var, Operand]:
    """Emits what the target is at iteration k; maps the target's Vars to that."""
    match source:
        case Count(target, start, step):
            value = k
            if step != ONE:
                value = builder.emit("mul", value, step, kind=INT)
            if start != NOUGHT:
                value = builder.emit("add", start, value, kind=INT)
            return {cast(Var, target): value}
        case Element(target, container, _):
            index = element_index(source, k, builder)
            if isinstance(target, Var):
                kind = builder.kind_of(target)
                name = target.name
                return {
                    target: builder.emit(
                        "getitem", container, index, name=name, kind=kind
                    )
                }
            record = builder.emit("getitem", container, index)
            found: dict[Var, Operand] = {}
            for position, item in enumerate(target.items):
                inner = Element(cast(Target, item), record, False)
                found |= rebind(inner, Const(position), builder)
            return found
        case _:
            assert_never(source)


def _parts(target: Target, number: int) -> tuple[Target, ...] | None:
    if isinstance(target, Pack) and len(target.items) == number:
        return cast(tuple[Target, ...], target.items)
    return None


def as_target(operand: Operand) -> Target:
    """A part of a target, which is a target itself."""
    assert isinstance(operand, Var | Pack)
    return operand
