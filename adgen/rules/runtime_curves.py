"""Curves through points, and fitted to points, by SciPy: functions that generated code copies.

`order` is that of the derivative in the place `at`; a curve is made anew at each call. `taken` is
the order of the method `derivative`, which gives the same but for the last digit.
"""

from __future__ import annotations

import numpy as np


def _cubic_spline(x, y, at, bc_type="not-a-knot", order=0, taken=0):  # type: ignore[no-untyped-def]
    """`CubicSpline(x, y, bc_type=bc_type).derivative(taken)(at, order)`"""
    from scipy.interpolate import CubicSpline

    curve = CubicSpline(x, y, bc_type=bc_type)
    return (curve.derivative(taken) if taken else curve)(at, order)


def _interpolated(x, y, at, kind="linear", fill_value=None, below=None, above=None, order=0):  # type: ignore[no-untyped-def]
    """`interp1d(x, y, kind)(at)` along the first axis; a derivative is that of the same spline."""
    from scipy.interpolate import interp1d, make_interp_spline

    more = {} if fill_value is None else {"fill_value": fill_value}
    if below is not None:
        more = {"fill_value": (below, above), "bounds_error": False}
    degree = {"linear": 1, "slinear": 1, "quadratic": 2, "cubic": 3}.get(kind, 0)
    if order == 0 or degree == 0:
        found = interp1d(x, y, kind=kind, axis=0, **more)(at)
        return found if order == 0 else 0.0 * found
    spline = make_interp_spline(x, y, k=degree)
    found = spline(at, nu=order) if order <= degree else 0.0 * spline(at)
    if below is None:
        return found
    inside = np.reshape(
        (x[0] <= at) & (at <= x[-1]), np.shape(at) + (1,) * (np.ndim(y) - 1)
    )
    return np.where(inside, found, 0.0)


def _interp_spline(x, y, at, k=3, bc_type=None, order=0, taken=0):  # type: ignore[no-untyped-def]
    """`make_interp_spline(x, y, k, bc_type=bc_type).derivative(taken)(at, order)`"""
    from scipy.interpolate import make_interp_spline

    spline = make_interp_spline(x, y, k=k, bc_type=bc_type)
    spline = spline.derivative(taken) if taken else spline
    return spline(at, nu=order) if order <= k - taken else 0.0 * spline(at)


def _cubic_spline_matrix(x, at, bc_type="not-a-knot", order=0, taken=0):  # type: ignore[no-untyped-def]
    """The splines of the unit vectors: each value as a combination of the y."""
    return _cubic_spline(x, np.eye(len(x)), at, bc_type, order, taken)  # type: ignore[no-untyped-call]


def _interpolated_matrix(x, at, kind="linear", fill_value=None, below=None, above=None, order=0):  # type: ignore[no-untyped-def]
    """The splines of the unit vectors: each value as a combination of the y."""
    return _interpolated(x, np.eye(len(x)), at, kind, fill_value, below, above, order)  # type: ignore[no-untyped-call]


def _interp_spline_matrix(x, at, k=3, bc_type=None, order=0, taken=0):  # type: ignore[no-untyped-def]
    """The splines of the unit vectors: each value as a combination of the y."""
    return _interp_spline(x, np.eye(len(x)), at, k, bc_type, order, taken)  # type: ignore[no-untyped-call]


def _monotone_curve(x, y, at, order=0, taken=0):  # type: ignore[no-untyped-def]
    """`PchipInterpolator(x, y).derivative(taken)(at, order)`"""
    from scipy.interpolate import PchipInterpolator

    curve = PchipInterpolator(x, y)
    return (curve.derivative(taken) if taken else curve)(at, order)


def _akima_curve(x, y, at, order=0, taken=0):  # type: ignore[no-untyped-def]
    """`Akima1DInterpolator(x, y).derivative(taken)(at, order)`"""
    from scipy.interpolate import Akima1DInterpolator

    curve = Akima1DInterpolator(x, y)
    return (curve.derivative(taken) if taken else curve)(at, order)


def _fitted_curve(f, x, y, args, p0, jac=None, **settings):  # type: ignore[no-untyped-def]
    """`curve_fit(f, x, y, p0, jac=jac)` of functions with further arguments."""
    from scipy.optimize import curve_fit

    if callable(jac):
        settings["jac"] = lambda x, *p: jac(x, *p, *args)
    elif jac is not None:
        settings["jac"] = jac
    return curve_fit(lambda x, *p: f(x, *p, *args), x, y, p0, **settings)


CURVES = (
    _cubic_spline,
    _interpolated,
    _interp_spline,
    _cubic_spline_matrix,
    _interpolated_matrix,
    _interp_spline_matrix,
    _monotone_curve,
    _akima_curve,
    _fitted_curve,
)
"""The functions of this file, for the table of runtime functions."""
