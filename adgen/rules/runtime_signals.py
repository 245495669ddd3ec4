"""Adjoints of convolutions and filters, as functions that generated code copies."""

from __future__ import annotations

import numpy as np


def _convolution_back(bar, a, b, mode, swapped):  # type: ignore[no-untyped-def]
    """The adjoint of `a` in scipy.signal.convolve(a, b, mode), or of (b, a) if `swapped`."""
    from scipy.signal import convolve

    sizes, others = np.array(np.shape(a)), np.array(np.shape(b))
    full = np.zeros(sizes + others - 1, dtype=np.asarray(bar).dtype)
    first = others if swapped else sizes
    start = 0 * sizes
    if mode == "same":
        start = (sizes + others - 1 - first) // 2
    elif mode == "valid":
        start = np.minimum(sizes, others) - 1
    full[tuple(slice(i, i + n) for i, n in zip(start, np.shape(bar)))] = bar
    return convolve(full, np.flip(b), mode="valid")


def _convolution_back_along(bar, a, b, mode, swapped, axes):  # type: ignore[no-untyped-def]
    """The adjoint of `a` in scipy.signal.fftconvolve(a, b, mode, axes), or of (b, a)."""
    from scipy.signal import fftconvolve

    axes = [int(axis) % np.ndim(a) for axis in np.atleast_1d(axes)]
    shape, index = list(np.shape(bar)), [slice(None)] * np.ndim(a)
    for axis in axes:
        n, m = np.shape(a)[axis], np.shape(b)[axis]
        start = (n + m - 1 - (m if swapped else n)) // 2 if mode == "same" else 0
        start = min(n, m) - 1 if mode == "valid" else start
        index[axis] = slice(start, start + shape[axis])
        shape[axis] = n + m - 1
    full = np.zeros(shape, dtype=np.asarray(bar).dtype)
    full[tuple(index)] = bar
    found = fftconvolve(full, np.flip(b, axes), mode="valid", axes=axes)
    pairs = enumerate(zip(np.shape(a), np.shape(found)))
    once = tuple(axis for axis, (n, m) in pairs if n == 1 != m)
    return np.sum(found, axis=once, keepdims=True)


def _lagged(bar, w, count, axis):  # type: ignore[no-untyped-def]
    """The sums of bar[k:] * w[:n-k] for k from 0 to count - 1, along an axis."""
    bar, w = np.moveaxis(bar, axis, 0), np.moveaxis(w, axis, 0)
    n = len(bar)
    return np.array([np.sum(bar[k:] * w[: max(n - k, 0)]) for k in range(count)])


def _neighbours_back(bar, weights, mode, flipped, origin=0):  # type: ignore[no-untyped-def]
    """The adjoint of `x` in scipy.ndimage.correlate(x, weights, mode), or in convolve."""
    from scipy.signal import convolve

    padding = {
        "reflect": "symmetric",
        "grid-mirror": "symmetric",
        "mirror": "reflect",
        "nearest": "edge",
        "wrap": "wrap",
        "grid-wrap": "wrap",
    }
    weights = np.flip(weights) if flipped else weights
    padded = convolve(bar, weights, mode="full", method="direct")
    for axis, (n, size) in enumerate(zip(np.shape(bar), np.shape(weights))):
        moved = origin[axis] if np.ndim(origin) else origin
        low = size // 2 + (size % 2 - 1 - moved if flipped else moved)
        padded = np.moveaxis(padded, axis, 0)
        folded = np.zeros((n,) + padded.shape[1:])
        if mode in padding:
            places = np.pad(np.arange(n), (low, size - 1 - low), padding[mode])  # type: ignore[call-overload]
            np.add.at(folded, places, padded)
        else:
            folded += padded[low : low + n]
        padded = np.moveaxis(folded, 0, axis)
    return padded


def _weights_back(bar, x, weights, mode, cval, flipped, origin=0):  # type: ignore[no-untyped-def]
    """The adjoint of `weights` in scipy.ndimage.correlate(x, weights, mode, cval), or convolve."""
    from scipy.signal import correlate

    widths = []
    for axis, size in enumerate(np.shape(weights)):
        moved = origin[axis] if np.ndim(origin) else origin
        low = size // 2 + (size % 2 - 1 - moved if flipped else moved)
        widths.append((low, size - 1 - low))
    padding = {
        "reflect": "symmetric",
        "grid-mirror": "symmetric",
        "mirror": "reflect",
        "nearest": "edge",
        "wrap": "wrap",
        "grid-wrap": "wrap",
    }
    if mode in padding:
        padded = np.pad(x, widths, padding[mode])  # type: ignore[call-overload]
    else:
        padded = np.pad(x, widths, constant_values=cval)
    found = correlate(padded, bar, mode="valid", method="direct")
    return np.flip(found) if flipped else found


SIGNALS = (
    _convolution_back,
    _convolution_back_along,
    _lagged,
    _neighbours_back,
    _weights_back,
)
"""The functions of this file, for the table of runtime functions."""
