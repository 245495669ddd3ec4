"""Statistics of data: quantiles, covariances, histograms; the module `statistics`."""

from adgen.rules.declare import rule, undefined

# A quantile is a weighted mean of two neighbours in the sorted data.
_SORTED = (
    "data = refused('along several axes: make them one with np.reshape')"
    " if isinstance(axis, tuple) else a if axis is not None else np.ravel(a) if not keepdims"
    " else refused('with keepdims and without axis');"
    " along_axis = 0 if axis is None else axis;"
    " places = np.argsort(data, axis=along_axis)"
)
_MOVED = (
    "np.sum(permuted(np.ravel(a_dot) if axis is None else a_dot, places, along_axis)"
    " * weights, axis=along_axis, keepdims=keepdims)"
)
_PULLED = (
    "as_shaped(permuted(expand(out_bar, data, along_axis, keepdims)"
    " * weights, np.argsort(places, axis=along_axis), along_axis), a)"
)
# In its level it rises from the one neighbour to the other; what weighs nothing may be NaN.
_RISE = (
    "rise = np.sum(np.where(rises == 0, 0.0, permuted(data, places, along_axis)) * rises,"
    " axis=along_axis, keepdims=keepdims)"
)
_SINGLE = " if is_number(q) else refused('of several levels at once')"
# Some methods take one of the data as it is, and weights say which: those that tie share.
_TAKES = "method in ('inverted_cdf', 'closest_observation')"
_TAKEN_DOT = (
    "np.sum((np.ravel(a_dot) if axis is None else a_dot) * taken, axis=along_axis,"
    " keepdims=keepdims) / number_of(taken, data, along_axis, keepdims)"
)
_TAKEN_BAR = (
    "as_shaped(expand(out_bar / number_of(taken, data, along_axis, keepdims), data,"
    " along_axis, keepdims) * taken, a)"
)
_TAKEN = "taken = data == expand(out, data, along_axis, keepdims)"
for prefix, these in (("", "quantile"), ("nan", "valid")):
    rule(
        f"np.{prefix}median(a, axis=None, *, keepdims=False)",
        out_dot=_MOVED,
        a_bar=_PULLED,
        where=f"{_SORTED}; weights = {these}_weights(data, 0.5, along_axis, 'linear')",
        kinds="reduction",
        dtype="float",
    )
    for name, level, part in (
        ("quantile", "q", ""),
        ("percentile", "q / 100", " / 100"),
    ):
        rule(
            f"np.{prefix}{name}(a, q, axis=None, *, method='linear', keepdims=False,"
            " weights=None)",
            out_dot=f"{_TAKEN_DOT} if {_TAKES}"
            f" else {_MOVED.replace('weights', 'shares')} + q_dot * rise{_SINGLE}",
            a_bar=f"{_TAKEN_BAR} if {_TAKES} else {_PULLED.replace('weights', 'shares')}{_SINGLE}",
            q_bar=f"0 if {_TAKES} else np.sum(out_bar * rise){_SINGLE}",
            weights_bar="0",
            where=f"{_SORTED}; shares = {these}_weights(data, {level}, along_axis, method);"
            f" {_TAKEN};"
            f" rises = {these}_rises(data, {level}, along_axis, method); {_RISE}{part}",
            kinds="quantile",
            dtype="float",
        )

rule(
    "np.nancumsum(a, axis=None, dtype=None)",
    out_dot="np.cumsum(np.where(np.isnan(a), 0.0, a_dot), axis)",
    a_bar="np.where(np.isnan(a), 0.0, as_shaped(reversed_sum(out_bar, 0), a)"
    " if axis is None else reversed_sum(out_bar, axis))",
    kinds="accumulation",
)
rule(
    "np.nancumprod(a, axis=None, dtype=None)",
    out_dot="cumprod_tangent(np.ravel(used), np.ravel(moved), 0) if axis is None"
    " else cumprod_tangent(used, moved, axis)",
    a_bar="np.where(np.isnan(a), 0.0,"
    " as_shaped(cumprod_adjoint(np.ravel(used), out_bar, 0), a) if axis is None"
    " else cumprod_adjoint(used, out_bar, axis))",
    where="used = np.where(np.isnan(a), 1.0, a);"
    " moved = np.where(np.isnan(a), 0.0, a_dot)",
    kinds="accumulation",
)

# Rows are variables, columns are observations; those of y come below those of m.
_ONE = "y is None and ndim({m}) == 1"
_OF_M, _OF_X = (_ONE.format(m=name) for name in ("m", "x"))
_MOVED_ROWS = "moved = rows_joined({m}_dot, y_dot, {m}, y, rowvar);"
# Observations weigh w = fweights * aweights, and what is divided by is w1 - ddof * (w a)1 / w1: a
# change of the mean moves nothing, since the weighted deviations from it have the sum zero.
_WEIGHED = "fweights is None and aweights is None"
rule(
    "np.cov(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None)",
    out_dot=f"(covered + spread)[0, 0] - out * loss if {_OF_M}"
    " else covered + spread - out * loss",
    m_bar="rows_back(pulled, m, y, rowvar, 0)",
    y_bar="rows_back(pulled, m, y, rowvar, 1)",
    aweights_bar="as_sequence(f * (np.sum(seen, axis=0) - np.sum(out_bar * out)"
    " * (1 - k * (2 * a - np.sum(w * a) / total) / total)) / freedom, aweights)",
    where="rows = rows_joined(m, y, m, y, rowvar);"
    + _MOVED_ROWS.format(m="m")
    + " k = (0 if bias else 1) if ddof is None else ddof;"
    " f = 1 if fweights is None else np.asarray(fweights); a = np.asarray(aweights);"
    " w = f if aweights is None else f * a; total = np.sum(w);"
    f" centred = rows - np.mean(rows, axis=1, keepdims=True) if {_WEIGHED}"
    " else rows - column(rows @ w / total);"
    f" heavy = centred if {_WEIGHED} else centred * w;"
    f" freedom = np.shape(rows)[1] - k if {_WEIGHED} else total - k if aweights is None"
    " else total - k * np.sum(w * a) / total;"
    " covered = (moved @ heavy.T + heavy @ moved.T) / freedom;"
    " w_dot = f * np.asarray(aweights_dot); total_dot = np.sum(w_dot);"
    " spread = (centred * w_dot) @ centred.T / freedom;"
    " loss = (total_dot - k * (2 * np.sum(a * w_dot) - np.sum(w * a) * total_dot / total)"
    " / total) / freedom;"
    f" pulled = 2 * out_bar * heavy / freedom if {_OF_M}"
    " else (out_bar + out_bar.T) @ heavy / freedom;"
    f" seen = out_bar * centred * centred if {_OF_M} else (out_bar @ centred) * centred",
    kinds="square_of_rows",
)
# The correlation is C / (s s^T) with s the square roots of the diagonal of C, whatever C is
# divided by.
rule(
    "np.corrcoef(x, y=None, rowvar=True)",
    out_dot="refused('of one vector, which is 1')"
    f" if {_OF_X} else covered - 0.5 * out * (row(shrunk) + column(shrunk))",
    x_bar=f"refused('of one vector, which is 1') if {_OF_X}"
    " else rows_back(pulled, x, y, rowvar, 0)",
    y_bar="rows_back(pulled, x, y, rowvar, 1)",
    where="rows = rows_joined(x, y, x, y, rowvar);"
    " centred = rows - np.mean(rows, axis=1, keepdims=True);"
    + _MOVED_ROWS.format(m="x")
    + " spread = np.sum(centred * centred, axis=1); s = np.sqrt(spread);"
    " covered = (moved @ centred.T + centred @ moved.T) / (row(s) * column(s));"
    " shrunk = 2 * np.sum(moved * centred, axis=1) / spread;"
    " both = (out_bar + out_bar.T) / (row(s) * column(s));"
    " total = np.sum((out_bar + out_bar.T) * out, axis=1) / spread;"
    " pulled = both @ centred - column(total) * centred",
    kinds="square_of_rows",
)

# the module statistics, of lists of numbers -------------------------------------------

rule(
    "statistics.mean(data)",
    out_dot="np.mean(np.asarray(data_dot))",
    data_bar="repeated(out_bar / len(data), data)",
    kinds="number_of_data",
)
# With weights w a value counts as w of them.
rule(
    "statistics.fmean(data, weights=None)",
    out_dot="np.mean(np.asarray(data_dot)) if weights is None else"
    " (w @ np.asarray(data_dot) + rest @ np.asarray(weights_dot)) / np.sum(w)",
    data_bar="repeated(out_bar / len(data), data) if weights is None"
    " else as_sequence(out_bar / np.sum(w) * w, data)",
    weights_bar="as_sequence(out_bar / np.sum(w) * rest, weights)",
    where="w = np.asarray(weights); rest = np.asarray(data) - out",
    kinds="real",
)
for name, centre, bar, freedom in (
    ("pvariance", "mu", "out_bar", "n"),
    ("variance", "xbar", "out_bar", "(n - 1)"),
    ("pstdev", "mu", "out_bar / (2 * out)", "n"),
    ("stdev", "xbar", "out_bar / (2 * out)", "(n - 1)"),
):
    rule(
        f"statistics.{name}(data, {centre}=None)",
        out_dot=f"(np.asarray(data_dot) @ slope - {centre}_dot * np.sum(slope))"
        + (" / (2 * out)" if "stdev" in name else ""),
        **{
            "data_bar": f"as_sequence({bar} * slope, data)",
            f"{centre}_bar": f"-({bar} * np.sum(slope))",
        },
        where="values = np.asarray(data); n = len(data);"
        f" centred = values - (np.mean(values) if {centre} is None else {centre});"
        f" slope = 2 * centred / {freedom}",
        kinds="real" if "stdev" in name else "number_of_data",
    )
rule(
    "statistics.geometric_mean(data)",
    out_dot="out * np.mean(np.asarray(data_dot) / np.asarray(data))",
    data_bar="as_sequence(out_bar * out / (len(data) * np.asarray(data)), data)",
    kinds="real",
)
rule(
    "statistics.harmonic_mean(data, weights=None)",
    out_dot="np.asarray(data_dot) @ slope + rest @ np.asarray(weights_dot)",
    data_bar="as_sequence(out_bar * slope, data)",
    weights_bar="as_sequence(out_bar * rest, weights)",
    where="values = np.asarray(data); w = np.asarray(weights);"
    " slope = out * out / (len(data) * values**2) if weights is None"
    " else out * out * w / (np.sum(w) * values**2);"
    " rest = out * (1 - out / values) / np.sum(w)",
    kinds="number_of_data",
)
rule(
    "statistics.median(data)",
    out_dot="np.asarray(data_dot) @ slope",
    data_bar="as_sequence(out_bar * slope, data)",
    where="values = np.asarray(data); places = np.argsort(values);"
    " slope = quantile_weights(values, 0.5, 0, 'linear')[np.argsort(places)]",
    kinds="number_of_data",
)
for name, place in (
    ("median_low", "(len(data) - 1) // 2"),
    ("median_high", "len(data) // 2"),
):
    rule(
        f"statistics.{name}(data)",
        out_dot="np.asarray(data_dot)[here]",
        data_bar="as_sequence(out_bar * (np.arange(len(data)) == here), data)",
        where=f"here = np.argsort(np.asarray(data))[{place}]",
        kinds="number_of_data",
    )
undefined(
    "statistics.median_grouped(data, interval=1.0)",
    reason="it counts the values that are equal, and these counts jump",
)
# With a and b the distances from the means; the slopes of a line through the points.
_PAIRS = (
    "x_all = np.asarray(x); y_all = np.asarray(y); a = x_all - np.mean(x_all);"
    " b = y_all - np.mean(y_all);"
)
_SIZES = _PAIRS + " sxx = np.sum(a * a); syy = np.sum(b * b);"
rule(
    "statistics.covariance(x, y)",
    out_dot="(b @ np.asarray(x_dot) + a @ np.asarray(y_dot)) / (len(x) - 1)",
    x_bar="as_sequence(out_bar * b / (len(x) - 1), x)",
    y_bar="as_sequence(out_bar * a / (len(x) - 1), y)",
    where=_PAIRS,
    kinds="real",
)
rule(
    "statistics.correlation(x, y)",
    out_dot="to_x @ np.asarray(x_dot) + to_y @ np.asarray(y_dot)",
    x_bar="as_sequence(out_bar * to_x, x)",
    y_bar="as_sequence(out_bar * to_y, y)",
    where=_SIZES + " to_x = (b / np.sqrt(syy) - out * a / np.sqrt(sxx)) / np.sqrt(sxx);"
    " to_y = (a / np.sqrt(sxx) - out * b / np.sqrt(syy)) / np.sqrt(syy)",
    kinds="real",
)
# A line through the origin takes the values themselves for the distances.
rule(
    "slope, intercept = statistics.linear_regression(x, y, /, *, proportional=False)",
    slope_dot="((b - 2 * slope * a) @ np.asarray(x_dot) + a @ np.asarray(y_dot)) / sxx",
    intercept_dot="np.mean(np.asarray(y_dot)) - slope * np.mean(np.asarray(x_dot))"
    " - np.mean(x_all) * slope_dot if not proportional else 0",
    x_bar="as_sequence(seen * (b - 2 * slope * a) / sxx"
    " - slope * intercept_bar / len(x), x) if not proportional"
    " else as_sequence(slope_bar * (b - 2 * slope * a) / sxx, x)",
    y_bar="as_sequence(seen * a / sxx + intercept_bar / len(x), y)"
    " if not proportional else as_sequence(slope_bar * a / sxx, y)",
    where="x_all = np.asarray(x); y_all = np.asarray(y);"
    " a = x_all if proportional else x_all - np.mean(x_all);"
    " b = y_all if proportional else y_all - np.mean(y_all);"
    " sxx = np.sum(a * a); seen = slope_bar - np.mean(x_all) * intercept_bar",
    kinds="real",
)

# polynomials, windows ----------------------------------------------------------------

# The equation p(root) = 0, differentiated: a root that is repeated has no derivative.
rule(
    "np.roots(p)",
    out_dot="as_wide_as(-(np.polyval(p_dot, out) / slope), out, p)",
    p_bar="-in_field((out_bar / slope) @ np.vander(out, len(p)), p)",
    where="slope = simple_roots(np.polyval(np.polyder(p), out), p, out)",
    kinds="unknown",
    ref="J. H. Wilkinson, Rounding Errors in Algebraic Processes (1963), chapter 2",
)
rule(
    "np.kaiser(M, beta)",
    out_dot="slope * beta_dot",
    beta_bar="np.sum(out_bar * slope)",
    where="place = (2 * np.arange(M) - (M - 1)) / np.maximum(M - 1, 1);"
    " width = np.sqrt(1 - place * place);"
    " slope = (width * scipy.special.i1(beta * width) - out * scipy.special.i1(beta))"
    " / np.i0(beta)",
    kinds="window",
)
