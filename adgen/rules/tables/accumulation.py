"""Running sums and products, differences, and integrals by the trapezoid."""

from adgen.rules.declare import linear, rule

linear(
    "np.cumsum(a, axis=None, dtype=None)",
    a_bar="as_shaped(reversed_sum(out_bar, 0), a) if axis is None"
    " else reversed_sum(out_bar, axis)",
    kinds="accumulation",
)
rule(
    "np.cumprod(a, axis=None, dtype=None)",
    out_dot="cumprod_tangent(np.ravel(a), np.ravel(a_dot), 0) if axis is None"
    " else cumprod_tangent(a, a_dot, axis)",
    a_bar="as_shaped(cumprod_adjoint(np.ravel(a), out_bar, 0), a) if axis is None"
    " else cumprod_adjoint(a, out_bar, axis)",
    kinds="accumulation",
)
# With include_initial there is one more element in front, 0 or 1.
_CUMULATIVE = "a, /, *, axis=None, dtype=None, include_initial=False"
linear(
    f"np.cumulative_sum({_CUMULATIVE})",
    a_bar="as_shaped(reversed_sum(later, along_axis), a)",
    where="along_axis = 0 if axis is None else only_axis(axis);"
    " later = without_first(out_bar, along_axis, include_initial)",
    kinds="accumulation",
)
rule(
    f"np.cumulative_prod({_CUMULATIVE})",
    out_dot="with_zero(cumprod_tangent(data, np.ravel(a_dot) if axis is None else a_dot,"
    " along_axis), along_axis, include_initial)",
    a_bar="as_shaped(cumprod_adjoint(data, later, along_axis), a)",
    where="along_axis = 0 if axis is None else only_axis(axis);"
    " data = np.ravel(a) if axis is None else a;"
    " later = without_first(out_bar, along_axis, include_initial)",
    kinds="accumulation",
)
rule(
    "np.diff(a, n=1, axis=-1, prepend=None, append=None)",
    out_dot="differenced(a_dot, n, axis, zeros_of(prepend), zeros_of(append))"
    " + differenced(np.zeros_like(a), n, axis, prepend_dot, zeros_of(append))"
    " + differenced(np.zeros_like(a), n, axis, zeros_of(prepend), append_dot)",
    a_bar="no_longer(without_ends(joined, prepend, append, axis), a, axis, n)",
    prepend_bar="end_of(joined, prepend, axis, 0)",
    append_bar="end_of(joined, append, axis, -1)",
    where="joined = undifferenced(out_bar, n, axis)",
    kinds="difference",
)
linear(
    "np.ediff1d(ary, to_end=None, to_begin=None)",
    ary_bar="as_shaped(undifferenced(between, 1, 0), ary)",
    to_end_bar="unpacked(as_shaped(out_bar[len(out_bar) - behind:], to_end), to_end)",
    to_begin_bar="unpacked(as_shaped(out_bar[:before], to_begin), to_begin)",
    where="before = 0 if to_begin is None else np.size(to_begin);"
    " behind = 0 if to_end is None else np.size(to_end);"
    " between = out_bar if to_begin is None and to_end is None"
    " else out_bar[before:len(out_bar) - behind]",
    kinds="differences_in_a_row",
)
# The weight of a point is half the distance of its neighbours.
_ONE_STEP = (
    "x is not None or is_scalar(dx) else refused('where dx is an array; give it x')"
)
for trapezoid in ("np.trapezoid", "scipy.integrate.trapezoid"):
    rule(
        f"{trapezoid}(y, x=None, dx=1.0, axis=-1)",
        out_dot="np.trapezoid(y_dot, x, dx, axis) + np.trapezoid(y, x_dot, axis=axis)"
        " + np.trapezoid(y, None, dx_dot, axis)"
        " if x is None or ndim(x) == 1 or ndim(x) == ndim(y)"
        " else refused('where x has several dimensions, but not those of y')",
        y_bar="like(wide * of_points, y) if x is not None and ndim(x) > 1"
        f" else expand(out_bar, y, axis) * spread_weights(w, y, axis) if {_ONE_STEP}",
        x_bar="undifferenced(0.5 * (y[1:] + y[:-1]) * out_bar, 1, 0)"
        " if ndim(y) == 1 and ndim(x) == 1"
        " else undifferenced(np.sum(np.reshape(0.5 * (rows[..., 1:] + rows[..., :-1])"
        " * out_bar[..., None], (-1, len(x) - 1)), axis=0), 1, 0) if ndim(x) == 1"
        " else like(undifferenced(wide * pairs, 1, axis), x)",
        dx_bar=f"np.sum(out_bar * np.trapezoid(y, axis=axis)) if {_ONE_STEP}",
        where="rows = np.moveaxis(y, axis, -1);"
        " wide = 0.5 * np.expand_dims(out_bar, axis) if ndim(x) == ndim(y)"
        " else refused('where x has several dimensions, but not those of y');"
        " pairs = np.moveaxis(rows[..., 1:] + rows[..., :-1], -1, axis);"
        " of_points = np.diff(x, axis=axis, append=np.take(x, [-1], axis=axis))"
        " + np.diff(x, axis=axis, prepend=np.take(x, [0], axis=axis));"
        " points = np.arange(np.shape(y)[axis]) if x is None else x;"
        " w = (0.5 * dx if x is None else 0.5) * (np.diff(points, append=points[-1:])"
        " + np.diff(points, prepend=points[:1]))",
        kinds="reduction_of_y",
        dtype="float",
    )
linear(
    "np.add.reduceat(array, indices, axis=0, dtype=None)",
    array_bar="reduceat_adjoint(out_bar, array, indices, axis)",
    kinds="reduced_in_pieces",
    shape_only=("indices",),
)
linear(
    "reduceat_adjoint(bar, array, indices, axis)",
    bar_bar="np.add.reduceat(out_bar, indices, axis)",
    kinds="as_array",
    shape_only=("array", "indices"),
)
