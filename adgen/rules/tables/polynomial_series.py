"""Values of series of polynomials, np.polynomial.*: powers, Chebyshev, Legendre, Hermite, Laguerre.

Each is linear in its coefficients: with those of the identity matrix it gives the polynomials of
the basis, and with their derivatives (`*der`) the slopes.
"""

from adgen.rules.declare import rule, undefined

for _module, _short in (
    ("polynomial", "poly"),
    ("chebyshev", "cheb"),
    ("legendre", "leg"),
    ("hermite", "herm"),
    ("hermite_e", "herme"),
    ("laguerre", "lag"),
):
    _name = f"np.polynomial.{_module}.{_short}"
    # Of a matrix of coefficients there is a value for each column, in front of those of x.
    rule(
        f"{_name}val(x, c)",
        out_dot=f"{_name}val(x, c_dot) + slopes * x_dot",
        x_bar="out_bar * slopes if ndim(c) == 1 else np.sum(out_bar * slopes, axis=0)"
        " if ndim(c) == 2 else refused('of coefficients with several axes')",
        c_bar="basis @ np.ravel(out_bar) if ndim(c) == 1"
        " else basis @ np.reshape(out_bar, (np.shape(c)[1], np.size(x))).T"
        " if ndim(c) == 2 else refused('of coefficients with several axes')",
        where=f"slopes = {_name}val(x, {_name}der(c));"
        f" basis = {_name}val(np.ravel(x), np.eye(len(c)))",
        kinds="series_value",
    )
    rule(
        f"{_name}der(c, m=1, scl=1, axis=0)",
        out_dot=f"{_name}der(c_dot, m, scl, axis) + by_scale * scl_dot",
        scl_bar="np.sum(out_bar * by_scale)",
        c_bar="steps.T @ out_bar if ndim(c) < 3 and axis == 0 else"
        " np.moveaxis(np.tensordot(steps, out_bar, (0, axis)), 0, axis)",
        where="count = len(c) if ndim(c) == 1 else np.shape(c)[axis];"
        f" steps = {_name}der(np.eye(count), m, scl);"
        " by_scale = out * m / scl if is_scalar(scl)"
        " else refused('by a scale that is an array')",
        kinds="other_sizes",
    )
undefined(
    *(
        f"np.emath.{name}"
        for name in "arccos(x) arcsin(x) arctanh(x) log(x) log10(x) log2(x) sqrt(x)"
        " logn(n, x) power(x, p)".replace(", ", ",").split()
    ),
    reason="whether it is complex depends on the numbers; the function of np of x + 0j is",
)
