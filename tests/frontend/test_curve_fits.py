"""Curves fitted to data, against solutions of the equation that the parameters satisfy."""

import numpy as np
import pytest
from scipy.optimize import curve_fit, least_squares, root

import adgen

TIMES = np.linspace(0.0, 2.0, 9)
SEEN = 1.3 * np.exp(-0.8 * TIMES) + 0.3 * np.sin(5.0 * TIMES)


def decay(t, a, b):
    return a * np.exp(-b * t)


def decay_slopes(t, a, b):
    e = np.exp(-b * t)
    return np.stack([e, -a * t * e], axis=1)


def fitted(y):
    popt, _ = curve_fit(decay, TIMES, y, jac=decay_slopes, ftol=1e-15, xtol=1e-15)
    return popt[0] * popt[1] ** 2


def fitted_by_residuals(y):
    found = least_squares(
        lambda p: decay(TIMES, p[0], p[1]) - y,
        np.ones(2),
        lambda p: decay_slopes(TIMES, p[0], p[1]),
        ftol=1e-15,
        xtol=1e-15,
        gtol=1e-15,
    )
    return found.x[0] * found.x[1] ** 2


def exact(y):
    """The same, by the root of the gradient, to the last digits."""

    def gradient(p):
        return decay_slopes(TIMES, *p).T @ (decay(TIMES, *p) - y)

    p = root(gradient, [1.3, 0.8], tol=1e-15).x
    return p[0] * p[1] ** 2


@pytest.mark.parametrize("function", [fitted, fitted_by_residuals])
def test_residuals_that_do_not_vanish(function):
    """The equation has the curvature of the model in it: J.T @ J alone is off by 2 % and more."""
    step = 1e-4
    moved = np.eye(9) * step
    want = [(exact(SEEN + v) - exact(SEEN - v)) / (2 * step) for v in moved]
    found = adgen.grad(function)(SEEN)
    np.testing.assert_allclose(found, want, rtol=1e-6)
    v = np.sin(np.arange(9.0))
    _, tangent = adgen.jvp(function, (SEEN,), (v,))
    assert tangent == pytest.approx(np.array(want) @ v, rel=1e-6)


def test_a_start_has_no_influence():
    def of_start(start):
        popt, _ = curve_fit(decay, TIMES, SEEN, start * np.ones(2))
        return popt[0]

    assert adgen.grad(of_start)(1.1) == 0.0
