"""Elementwise functions of scipy.special. `{s}` stands for `scipy.special`.

Integer orders are constants: a derivative with respect to them is refused. Derivatives in real
orders and parameters are functions of their own, `gammainc_slope`, see `runtime_special`.
"""

import re

from adgen.rules.declare import constant, elementwise, rule

ROOT_PI, ROOT_TWO_PI, HALF_ROOT_PI = (
    1.772453850905516,
    2.5066282746310002,
    0.886226925452758,
)
TWO_BY_ROOT_PI = 1.1283791670955126
# DLMF 11.4.25 and 11.4.27, which nothing is divided by at x = 0.
_STRUVE_0 = "0.6366197723675814 {1} {{s}}.{0}(1, x)"
_STRUVE = (
    "0.5 * ({{s}}.{0}(v - 1, x) {1} {{s}}.{0}(v + 1, x))"
    " + 0.28209479177387814 * {2} * {{s}}.rgamma(v + 1.5)"
)


def _struve_slope(name: str, sign: str) -> dict[str, str]:
    at_0 = _STRUVE_0.format(name, sign)
    above = _STRUVE.format(name, sign, "(0.5 * x) ** v")
    # A number of NumPy has a negative power where it is 0, too.
    any_order = _STRUVE.format(name, sign, "np.power(0.5 * x, v)")
    # H and L of order -1 are those of order 1 and a constant, but for the sign of H.
    any_order = re.sub(r"\bv\b", "order", any_order)
    if sign == "-":
        any_order = f"(1 - 2 * (v == -1)) * ({any_order})"
    return {
        "dx": f"{at_0} if type(v) is int and v == 0 else {above} if type(v) is int and v > 0"
        f" else choose(v == 0, {at_0}, {any_order})",
        "where": "order = choose((v == -1) | (v == 0), 1, v)",
    }


LOG_TEN, DEGREE = 2.302585092994046, 0.017453292519943295
COUNT = "count = n if is_whole(n) else np.trunc(n)"
"""What SciPy makes of a degree with places behind its point."""
_BOX = (
    "choose(np.abs(t) < 0.001, {0} ** 2 * (0.5 + t * (1 / 3 + t * (0.125 + t / 30))),"
    " ({1} - out) / (lmbda + (lmbda == 0)))"
)
_BOX_BACK = (
    "choose(np.abs(t) < 0.002,"
    " -(y * y * {0} * (0.5 - t * (2 / 3 - t * (0.75 - t * (0.8 - t * 5 / 6))))),"
    " (y * {0} ** (1 - lmbda) - {1}) / (lmbda + (lmbda == 0)))"
)
_ELEMENTWISE: dict[str, dict[str, str]] = {
    # error functions and the normal distribution
    "erf(x)": {"dx": f"{TWO_BY_ROOT_PI} * np.exp(-(x * x))"},
    "erfc(x)": {"dx": f"-({TWO_BY_ROOT_PI} * np.exp(-(x * x)))"},
    "erfcx(x)": {"dx": f"2 * x * out - {TWO_BY_ROOT_PI}"},
    "erfi(x)": {"dx": f"{TWO_BY_ROOT_PI} * np.exp(x * x)"},
    "erfinv(y)": {"dy": f"{HALF_ROOT_PI} * np.exp(out * out)"},
    "erfcinv(y)": {"dy": f"-({HALF_ROOT_PI} * np.exp(out * out))"},
    "dawsn(x)": {"dx": "1 - 2 * x * out"},
    "wofz(z)": {"dz": f"{TWO_BY_ROOT_PI}j - 2 * z * out"},
    "ndtr(x)": {"dx": f"np.exp(-0.5 * x * x) / {ROOT_TWO_PI}"},
    "log_ndtr(x)": {"dx": "inverse_mills(x)"},
    "ndtri(y)": {"dy": f"{ROOT_TWO_PI} * np.exp(0.5 * out * out)"},
    "ndtri_exp(y)": {"dy": f"{ROOT_TWO_PI} * np.exp(y + 0.5 * out * out)"},
    "owens_t(h, a)": {
        "dh": f"-(np.exp(-0.5 * h * h) * {{s}}.erf(a * h / 1.4142135623730951)"
        f" / {2 * ROOT_TWO_PI})",
        "da": "np.exp(-0.5 * h * h * (1 + a * a)) / (2 * np.pi * (1 + a * a))",
    },
    "zeta(x, q=1)": {"dx": "zeta_slope(x, q)", "dq": "-(x * {s}.zeta(x + 1, q))"},
    # exponentials and logarithms
    "expit(x)": {"dx": "out * (1 - out)"},
    "logit(x)": {"dx": "1 / (x * (1 - x))"},
    "log_expit(x)": {"dx": "{s}.expit(-x)"},
    "softplus(x)": {"dx": "{s}.expit(x)"},
    # Where x is 0 these do not change with y, also at the end of its domain: there the least of
    # numbers is divided by, since that slope in y has an infinite slope in x.
    "xlogy(x, y)": {
        "dx": "np.log(y)",
        "dy": "x / (y + ((x == 0) & (y == 0)) * np.spacing(np.abs(y)))",
    },
    "xlog1py(x, y)": {
        "dx": "np.log1p(y)",
        "dy": "x / (1 + y + ((x == 0) & (y == -1)) * np.spacing(np.abs(1 + y)))",
    },
    "entr(x)": {"dx": "-(np.log(x) + 1)"},
    # Numbers of NumPy may be divided by zero, which those of Python are not; 0 / 0 is 0 in y.
    "rel_entr(x, y)": {
        "dx": "np.log(np.divide(x, y)) + 1",
        "dy": "-(x / np.maximum(y, np.spacing(y)))",
    },
    "kl_div(x, y)": {
        "dx": "np.log(np.divide(x, y))",
        "dy": "1 - x / np.maximum(y, np.spacing(y))",
    },
    "exp2(x)": {"dx": "0.6931471805599453 * out"},
    "exp10(x)": {"dx": f"{LOG_TEN} * out"},
    "expm1(x)": {"dx": "out + 1"},
    "log1p(x)": {"dx": "1 / (1 + x)"},
    "cbrt(x)": {"dx": "1 / (3 * out * out)"},
    "cosm1(x)": {"dx": "-np.sin(x)"},
    "powm1(x, y)": {
        "dx": "y * real_power(x, y - (y != 0))",
        "dy": "(out + 1) * log_or_zero(x)",
    },
    # Near 0 the quotient would lose all digits, the series none.
    "exprel(x)": {
        "dx": "choose(np.abs(x) < 0.001,"
        " 0.5 + x * (1 / 3 + x * (0.125 + x / 30)), (np.exp(x) - out) / (x + (x == 0)))"
    },
    "exp1(z)": {"dz": "-(np.exp(-z) / z)"},
    "expi(x)": {"dx": "np.exp(x) / x"},
    # The function of degree 0 is exp(-x) / x, and SciPy has none of degree -1.
    "expn(n, x)": {
        "dx": "-{s}.expn(n - 1, x) if type(n) is int and n > 0 else"
        " -choose(count == 0, (np.exp(-x) + out) / (x + (x == 0)),"
        " {s}.expn(np.maximum(count - 1, 0), x))",
        "where": COUNT,
    },
    "spence(z)": {
        "dz": "-choose(np.abs(z - 1) < 0.002,"
        " 1 - (z - 1) * (0.5 - (z - 1) * (1 / 3 - (z - 1) * (0.25 - 0.2 * (z - 1)))),"
        " np.log(z) / (z - 1 + (z == 1)))"
    },
    "lambertw(z, k=0)": {"dz": "np.exp(-out) / (1 + out)"},
    "wrightomega(z)": {"dz": "out / (1 + out)"},
    # With t = lmbda log(x) these are log(x) exprel(t), and the inverse functions: series near 0.
    "boxcox(x, lmbda)": {
        "dx": "real_power(x, lmbda - 1)",
        "dlmbda": _BOX.format("np.log(x)", "{s}.xlogy(lmbda * out + 1, x)"),
        "where": "t = lmbda * np.log(x)",
    },
    "boxcox1p(x, lmbda)": {
        "dx": "real_power(1 + x, lmbda - 1)",
        "dlmbda": _BOX.format("np.log1p(x)", "{s}.xlog1py(lmbda * out + 1, x)"),
        "where": "t = lmbda * np.log1p(x)",
    },
    "inv_boxcox(y, lmbda)": {
        "dy": "out ** (1 - lmbda)",
        "dlmbda": _BOX_BACK.format("out", "{s}.xlogy(out, out)"),
        "where": "t = lmbda * y",
    },
    "inv_boxcox1p(y, lmbda)": {
        "dy": "(1 + out) ** (1 - lmbda)",
        "dlmbda": _BOX_BACK.format("(1 + out)", "{s}.xlog1py(1 + out, out)"),
        "where": "t = lmbda * y",
    },
    "huber(delta, r)": {
        "ddelta": "np.maximum(np.abs(r) - delta, 0.0)",
        "dr": "np.clip(r, -delta, delta)",
    },
    "pseudo_huber(delta, r)": {
        "ddelta": "(r * r / (far + delta)) ** 2 / far",
        "dr": "r * delta / far",
        "where": "length = np.hypot(delta, r); far = length + (length == 0)",
    },
    # Bessel functions
    "j0(x)": {"dx": "-{s}.j1(x)"},
    "j1(x)": {"dx": "0.5 * ({s}.j0(x) - {s}.jv(2, x))"},
    "y0(x)": {"dx": "-{s}.y1(x)"},
    "y1(x)": {"dx": "0.5 * ({s}.y0(x) - {s}.yn(2, x))"},
    "i0(x)": {"dx": "{s}.i1(x)"},
    "i1(x)": {"dx": "0.5 * ({s}.i0(x) + {s}.iv(2, x))"},
    "i0e(x)": {"dx": "{s}.i1e(x) - np.sign(x) * out"},
    "i1e(x)": {"dx": "0.5 * ({s}.i0e(x) + {s}.ive(2, x)) - np.sign(x) * out"},
    "k0(x)": {"dx": "-{s}.k1(x)"},
    "k1(x)": {"dx": "-(0.5 * ({s}.k0(x) + {s}.kn(2, x)))"},
    "k0e(x)": {"dx": "out - {s}.k1e(x)"},
    "k1e(x)": {"dx": "out - 0.5 * ({s}.k0e(x) + {s}.kve(2, x))"},
    "jv(v, z)": {
        "dv": "jv_slope(v, z)",
        "dz": "0.5 * ({s}.jv(v - 1, z) - {s}.jv(v + 1, z))",
    },
    "yv(v, z)": {
        "dv": "yv_slope(v, z)",
        "dz": "0.5 * ({s}.yv(v - 1, z) - {s}.yv(v + 1, z))",
    },
    "yn(n, x)": {
        "dx": "0.5 * ({s}.yn(count - 1, x) - {s}.yn(count + 1, x))",
        "where": COUNT,
    },
    "iv(v, z)": {
        "dv": "ive_slope(v, z) * np.exp(z)",
        "dz": "0.5 * ({s}.iv(v - 1, z) + {s}.iv(v + 1, z))",
    },
    "kv(v, z)": {
        "dv": "kve_slope(v, z) * np.exp(-z)",
        "dz": "-(0.5 * ({s}.kv(v - 1, z) + {s}.kv(v + 1, z)))",
    },
    "kn(n, x)": {
        "dx": "-(0.5 * ({s}.kv(count - 1, x) + {s}.kv(count + 1, x)))",
        "where": COUNT,
    },
    "jve(v, z)": {
        "dv": "jv_slope(v, z) if is_real(z) else refused('in the order, of complex z')",
        "dz": "0.5 * ({s}.jve(v - 1, z) - {s}.jve(v + 1, z))",
    },
    "yve(v, z)": {
        "dv": "yv_slope(v, z) if is_real(z) else refused('in the order, of complex z')",
        "dz": "0.5 * ({s}.yve(v - 1, z) - {s}.yve(v + 1, z))",
    },
    "ive(v, z)": {
        "dv": "ive_slope(v, z)",
        "dz": "0.5 * ({s}.ive(v - 1, z) + {s}.ive(v + 1, z)) - np.sign(z) * out",
    },
    "kve(v, z)": {
        "dv": "kve_slope(v, z)",
        "dz": "out - 0.5 * ({s}.kve(v - 1, z) + {s}.kve(v + 1, z))",
    },
    "hankel1(v, z)": {
        "dv": "jv_slope(v, z) + 1j * yv_slope(v, z)"
        " if is_real(z) else refused('in the order, of complex z')",
        "dz": "0.5 * ({s}.hankel1(v - 1, z) - {s}.hankel1(v + 1, z))",
    },
    "hankel2(v, z)": {
        "dv": "jv_slope(v, z) - 1j * yv_slope(v, z)"
        " if is_real(z) else refused('in the order, of complex z')",
        "dz": "0.5 * ({s}.hankel2(v - 1, z) - {s}.hankel2(v + 1, z))",
    },
    "hankel1e(v, z)": {
        "dv": "(jv_slope(v, z) + 1j * yv_slope(v, z)) * np.exp(-1j * z)"
        " if is_real(z) else refused('in the order, of complex z')",
        "dz": "0.5 * ({s}.hankel1e(v - 1, z) - {s}.hankel1e(v + 1, z)) - 1j * out",
    },
    "hankel2e(v, z)": {
        "dv": "(jv_slope(v, z) - 1j * yv_slope(v, z)) * np.exp(1j * z)"
        " if is_real(z) else refused('in the order, of complex z')",
        "dz": "0.5 * ({s}.hankel2e(v - 1, z) - {s}.hankel2e(v + 1, z)) + 1j * out",
    },
    "struve(v, x)": _struve_slope("struve", "-"),
    "modstruve(v, x)": _struve_slope("modstruve", "+"),
    # hypergeometric functions
    "hyp0f1(v, z)": {"dv": "hyp0f1_slope(v, z)", "dz": "{s}.hyp0f1(v + 1, z) / v"},
    "hyp1f1(a, b, x)": {
        "da": "hyp1f1_slope(a, b, x, 0)",
        "db": "hyp1f1_slope(a, b, x, 1)",
        # SciPy makes 1F1(0; -n; x), which is 1, infinite.
        "dx": "a / b if is_constant(a) and a == -1"
        " else a / b * {s}.hyp1f1(a + 1, b + 1, x)",
    },
    "hyp2f1(a, b, c, z)": {
        "da": "hyp2f1_slope(a, b, c, z, 0)",
        "db": "hyp2f1_slope(a, b, c, z, 1)",
        "dc": "hyp2f1_slope(a, b, c, z, 2)",
        "dz": "a * b / c * {s}.hyp2f1(a + 1, b + 1, c + 1, z)",
    },
    "hyperu(a, b, x)": {
        "da": "hyperu_slope(a, b, x, 1, 0)",
        "db": "hyperu_slope(a, b, x, 0, 1)",
        "dx": "-(a * {s}.hyperu(a + 1, b + 1, x))",
    },
    # angles in degrees
    "sindg(x)": {"dx": f"{DEGREE} * {{s}}.cosdg(x)"},
    "cosdg(x)": {"dx": f"-({DEGREE} * {{s}}.sindg(x))"},
    "tandg(x)": {"dx": f"{DEGREE} * (1 + out * out)"},
    "cotdg(x)": {"dx": f"-({DEGREE} * (1 + out * out))"},
}
_COMPLEX: tuple[str, ...] = (
    "wofz",
    "lambertw",
    "hankel1",
    "hankel2",
    "hankel1e",
    "hankel2e",
)
_COMPLEX += ("h1vp", "h2vp")
_ARRAYS = ("polygamma", "diric")
"""What gives an array of rank 0 of numbers."""


def name_of(signature: str) -> str:
    return signature.partition("(")[0]


def special_functions(table: dict[str, dict[str, str]]) -> None:
    """Declares elementwise functions of scipy.special by signature and partials."""
    for signature, partials in table.items():
        elementwise(
            f"scipy.special.{signature}",
            kinds="broadcast_array" if name_of(signature) in _ARRAYS else "elementwise",
            dtype="complex" if name_of(signature) in _COMPLEX else "float",
            **{
                name: text.replace("{s}", "scipy.special")
                for name, text in partials.items()
            },
        )


special_functions(_ELEMENTWISE)
elementwise(
    "scipy.special.sinc(x)",
    dx="choose(np.abs(x) < 0.01,"
    " -(t * np.pi / 3) * (1 - t * t / 10 * (1 - t * t / 28)),"
    " (np.cos(t) - out) / (x + (x == 0)))",
    where="t = np.pi * x",
)
elementwise(
    "scipy.special.factorial(n, exact=False)",
    n_bar="out_bar * (out * scipy.special.digamma(n + 1))",
    out_dot="n_dot * (out * scipy.special.digamma(n + 1))",
)
elementwise(
    "scipy.special.comb(N, k, *, exact=False, repetition=False)",
    N_bar="out_bar * (out * (choose(out != 0, scipy.special.digamma(N + 1)"
    " - scipy.special.digamma(N - k + 1), 0.0)))",
    k_bar="out_bar * (out * (choose(out != 0, scipy.special.digamma(N - k + 1)"
    " - scipy.special.digamma(k + 1), 0.0)))",
    out_dot="N_dot * (out * (choose(out != 0, scipy.special.digamma(N + 1)"
    " - scipy.special.digamma(N - k + 1), 0.0))) + k_dot * (out * (choose(out != 0,"
    " scipy.special.digamma(N - k + 1) - scipy.special.digamma(k + 1), 0.0)))",
)
rule(
    "scipy.special.multigammaln(a, d)",
    out_dot="a_dot * slope",
    a_bar="out_bar * slope",
    where="slope = np.sum(scipy.special.digamma("
    "np.expand_dims(a, -1) - 0.5 * np.arange(d)), axis=-1)",
    kinds="first_elementwise",
)
for _name in ("spherical_jn", "spherical_yn", "spherical_in", "spherical_kn"):
    # DLMF 10.51.2 and 10.51.5, which nothing is divided by at z = 0.
    _below, _above = (
        f"scipy.special.{_name}({_n}, z, True)"
        for _n in ("abs(count - 1)", "count + 1")
    )
    _sign = "+" if _name == "spherical_in" else "-"
    _bend = f"(count * {_below} {_sign} (count + 1) * {_above}) / (2 * count + 1)"
    if _name == "spherical_kn":
        _bend = f"(count + 1) * ({_below} - {_above}) / (2 * count + 1) - {_below}"
    _slope = f"scipy.special.{_name}(n, z, True) if not derivative else {_bend}"
    elementwise(
        f"scipy.special.{_name}(n, z, derivative=False)",
        z_bar="out_bar * slope",
        out_dot="z_dot * slope",
        where=f"{COUNT}; slope = {_slope}",
    )
constant("scipy.special.gammasgn(x)", kinds="elementwise", dtype="float")
