"""Distributions of scipy.stats: densities, distribution functions, quantiles.

With z = (x - loc) / scale all follow from the slopes of the logarithm of the standard density
and of the standard distribution function, in z and in the shape parameters.
"""

import ast

from adgen.rules.declare import elementwise, rule
from adgen.rules.tables.laws import FLAT, LAWS, PSI, Law

LOG_TWO = 0.6931471805599453
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


def _standard(law: Law, inside: str, point: str = "x") -> str:
    """The shared names `z` and `inside`; where that does not hold, z is a harmless point.

    `at` is z wherever it lies: outside of the support formulas of z would not be numbers.
    """
    quotient = f"({point} - loc) / scale"
    if not inside:
        return f"z = {quotient}; {law.shared}"
    if law.within is None:
        return f"z = {quotient}; inside = {inside}; {law.shared}"
    return (
        f"at = {quotient}; inside = {inside}; z = choose(inside, at, {law.within});"
        f" {law.shared}"
    )


def _within(text: str, law: Law) -> str:
    """The slope in the support, and 0 beyond it."""
    return f"choose(inside, {text}, 0.0)" if law.inside else text


def _density(name: str, law: Law) -> None:
    """The density: a slope relative to it, or minus that, `fall`.

    It is 0 outside of the support and where it underflows, and so are its slopes.
    """
    parameters = ", ".join(("x", *law.shapes, "loc=0", "scale=1"))
    if law.slope in _FIXED:
        in_x, in_loc, in_scale = (
            text.format(one="out", factor="out * ") for text in _FIXED[law.slope]
        )
        given = ""
    else:
        fall = _negative(law.slope)
        given = f"; fall = {law.slope[1:]}" if fall else f"; slope = {law.slope}"
        rise = f"out * {'fall' if fall else 'slope'} / scale"
        in_x, in_loc = (f"-({rise})", rise) if fall else (rise, f"-({rise})")
        stretch = law.stretch or "1 + z * slope"
        in_scale = f"-(out * ({stretch}) / scale)"
        if fall and not law.stretch:
            in_scale = "out * (z * fall - 1) / scale"
    guarded = law.within is not None and law.slope not in _FIXED
    _declare(
        f"scipy.stats.{name}.pdf({parameters})",
        where=_standard(law, "out > 0" if guarded else "") + given,
        dx=in_x,
        dloc=in_loc,
        dscale=in_scale,
        **{f"d{p}": _product("out", text) for p, text in law.shapes.items()},
    )


def _log_density(name: str, law: Law) -> None:
    """The logarithm of the density; it is -inf outside of the support, and has slope 0."""
    parameters = ", ".join(("x", *law.shapes, "loc=0", "scale=1"))
    given, stretch = "", law.stretch
    if law.slope in _FIXED:
        in_x, in_loc, in_scale = (
            _within(text.format(one="1", factor=""), law) if text != "0" else text
            for text in _FIXED[law.slope]
        )
    else:
        fall = _negative(law.slope)
        slope = _within(law.slope[1:] if fall else law.slope, law)
        given = f"; {'fall' if fall else 'slope'} = {slope}"
        rise = "fall / scale" if fall else "slope / scale"
        in_x, in_loc = (f"-({rise})", rise) if fall else (rise, f"-({rise})")
        in_scale = f"-({_within(f'({stretch}) / scale', law)})"
        if not stretch:
            one = "inside" if law.inside else "1"
            in_scale = f"-(({one} + z * slope) / scale)"
            if fall:
                in_scale = f"(z * fall - {one}) / scale"
    _declare(
        f"scipy.stats.{name}.logpdf({parameters})",
        where=_standard(law, law.inside.format(z=_name_of_z(law))) + given,
        dx=in_x,
        dloc=in_loc,
        dscale=in_scale,
        **{f"d{p}": _within(text, law) for p, text in law.shapes.items()},
    )


def _name_of_z(law: Law) -> str:
    """The name of z wherever it lies."""
    return "at" if law.inside and law.within is not None else "z"


def _product(factor: str, text: str) -> str:
    """The product, with its minus in front."""
    return f"-({factor} * {text[1:]})" if _negative(text) else f"{factor} * ({text})"


def _distribution(name: str, law: Law) -> None:
    """Distribution functions, their complements and logarithms: the density is their slope."""
    given = "".join(f"{p}, " for p in law.shapes)
    d = f"scipy.stats.{name}"
    apart = f"np.exp({d}.logpdf(x, {given}loc, scale) - whole)"
    # Where the probability is 0 its logarithm would make infinities of what is left out.
    whole = "choose(inside, out, 0.0)" if law.inside else "out"
    at = _name_of_z(law)
    for method, rises, closed in (
        ("cdf", True, ""),
        ("sf", False, ""),
        ("logcdf", True, law.left),
        ("logsf", False, law.right),
    ):
        logarithm = method.startswith("log")
        density = apart if logarithm else f"{d}.pdf(x, {given}loc, scale)"
        if closed:
            density = _within(f"{closed} / scale", law)
        up, down = ("", "-") if rises else ("-", "")
        in_shapes = _of_distribution(law, logarithm)
        flow = _flow(f"density * {at}", law)
        scaled = {} if law.tall else {"scale_bar": f"{down}(out_bar * density * {at})"}
        _declare(
            f"{d}.{method}({', '.join(('x', *law.shapes, 'loc=0', 'scale=1'))})",
            dx=f"{up}density",
            dloc=f"{down}density",
            dscale=f"{down}({flow})",
            where=f"{_standard(law, law.inside.format(z=at))}; whole = {whole};"
            f" density = {density}",
            **scaled,
            **{f"d{p}": t if rises else _minus(t) for p, t in in_shapes.items()},
        )


def _of_distribution(law: Law, logarithm: bool) -> dict[str, str]:
    """The slopes of the distribution function, or of its logarithm, in the shapes."""
    over, less = (" / np.exp(whole)", " - whole") if logarithm else ("", "")
    slopes = {
        p: _flow(_product("density * scale", text), law)
        for p, text in law.moved.items()
    }
    return slopes | {
        p: _within(text.format(over=over, less=less), law)
        for p, text in law.cdf.items()
    }


def _flow(text: str, law: Law) -> str:
    """What the density moves, which is nothing at z = 0 where it may be infinite there."""
    return f"choose(at > 0, {text}, 0.0)" if law.tall else text


def _quantile(name: str, law: Law) -> None:
    """The inverses: the implicit function theorem."""
    given = "".join(f"{p}, " for p in law.shapes)
    d = f"scipy.stats.{name}"
    in_shapes = {p: _product("scale", _minus(text)) for p, text in law.moved.items()}
    for p, text in law.cdf.items():
        quotient = f"({_minus(text.format(over='', less=''))}) / density"
        # An end of the support that is fixed does not move with a shape.
        fixed = law.within is not None
        in_shapes[p] = f"choose(density > 0, {quotient}, 0.0)" if fixed else quotient
    for method, sign in (("ppf", ""), ("isf", "-")):
        _declare(
            f"{d}.{method}({', '.join(('q', *law.shapes, 'loc=0', 'scale=1'))})",
            dq=f"{sign}(1 / density)",
            dloc="1",
            dscale="z",
            where=f"{_standard(law, '', 'out')};"
            f" density = {d}.pdf(out, {given}loc, scale)",
            **{f"d{p}": text for p, text in in_shapes.items()},
        )


def _declare(signature: str, where: str, **slopes: str) -> None:
    """A rule with what its slopes name of the shared names."""
    shared = dict(part.split(" = ", 1) for part in where.split("; ") if part.strip())
    needed = _names(*slopes.values())
    for name, text in reversed(shared.items()):
        if name in needed:
            needed |= _names(text)
    elementwise(
        signature,
        where={name: text for name, text in shared.items() if name in needed},
        **slopes,
    )


def _names(*texts: str) -> set[str]:
    """The names that occur in formulas."""
    nodes = [node for text in texts for node in ast.walk(ast.parse(text))]
    return {node.id for node in nodes if isinstance(node, ast.Name)}


for _name, _law in LAWS.items():
    _density(_name, _law)
    _log_density(_name, _law)
    _distribution(_name, _law)
    _quantile(_name, _law)

# probabilities of integers ------------------------------------------------------------

_P, _Q = "(p + (p == 0))", "(1 - p + (p == 1))"
_DISCRETE = {
    "poisson": {"mu": "k / (mu + (mu == 0)) - 1"},
    "binom": {"n": "", "p": f"k / {_P} - (n - k) / {_Q}"},
    "bernoulli": {"p": f"k / {_P} - (1 - k) / {_Q}"},
    "geom": {"p": f"1 / p - (k - 1) / {_Q}"},
    "nbinom": {
        "n": f"{PSI}(k + n) - {PSI}(n) + np.log(p)",
        "p": f"n / p - k / {_Q}",
    },
}
# The slopes of probabilities where a parameter is at its end, of which some are 0 there.
_AT_ENDS = {
    "poisson": (
        "mu == 0",
        "scipy.stats.poisson.pmf(k - 1, mu) - out",
    ),
    "binom": (
        "(p == 0) | (p == 1)",
        "n * (scipy.stats.binom.pmf(k - 1, np.maximum(n - 1, 0), p)"
        " - scipy.stats.binom.pmf(k, np.maximum(n - 1, 0), p))",
    ),
    "bernoulli": (
        "(p == 0) | (p == 1)",
        "choose(k == 1, 1.0, choose(k == 0, -1.0, 0.0))",
    ),
    "geom": (
        "p == 1",
        "out / p - (k - 1) * scipy.stats.geom.pmf(k - 1, p)",
    ),
    "nbinom": (
        "p == 1",
        "n / p * (out - scipy.stats.nbinom.pmf(k - 1, n + 1, p))",
    ),
}
for _name, _slopes in _DISCRETE.items():
    _parameters = ", ".join(("k", *_slopes))
    # Of what cannot be counted the probability is 0, whatever the parameters are.
    for _method, _slope in (
        ("pmf", "out * choose(out > 0, {}, 0.0)"),
        ("logpmf", "choose(out > -np.inf, {}, 0.0)"),
    ):
        _texts = {p: _slope.format(text) for p, text in _slopes.items() if text}
        if _method == "pmf":
            _last = tuple(_slopes)[-1]
            _texts[_last] = f"choose({', '.join(_AT_ENDS[_name])}, {_texts[_last]})"
            # A probability that is 0 at an end has slopes there, of which this is the factor.
            if "n" in _texts:
                _texts["n"] = _texts["n"].replace("out > 0", "k >= 0")
        elementwise(
            f"scipy.stats.{_name}.{_method}({_parameters})",
            **{f"d{p}": text for p, text in _texts.items()},
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
        p_bar=f"like(np.expand_dims(out_bar{_factor}, -1) * slope, p)",
        where="each = x / (p + ((x == 0) & (p == 0))); slope = each - each[..., -1:]",
        kinds="of_counts",
    )

# several variables -------------------------------------------------------------------

_NORMAL = (
    "centred = refused('without a matrix cov')"
    " if not is_array(cov) or rank_known(cov) and ndim(cov) != 2"
    " else x if mean is None else x - mean;"
    " pulled = np.linalg.solve(cov, tr(centred)) if ndim(x) == 2"
    " else np.linalg.solve(cov, centred);"
    " rows = tr(pulled) if ndim(x) == 2 else pulled;"
)
for _method, _factor in (("logpdf", ""), ("pdf", " * out")):
    _scaled = f"(out_bar{_factor})"
    rule(
        f"scipy.stats.multivariate_normal.{_method}(x, mean=None, cov=1)",
        # Of one row SciPy gives a number.
        out_dot=f"np.reshape(slope, np.shape(out)){_factor} if ndim(x) == 2"
        f" else slope{_factor}",
        # Of one column, or one number, SciPy makes as many as there are variables.
        x_bar="like(-(each * rows), x)",
        mean_bar="like(each * rows, mean)",
        cov_bar=f"0.5 * (tr(each * rows) @ rows - np.sum({_scaled}) * inverse)"
        f" if ndim(x) == 2 else"
        f" 0.5 * (np.outer(each * rows, rows) - {_scaled} * inverse)",
        where=_NORMAL + f" each = np.reshape({_scaled}, (-1, 1)) if ndim(x) == 2"
        f" else {_scaled};"
        " inverse = np.linalg.inv(cov);"
        " slope = -np.sum(rows * x_dot, axis=-1) + np.sum(rows * mean_dot, axis=-1)"
        " + 0.5 * (np.sum(rows @ cov_dot * rows, axis=-1) - np.sum(inverse * cov_dot))",
        kinds="density_of_rows",
    )
rule(
    "scipy.stats.multivariate_normal.entropy(mean=None, cov=1)",
    out_dot="0.5 * np.sum(inverse * cov_dot)",
    cov_bar="0.5 * out_bar * inverse",
    mean_bar="0",
    where="inverse = refused('without a matrix cov')"
    " if rank_known(cov) and ndim(cov) != 2 else np.linalg.inv(cov)",
    kinds="real",
)
for _method, _factor in (("logpdf", ""), ("pdf", " * out")):
    rule(
        f"scipy.stats.dirichlet.{_method}(x, alpha)",
        out_dot=f"np.sum(risen * x_dot + slope * alpha_dot){_factor}"
        " if ndim(x) == 1 else refused('of several points')",
        x_bar=f"out_bar{_factor} * risen"
        " if ndim(x) == 1 else refused('of several points')",
        alpha_bar=f"out_bar{_factor} * slope"
        " if ndim(x) == 1 else refused('of several points')",
        where=f"slope = np.log(x) - {PSI}(alpha) + {PSI}(np.sum(alpha));"
        # Where alpha is 1 the density does not rise, at 0 neither: not 0 / 0.
        " risen = (alpha - 1) / np.maximum(x, np.spacing(x))",
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
