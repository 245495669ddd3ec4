"""Whether a function has a derivative in a direction, as far as its values tell.

|x| at 0         the slope to the right is 1, that to the left -1: a kink
floor(x) at 2    the slopes grow as the step shrinks: a jump
sqrt(x) at 0     no values on one side

Input: the function along a line, t -> f(x + t * direction). Output: why differences cannot
decide what its derivative at 0 is, or an empty string.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

_STEPS = (1e-4, 3e-5)
_GAP = 1e-4
"""Slopes of the two sides that differ by more, relative to their size, are two slopes."""


def why_undecided(along: Callable[[float], Any], scale: float) -> str:
    """`scale` is the size of the derivative; what is smooth there differs by step squared."""
    here = along(0.0)
    gaps: list[float] = []
    for step in _STEPS:
        right = _slope(here, along(step), along(2 * step), step)
        left = _slope(here, along(-step), along(-2 * step), -step)
        if not np.all(np.isfinite(here)):
            return "its value is not finite there"
        if not (np.all(np.isfinite(right)) and np.all(np.isfinite(left))):
            return "it has no finite values on one side"
        gaps.append(float(np.max(np.abs(right - left), initial=0.0)))
    first, second = gaps
    noise = _rounding(here) * float(np.max(np.abs(here), initial=0.0)) / _STEPS[-1]
    if second > _GAP * scale + 100 * noise and second > 0.5 * first:
        return "it has a kink or a jump there, with another slope on each side"
    return ""


def _slope(here: Any, near: Any, far: Any, step: float) -> Any:
    """The derivative to one side, exact for parabolas."""
    return (-3 * here + 4 * near - far) / (2 * step)


def _rounding(values: Any) -> float:
    return float(np.finfo(np.asarray(values).real.dtype).eps)
