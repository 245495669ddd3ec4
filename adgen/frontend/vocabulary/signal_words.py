"""Curves and filters written as programs: read as the user's own are, never run from here.

Each does, operation by operation, what the function of the library does.
"""

# mypy: ignore-errors

from __future__ import annotations

import numpy as np


def interpolated_periodically(x, xp, fp, period):
    if len(xp) != len(fp):
        raise ValueError("fp and xp are not of the same length")
    if period == 0:
        raise ValueError("period must be a non-zero value")
    period = abs(period)
    places = np.asarray(xp, dtype=float) % period
    order = np.argsort(places)
    places, values = places[order], np.asarray(fp)[order]
    places = np.concatenate((places[-1:] - period, places, places[:1] + period))
    values = np.concatenate((values[-1:], values, values[:1]))
    return np.interp(np.asarray(x, dtype=float) % period, places, values)
