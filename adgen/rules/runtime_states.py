"""Filters that begin with a state, and their adjoints: functions that generated code copies.

Signals lie along the last axis, and a state stands behind its signal.
"""

from __future__ import annotations

import numpy as np


def _filtered_from(b, a, x, zi):  # type: ignore[no-untyped-def]
    """`scipy.signal.lfilter(b, a, x, zi=zi)`: the signal, and behind it the state at the end."""
    from scipy.signal import lfilter

    return np.concatenate(lfilter(b, a, x, zi=zi), axis=-1)


def _fed_back(bar, a, n):  # type: ignore[no-untyped-def]
    """w[m] = bar[m] - (a[1] * w[m + 1] + a[2] * w[m + 2] + ...) / a[0] for m < n, then bar[m]."""
    from scipy.signal import lfilter

    poles, behind = a[1:] / a[0], bar[..., n:]
    if len(poles) == 0:
        return bar
    terms = [behind[..., : len(poles) - i] @ poles[i:] for i in range(len(poles))]
    start = -np.stack(terms, axis=-1)
    before, _ = lfilter([1.0], a / a[0], bar[..., :n][..., ::-1], zi=start)
    return np.concatenate((before[..., ::-1], behind), axis=-1)


def _sums_ahead(w, v, n):  # type: ignore[no-untyped-def]
    """v[0] * w[..., m] + v[1] * w[..., m + 1] + ... for m < n."""
    return sum(v[j] * w[..., j : j + n] for j in range(len(v)))


def _spread_ahead(bar, v, size):  # type: ignore[no-untyped-def]
    """The adjoint of w in `sums_ahead(w, v, n)`, where so many numbers lie along its last axis."""
    n = np.shape(bar)[-1]
    w_bar = np.zeros(np.shape(bar)[:-1] + (size,), dtype=np.result_type(bar, v))
    for j in range(len(v)):
        w_bar[..., j : j + n] += v[j] * bar
    return w_bar


def _overlaps(w, x, count):  # type: ignore[no-untyped-def]
    """The sums of w[..., j:j + n] * x for j < count, of signals x of length n."""
    n = np.shape(x)[-1]
    return np.array([np.sum(w[..., j : j + n] * x) for j in range(count)])


def _sections_from(sos, both):  # type: ignore[no-untyped-def]
    """`scipy.signal.sosfilt(sos, x, zi=zi)`: of a signal, and behind it its state, the same."""
    from scipy.signal import sosfilt

    count = len(sos)
    x, zi = both[..., : -2 * count], both[..., -2 * count :]
    zi = np.reshape(zi, np.shape(zi)[:-1] + (count, 2))
    y, zf = sosfilt(sos, x, zi=np.moveaxis(zi, -2, 0))
    zf = np.reshape(np.moveaxis(zf, 0, -2), np.shape(y)[:-1] + (2 * count,))
    return np.concatenate((y, zf), axis=-1)


def _sections_back(sos, bar):  # type: ignore[no-untyped-def]
    """The adjoint of `both` in `sections_from(sos, both)`."""
    from scipy.signal import lfilter

    count = len(sos)
    bar = np.array(bar)
    signal = bar[..., : -2 * count]
    for i in reversed(range(count)):
        b, a = np.asarray(sos[i][:3]), np.asarray(sos[i][3:])
        # From the state at the end back to that at the beginning.
        state = bar[..., np.shape(bar)[-1] - 2 * (count - i) :][..., :2]
        start = -np.stack((state @ a[1:], state[..., 0] * a[2]), axis=-1)
        fed, _ = lfilter([1.0], a, signal[..., ::-1], zi=start)
        fed = np.concatenate((fed[..., ::-1], state), axis=-1)
        signal[...] = b[0] * fed[..., :-2] + b[1] * fed[..., 1:-1] + b[2] * fed[..., 2:]
        state[...] = fed[..., :2]
    return bar


def _tails(v, n):  # type: ignore[no-untyped-def]
    """The sums of v[1:], v[2:], ...: n of them, of which those behind the last are 0."""
    sums = np.zeros(n, dtype=np.asarray(v).dtype)
    sums[: len(v) - 1] = np.cumsum(v[:0:-1])[::-1]
    return sums


def _heads(bar, n):  # type: ignore[no-untyped-def]
    """The sums of bar[:0], bar[:1], ...: n of them, which is the adjoint of `tails`."""
    sums = np.zeros(len(bar) + 1, dtype=bar.dtype)
    sums[1:] = np.cumsum(bar)
    return sums[:n]


STATES = (
    _filtered_from,
    _fed_back,
    _sums_ahead,
    _spread_ahead,
    _overlaps,
    _sections_from,
    _sections_back,
    _tails,
    _heads,
)
"""The functions of this file, for the table of runtime functions."""
