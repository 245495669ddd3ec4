"""Running sums and products, differences, and integrals by the trapezoid."""

from adgen.rules.declare import linear, rule

for cumsum in (
    "np.cumsum(a, axis=None, dtype=None)",
    "np.cumulative_sum(a, /, *, axis=None, dtype=None)",
):
    linear(
        cumsum,
        a_bar="as_shaped(reversed_sum(out_bar, 0), a) if axis is None"
        " else reversed_sum(out_bar, axis)",
        kinds="accumulation",
    )
for cumprod in (
    "np.cumprod(a, axis=None, dtype=None)",
    "np.cumulative_prod(a, /, *, axis=None, dtype=None)",
):
    rule(
        cumprod,
        out_dot="cumprod_tangent(np.ravel(a), np.ravel(a_dot), 0) if axis is None"
        " else cumprod_tangent(a, a_dot, axis)",
        a_bar="as_shaped(cumprod_adjoint(np.ravel(a), out_bar, 0), a) if axis is None"
        " else cumprod_adjoint(a, out_bar, axis)",
        kinds="accumulation",
    )
rule(
    "np.diff(a, n=1, axis=-1, prepend=None, append=None)",
    out_dot="np.diff(a_dot, n, axis, zeros_of(prepend), zeros_of(append))",
    a_bar="without_ends(undifferenced(out_bar, n, axis), prepend, append, axis)",
    kinds="difference",
)
linear(
    "np.ediff1d(ary)",
    ary_bar="as_shaped(undifferenced(out_bar, 1, 0), ary)",
    kinds="one_dimension",
)
# The weight of a point is half the distance of its neighbours.
for trapezoid in ("np.trapezoid", "scipy.integrate.trapezoid"):
    rule(
        f"{trapezoid}(y, x=None, dx=1.0, axis=-1)",
        out_dot="np.trapezoid(y_dot, x, dx, axis) + np.trapezoid(y, x_dot, axis=axis)"
        " + np.trapezoid(y, None, dx_dot, axis)",
        y_bar="expand(out_bar, y, axis) * spread_weights(w, y, axis)",
        x_bar="undifferenced(0.5 * (y[1:] + y[:-1]) * out_bar, 1, 0) if ndim(y) == 1"
        " else refused('with respect to x, where y has several dimensions')",
        dx_bar="np.sum(out_bar * np.trapezoid(y, axis=axis))",
        where="points = dx * np.arange(np.shape(y)[axis]) if x is None"
        " else x if ndim(x) == 1 else refused('where x has several dimensions');"
        " w = 0.5 * (np.diff(points, append=points[-1:])"
        " + np.diff(points, prepend=points[:1]))",
        kinds="reduction_of_y",
        dtype="float",
    )
