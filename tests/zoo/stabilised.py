"""Extremes that are taken out so that nothing overflows, and extremes that only look like it."""

import math

import numpy as np

from tests.zoo.registry import draw, zoo

# The result does not depend on what is taken out.


@zoo(draw(5))
@zoo(np.array([2.0, -1.0, 2.0]))
def log_of_sum(x):
    m = np.max(x)
    return m + np.log(np.sum(np.exp(x - m)))


@zoo(0.3, 0.8)
@zoo(0.5, 0.5)
def log_of_two(x: float, y: float):
    m = max(x, y)
    return m + math.log(math.exp(x - m) + math.exp(y - m))


@zoo(draw(4), draw(4, seed=2))
def log_of_two_rows(x, y):
    m = np.maximum(x, y)
    return np.sum(x * (m + np.log(np.exp(x - m) + np.exp(y - m))))


@zoo(draw(4, 3), draw(4, 3, seed=2))
def log_likelihood_of_classes(z, labels):
    z = z - z.max(axis=-1, keepdims=True)
    z -= np.log(np.exp(z).sum(axis=-1, keepdims=True))
    return np.sum(labels * z) / len(z)


@zoo(draw(2, 3, 4))
def weights_along_a_middle_axis(a):
    e = np.exp(a - np.max(a, axis=1, keepdims=True))
    e /= np.sum(e, axis=1, keepdims=True)
    return np.sum(e**2)


@zoo(draw(3, 4))
def columns_without_keepdims(a):
    m = np.max(a, axis=0)
    return np.sum((np.log(np.mean(np.exp(a - m), axis=0)) + m) ** 2)


@zoo(draw(4), draw(3, 4, seed=2))
def softest_minimum(d, a):
    low = np.amin(d)
    e = np.exp(-(d - low))
    return np.sum((np.log(a**2 @ e) - low) ** 2) + np.argmin(e)


# It does depend on it.


@zoo(draw(3, 3))
def the_sum_crosses_the_rows(a):
    m = np.max(a, axis=1)
    e = np.exp(a - m)
    return np.sum((e / np.sum(e, axis=1)) ** 2)


@zoo(draw(3, 3))
def the_sum_is_put_beside_other_rows(a):
    e = np.exp(a - np.max(a, axis=1, keepdims=True))
    return np.sum((e / np.sum(e, axis=1)) ** 2)


@zoo(draw(3, 4))
def the_sum_goes_over_the_rows(a):
    m = np.max(a, axis=1, keepdims=True)
    e = np.exp(a - m)
    return np.sum((e / np.sum(e, axis=0, keepdims=True)) ** 2)


@zoo(draw(3, 4), draw(2, 3, 4, seed=2))
def one_axis_more(a, b):
    e = np.exp(b - np.max(a, axis=1, keepdims=True))
    return np.sum((e / np.sum(e, axis=1, keepdims=True)) ** 2)


@zoo(draw(4))
def never_put_back(x):
    return np.sum(np.exp(x - np.max(x)))


@zoo(draw(4))
def put_back_once_too_often(x):
    m = np.max(x)
    return m + m + np.log(np.sum(np.exp(x - m)))


@zoo(draw(4))
def put_back_with_the_wrong_sign(x):
    m = np.max(x)
    return np.log(np.sum(np.exp(x + m))) + m


@zoo(draw(4))
def beside_one(x):
    m = np.max(x)
    return m + np.log(1.0 + np.sum(np.exp(x - m)))


@zoo(draw(4), draw(4, seed=2))
def multiplied_before_it_is_put_back(x, t):
    m = np.max(x)
    return np.sum((x - m) * t) + m


@zoo(draw(4))
def squared_weights_over_their_sum(x):
    e = np.exp(x - np.max(x))
    return np.sum(e * e / np.sum(e))


@zoo(draw(4))
def odds_of_each(x):
    e = np.exp(x - np.max(x))
    return np.sum((e / (e + 1.0)) ** 2)


@zoo(draw(4))
def taken_out_twice(x):
    m = np.max(x)
    return np.sum(np.exp(x - m) / np.exp(m))


@zoo(draw(4))
def put_back_into_the_reciprocal(x):
    m = np.max(x)
    return m + np.log(np.sum(np.exp(-(x - m))))


@zoo(draw(4), 0.7)
@zoo(draw(4), -0.7)
def used_in_a_branch(x, s):
    m = np.max(x)
    y = np.log(np.sum(np.exp(x - m)))
    if s > 0.0:
        y = y + m
    return y * s


@zoo(draw(3, 4))
def carried_from_turn_to_turn(a):
    m = 0.0
    total = 0.0
    for row in a:
        total += np.log(np.sum(np.exp(row - m))) * m
        m = np.max(row)
    return total + m
