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
    a_min_bar="select(at_low(a, a_min, a_max), out_bar)",
    a_max_bar="select(at_high(a, a_min, a_max), out_bar)",
    out_dot="select(inside(a, a_min, a_max), a_dot)"
    " + select(at_low(a, a_min, a_max), a_min_dot)"
    " + select(at_high(a, a_min, a_max), a_max_dot)",
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
    "np.take(a, indices, axis=None, *, mode='raise')",
    a_bar="taken_back(out_bar, a, places, axis)",
    where="count = np.size(a) if axis is None else np.shape(a)[axis];"
    " places = indices if mode == 'raise' else np.mod(indices, count) if mode == 'wrap'"
    " else np.clip(indices, 0, count - 1)",
    kinds="take",
)
linear(
    "np.compress(condition, a, axis=None)",
    a_bar="put_back(out_bar, a, np.flatnonzero(condition), axis)",
    kinds="compressed",
    shape_only=("condition",),
)
linear(
    "np.extract(condition, arr)",
    arr_bar="put_back(out_bar, arr, np.flatnonzero(condition), None)",
    kinds="one_dimension_last",
    shape_only=("condition",),
)
linear(
    "np.choose(a, choices, *, mode='raise')",
    choices_bar="parts_chosen(out_bar, a, choices, mode)",
    shape_only=("a",),
    kinds="chosen",
)
# Where the values were put: what the same call makes of zeros and ones.
linear(
    "np.insert(arr, obj, values, axis=None)",
    arr_bar="as_shaped(out_bar[~placed], arr) if axis is None"
    " else np.compress(~placed, out_bar, axis)",
    values_bar="refused('of several complex numbers')"
    " if axis is None and is_complex(arr) and not is_number(values)"
    " else like(np.bincount(source[placed], out_bar[placed]), values)"
    " if axis is None and not is_number(values) else np.sum(out_bar[placed])"
    " if axis is None else like(np.compress(placed, out_bar, axis), values)"
    " if is_number(values) or rank_known(values) and ndim(values) == 0"
    " else like(np.squeeze(np.compress(placed, out_bar, axis), axis), values)"
    " if is_number(obj) and ndim(values) + 1 == ndim(arr)"
    " else refused('of several arrays along an axis, which np.concatenate joins, too')",
    where="ones = np.ones(np.size(values)) if axis is None else 1.0;"
    " placed = np.insert(np.zeros(np.size(arr) if axis is None"
    " else np.shape(arr)[axis]), obj, ones) == 1;"
    " source = np.insert(0 * np.arange(np.size(arr)), obj, np.arange(np.size(values)))",
    kinds="same_rank_or_one",
)
rule(
    "np.sort_complex(a)",
    out_dot="permuted(a_dot, places, -1) + 0j",
    a_bar="permuted(out_bar, np.argsort(places), -1)",
    where="places = np.argsort(a, kind='stable')",
    kinds="sorted_complex",
)
rule(
    "np.trim_zeros(filt, trim='fb')",
    out_dot="filt_dot[start:start + len(out)]",
    filt_bar="cut_back(out_bar, filt, start)",
    where="start = 0 if trim == 'b' else np.flatnonzero(filt)[0]",
    kinds="one_dimension",
)
