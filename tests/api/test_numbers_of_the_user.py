"""Arrays without axes count as numbers, and belong to the user: none is changed."""

from __future__ import annotations

import numpy as np

import adgen

WEIGHT = np.array(0.5)
X, V = np.array([0.7, 1.2, 0.3]), np.array([1.0, 0.3, -0.2])


def quotient(x, n):
    t = x[0]
    for k in range(n):
        t = t / x[k]
    return t


def weighted(x, w):
    return w * quotient(x, 3) + w * np.divide.reduce(x)


def weighted_by_the_module(x):
    return WEIGHT * quotient(x, 3) + WEIGHT * np.divide.reduce(x)


def scaled(x, w):
    s = w
    for k in range(3):
        s = s / x[k]
    return s * x[0]


def test_arguments_and_constants():
    w = np.array(0.5)
    calls = [
        lambda: adgen.hvp(weighted)(X, w, V),
        lambda: adgen.grad(weighted, (0, 1))(X, w)[0],
        lambda: adgen.hvp(weighted_by_the_module)(X, V),
        lambda: adgen.hvp(scaled)(X, w, V),
        lambda: adgen.value_and_grad(scaled)(X, w)[1],
    ]
    for call in calls:
        first = call()
        np.testing.assert_array_equal(first, call())
        assert w == WEIGHT == 0.5


def test_seeds_and_tangents():
    w = np.array(0.5)
    _, pull = adgen.vjp(lambda x: np.divide.reduce(x), X)
    np.testing.assert_array_equal(pull(w)[0], pull(0.5)[0])
    np.testing.assert_array_equal(pull(w)[0], pull(0.5)[0])
    for _ in range(2):
        _, slope = adgen.jvp(lambda x, n: (x / n) / n, (2.0, 4.0), (w, None))
        assert slope == 0.5 / 16
    assert w == 0.5
