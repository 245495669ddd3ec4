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


def extended_odd(x, n):
    before = 2 * x[..., :1] - x[..., n:0:-1]
    behind = 2 * x[..., -1:] - x[..., -2 : -(n + 2) : -1]
    return np.concatenate((before, x, behind), axis=-1)


def extended_even(x, n):
    behind = x[..., -2 : -(n + 2) : -1]
    return np.concatenate((x[..., n:0:-1], x, behind), axis=-1)


def extended_constant(x, n):
    before, behind = np.repeat(x[..., :1], n, -1), np.repeat(x[..., -1:], n, -1)
    return np.concatenate((before, x, behind), axis=-1)


def extended_by(extended, x, n):
    if np.shape(x)[-1] <= n:
        raise ValueError("the signal is not longer than what is put at its ends")
    return extended(x, n)


def filtered_both_ways(lfilter, lfilter_zi, b, a, x):
    state = lfilter_zi(b, a)
    y = lfilter(b, a, x, zi=state * x[..., :1])[0]
    return lfilter(b, a, y[..., ::-1], zi=state * y[..., -1:])[0][..., ::-1]


def sections_at_rest(lfilter_zi, sos):
    zi = np.empty((len(sos), 2), dtype=sos.dtype)
    scale = 1.0
    for section in range(len(sos)):
        b, a = sos[section, :3], sos[section, 3:]
        zi[section] = scale * lfilter_zi(b, a)
        scale = scale * (np.sum(b) / np.sum(a))
    return zi


def smoothed(gaussian_filter1d, x, sigma, axis, order, mode, cval, truncate, radius):
    if sigma > 1e-15:
        return gaussian_filter1d(
            x, sigma, axis, order, None, mode, cval, truncate, radius=radius
        )
    return np.copy(x)
