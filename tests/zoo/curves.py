"""Curves through points."""

import numpy as np
from scipy.interpolate import (
    Akima1DInterpolator,
    CubicSpline,
    PchipInterpolator,
    interp1d,
    make_interp_spline,
    pchip_interpolate,
)

from tests.zoo.registry import draw, zoo


@zoo(draw(6), 2.3)
def spline_at_a_place(y, t):
    curve = CubicSpline(np.arange(6.0), y)
    return curve(t) * t


@zoo(draw(6), np.array([0.4, 2.3, 4.1]))
def spline_with_its_slope(y, t):
    curve = CubicSpline(np.arange(6.0), y, bc_type="natural")
    slope = curve.derivative()
    return np.sum(curve(t) * slope(t) + curve(t, 2))


@zoo(draw(6), np.array([0.4, 2.3, 4.1]))
def broken_line(y, t):
    line = interp1d(np.arange(6.0), y)
    smooth = interp1d(np.arange(6.0), y, kind="cubic", fill_value="extrapolate")
    return np.sum(line(t) * smooth(t + 2.0))


@zoo(draw(6), 2.3)
def spline_of_a_degree(y, t):
    values = y.copy()
    curve = make_interp_spline(np.arange(6.0), values, k=3)
    values[0] = 7.0
    return curve(t) + values[0] * values[1]


@zoo(np.array([3.0, 1.0, 4.0, 1.5, 5.0, 9.0]), np.array([0.4, 2.3, 4.1]))
@zoo(np.array([1.0, 2.5, 3.1, 8.2, 8.9, 9.3]), np.array([0.4, 2.3, 4.1]))
def curves_that_keep_the_shape(y, t):
    monotone = PchipInterpolator(np.arange(6.0), y)
    local = Akima1DInterpolator([0, 1, 2, 3, 4, 5], y)
    return np.sum(monotone(t) * local(t)) + np.sum(monotone.derivative()(t) ** 2)


@zoo(np.array([3.0, 1.0, 4.0, 1.5]), 2.3)
def monotone_values_at_once(y, t):
    knots = np.arange(4.0)
    slope = pchip_interpolate(knots, y, t, der=1)
    return pchip_interpolate(knots, y * y, t) * slope


@zoo(np.array([3.0, 1.0, 4.0, 1.5]), np.array([0.1, 0.7]))
def monotone_curve_of_a_loop(y, steps):
    total = 0.0
    for step in steps:
        y = np.sin(y) + step
        total = total + pchip_interpolate(np.arange(4.0), y, step)
    return total
