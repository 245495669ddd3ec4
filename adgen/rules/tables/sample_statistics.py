"""Statistics of samples in scipy.stats: moments, correlation and regression, several variables."""

from adgen.rules.declare import rule, undefined

T = "scipy.stats"
PSI = "scipy.special.digamma"

# moments -----------------------------------------------------------------------------

# u are the deviations in units of the deviation of all; g corrects the bias, which SciPy
# leaves as it is where there are too few numbers.
_DEVIATIONS = (
    "centred = a - np.mean(a, axis=axis, keepdims=True);"
    " scale = np.sqrt(np.mean(centred * centred, axis=axis, keepdims=True));"
    " u = centred / scale; n = size(a, axis);"
)
for _name, _more, _slope, _few, _g in (
    (
        "skew",
        "",
        "3 * (g * (u * u - 1) - expand(out, a, axis, keepdims) * u) / (n * scale)",
        2,
        "np.sqrt(m * (m - 1)) / (m - 2)",
    ),
    (
        "kurtosis",
        "fisher=True, ",
        "4 * g * (u * (u * u - np.mean(u**4, axis=axis, keepdims=True))"
        " - np.mean(u**3, axis=axis, keepdims=True)) / (n * scale)",
        3,
        "(m - 1) * (m + 1) / ((m - 2) * (m - 3))",
    ),
):
    rule(
        f"{T}.{_name}(a, axis=0, {_more}bias=True, *, keepdims=False)",
        out_dot="np.sum(slope * a_dot, axis=axis, keepdims=keepdims)",
        a_bar="expand(out_bar, a, axis, keepdims) * slope",
        where=_DEVIATIONS + f" slope = {_slope}; m = choose(n > {_few}, n, {_few + 1});"
        f" g = 1 if bias else choose(n > {_few}, {_g}, 1.0)",
        kinds="reduction",
        dtype="float",
    )
rule(
    f"{T}.moment(a, order=1, axis=0, *, center=None, keepdims=False)",
    out_dot="np.sum(slope * a_dot, axis=axis, keepdims=keepdims)"
    " - order * np.mean(lower, axis=axis, keepdims=keepdims) * center_dot",
    a_bar="expand(out_bar, a, axis, keepdims) * slope",
    center_bar="-np.sum(out_bar * (order * np.mean(lower, axis=axis, keepdims=keepdims)))",
    # The center of a sample moves with it, one that is given does not.
    where="centred = a - np.mean(a, axis=axis, keepdims=True) if center is None"
    " else a - center if is_scalar(center)"
    " else refused('about a center that is an array');"
    " lower = centred ** (order - 1) if is_number(order)"
    " else refused('of several orders');"
    " slope = order * (lower - np.mean(lower, axis=axis, keepdims=True))"
    " / size(a, axis) if center is None else order * lower / size(a, axis)",
    kinds="reduction",
    dtype="float",
)

# two samples -------------------------------------------------------------------------

# The correlation of normal samples that are independent has a beta distribution on [-1, 1].
_LINE = (
    "a = x - np.mean(x); b = y - np.mean(y); sxx = np.sum(a * a); syy = np.sum(b * b);"
    " to_x = (b / np.sqrt(syy) - {r} * a / np.sqrt(sxx)) / np.sqrt(sxx)"
    " if ndim(x) == 1 else refused('of several samples');"
    " to_y = (a / np.sqrt(sxx) - {r} * b / np.sqrt(syy)) / np.sqrt(syy)"
    " if ndim(y) == 1 else refused('of several samples'); half = 0.5 * len(x) - 1;"
    " fall = np.sign({r}) * (1 - {r} * {r}) ** (half - 1) * 4 ** (1 - half)"
    " / scipy.special.beta(half, half); r_dot = np.sum(to_x * x_dot + to_y * y_dot);"
)
rule(
    f"statistic, pvalue = {T}.pearsonr(x, y)",
    statistic_dot="r_dot",
    pvalue_dot="-(fall * r_dot)",
    x_bar="(statistic_bar - fall * pvalue_bar) * to_x",
    y_bar="(statistic_bar - fall * pvalue_bar) * to_y",
    where=_LINE.format(r="statistic"),
    kinds="numbers_of_vectors",
    ref="Student (1908), Probable error of a correlation coefficient",
)
rule(
    f"slope, intercept, rvalue, pvalue, stderr = {T}.linregress(x, y)",
    slope_dot="np.sum((b - 2 * slope * a) * x_dot + a * y_dot) / sxx",
    intercept_dot="np.mean(y_dot) - slope * np.mean(x_dot) - np.mean(x) * slope_dot",
    rvalue_dot="r_dot",
    pvalue_dot="-(fall * r_dot)",
    stderr_dot="(np.sum(b * y_dot) - syy / sxx * np.sum(a * x_dot)"
    " - slope * sxx * slope_dot) / spread",
    x_bar="slope_seen * (b - 2 * slope * a) / sxx + r_seen * to_x"
    " - slope * intercept_bar / len(x) - stderr_bar * syy * a / (sxx * spread)",
    y_bar="slope_seen * a / sxx + r_seen * to_y + intercept_bar / len(x)"
    " + stderr_bar * b / spread",
    where=_LINE.format(r="rvalue") + " spread = sxx * stderr * (len(x) - 2);"
    " slope_seen = slope_bar - np.mean(x) * intercept_bar"
    " - stderr_bar * slope * sxx / spread; r_seen = rvalue_bar - fall * pvalue_bar",
    kinds="numbers_of_vectors",
)

# several variables -------------------------------------------------------------------

for _method, _factor in (("logpdf", ""), ("pdf", " * out")):
    rule(
        f"{T}.multivariate_t.{_method}(x, loc, shape, df)",
        out_dot="(weight * (pulled @ (loc_dot - x_dot)) + 0.5 * weight"
        " * (pulled @ shape_dot @ pulled) - 0.5 * np.sum(inverse * shape_dot)"
        f" + df_dot * slope){_factor}",
        x_bar="-(seen * weight * pulled)",
        loc_bar="like(seen * weight * pulled, loc)",
        shape_bar="0.5 * seen * (weight * np.outer(pulled, pulled) - inverse)",
        df_bar="seen * slope",
        where="centred = x - loc if ndim(x) == 1 else refused('of several points');"
        f" seen = out_bar{_factor}; inverse = np.linalg.inv(shape);"
        " pulled = np.linalg.solve(shape, centred); distance = centred @ pulled;"
        " weight = (df + len(x)) / (df + distance);"
        f" slope = 0.5 * ({PSI}(0.5 * (df + len(x))) - {PSI}(0.5 * df) - len(x) / df"
        " - np.log1p(distance / df) + weight * distance / df)",
        kinds="real",
        ref="S. Kotz and S. Nadarajah, Multivariate t Distributions (2004)",
    )
rule(
    f"{T}.invwishart.logpdf(x, df, scale)",
    out_dot="0.5 * np.trace(back @ scale @ back @ x_dot)"
    " - 0.5 * (df + len(x) + 1) * np.trace(back @ x_dot)"
    " + 0.5 * df * np.trace(np.linalg.solve(scale, scale_dot))"
    " - 0.5 * np.trace(back @ scale_dot) + slope * df_dot",
    x_bar="0.5 * out_bar * (tr(back @ scale @ back) - (df + len(x) + 1) * tr(back))",
    scale_bar="0.5 * out_bar * (df * tr(np.linalg.inv(scale)) - tr(back))",
    df_bar="out_bar * slope",
    where="back = np.linalg.inv(x);"
    " slope = 0.5 * (np.log(np.linalg.det(scale) / np.linalg.det(x))"
    f" - len(x) * 0.6931471805599453 - np.sum({PSI}(0.5 * (df - np.arange(len(x))))))",
    kinds="real",
    on="symmetric matrices",
    ref="A. Gelman et al., Bayesian Data Analysis, 3rd edition, appendix A",
)
rule(
    f"{T}.matrix_normal.logpdf(X, mean, rowcov, colcov)",
    out_dot="np.sum(pulled * (mean_dot - X_dot))"
    " + 0.5 * np.sum((pulled @ tr(centred) @ rows - np.shape(X)[1] * rows) * rowcov_dot)"
    " + 0.5 * np.sum((columns @ tr(centred) @ pulled - len(X) * columns) * colcov_dot)",
    X_bar="-(out_bar * pulled)",
    mean_bar="out_bar * pulled",
    rowcov_bar="0.5 * out_bar * (pulled @ tr(centred) @ rows - np.shape(X)[1] * rows)",
    colcov_bar="0.5 * out_bar * (columns @ tr(centred) @ pulled - len(X) * columns)",
    where="centred = X - mean if ndim(X) == 2 else refused('of several matrices');"
    " rows = np.linalg.inv(rowcov); columns = np.linalg.inv(colcov);"
    " pulled = rows @ centred @ columns",
    kinds="real",
    on="symmetric covariances",
    ref="A. Gupta and D. Nagar, Matrix Variate Distributions (1999), chapter 2",
)
undefined(
    f"{T}.multivariate_normal.cdf(x, mean=None, cov=1)",
    reason="SciPy integrates it by random points, to five digits, so that values nearby"
    " differ by chance",
)
