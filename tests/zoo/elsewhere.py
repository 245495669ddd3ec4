"""Functions and constants of another module, which the zoo calls. None is registered."""

import math

import numpy as np

OFFSET = 0.7
SCALE = 1.9


def scaled(x):
    return x * SCALE


def spring(q, k):
    r = np.sin(q)
    return k * r


def shifted(x, by=OFFSET, *, power=2):
    return (x + by) ** power


def through_here(f, x):
    y = f(x)
    return y * y


def is_even(n, x):
    return x if n == 0 else is_odd(n - 1, x * 1.1)


def is_odd(n, x):
    return -x if n == 0 else is_even(n - 1, math.sin(x))
