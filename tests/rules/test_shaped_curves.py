"""Curves that keep the shape of their points, in their values: all cases of their slopes."""

import numpy as np
import pytest
from scipy.interpolate import Akima1DInterpolator, PchipInterpolator

import adgen
from adgen.rules import runtime_shaped_curves as shaped

CURVES = {"monotone": PchipInterpolator, "akima": Akima1DInterpolator}


def slopes(law, x, y):
    return CURVES[law](x, y)(x, 1)


def drawn(points, seed):
    rng = np.random.default_rng([points, seed])
    return np.cumsum(rng.uniform(0.5, 2.0, points)), rng.normal(size=points)


@pytest.mark.parametrize("law", CURVES)
@pytest.mark.parametrize("points", [2, 3, 4, 7])
def test_slopes_in_all_their_cases(law, points):
    """Ends that are cut off at zero or at three times the segment's slope are among 20 draws."""
    step = 1e-6
    for seed in range(20):
        x, y = drawn(points, seed)
        for v in np.eye(points):
            rise = slopes(law, x, y + step * v) - slopes(law, x, y - step * v)
            along = shaped._slopes_along(x, y, v, law)
            np.testing.assert_allclose(along, rise / (2 * step), atol=1e-7)


@pytest.mark.parametrize("law", CURVES)
@pytest.mark.parametrize("points", [2, 3, 7])
def test_second_derivatives_of_slopes(law, points):
    step = 1e-6
    for seed in range(10):
        x, y = drawn(points, seed)
        u, v, w = np.random.default_rng(seed).normal(size=(3, points))
        after = shaped._slopes_along(x, y + step * u, v, law)
        before = shaped._slopes_along(x, y - step * u, v, law)
        bend = shaped._slopes_bend(x, y, v, u, law)
        np.testing.assert_allclose(bend, (after - before) / (2 * step), atol=1e-6)
        along = shaped._slopes_along(x, y, v, law)
        assert w @ along == pytest.approx(shaped._slopes_back(x, y, w, law) @ v)
        back = shaped._slopes_bend_back(x, y, v, w, law)
        assert w @ bend == pytest.approx(back @ u, abs=1e-12)


def test_a_point_between_a_rise_and_a_plateau():
    """The slope there is 0 whatever the rise: docs/maths.md."""

    def slope(y):
        return PchipInterpolator(np.arange(5.0), y)(2.0, 1)

    y = np.array([0.0, 1.0, 2.0, 2.0, 3.0])
    np.testing.assert_array_equal(adgen.grad(lambda y: float(slope(y)))(y), np.zeros(5))


def test_straight_lines_keep_their_mean_slope():
    """Where Akima's quotient is 0 / 0 the slope is the mean of the two outer segments'."""

    def slope(y):
        return Akima1DInterpolator(np.arange(7.0), y)(3.0, 1)

    y = np.array([0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    want = [0.0, -0.5, 0.5, 0.0, -0.5, 0.5, 0.0]
    found = adgen.grad(lambda y: float(slope(y)))(y)
    np.testing.assert_allclose(found, want, atol=1e-15)
