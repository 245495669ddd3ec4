"""Curves through more than a vector, along any axis, by all the words for their kinds and ends."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import interpolate

import adgen
from adgen.errors import AdgenError
from tests.rules.programs import right

_RNG = np.random.default_rng(43)
KNOTS = np.array([0.0, 1.0, 2.2, 3.1, 4.4])
VALUES = _RNG.normal(size=(2, 5, 3))
PLACES = np.array([[0.4, 1.7], [3.3, 2.5]])
CURVES = (
    "CubicSpline PchipInterpolator Akima1DInterpolator interp1d make_interp_spline"
).split()


@pytest.mark.parametrize("name", CURVES)
def test_curves_along_any_axis(name):
    curve = getattr(interpolate, name)
    first = VALUES[0]
    right(lambda y, t: curve(KNOTS, y, axis=0)(t), first, PLACES)
    right(lambda y, t: curve(KNOTS, y, axis=-1)(t), first.T, 0.7)
    right(lambda y, t: curve(KNOTS, y, axis=1)(t), VALUES, PLACES[0])
    if name == "interp1d":
        right(lambda y, t: curve(KNOTS, y)(t), first.T, PLACES[0])
    else:
        right(lambda y, t: curve(KNOTS, y, axis=1)(t, 1), VALUES, PLACES)
        right(lambda y, t: curve(KNOTS, y).derivative()(t), first, PLACES[0])
        right(lambda y, t: curve(KNOTS, y).antiderivative()(t), first, PLACES[0])
        with pytest.raises(AdgenError, match="integral of a derivative"):
            adgen.vjp(
                lambda y: curve(KNOTS, y).derivative().antiderivative()(0.5), first
            )


def test_values_that_a_curve_has_at_once():
    right(
        lambda y, t: interpolate.pchip_interpolate(KNOTS, y, t, 1, axis=1),
        *(VALUES, PLACES[0]),
    )
    right(lambda y, t: interpolate.CubicSpline(KNOTS, y)([t, 1.0]), VALUES[0], 0.7)


@pytest.mark.parametrize("kind", ["nearest", "nearest-up", "previous", "next", "zero"])
def test_curves_of_steps(kind):
    right(lambda y, t: interpolate.interp1d(KNOTS, y, kind)(t), VALUES[0].T, PLACES)


@pytest.mark.parametrize("kind", ["linear", "cubic", "next"])
def test_numbers_that_stand_beyond_the_ends(kind):
    filled = {"kind": kind, "bounds_error": False}
    at, curve = np.array([-0.7, 0.4, 3.3, 5.1]), interpolate.interp1d
    right(lambda y: curve(KNOTS, y, **filled, fill_value=0.5)(-0.3), VALUES[0, :, 0])
    right(
        lambda y, t: curve(KNOTS, y, **filled, fill_value=(y[0], y[-1]))(t),
        *(VALUES[0, :, 0], at),
    )
    right(
        lambda y, t, f: curve(KNOTS, y, axis=0, **filled, fill_value=(f, 2 * f))(t),
        *(VALUES[0], at, 0.4),
    )
    with pytest.raises(ValueError, match="interpolation range"):
        adgen.vjp(
            lambda y: curve(KNOTS, y, kind, fill_value=0.5)(-0.3), VALUES[0, :, 0]
        )
    with pytest.raises(AdgenError, match="no number and no pair"):
        adgen.vjp(lambda y: curve(KNOTS, y, **filled, fill_value=at)(0.3), at)


@pytest.mark.parametrize("kind", ["linear", "cubic", "next"])
@pytest.mark.parametrize("beyond", [{}, {"fill_value": np.nan}])
def test_nan_beyond_the_ends_is_a_constant(kind, beyond):
    at = np.array([-0.7, 0.4, 3.3, 9.1])

    def curve(y, t):
        found = interpolate.interp1d(KNOTS, y, kind, bounds_error=False, **beyond)
        return found(t)

    y = VALUES[0, :, 0]
    right(lambda y, t: np.nansum(3.0 * curve(y, t)), y, at)
    value, slope = adgen.jvp(curve, (y, at), (y, at))
    np.testing.assert_array_equal(value, curve(y, at))
    np.testing.assert_array_equal(slope[[0, 3]], 0.0)


@pytest.mark.parametrize("ends", ["natural", "clamped", "not-a-knot"])
def test_ends_of_splines(ends):
    spline = interpolate.make_interp_spline
    right(lambda y, t: spline(KNOTS, y, bc_type=ends)(t), VALUES[0], PLACES)


def test_the_steepest_of_curves_side_by_side_decides():
    """Akima's slope counts as undefined where it is flat beside the steepest of all columns."""
    y = np.stack((1e-12 * np.array([0.0, 1.0, 4.0, 2.0, 3.0]), VALUES[0, :, 0]), axis=1)

    def program(y):
        return interpolate.Akima1DInterpolator(KNOTS, y)(PLACES[0])

    v = _RNG.normal(size=y.shape)
    _, found = adgen.jvp(program, (y,), (v,))
    step = 1e-14
    rise = (program(y + step * v) - program(y - step * v)) / (2 * step)
    np.testing.assert_allclose(found[:, 0], rise[:, 0], rtol=1e-3)


def test_curves_of_unknown_axes_are_refused():
    with pytest.raises(AdgenError, match="axis"):
        adgen.vjp(lambda y: interpolate.CubicSpline(KNOTS, y, axis=2)(0.5), VALUES[0].T)
