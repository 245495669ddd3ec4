"""Windows that slide over an array: views that NumPy makes read-only, of elements in common."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from tests.zoo.registry import zoo

VECTOR = np.array([0.7, 0.9, 1.3, 0.4, 1.1])
MATRIX = np.array([[0.7, 0.9, 1.3], [0.2, 1.4, 0.6], [1.5, 0.8, 0.3]])


@zoo(VECTOR)
def rolling_mean(x):
    return np.sum(sliding_window_view(x, 3).mean(axis=-1) ** 2)


@zoo(VECTOR, 2)
def written_behind(x, n):
    y = x * x
    w = np.lib.stride_tricks.sliding_window_view(y, n)
    y[1:3] *= y[0]
    return np.sum(w[1] * w[2]) + np.sum(w**2)


@zoo(VECTOR)
def rows_in_a_loop(x):
    t = 0.0
    for a, b in sliding_window_view(x, 2):
        t += a * b**2
    return t


@zoo(MATRIX, np.array([[0.5, 1.5], [0.8, 0.3]]))
def correlated(image, kernel):
    w = sliding_window_view(image, kernel.shape)
    return np.sum(np.einsum("ijkl,kl->ij", w, kernel) ** 2)


@zoo(MATRIX)
def of_columns(a):
    w = sliding_window_view(a, 2, axis=0)
    return np.sum(w[..., 0] * w[..., 1] ** 2)


@zoo(MATRIX)
def largest_in_each(a):
    pooled = sliding_window_view(a, (2, 2))[::2, ::2].max(axis=(2, 3))
    return np.sum(pooled**2)


@zoo(VECTOR)
def made_in_a_loop(x):
    y = x.copy()
    t = 0.0
    for i in range(3):
        w = sliding_window_view(y, 2)
        t += np.sum(w[i] ** 3)
        y[i + 1] += t * y[i]
    return t
