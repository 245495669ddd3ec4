"""What derivatives are checked against, and how closely. Tolerances stand here and only here.

five_point(f, (x, y), (x_dot, y_dot))   the derivative of f in a direction, by differences
complex_step(f, (x, y), (x_dot, y_dot)) the same to rounding, where f accepts complex numbers
identity(bars, outs_dot, in_bars, dots) <bar, J dot> - <J^T bar, dot>, relative
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

# A central difference of five points with h = 1e-3 has a truncation error of h^4/30 times the
# fifth derivative and a rounding error of 1e-16 / h: about 1e-12 each for functions of order 1.
# Slopes of steep functions (gamma, tan) are larger, hence four digits of room.
FIVE_POINT = 2e-8
# The imaginary step has no cancellation: what is left is rounding in the function itself.
COMPLEX_STEP = 1e-12
# Both sides are the same sums in another order.
IDENTITY = 1e-12
# The formula is computed in double precision, what it is compared with in thirty digits.
EXACT = 1e-12
# Differences of a gradient, whose own slopes are a step steeper than those of the function.
SECOND = 2e-7
# Two formulas for one number, differentiated: a few hundred operations in another order.
SECOND_IDENTITY = 1e-11
# Single precision carries 24 bits; sums of tens of terms lose two or three of them.
SINGLE = 2e-5
# A linear function differs from its value at a step of one by rounding only.
LINEAR = 1e-12

STEP = 1e-3
IMAGINARY_STEP = 1e-30

Values = Sequence[Any]


def moved(values: Values, dots: Values, step: complex) -> list[Any]:
    """The point moved along a direction; nested tuples and lists part by part."""
    return [
        type(x)(moved(x, d, step)) if isinstance(x, tuple | list) else x + step * d
        for x, d in zip(values, dots, strict=True)
    ]


def five_point(function: Callable[..., Any], values: Values, dots: Values) -> Any:
    """The derivative of a function in a direction by central differences of fourth order."""

    def at(steps: int) -> Any:
        return np.asarray(function(*moved(values, dots, steps * STEP)))

    return (at(-2) - 8 * at(-1) + 8 * at(1) - at(2)) / (12 * STEP)


def complex_step(function: Callable[..., Any], values: Values, dots: Values) -> Any:
    """The derivative of an analytic real function in a direction, to rounding."""
    result = function(*moved(values, dots, 1j * IMAGINARY_STEP))
    return np.imag(np.asarray(result)) / IMAGINARY_STEP


def error(got: Any, wanted: Any) -> float:
    """The largest difference, relative to the largest value; 0 for empty arrays."""
    got, wanted = np.asarray(got), np.asarray(wanted)
    if wanted.size == 0 or np.array_equal(got, wanted, equal_nan=True):
        return 0.0
    scale = max(np.max(np.abs(wanted)), 1e-3)
    return float(np.max(np.abs(got - wanted)) / scale)


def pairing(bars: Any, dots: Any) -> float:
    """The real pairing of adjoints and tangents, whatever structure they have."""
    if isinstance(bars, tuple | list):
        return sum(pairing(bar, dot) for bar, dot in zip(bars, dots, strict=True))
    return float(np.real(np.sum(np.asarray(bars) * np.asarray(dots))))


def identity(bars: Any, outs_dot: Any, in_bars: Any, dots: Any) -> float:
    """How far <bar, J dot> and <J^T bar, dot> differ, relative to their terms."""
    left, right = pairing(bars, outs_dot), pairing(in_bars, dots)
    terms = size(bars, outs_dot) + size(in_bars, dots)
    return abs(left - right) / max(terms, 1e-3)


def size(bars: Any, dots: Any) -> float:
    """The sum of the absolute terms of a pairing."""
    if isinstance(bars, tuple | list):
        return sum(size(bar, dot) for bar, dot in zip(bars, dots, strict=True))
    return float(np.sum(np.abs(np.asarray(bars) * np.asarray(dots))))
