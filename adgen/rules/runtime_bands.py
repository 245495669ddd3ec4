"""Matrices stored by their diagonals, as functions that generated code copies.

SciPy's form for `(l, u)` diagonals below and above: A[i, j] is ab[u + i - j, j].
"""

from __future__ import annotations

import numpy as np


def _band_product(l_and_u, ab, x):  # type: ignore[no-untyped-def]
    """`A @ x` for the matrix A of the diagonals `ab`."""
    low, up = l_and_u
    n = np.shape(ab)[1]
    out = np.zeros_like(x)
    for k in range(low + up + 1):
        first, last = max(0, up - k), min(n, n + up - k)
        part = np.reshape(ab[k, first:last], (-1,) + (1,) * (np.ndim(x) - 1))
        out[first + k - up : last + k - up] += part * x[first:last]
    return out


def _band_of_product(l_and_u, z, x):  # type: ignore[no-untyped-def]
    """The diagonals of the outer product of z and x (summed over their columns)."""
    low, up = l_and_u
    n = len(x)
    ab = np.zeros((low + up + 1, n))
    for k in range(low + up + 1):
        first, last = max(0, up - k), min(n, n + up - k)
        products = z[first + k - up : last + k - up] * x[first:last]
        ab[k, first:last] = products if np.ndim(x) == 1 else np.sum(products, axis=1)
    return ab


def _band_transposed(l_and_u, ab):  # type: ignore[no-untyped-def]
    """The diagonals of the transposed matrix."""
    low, up = l_and_u
    n = np.shape(ab)[1]
    turned = np.zeros_like(ab)
    for k in range(low + up + 1):
        first, last = max(0, up - k), min(n, n + up - k)
        turned[low + up - k, first + k - up : last + k - up] = ab[k, first:last]
    return turned


def _both_bands(ab, lower):  # type: ignore[no-untyped-def]
    """All diagonals of a symmetric matrix of which the upper or the lower ones are given."""
    u = len(ab) - 1
    upper = _band_transposed((u, 0), ab) if lower else ab  # type: ignore[no-untyped-call]
    below = _band_transposed((0, u), upper)  # type: ignore[no-untyped-call]
    return np.concatenate((upper, below[1:]))


def _one_band(full, lower):  # type: ignore[no-untyped-def]
    """The transpose of `_both_bands`: what two diagonals hold is added."""
    u = len(full) // 2
    below = np.concatenate((np.zeros_like(full[:1]), full[u + 1 :]))
    upper = full[: u + 1] + _band_transposed((u, 0), below)  # type: ignore[no-untyped-call]
    return _band_transposed((0, u), upper) if lower else upper  # type: ignore[no-untyped-call]


BANDS = (
    _band_product,
    _band_of_product,
    _band_transposed,
    _both_bands,
    _one_band,
)
"""The functions of this file, for the table of runtime functions."""
