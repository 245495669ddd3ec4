"""Loops over known items that are changed in the loop: each is looked up when it is its turn.

xs = [a, b]            s += a
for v in xs:           xs[1] = a * a
    xs[1] = v * v  ->  s += a * a          (not b)
    s += v
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from adgen.frontend.regions.object_lists import Objects
from adgen.frontend.regions.structures import LARGEST, known_items
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.state import called
from adgen.frontend.scope.values import (
    Content,
    DictContent,
    DictView,
    EnumerateValue,
    Generator,
    MapValue,
    Object,
    Partial,
    RangeValue,
    Ref,
    Region,
    ReversedValue,
    Value,
    ZipValue,
)


def live_items(
    ctx: Context, value: Value, items: tuple[Value, ...], node: ast.AST
) -> Iterator[Value]:
    """The items of a value one after the other, each as it is when the one before is done."""
    regions = regions_of(value)
    seen = _contents(ctx, regions)
    place = 0
    while ctx.block is not None:
        found = _contents(ctx, regions)
        if any(a is not b for a, b in zip(found, seen)):
            _require_keys(ctx, regions, seen, found, node)
            items, seen = _changed(ctx, value, items, node), found
        if place >= len(items):
            return
        yield items[place]
        place += 1


def regions_of(value: Value) -> tuple[Region, ...]:
    """The memory that is looked at while something runs over a value."""
    match value:
        case Ref():
            return (value.region,)
        case DictView():
            return (value.ref.region,)
        case EnumerateValue() | ReversedValue():
            return regions_of(value.inner)
        case ZipValue() | MapValue():
            return tuple(
                region for inner in value.inners for region in regions_of(inner)
            )
        case _:
            return ()


def counted_by(value: Value) -> tuple[Region, ...]:
    """The memory the elements of which are counted by the numbers that a value gives."""
    match value:
        case RangeValue(of=Region() as region):
            return (region,)
        case EnumerateValue() | ReversedValue():
            return counted_by(value.inner)
        case ZipValue():
            return tuple(r for inner in value.inners for r in counted_by(inner))
        case _:
            return ()


def require_length(ctx: Context, value: Value, node: ast.AST) -> None:
    """Refuses an iterator that has counted entries, where their number is another one since."""
    for region, made in _counted(value):
        if ctx.resized.get(region, -1) > made:
            ctx.refuse(
                node,
                f"the length of {called(region.label)} changes between where an iterator over it"
                " is made and where it is consumed",
                "Make it where it is consumed, or make a list of it: list(...).",
            )


def _counted(value: Value) -> Iterator[tuple[Region, int]]:
    """The memory whose entries were counted when an iterator was made, and when that was."""
    match value:
        case ReversedValue(inner, made):
            yield from ((region, made) for region in regions_of(inner))
            yield from _counted(inner)
        case MapValue(Partial(Object(Objects.entry)), (RangeValue(of=Region()),)):
            (numbers,) = value.inners
            assert isinstance(numbers, RangeValue) and numbers.of is not None
            yield numbers.of, numbers.made
        case EnumerateValue(inner) | Generator(over=inner):
            yield from _counted(inner)
        case ZipValue() | MapValue():
            for inner in value.inners:
                yield from _counted(inner)


def _contents(ctx: Context, regions: tuple[Region, ...]) -> list[Content]:
    return [ctx.state.content(region) for region in regions]


def _changed(
    ctx: Context, value: Value, items: tuple[Value, ...], node: ast.AST
) -> tuple[Value, ...]:
    """The items after a change."""
    new = known_items(ctx, value)
    if new is None:
        ctx.refuse(
            node,
            "a list is changed in a loop over it, by what is only known at run time",
            "Run over a copy, or over range(len(x)).",
        )
    if len(new) != len(items) and (len(new) > LARGEST or _is_reversed(value)):
        ctx.refuse(
            node,
            "the length of a list changes in a loop over it",
            "Run over a copy: list(xs).",
        )
    return new


def _is_reversed(value: Value) -> bool:
    if isinstance(value, EnumerateValue):
        return _is_reversed(value.inner)
    if isinstance(value, ZipValue):
        return any(map(_is_reversed, value.inners))
    return isinstance(value, ReversedValue)


def _require_keys(
    ctx: Context,
    regions: tuple[Region, ...],
    before: list[Content],
    after: list[Content],
    node: ast.AST,
) -> None:
    """Python raises an error where a dict gets or loses keys in a loop over it."""
    for region, old, new in zip(regions, before, after):
        if isinstance(old, DictContent):
            if not isinstance(new, DictContent) or old.keys != new.keys:
                name = f"`{region.label}`" if region.label else "a dict"
                ctx.refuse(
                    node,
                    f"the keys of {name} change in a loop over it",
                    "Run over a copy: list(d).",
                )
