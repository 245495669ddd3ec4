"""Curves through points: scipy.interpolate.

Splines are linear in the values y: the transpose is the spline of the unit vectors. The
objects of SciPy become functions of the points and the place, see
adgen.frontend.higher_order.interpolation.
"""

from adgen.rules.declare import constant, rule, undefined

_LINEAR = {
    "cubic_spline(x, y, at, bc_type='not-a-knot', order=0, taken=0)": (
        "bc_type",
        ", taken",
    ),
    "interpolated(x, y, at, kind='linear', fill_value=None, order=0)": (
        "kind, fill_value",
        "",
    ),
    "interp_spline(x, y, at, k=3, order=0, taken=0)": ("k", ", taken"),
}
for _signature, (_settings, _more) in _LINEAR.items():
    _name = _signature.partition("(")[0]
    rule(
        _signature,
        out_dot=f"{_name}(x, y_dot, at, {_settings}, order{_more})"
        f" + {_name}(x, y, at, {_settings}, order + 1{_more}) * at_dot",
        at_bar=f"out_bar * {_name}(x, y, at, {_settings}, order + 1{_more})",
        y_bar=f"np.ravel(out_bar) @ {_name}_matrix(x, np.ravel(at), {_settings}, order{_more})",
        kinds="at_points",
    )
    _matrix = f"{_name}_matrix(x, at, {_settings}, order + 1{_more})"
    rule(
        _signature.replace("(x, y, at", "_matrix(x, at"),
        out_dot=f"{_matrix} * column(at_dot)",
        at_bar=f"np.sum(out_bar * {_matrix}, axis=1)",
        kinds="at_rows",
    )
for _name in ("monotone_curve", "akima_curve"):
    rule(
        f"{_name}(x, y, at, order=0, taken=0)",
        out_dot=f"{_name}(x, y, at, order + 1, taken) * at_dot",
        at_bar=f"out_bar * {_name}(x, y, at, order + 1, taken)",
        kinds="at_points",
    )
constant(
    "scipy.interpolate.CubicSpline(x, y, axis=0, bc_type='not-a-knot', extrapolate=None)",
    "scipy.interpolate.interp1d(x, y, kind='linear', axis=-1, copy=True,"
    " bounds_error=None, fill_value=None, assume_sorted=False)",
    "scipy.interpolate.make_interp_spline(x, y, k=3)",
    "scipy.interpolate.PchipInterpolator(x, y)",
    "scipy.interpolate.Akima1DInterpolator(x, y)",
    reason="the curve has a derivative where it is evaluated",
)
undefined(
    "scipy.interpolate.griddata(points, values, xi, method='linear')",
    reason="the triangulation of scattered points jumps as they move",
)
