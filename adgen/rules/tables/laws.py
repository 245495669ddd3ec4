"""The continuous distributions of scipy.stats as a table, which `distributions` makes rules of.

With z = (x - loc) / scale all slopes follow from a few of the standard distribution. A formula
here is good within the support; `distributions` sees to what lies outside of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

PSI = "scipy.special.digamma"
FLAT = "0"
_S = "scipy.stats"
_NEAR = "0.5 * scipy.special.hyp2f1(2, 2, 3, -t)"
_BEND = (
    "choose((t > 1) | (t < -0.5), (np.log1p(t) - t / (1 + t)) / (t * t + (t == 0)),"
    f" {_NEAR})"
)
"""(log(1 + t) - t / (1 + t)) / t**2; near 0, where that loses all digits, DLMF 15.2.1."""
_BENT = (
    "choose((t > 1) | (t < -0.5), (scipy.special.xlog1py(1 + t, t) - t)"
    f" / (t * t + (t == 0)), (1 + t) * {_NEAR})"
)
"""1 + t times that, which is 1 at t = -1, the end of the support."""


@dataclass(frozen=True)
class Law:
    """Slopes of a standard distribution, in z and in its shape parameters.

    `slope` and `shapes` are those of the logarithm of the density. The distribution function
    has in a shape parameter the slope `moved` times the density, or `cdf`, in which `less` turns
    the exponent of its value into that of its ratio to the probability. `inside` is the support
    where that is not the line, `within` what z is elsewhere where formulas would not be numbers.
    `left` and `right` are the density over the probability of less, and of more: where the
    difference of two logarithms would have lost all digits. `stretch`: 1 + z * slope where
    z may be 0. `tall`: the density may be infinite at z = 0.
    """

    slope: str
    shapes: Mapping[str, str] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    cdf: Mapping[str, str] = field(default_factory=dict)
    inside: str = ""
    within: float | None = None
    left: str = ""
    right: str = ""
    stretch: str = ""
    tall: bool = False
    shared: str = ""


_T = f"0.5 * ({PSI}(0.5 * (df + 1)) - {PSI}(0.5 * df) - 1 / df"
_TRUNCATED = f"{_S}.truncnorm"

LAWS: dict[str, Law] = {
    "norm": Law("-z", left="inverse_mills(z)", right="inverse_mills(-z)"),
    "laplace": Law(
        "-np.sign(z)",
        left="choose(z < 0, 1.0, tail / (2 - tail))",
        right="choose(z > 0, 1.0, tail / (2 - tail))",
        shared="tail = np.exp(-np.abs(z))",
    ),
    "logistic": Law(
        "-np.tanh(0.5 * z)",
        left="scipy.special.expit(-z)",
        right="scipy.special.expit(z)",
    ),
    "cauchy": Law("-2 * z / (1 + z * z)"),
    "expon": Law("-1", inside="{z} >= 0", right="1"),
    "uniform": Law(
        FLAT,
        inside="({z} >= 0) & ({z} <= 1)",
        within=0.5,
        left="1 / z",
        right="1 / (1 - z)",
    ),
    "halfnorm": Law("-z", inside="{z} >= 0", right="inverse_mills(-z)"),
    "gumbel_r": Law("np.exp(-z) - 1", within=0.0, left="np.exp(-z)"),
    "gumbel_l": Law("1 - np.exp(z)", within=0.0, right="np.exp(z)"),
    "gamma": Law(
        "(a - 1) / z - 1",
        {"a": f"np.log(z) - {PSI}(a)"},
        cdf={"a": "gammainc_slope(a, z){over}"},
        stretch="a - z",
        inside="{z} >= 0",
        within=1.0,
        tall=True,
    ),
    "chi2": Law(
        "(0.5 * df - 1) / z - 0.5",
        {"df": f"0.5 * (np.log(0.5 * z) - {PSI}(0.5 * df))"},
        cdf={"df": "0.5 * gammainc_slope(0.5 * df, 0.5 * z){over}"},
        stretch="0.5 * (df - z)",
        inside="{z} >= 0",
        within=1.0,
        tall=True,
    ),
    # At z = 0 the first term of the series in z, whose further derivatives are finite.
    "t": Law(
        "-(df + 1) * z / (df + z * z)",
        {
            "df": f"{_T} - np.log1p(z * z / df) + (df + 1) * (z * z) / (df * (df + z * z)))"
        },
        cdf={
            "df": f"choose(z == 0, z * {_S}.t.pdf(z, df) * {_T}),"
            " -(0.25 * np.sign(z) * betainc_slope(0.5 * df, 0.5, df / (df + z * z + (z == 0)),"
            f" 1, 0) + {_S}.t.pdf(z, df) * z / (2 * df))){{over}}"
        },
    ),
    "beta": Law(
        "(a - 1) / z - (b - 1) / (1 - z)",
        {
            "a": f"np.log(z) - {PSI}(a) + {PSI}(a + b)",
            "b": f"np.log1p(-z) - {PSI}(b) + {PSI}(a + b)",
        },
        cdf={
            "a": "betainc_slope(a, b, z, 1, 0){over}",
            "b": "betainc_slope(a, b, z, 0, 1){over}",
        },
        inside="({z} >= 0) & ({z} <= 1)",
        within=0.5,
        stretch="a - (b - 1) * z / (1 - z)",
        tall=True,
    ),
    "lognorm": Law(
        "-(1 + np.log(z) / (s * s)) / z",
        {"s": "((np.log(z) / s) ** 2 - 1) / s"},
        moved={"s": "-(scipy.special.xlogy(z, z) / s)"},
        inside="{z} > 0",
        within=1.0,
        left="inverse_mills(np.log(z) / s) / (s * z)",
        right="inverse_mills(-np.log(z) / s) / (s * z)",
    ),
    "weibull_min": Law(
        "(c - 1) / z - c * z ** (c - 1)",
        {"c": "1 / c + (1 - z ** c) * np.log(z)"},
        moved={"c": "scipy.special.xlogy(z, z) / c"},
        right="c * z ** (c - 1)",
        stretch="c * (1 - z ** c)",
        inside="{z} >= 0",
        within=1.0,
        tall=True,
    ),
    "invgamma": Law(
        "-(a + 1) / z + 1 / (z * z)",
        {"a": f"-(np.log(z) + {PSI}(a))"},
        cdf={"a": "-(gammainc_slope(a, 1 / z){over})"},
        inside="{z} > 0",
        within=1.0,
    ),
    "pareto": Law(
        "-(b + 1) / z",
        {"b": "1 / b - np.log(z)"},
        moved={"b": "z * np.log(z) / b"},
        inside="{z} >= 1",
        within=1.0,
        right="b / z",
    ),
    "vonmises": Law(
        "-kappa * np.sin(z)",
        {"kappa": "np.cos(z) - scipy.special.i1e(kappa) / scipy.special.i0e(kappa)"},
    ),
    "skewnorm": Law(
        "-z + a * inverse_mills(a * z)",
        {"a": "z * inverse_mills(a * z)"},
        cdf={
            "a": "-(np.exp(-0.5 * z * z * (1 + a * a){less}) / (np.pi * (1 + a * a)))"
        },
    ),
    "truncnorm": Law(
        "-z",
        {"a": f"{_TRUNCATED}.pdf(a, a, b)", "b": f"-{_TRUNCATED}.pdf(b, a, b)"},
        cdf={
            "a": f"-np.exp({_TRUNCATED}.logpdf(a, a, b) + {_TRUNCATED}.logsf(z, a, b){{less}})",
            "b": f"-np.exp({_TRUNCATED}.logpdf(b, a, b) + {_TRUNCATED}.logcdf(z, a, b){{less}})",
        },
        inside="({z} >= a) & ({z} <= b)",
    ),
    "genextreme": Law(
        "(c - 1 + power) / (1 + t)",
        {"c": "(power - 1) * z * z * bend + z / (1 + t)"},
        moved={"c": f"z * z * {_BENT}"},
        inside="c * {z} < 1",
        within=0.0,
        left="power / (1 + t)",
        shared=f"t = -c * z; bend = {_BEND}; power = -{_S}.genextreme.logcdf(z, c)",
    ),
    "genpareto": Law(
        "-(1 + c) / (1 + t)",
        {"c": "z * z * bend - z / (1 + t)"},
        moved={"c": f"-(z * z * {_BENT})"},
        inside="({z} >= 0) & (c * {z} > -1)",
        within=0.0,
        right="1 / (1 + t)",
        shared=f"t = c * z; bend = {_BEND}",
    ),
}
"""The distributions, by name."""
