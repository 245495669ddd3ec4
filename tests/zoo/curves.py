"""Curves through points."""

import numpy as np
from scipy.interpolate import CubicSpline, interp1d, make_interp_spline

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
