"""Slopes of a function along a line, by differences, and whether they can be trusted.

Near a kink, a jump or a cancellation no difference tells what the derivative is. Then the
answer is `Undecidable`, never a wrong slope.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Vector = np.ndarray

STEP = 2.0**-10
"""Five points at this step: truncation h^4/30 of the fifth derivative, rounding 1e-16 / h."""
AGREEMENT = 3e-7
"""Slopes at two steps have to agree this well, relative to the size of all slopes."""
BEND = 1e-4
"""A bend at the point itself changes the slope by at least this; a smooth one halves with h."""


class Undecidable(Exception):
    """Differences do not tell the derivative here."""


def slope(along: Callable[[float], Vector]) -> tuple[Vector, Vector]:
    """The derivative of `along` at 0, and the error to expect of it, number by number."""
    here = along(0.0)
    values = {m: along(m * STEP) for m in (-4, -2, -1, 1, 2, 4)}
    if not all(np.all(np.isfinite(v)) for v in (here, *values.values())):
        raise Undecidable("the value is not finite")
    if any(v.shape != here.shape for v in values.values()):
        raise Undecidable("the result changes its shape")
    near = _five_point(values, 1)
    far = _five_point(values, 2)
    scale = 1.0 + np.max(np.abs(near), initial=0.0)
    if np.max(np.abs(near - far), initial=0.0) > AGREEMENT * scale:
        raise Undecidable("slopes at two steps differ")
    # The two one-sided slopes differ by h f'' where the function is smooth, by a number that
    # does not shrink where it has a kink at the point.
    bend, wide = (
        np.abs(values[m] - 2 * here + values[-m]) / (m * STEP) for m in (1, 2)
    )
    if np.any((bend > BEND * scale) & (bend > 0.75 * wide)):
        raise Undecidable("a kink at the point")
    rounding = 1e-15 * (np.abs(here) + 1.0) / STEP
    return near, np.abs(near - far) + rounding


def _five_point(values: dict[int, Vector], m: int) -> Vector:
    one = values[m] - values[-m]
    two = values[2 * m] - values[-2 * m]
    return np.asarray((8 * one - two) / (12 * m * STEP))
