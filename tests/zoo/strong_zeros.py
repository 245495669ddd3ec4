"""Sides that are not selected: their infinities and NaNs reach no gradient.

The points lie where the side not taken is NaN or infinite, and where differences still exist.
"""

import numpy as np

from tests.zoo.registry import zoo

MIXED = np.array([-1.0, 4.0, -0.5, 0.7])


@zoo(MIXED)
def root_of_what_is_positive(x):
    return np.sum(np.where(x > 0.0, np.sqrt(x), 0.0))


@zoo(MIXED)
def entropy_of_what_is_positive(x):
    return np.sum(np.where(x > 0.0, x * np.log(x), 0.0))


@zoo(MIXED)
def exponential_linear_unit(x):
    return np.sum(np.where(x > 0.0, x, np.exp(x) - 1.0) * x)


@zoo(np.array([-1.0, 900.0, 0.3]))
def overflow_on_the_side_not_taken(x):
    return np.sum(np.where(x > 0.0, 2.0 * x, np.exp(x) - 1.0))


@zoo(MIXED)
def selections_in_a_selection(x):
    inner = np.where(x > 0.5, np.log(np.sqrt(x)), x)
    return np.sum(np.where(x > 0.6, np.sqrt(inner + 1.0), inner) ** 2)


@zoo(MIXED, 0.4)
def number_in_the_selected_side(x, s):
    return np.sum(np.where(x > 0.0, s * np.log(x), x * s))


@zoo(MIXED)
def largest_of_a_root(x):
    return np.sum(np.fmax(np.sqrt(x), 0.5) * x)


@zoo(MIXED)
def clipped_power(x):
    return np.sum(np.clip(x**3, -0.9, 0.9) * np.where(x < 0.0, x, x**0.5))


@zoo(MIXED)
def selected_in_a_loop(x):
    y = x
    for k in range(3):
        y = np.where(y > k - 0.9, np.sqrt(y + 1.5 - k), y * y)
    return np.sum(y)


@zoo(MIXED, 0.7)
def root_of_a_largest(x, s):
    v = np.maximum(x, 0.0)
    return np.sum(np.sqrt(v * 0.25) * x) + s


@zoo(np.array([[-0.4, 0.3], [0.2, -0.1]]), 0.04)
def variance_that_is_cut_off(z, v0):
    # Full truncation: where the variance gets negative its root stands still.
    s, v = np.ones(2), np.full(2, v0)
    for row in z:
        cut = np.maximum(v, 0.0)
        s = s * np.exp(np.sqrt(cut * 0.1) * row - 0.05 * cut)
        v = v + 0.5 * (0.04 - cut) * 0.1 + 0.9 * np.sqrt(cut * 0.1) * row
    return np.sum(s**2)


@zoo(MIXED)
def power_of_a_clipped(x):
    return np.sum(np.clip(x, 0.0, 2.0) ** 0.5 * np.where(x > 0.0, x, 1.0))
