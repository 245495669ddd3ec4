"""What is not selected is a strong zero: at the very points where its slope is infinite."""

from __future__ import annotations

import numpy as np
import pytest

import adgen


def root(x):
    return np.sum(np.where(x > 0.0, np.sqrt(x), 0.0))


def entropy(x):
    return np.sum(np.where(x > 0.0, x * np.log(x), 0.0))


def sinc(x):
    return np.sum(np.where(x != 0.0, np.sin(x) / x, 1.0))


def overflow(x):
    return np.sum(np.where(x < 0.5, 0.0 * np.exp(x), np.exp(-x)))


def scaled(x):
    scale = x[2]
    return np.sum(np.where(x > 0.0, scale * np.log(x), 0.0))


def clipped(x):
    return np.sum(np.maximum(np.sqrt(x), 1.0))


POINT = np.array([0.0, 0.0, 4.0])


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (root, [0.0, 0.0, 0.25]),
        (entropy, [0.0, 0.0, np.log(4.0) + 1.0]),
        (sinc, [0.0, 0.0, np.cos(4.0) / 4.0 - np.sin(4.0) / 16.0]),
        (overflow, [0.0, 0.0, -np.exp(-4.0)]),
        (scaled, [0.0, 0.0, np.log(4.0) + 1.0]),
        (clipped, [0.0, 0.0, 0.25]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_the_side_not_taken_poisons_no_gradient(function, expected):
    point = POINT if function is not overflow else np.array([-1e4, 0.0, 4.0])
    gradient = adgen.grad(function)(point)
    np.testing.assert_allclose(gradient, expected, atol=1e-15)
    _, tangent = adgen.jvp(function, (point,), (np.ones(3),))
    np.testing.assert_allclose(tangent, np.sum(expected), atol=1e-15)
    assert np.all(np.isfinite(adgen.hvp(function)(point, np.ones(3))))


def test_a_bounded_slope_costs_no_second_selection():
    gradient = adgen.grad(lambda x: np.sum(np.where(x > 0.0, np.sin(x), x * x)))
    gradient(POINT)
    code = [line.partition("#")[0] for line in gradient.source.splitlines()]
    assert sum(line.count("np.where") for line in code) == 2
