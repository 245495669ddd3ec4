"""Numerical care: the points where a formula written without thought gives NaN or noise.

docs/maths.md says what holds at each of them.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.special import log_softmax, logsumexp, softmax

import adgen


def slopes(f, *args):
    """The gradient, which must come without a warning."""
    with np.errstate(all="raise", under="ignore"):
        return adgen.grad(f, argnums=tuple(range(len(args))))(*args)


def curvature(f, x, direction):
    """The derivative of the gradient in a direction."""
    return adgen.hvp(f)(x, direction)


def test_sinc_at_zero():
    assert slopes(np.sinc, 0.0) == (0.0,)
    near = slopes(np.sinc, 1e-5)[0]
    assert math.isclose(near, -(np.pi**2) / 3 * 1e-5, rel_tol=1e-9)


def test_hypot_at_zero():
    assert slopes(np.hypot, 0.0, 0.0) == (0.0, 0.0)
    assert slopes(math.hypot, 0.0, 0.0) == (0.0, 0.0)
    (x_bar,) = slopes(lambda x: np.sum(np.hypot(x, 0.0)), np.array([0.0, 2.0]))
    assert x_bar.tolist() == [0.0, 1.0]


def test_arctan2_on_the_axes():
    assert slopes(np.arctan2, 0.0, 1.0) == (1.0, 0.0)
    assert slopes(np.arctan2, 1.0, 0.0) == (0.0, -1.0)


def test_powers_at_zero():
    assert slopes(lambda x, n: x**n, 0.0, 2.0) == (0.0, 0.0)
    assert slopes(lambda x, n: x**n, 0.0, 1.0) == (1.0, 0.0)
    assert slopes(lambda x: x**0, 0.0) == (0.0,)
    (x_bar,) = slopes(lambda x: np.sum(x**2.0), np.array([0.0, 3.0]))
    assert x_bar.tolist() == [0.0, 6.0]
    (x_bar,) = slopes(lambda x: np.sum(np.power(x, 3)), np.array([0.0, -1.0]))
    assert x_bar.tolist() == [0.0, 3.0]


@pytest.mark.parametrize("zeros", [(), (1,), (1, 3), (0, 1, 3)])
def test_products_with_zeros(zeros):
    x = np.array([1.5, 2.0, -0.5, 3.0])
    x[list(zeros)] = 0.0
    direction = np.array([0.3, -1.0, 0.7, 0.2])
    for f in (np.prod, lambda x: np.sum(np.cumprod(x) * np.arange(4.0))):
        (gradient,) = slopes(f, x)
        for i in range(4):
            unit = np.eye(4)[i]
            # A product is linear in each of its factors.
            assert np.isclose(gradient[i], f(x + unit) - f(x))
        step = 1e-4
        after, before = (slopes(f, x + s * direction)[0] for s in (step, -step))
        second = curvature(f, x, direction)
        assert np.allclose(second, (after - before) / (2 * step), atol=1e-6)


def test_deviation_of_constants():
    for f in (np.std, lambda x: np.sum(np.std(np.stack((x, x)), axis=1))):
        (x_bar,) = slopes(f, np.full(3, 2.0))
        assert x_bar.tolist() == [0.0, 0.0, 0.0]
    (x_bar,) = slopes(np.var, np.full(3, 2.0))
    assert x_bar.tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("order", [None, 1, 2, 3, np.inf])
def test_norm_at_zero(order):
    (x_bar,) = slopes(lambda x: np.linalg.norm(x, order), np.zeros(3))
    assert np.all(np.isfinite(x_bar))
    assert np.all(x_bar == 0.0)


def test_largest_entries_that_tie_share():
    (x_bar,) = slopes(lambda x: np.linalg.norm(x, np.inf), np.array([3.0, -3.0, 1.0]))
    assert x_bar.tolist() == [0.5, -0.5, 0.0]
    least = -np.inf
    (x_bar,) = slopes(lambda x: np.linalg.norm(x, least), np.array([3.0, -1.0, 1.0]))
    assert x_bar.tolist() == [0.0, -0.5, 0.5]


def test_small_arguments_keep_their_digits():
    assert math.isclose(slopes(np.expm1, 1e-18)[0], 1.0)
    assert math.isclose(slopes(np.log1p, 1e-18)[0], 1.0)
    assert math.isclose(slopes(np.tanh, 20.0)[0], 1.0 - np.tanh(20.0) ** 2)
    (x_bar,) = slopes(lambda x: np.logaddexp(x, 0.0), -800.0)
    assert x_bar == 0.0
    assert slopes(lambda x: np.logaddexp(x, 0.0), 800.0) == (1.0,)
    (x_bar,) = slopes(lambda x: np.logaddexp.reduce(x), np.array([800.0, 0.0, -800.0]))
    assert np.allclose(x_bar, [1.0, 0.0, 0.0])


WEIGHTS = np.array([1.0, 2.0, 3.0])
FAR = np.array([1000.0, 0.0, -1000.0])
NOTHING = np.zeros((3, 3))
AWKWARD = {
    "sinc": (np.sinc, [0.0], [0.0], [[-(np.pi**2) / 3]]),
    "expm1": (np.expm1, [0.0], [1.0], [[1.0]]),
    "log1p": (np.log1p, [0.0], [1.0], [[-1.0]]),
    "tanh": (np.tanh, [50.0], [0.0], [[0.0]]),
    "square": (lambda x: x**2.0, [0.0], [0.0], [[2.0]]),
    "first power": (lambda x: x**1.0, [0.0], [1.0], [[0.0]]),
    "power 0": (lambda x: x**0.0, [0.0], [0.0], [[0.0]]),
    "a power": (lambda x: x[0] ** x[1], [0.0, 2.0], [0, 0], [[2, 0], [0, 0]]),
    "logsumexp": (logsumexp, FAR, [1, 0, 0], NOTHING),
    "logsumexp of -inf": (logsumexp, [0.0, -np.inf], [1, 0], np.zeros((2, 2))),
    "softmax": (lambda x: WEIGHTS @ softmax(x), FAR, [0, 0, 0], NOTHING),
    "log_softmax": (lambda x: WEIGHTS @ log_softmax(x), FAR, [-5, 2, 3], NOTHING),
    "arctan2": (
        lambda x: np.arctan2(x[0], x[1]),
        [0.0, -1.0],
        [-1, 0],
        [[0, -1], [-1, 0]],
    ),
    "prod": (np.prod, [2.0, 0.0, 3.0], [0, 6, 0], [[0, 3, 0], [3, 0, 2], [0, 2, 0]]),
    "cumprod": (
        lambda x: np.sum(np.cumprod(x)),
        [2.0, 0.0, 0.0],
        [1, 2, 0],
        [[0, 1, 0], [1, 0, 2], [0, 2, 0]],
    ),
    "var": (np.var, [2.0, 2.0], [0, 0], [[0.5, -0.5], [-0.5, 0.5]]),
}
"""Functions at the very point: gradient and matrix of second derivatives."""


@pytest.mark.parametrize("name", AWKWARD)
def test_both_modes_and_second_order_at_the_point(name):
    function, point, slope, curved = AWKWARD[name]

    def f(x):
        return np.sum(function(x))

    x = np.array(point)
    direction = np.array([0.3, -1.0, 0.7])[: len(x)]
    near = {"rtol": 1e-12, "atol": 1e-12}
    with np.errstate(divide="raise", over="raise"):
        np.testing.assert_allclose(adgen.grad(f)(x), slope, **near)
        np.testing.assert_allclose(
            adgen.jvp(f, (x,), (direction,))[1], slope @ direction, **near
        )
        second = curvature(f, x, direction)
    np.testing.assert_allclose(second, curved @ direction, **near)


def peak(x):
    return np.linalg.norm(x) + np.hypot(x[0], x[1]) + np.std(x)


def test_norms_at_zero_are_finite_in_both_modes_and_second_order():
    x, direction = np.zeros(2), np.array([0.3, -1.0])
    assert adgen.jvp(peak, (x,), (direction,))[1] == 0.0
    assert np.all(np.isfinite(curvature(peak, x, direction)))
