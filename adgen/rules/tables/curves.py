"""Curves through points: scipy.interpolate.

Splines are linear in the values y: the transpose is the spline of the unit vectors. Values of
several axes are curves side by side, along the first axis. The
objects of SciPy become functions of the points and the place, see
adgen.frontend.higher_order.interpolation.
"""

from adgen.rules.declare import constant, rule, undefined

_LINEAR = {
    "cubic_spline(x, y, at, bc_type='not-a-knot', order=0, taken=0)": (
        "bc_type",
        ", taken",
    ),
    "interp_spline(x, y, at, k=3, bc_type=None, order=0, taken=0)": (
        "k, bc_type",
        ", taken",
    ),
}
for _signature, (_settings, _more) in _LINEAR.items():
    _name = _signature.partition("(")[0]
    rule(
        _signature,
        out_dot=f"{_name}(x, y_dot, at, {_settings}, order{_more})"
        f" + {_name}(x, y, at, {_settings}, order + 1{_more}) * beside_columns(at_dot, y)",
        at_bar="over_columns("
        f"out_bar * {_name}(x, y, at, {_settings}, order + 1{_more}), y)",
        y_bar="of_places(out_bar,"
        f" {_name}_matrix(x, np.ravel(at), {_settings}, order{_more}), y)",
        kinds="at_points",
    )
    _matrix = f"{_name}_matrix(x, at, {_settings}, order + 1{_more})"
    rule(
        _signature.replace("(x, y, at", "_matrix(x, at"),
        out_dot=f"{_matrix} * column(at_dot)",
        at_bar=f"np.sum(out_bar * {_matrix}, axis=1)",
        kinds="at_rows",
    )
# Beyond the ends stands what `below` and `above` say, if they say anything.
_SETTINGS = "kind, fill_value, unfilled(below), unfilled(above)"
_next = f"interpolated(x, y, at, {_SETTINGS}, order + 1)"
rule(
    "interpolated(x, y, at, kind='linear', fill_value=None, below=None, above=None, order=0)",
    out_dot=f"interpolated(x, y_dot, at, {_SETTINGS}, order)"
    f" + {_next} * beside_columns(at_dot, y) + (below_dot * under + above_dot * over)",
    at_bar=f"over_columns(out_bar * {_next}, y)",
    y_bar=f"of_places(out_bar, interpolated_matrix(x, np.ravel(at), {_SETTINGS}, order), y)",
    below_bar="np.sum(out_bar * under)",
    above_bar="np.sum(out_bar * over)",
    where="under = beside_columns(np.less(at, np.min(x)), y) if order == 0 else 0.0;"
    " over = beside_columns(np.greater(at, np.max(x)), y) if order == 0 else 0.0",
    kinds="at_points",
)
_matrix = f"interpolated_matrix(x, at, {_SETTINGS}, order + 1)"
rule(
    "interpolated_matrix(x, at, kind='linear', fill_value=None, below=None, above=None,"
    " order=0)",
    out_dot=f"{_matrix} * column(at_dot)",
    at_bar=f"np.sum(out_bar * {_matrix}, axis=1)",
    kinds="at_rows",
)
_SHAPED = {"monotone": "F. Fritsch and J. Butland (1984)", "akima": "H. Akima (1970)"}
for _law, _ref in _SHAPED.items():
    _name = f"{_law}_curve"
    _slopes = "of_places(out_bar, hermite_slopes(x, np.ravel(at), order, taken), y)"
    rule(
        f"{_name}(x, y, at, order=0, taken=0)",
        out_dot=f"hermite_curve(x, y_dot, slopes_along(x, y, y_dot, '{_law}'), at, order, taken)"
        f" + {_name}(x, y, at, order + 1, taken) * beside_columns(at_dot, y)",
        at_bar=f"over_columns(out_bar * {_name}(x, y, at, order + 1, taken), y)",
        y_bar="of_places(out_bar, hermite_values(x, np.ravel(at), order, taken), y)"
        f" + slopes_back(x, y, {_slopes}, '{_law}')",
        kinds="at_points",
        ref=_ref,
    )

# The curve of values and slopes is linear in both; what follows is for second derivatives.
_next = "hermite_curve(x, y, d, at, order + 1, taken)"
rule(
    "hermite_curve(x, y, d, at, order=0, taken=0)",
    out_dot="hermite_curve(x, y_dot, 0.0 * d, at, order, taken)"
    " + hermite_curve(x, 0.0 * y, d_dot, at, order, taken)"
    f" + {_next} * beside_columns(at_dot, y)",
    at_bar=f"over_columns(out_bar * {_next}, y)",
    y_bar="of_places(out_bar, hermite_values(x, np.ravel(at), order, taken), y)",
    d_bar="of_places(out_bar, hermite_slopes(x, np.ravel(at), order, taken), y)",
    kinds="at_points",
)
for _name in ("hermite_values", "hermite_slopes"):
    _matrix = f"{_name}(x, at, order + 1, taken)"
    rule(
        f"{_name}(x, at, order=0, taken=0)",
        out_dot=f"{_matrix} * column(at_dot)",
        at_bar=f"np.sum(out_bar * {_matrix}, axis=1)",
        kinds="at_rows",
    )
rule(
    "slopes_along(x, y, v, law)",
    out_dot="slopes_bend(x, y, v, y_dot, law) + slopes_along(x, y, v_dot, law)",
    y_bar="slopes_bend_back(x, y, v, out_bar, law)",
    v_bar="slopes_back(x, y, out_bar, law)",
    kinds="at_knots",
)
rule(
    "slopes_back(x, y, w, law)",
    out_dot="slopes_bend_back(x, y, y_dot, w, law) + slopes_back(x, y, w_dot, law)",
    y_bar="slopes_bend_back(x, y, out_bar, w, law)",
    w_bar="slopes_along(x, y, out_bar, law)",
    kinds="at_knots",
)
rule(
    "slopes_bend(x, y, v, u, law)",
    out_dot="slopes_bend(x, y, v_dot, u, law) + slopes_bend(x, y, v, u_dot, law)",
    v_bar="slopes_bend_back(x, y, u, out_bar, law)",
    u_bar="slopes_bend_back(x, y, v, out_bar, law)",
    kinds="at_knots",
)
rule(
    "slopes_bend_back(x, y, v, w, law)",
    out_dot="slopes_bend_back(x, y, v_dot, w, law)"
    " + slopes_bend_back(x, y, v, w_dot, law)",
    v_bar="slopes_bend_back(x, y, out_bar, w, law)",
    w_bar="slopes_bend(x, y, v, out_bar, law)",
    kinds="at_knots",
)
constant(
    "scipy.interpolate.CubicSpline(x, y, axis=0, bc_type='not-a-knot', extrapolate=None)",
    "scipy.interpolate.interp1d(x, y, kind='linear', axis=-1, copy=True,"
    " bounds_error=None, fill_value=None, assume_sorted=False)",
    "scipy.interpolate.make_interp_spline(x, y, k=3, *, bc_type=None, axis=0)",
    "scipy.interpolate.PchipInterpolator(x, y, axis=0, extrapolate=None)",
    "scipy.interpolate.pchip_interpolate(xi, yi, x, der=0, axis=0)",
    "scipy.interpolate.Akima1DInterpolator(x, y, axis=0, *, extrapolate=None)",
    reason="the curve has a derivative where it is evaluated",
)
undefined(
    "scipy.interpolate.griddata(points, values, xi, method='linear')",
    reason="the triangulation of scattered points jumps as they move",
)
