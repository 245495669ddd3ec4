"""Distributions of scipy.stats: densities, distribution functions, quantiles.

With z = (x - loc) / scale all follow from the slopes of the logarithm of the standard density
and of the standard distribution function, in z and in the shape parameters.
"""

import ast

from adgen.rules.declare import elementwise, rule

PSI = "scipy.special.digamma"
LOG_TWO = 0.6931471805599453
FLAT = "0"
_DENSITY = "scipy.stats.norm.pdf(a * z) / scipy.stats.norm.cdf(a * z)"

_CONTINUOUS: dict[str, tuple[str, dict[str, str]]] = {
    # name: slope in z, slopes in the shape parameters
    "norm": ("-z", {}),
    "laplace": ("-np.sign(z)", {}),
    "logistic": ("-np.tanh(0.5 * z)", {}),
    "cauchy": ("-2 * z / (1 + z * z)", {}),
    "expon": ("-1", {}),
    "uniform": (FLAT, {}),
    "halfnorm": ("-z", {}),
    "gumbel_r": ("np.exp(-z) - 1", {}),
    "gumbel_l": ("1 - np.exp(z)", {}),
    "gamma": ("(a - 1) / z - 1", {"a": f"np.log(z) - {PSI}(a)"}),
    "chi2": (
        "(0.5 * df - 1) / z - 0.5",
        {"df": f"0.5 * (np.log(0.5 * z) - {PSI}(0.5 * df))"},
    ),
    "t": (
        "-(df + 1) * z / (df + z * z)",
        {
            "df": f"0.5 * ({PSI}(0.5 * (df + 1)) - {PSI}(0.5 * df) - 1 / df"
            " - np.log1p(z * z / df) + (df + 1) * (z * z) / (df * (df + z * z)))"
        },
    ),
    "beta": (
        "(a - 1) / z - (b - 1) / (1 - z)",
        {
            "a": f"np.log(z) - {PSI}(a) + {PSI}(a + b)",
            "b": f"np.log1p(-z) - {PSI}(b) + {PSI}(a + b)",
        },
    ),
    "lognorm": (
        "-(1 + np.log(z) / (s * s)) / z",
        {"s": "((np.log(z) / s) ** 2 - 1) / s"},
    ),
    "weibull_min": (
        "(c - 1) / z - c * z ** (c - 1)",
        {"c": "1 / c + np.log(z) - z ** c * np.log(z)"},
    ),
    "invgamma": ("-(a + 1) / z + 1 / (z * z)", {"a": f"-(np.log(z) + {PSI}(a))"}),
    "pareto": ("-(b + 1) / z", {"b": "1 / b - np.log(z)"}),
    "vonmises": (
        "-kappa * np.sin(z)",
        {"kappa": "np.cos(z) - scipy.special.i1e(kappa) / scipy.special.i0e(kappa)"},
    ),
    "skewnorm": (f"-z + a * {_DENSITY}", {"a": f"z * {_DENSITY}"}),
    "truncnorm": (
        "-z",
        {
            "a": "scipy.stats.norm.pdf(a) / (scipy.special.ndtr(b) - scipy.special.ndtr(a))",
            "b": "-(scipy.stats.norm.pdf(b)"
            " / (scipy.special.ndtr(b) - scipy.special.ndtr(a)))",
        },
    ),
    "genextreme": (
        "(c - 1 + power) / base",
        {
            "c": "power * (log / (c * c) + z / (c * base)) - log / (c * c)"
            " - (1 / c - 1) * z / base"
        },
    ),
    "genpareto": (
        "-(1 + c) / (1 + c * z)",
        {"c": "np.log1p(c * z) / (c * c) - (1 + 1 / c) * z / (1 + c * z)"},
    ),
}
_TRUNCATED = "(scipy.special.ndtr(b) - scipy.special.ndtr(a))"
_SLOPES: dict[str, dict[str, str]] = {
    # name: slopes of the distribution function in the shape parameters
    "gamma": {"a": "gammainc_slope(a, z)"},
    "chi2": {"df": "0.5 * gammainc_slope(0.5 * df, 0.5 * z)"},
    "beta": {"a": "betainc_slope(a, b, z, 1, 0)", "b": "betainc_slope(a, b, z, 0, 1)"},
    # At z = 0 the first term of the series in z, whose further derivatives are finite.
    "t": {
        "df": "choose(z == 0, 0.5 * z * scipy.stats.t.pdf(z, df)"
        f" * ({PSI}(0.5 * (df + 1)) - {PSI}(0.5 * df) - 1 / df),"
        " -(0.25 * np.sign(z) * betainc_slope(0.5 * df, 0.5, df / (df + z * z + (z == 0)),"
        " 1, 0) + scipy.stats.t.pdf(z, df) * z / (2 * df)))"
    },
    "lognorm": {"s": "-(scipy.stats.norm.pdf(np.log(z) / s) * np.log(z) / (s * s))"},
    "weibull_min": {"c": "z ** c * np.log(z) * np.exp(-(z ** c))"},
    "invgamma": {"a": "-gammainc_slope(a, 1 / z)"},
    "pareto": {"b": "np.log(z) * z ** (-b)"},
    "skewnorm": {"a": "-(np.exp(-0.5 * z * z * (1 + a * a)) / (np.pi * (1 + a * a)))"},
    "truncnorm": {
        "a": f"-(scipy.stats.norm.pdf(a) / {_TRUNCATED}"
        f" * (scipy.special.ndtr(b) - scipy.special.ndtr(z)) / {_TRUNCATED})",
        "b": f"-(scipy.stats.norm.pdf(b) / {_TRUNCATED}"
        f" * (scipy.special.ndtr(z) - scipy.special.ndtr(a)) / {_TRUNCATED})",
    },
    "genextreme": {"c": "np.exp(-power) * power * (log / (c * c) + z / (c * base))"},
    "genpareto": {
        "c": "-((1 + c * z) ** (-1 / c)"
        " * (np.log1p(c * z) / (c * c) - z / (c * (1 + c * z))))"
    },
}
_SHARED = {
    "genextreme": "; base = 1 - c * z; log = np.log1p(-c * z); power = base ** (1 / c)"
}
"""What the formulas of a distribution share."""
_Z = "z = ({x} - loc) / scale"
_FIXED = {
    FLAT: ("0", "0", "-({one} / scale)"),
    "-1": ("-({one} / scale)", "{one} / scale", "{factor}(z - 1) / scale"),
}
"""The slopes in x, loc and scale of a density whose logarithm is flat, or a line."""


def _negative(text: str) -> bool:
    """True for a product or quotient with a minus in front."""
    tree = ast.parse(text, mode="eval").body
    while isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Mult | ast.Div):
        tree = tree.left
    return isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.USub)


def _minus(text: str) -> str:
    return text[1:] if _negative(text) else f"-({text})"


def _density(name: str, logarithm: bool, slope: str, shapes: dict[str, str]) -> None:
    """The density, or its logarithm: a slope relative to the density, or minus it, `fall`."""
    factor = "" if logarithm else "out * "
    parameters = ", ".join(("x", *shapes, "loc=0", "scale=1"))
    method = "logpdf" if logarithm else "pdf"
    if slope in _FIXED:
        one = "1" if logarithm else "out"
        in_x, in_loc, in_scale = (
            text.format(one=one, factor=factor) for text in _FIXED[slope]
        )
        elementwise(
            f"scipy.stats.{name}.{method}({parameters})",
            dx=in_x,
            dloc=in_loc,
            dscale=in_scale,
            **({"where": _Z.format(x="x")} if "z" in in_scale else {}),
        )
        return
    rise = f"{factor}slope / scale"
    given, in_x, in_loc = f"slope = {slope}", rise, f"-({rise})"
    in_scale = f"-({factor}(1 + z * slope) / scale)"
    if _negative(slope):
        fall = f"{factor}fall / scale"
        given, in_x, in_loc = f"fall = {slope[1:]}", f"-({fall})", fall
        in_scale = f"{factor}(z * fall - 1) / scale"
    elementwise(
        f"scipy.stats.{name}.{method}({parameters})",
        where=f"{_Z.format(x='x')}; {given}{_SHARED.get(name, '')}",
        dx=in_x,
        dloc=in_loc,
        dscale=in_scale,
        **{f"d{p}": _of_density(text, factor) for p, text in shapes.items()},
    )


def _of_density(text: str, factor: str) -> str:
    """The product with the density, with its minus in front."""
    return f"-({factor}{text[1:]})" if _negative(text) else f"{factor}({text})"


def _distribution(name: str, shapes: tuple[str, ...]) -> None:
    """Distribution functions, their complements and logarithms: the density is their slope."""
    given = "".join(f"{p}, " for p in shapes)
    d = f"scipy.stats.{name}"
    signature = ", ".join(("x", *shapes, "loc=0", "scale=1"))
    slopes = _SLOPES.get(name, {})
    relative = f"np.exp({d}.logpdf(x, {given}loc, scale) - out)"
    for method, density, rises in (
        ("cdf", f"{d}.pdf(x, {given}loc, scale)", True),
        ("sf", f"{d}.pdf(x, {given}loc, scale)", False),
        ("logcdf", relative, True),
        ("logsf", relative, False),
    ):
        signed = {p: text if rises else _minus(text) for p, text in slopes.items()}
        if density == relative:
            signed = {p: _over(text, "np.exp(out)") for p, text in signed.items()}
        up, down = ("", "-") if rises else ("-", "")
        elementwise(
            f"{d}.{method}({signature})",
            dx=f"{up}density",
            dloc=f"{down}density",
            dscale=f"{down}(density * z)",
            scale_bar=f"{down}(out_bar * density * z)",
            where=f"density = {density}; {_Z.format(x='x')}{_SHARED.get(name, '')}",
            **{f"d{p}": text for p, text in signed.items()},
        )


def _over(text: str, divisor: str) -> str:
    """The quotient, with its minus in front."""
    return f"-({text[1:]} / {divisor})" if _negative(text) else f"({text}) / {divisor}"


def _quantile(name: str, shapes: tuple[str, ...]) -> None:
    """The inverses: the implicit function theorem."""
    given = "".join(f"{p}, " for p in shapes)
    d = f"scipy.stats.{name}"
    signature = ", ".join(("q", *shapes, "loc=0", "scale=1"))
    density = f"{d}.pdf(out, {given}loc, scale)"
    for method, sign in (("ppf", ""), ("isf", "-")):
        elementwise(
            f"{d}.{method}({signature})",
            dq=f"{sign}(1 / {density})",
            dloc="1",
            dscale="z",
            where=_Z.format(x="out") + _SHARED.get(name, ""),
            **{
                f"d{p}": _over(_minus(text), density)
                for p, text in _SLOPES.get(name, {}).items()
            },
        )


for _name, (_slope, _shapes) in _CONTINUOUS.items():
    _density(_name, False, _slope, _shapes)
    _density(_name, True, _slope, _shapes)
    _distribution(_name, tuple(_shapes))
    _quantile(_name, tuple(_shapes))

# probabilities of integers ------------------------------------------------------------

_DISCRETE = {
    "poisson": {"mu": "k / mu - 1"},
    "binom": {"n": "", "p": "k / p - (n - k) / (1 - p)"},
    "bernoulli": {"p": "k / p - (1 - k) / (1 - p)"},
    "geom": {"p": "1 / p - (k - 1) / (1 - p)"},
    "nbinom": {
        "n": f"{PSI}(k + n) - {PSI}(n) + np.log(p)",
        "p": "n / p - k / (1 - p)",
    },
}
for _name, _slopes in _DISCRETE.items():
    _parameters = ", ".join(("k", *_slopes))
    for _method, _factor in (("pmf", "out * "), ("logpmf", "")):
        elementwise(
            f"scipy.stats.{_name}.{_method}({_parameters})",
            **{f"d{p}": f"{_factor}({text})" for p, text in _slopes.items() if text},
        )
elementwise(
    "scipy.stats.poisson.cdf(k, mu)", dmu="-scipy.stats.poisson.pmf(np.floor(k), mu)"
)
elementwise(
    "scipy.stats.poisson.sf(k, mu)", dmu="scipy.stats.poisson.pmf(np.floor(k), mu)"
)
elementwise("scipy.stats.norm.entropy(loc=0, scale=1)", dloc="0", dscale="1 / scale")

# SciPy computes the last probability from the others.
for _method, _factor in (("pmf", " * out"), ("logpmf", "")):
    rule(
        f"scipy.stats.multinomial.{_method}(x, n, p)",
        out_dot=f"np.sum(slope * p_dot, axis=-1){_factor}",
        p_bar=f"like((out_bar{_factor})[..., None] * slope, p)",
        where="slope = x / p - (x / p)[..., -1:]",
        kinds="of_counts",
    )

# several variables -------------------------------------------------------------------

_NORMAL = (
    "centred = (x if mean is None else x - mean) if is_array(cov)"
    " else refused('without a matrix cov');"
    " pulled = np.linalg.solve(cov, tr(centred)) if ndim(x) == 2"
    " else np.linalg.solve(cov, centred);"
    " rows = tr(pulled) if ndim(x) == 2 else pulled;"
)
for _method, _factor in (("logpdf", ""), ("pdf", " * out")):
    _scaled = f"(out_bar{_factor})"
    rule(
        f"scipy.stats.multivariate_normal.{_method}(x, mean=None, cov=1)",
        out_dot=f"slope{_factor}",
        x_bar="-(each * rows)",
        mean_bar="like(each * rows, mean)",
        cov_bar=f"0.5 * (tr(each * rows) @ rows - np.sum({_scaled}) * inverse)"
        f" if ndim(x) == 2 else"
        f" 0.5 * (np.outer(each * rows, rows) - {_scaled} * inverse)",
        where=_NORMAL + f" each = {_scaled}[:, None] if ndim(x) == 2 else {_scaled};"
        " inverse = np.linalg.inv(cov);"
        " slope = -np.sum(rows * x_dot, axis=-1) + np.sum(rows * mean_dot, axis=-1)"
        " + 0.5 * (np.sum(rows @ cov_dot * rows, axis=-1) - np.sum(inverse * cov_dot))",
        kinds="density_of_rows",
    )
rule(
    "scipy.stats.multivariate_normal.entropy(mean=None, cov=1)",
    out_dot="0.5 * np.sum(np.linalg.inv(cov) * cov_dot)",
    cov_bar="0.5 * out_bar * np.linalg.inv(cov)",
    mean_bar="0",
    kinds="real",
)
for _method, _factor in (("logpdf", ""), ("pdf", " * out")):
    rule(
        f"scipy.stats.dirichlet.{_method}(x, alpha)",
        out_dot=f"np.sum((alpha - 1) / x * x_dot + slope * alpha_dot){_factor}"
        " if ndim(x) == 1 else refused('of several points')",
        x_bar=f"out_bar{_factor} * (alpha - 1) / x"
        " if ndim(x) == 1 else refused('of several points')",
        alpha_bar=f"out_bar{_factor} * slope"
        " if ndim(x) == 1 else refused('of several points')",
        where=f"slope = np.log(x) - {PSI}(alpha) + {PSI}(np.sum(alpha))",
        kinds="numbers_of_vectors",
    )

# matrices ----------------------------------------------------------------------------

# A symmetric matrix x and a symmetric scale; Gelman et al., Bayesian Data Analysis, 3rd edition.
rule(
    "scipy.stats.wishart.logpdf(x, df, scale)",
    out_dot="0.5 * (df - len(x) - 1) * np.trace(np.linalg.solve(x, x_dot))"
    " - 0.5 * np.trace(np.linalg.solve(scale, x_dot))"
    " - 0.5 * df * np.trace(np.linalg.solve(scale, scale_dot))"
    " + 0.5 * np.trace(np.linalg.solve(scale, scale_dot) @ np.linalg.solve(scale, x))"
    " + slope * df_dot",
    x_bar="0.5 * out_bar * ((df - len(x) - 1) * tr(np.linalg.inv(x)) - tr(inverse))",
    scale_bar="0.5 * out_bar * (tr(inverse @ x @ inverse) - df * tr(inverse))",
    df_bar="out_bar * slope",
    where="inverse = np.linalg.inv(scale);"
    " slope = 0.5 * (np.log(np.linalg.det(x) / np.linalg.det(scale))"
    f" - len(x) * {LOG_TWO} - np.sum({PSI}(0.5 * (df - np.arange(len(x))))))",
    kinds="real",
    on="symmetric matrices",
)
