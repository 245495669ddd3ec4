"""Calls with stars: an array behind one gives as many arguments as the function takes."""

import functools
import math

import numpy as np

from tests.zoo.registry import draw, zoo


def decay(t, amplitude, rate, offset):
    return amplitude * np.exp(-rate * t) + offset


@zoo(draw(3), np.linspace(0.0, 1.0, 5), draw(5))
def curve_of_parameters(p, t, y):
    return np.sum((decay(t, *p) - y) ** 2)


@zoo(draw(2), draw(5))
def some_by_name(p, t):
    return np.sum(decay(t, *p, offset=0.3) ** 2)


@zoo(draw(2), 0.4, draw(5))
def some_behind_the_star(p, offset, t):
    return np.sum(decay(t, *p, offset) ** 2)


@zoo(draw(3), draw(5))
def of_a_lambda_and_a_partial(p, t):
    wave = functools.partial(lambda s, a, b, c: a * np.sin(b * s + c), t)
    return np.sum(wave(*p)) * (lambda a, b, c: a * b - c)(*p)


class Quaternion:
    def __init__(self, w, x, y, z):
        self.w, self.x, self.y, self.z = w, x, y, z

    def norm(self):
        return math.sqrt(self.w**2 + self.x**2 + self.y**2 + 2.0 * self.z**2)


@zoo(draw(4))
def of_a_class(q):
    return Quaternion(*q).norm() * q[0]


@zoo(draw(2, 3))
def of_a_row_in_a_loop(rows):
    total = 0.0
    for row in rows:
        total += np.sum(decay(0.3, *row))
        total *= decay(total, *row)
    return total


@zoo([0.3, 0.5, 0.7], 0.4)
def of_a_list_that_is_made(p, t):
    made = []
    for v in p:
        made.append(v * t)
    return decay(t, *made)


@zoo(draw(2, low=0.4, high=1.2), draw(4))
def ufuncs_and_extremes(p, x):
    return np.hypot(*p) * np.arctan2(*p) + max(*x) * min(*(x * p[0]))


@zoo(np.array([0.7, 1.9, 1.3]))
def largest_of_one_and_others(x):
    roots = [np.sqrt(v) for v in x if v > 1]
    spread = max(x[0], *x[1:]) - min(*roots, x[2])
    return spread * max(*x, *roots) + max(0.0, *(v * v for v in roots))


@zoo(np.array([0.7, 1.9, 1.3]))
def largest_so_far(x):
    tops = [x[0]]
    for v in x:
        tops.append(max(v * x[2], *tops))
    return sum(tops)
