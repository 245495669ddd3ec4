"""Choosing between values: where, extremes of two, clipping, sorting.

What is not chosen gets an exact zero, never a product with zero: an infinite slope on the side
not taken does not poison the gradient. Ties of extremes are shared equally.
"""

from adgen.rules.declare import elementwise, linear, rule

elementwise(
    "np.where(condition, x, y)",
    x_bar="np.where(condition, out_bar, 0.0)",
    y_bar="np.where(condition, 0.0, out_bar)",
    out_dot="np.where(condition, x_dot if given('x_dot') else 0.0,"
    " y_dot if given('y_dot') else 0.0)",
    kinds="where",
    shape_only=("condition",),
    chosen={"x": "condition", "y": "not condition"},
)

for name, over in (("np.maximum", "'gt'"), ("np.minimum", "'lt'")):
    elementwise(
        f"{name}(x, y)",
        x_bar=f"share(out_bar, x, {over}, y)",
        y_bar=f"share(out_bar, y, {over}, x)",
        out_dot=f"share(x_dot, x, {over}, y) + share(y_dot, y, {over}, x)",
        dtype="number",
        chosen={"x": "x == out", "y": "y == out"},
    )
# fmax and fmin leave out NaN, so which operand was taken is read off the result.
for name in ("np.fmax", "np.fmin"):
    elementwise(
        f"{name}(x, y)",
        x_bar="half_at_ties(out_bar, x, y, out)",
        y_bar="half_at_ties(out_bar, y, x, out)",
        out_dot="half_at_ties(x_dot, x, y, out) + half_at_ties(y_dot, y, x, out)",
        dtype="number",
        chosen={"x": "x == out", "y": "y == out"},
    )
for name in ("max", "min"):
    rule(
        f"{name}(*values)",
        out_dot="extreme_tangent(values_dot, values, out)",
        values_bar="extreme_adjoint(out_bar, values, out)",
        kinds="extreme",
    )

elementwise(
    "np.clip(a, a_min=None, a_max=None)",
    a_bar="select(inside(a, a_min, a_max), out_bar)",
    a_min_bar="select(a < a_min, out_bar)",
    a_max_bar="select(a > a_max, out_bar)",
    out_dot="select(inside(a, a_min, a_max), a_dot)"
    " + select(a < a_min, a_min_dot) + select(a > a_max, a_max_dot)",
    kinds="clip",
    chosen={"a": "a == out"},
)

# Sorting permutes; the permutation is constant but at ties, where all choices agree.
for name, how in (
    ("np.sort(a, axis=-1, kind=None, order=None, *, stable=None)", "kind='stable'"),
    ("np.partition(a, kth, axis=-1, kind='introselect', order=None)", ""),
):
    places = (
        "np.argpartition(a, kth, axis=axis)"
        if not how
        else (f"np.argsort(a, axis=axis, {how})")
    )
    rule(
        name,
        out_dot="permuted(np.ravel(a_dot) if axis is None else a_dot, places, axis)",
        a_bar="as_shaped(permuted(out_bar, np.argsort(places), axis), a)"
        " if axis is None else permuted(out_bar, np.argsort(places, axis=axis), axis)",
        where=f"places = {places}",
        kinds="accumulation",
        dtype="same",
    )
linear(
    "np.take_along_axis(arr, indices, axis=-1)",
    arr_bar="scattered_along(out_bar, arr, indices, axis)",
    kinds="taken_along",
)
linear(
    "np.take(a, indices, axis=None, mode='raise')",
    a_bar="taken_back(out_bar, a, indices, axis)",
    kinds="take",
)
linear(
    "np.compress(condition, a, axis=None)",
    a_bar="taken_back(out_bar, a, np.flatnonzero(condition), axis)",
    kinds="unknown",
    shape_only=("condition",),
)
linear(
    "np.extract(condition, arr)",
    arr_bar="taken_back(out_bar, arr, np.flatnonzero(condition), None)",
    kinds="one_dimension_last",
    shape_only=("condition",),
)
