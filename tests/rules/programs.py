"""Programs of one call: values bit for bit, both modes and second order against differences.

    right(lambda x: np.linalg.norm(x, 1, axis=(0, 2)), x)      raises unless all of it agrees

The arguments are arrays or numbers, real or complex. What is said by the types is held, too: in
single precision, tangents have the type of the value and adjoints that of the argument.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

import adgen
from tests import oracle
from tests.rules.test_registry import direction


def right(
    f: Callable[..., Any], *args: Any, second: bool = True, single: bool = True
) -> None:
    """Raises where a value, a derivative or a type is not as it should be."""
    dots = tuple(direction(x, i) for i, x in enumerate(args))
    pushed, bars, found = both_modes(f, args, dots)
    wanted = oracle.five_point(f, args, dots)
    assert oracle.error(pushed, wanted) < oracle.FIVE_POINT
    assert oracle.identity(bars, pushed, found, dots) < 1e-11
    if second:
        bends(f, args, dots)
    if single and not any(isinstance(x, float | complex) for x in args):
        narrow = tuple(map(narrowed, args))
        moved, bars, found = both_modes(f, narrow, tuple(map(narrowed, dots)))
        assert oracle.error(moved, pushed) < 200 * oracle.SINGLE


def both_modes(
    f: Callable[..., Any], args: tuple[Any, ...], dots: tuple[Any, ...]
) -> tuple[Any, Any, tuple[Any, ...]]:
    """The tangent, a random adjoint, and what it gives for the arguments; types are checked."""
    wanted = f(*args)
    value, pushed = adgen.jvp(f, args, dots)
    again, pullback = adgen.vjp(f, *args)
    for own in (value, again):
        assert type(own) is type(wanted)
        np.testing.assert_array_equal(own, wanted)
    assert np.asarray(pushed).dtype == np.asarray(wanted).dtype
    assert np.shape(pushed) == np.shape(wanted)
    bars = direction(wanted, 7)
    found = pullback(bars)
    for bar, x in zip(found, args):
        assert np.shape(bar) == np.shape(x)
        assert np.asarray(bar).dtype == np.asarray(x).dtype
    return pushed, bars, found


def bends(f: Callable[..., Any], args: tuple[Any, ...], dots: tuple[Any, ...]) -> None:
    """The gradient of the sum of squares, differentiated: against differences of it."""

    def squares(*values: Any) -> Any:
        out = f(*values)
        return np.sum(np.real(out * np.conj(out)))

    places = tuple(range(len(args)))
    gradient = adgen.grad(squares, places)
    _, found = adgen.jvp(gradient, args, dots)
    for own, place in zip(found, places):
        wanted = oracle.five_point(lambda *v, i=place: gradient(*v)[i], args, dots)
        assert oracle.error(own, wanted) < 10 * oracle.SECOND


def narrowed(x: Any) -> Any:
    """An array in single precision."""
    return x.astype(np.complex64 if np.iscomplexobj(x) else np.float32)
