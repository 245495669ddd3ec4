"""One of two arrays, or of two functions, by the way the program takes.

a = u if c else v          the choice of a: by c, u or v
a = u if c else u.copy()   by c, u or what nothing else refers to
f = sin if c else cos      each call of f: sin(x) if c else cos(x)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from adgen.frontend.scope.conflicts import is_function
from adgen.frontend.scope.context import Context
from adgen.frontend.scope.state import Open
from adgen.frontend.scope.values import (
    KNOWN,
    Choice,
    Content,
    EitherFunction,
    Ref,
    Region,
    Value,
)
from adgen.ir.kinds import Array
from adgen.ir.nodes import Const, Operand


def choice(
    ctx: Context,
    test: Operand | None,
    birth: int,
    blocks: Sequence[Open],
    values: Sequence[Value | None],
) -> Choice | None:
    """The choice that a value is of two paths, if it is one or the other of two arrays.

    What has less than `birth` was there before the paths, which end in `blocks`.
    """
    regions = [
        value.region
        for block, value in zip(blocks, values)
        if isinstance(value, Ref)
        and not value.path
        and (value.region.birth < birth or _is_alone(value.region, birth))
        and _is_array(ctx, block.state.content(value.region))
    ]
    if test is None or len(values) != 2 or len(set(regions)) != 2:
        return None
    one, other = (region if region.birth < birth else None for region in regions)
    return None if one is other else Choice(test, (one, other), len(ctx.loops))


def _is_alone(region: Region, birth: int) -> bool:
    """True for an array made on a path that shares memory with nothing from before it."""
    links = region.links
    return region.origin == "fresh" and not any(other.birth < birth for other in links)


Flag = Callable[[tuple[Operand, ...]], Operand]
"""Gives a name, behind the paths, to a value that is known on each of them."""


def function_by(
    test: Operand | None,
    values: Sequence[Value | None],
    outlives: Callable[[Value], bool],
    flag: Flag,
    leaving: int,
) -> EitherFunction | None:
    """What stands for one of several functions, if these are there where the paths have met.

    `test` is the test between two paths, if there are no more; the last `leaving` go elsewhere.
    """
    going_on = values[: len(values) - leaving]
    if not all(is_function(f) and _last(f, outlives) for f in going_on):
        return None
    *others, found = (_lifted(f, i, values, flag) for i, f in enumerate(going_on))
    if test is not None and len(going_on) == len(values) == 2:
        return EitherFunction(test, others[0], found)
    for path, function in reversed(list(enumerate(others))):
        mine = tuple(Const(i == path) for i in range(len(values)))
        found = EitherFunction(flag(mine), function, found)
    return found if isinstance(found, EitherFunction) else None


def _last(function: Value | None, outlives: Callable[[Value], bool]) -> bool:
    """True if a function, or those it is one of, are there where the paths have met."""
    if isinstance(function, EitherFunction):
        return _last(function.then, outlives) and _last(function.orelse, outlives)
    return function is not None and outlives(function)


def _lifted(
    function: Value | None, path: int, values: Sequence[Value | None], flag: Flag
) -> Value:
    """The function of one path; the tests that it goes by are there behind the paths."""
    assert function is not None
    if not isinstance(function, EitherFunction):
        return function
    places = range(len(values))
    test = flag(tuple(function.test if i == path else Const(False) for i in places))
    then = _lifted(function.then, path, values, flag)
    return EitherFunction(test, then, _lifted(function.orelse, path, values, flag))


def _is_array(ctx: Context, content: Content) -> bool:
    return not isinstance(content, KNOWN) and isinstance(ctx.kind(content), Array)
