"""The adjoint of windows that slide over an array, as a function that generated code copies."""

from __future__ import annotations

import numpy as np


def _windows_added(bar, like, window_shape, axis):  # type: ignore[no-untyped-def]
    """The adjoint of `x` in `sliding_window_view(x, window_shape, axis)`: the windows, added up."""
    window = np.atleast_1d(window_shape)
    axes = range(np.ndim(like)) if axis is None else np.atleast_1d(axis)
    added = np.zeros(np.shape(like), dtype=bar.dtype)
    for places in np.ndindex(*window):  # one place in all windows at a time
        part = added
        for i, k, n in zip(axes, places, window):
            part = np.moveaxis(part, i, 0)
            part = np.moveaxis(part[k : len(part) - n + k + 1], 0, i)
        part += bar[(..., *places)]
    return added


WINDOWS = (_windows_added,)
"""The function of this file, for the table of runtime functions."""
