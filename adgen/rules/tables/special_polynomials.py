"""Orthogonal polynomials and Legendre functions of scipy.special.

The degree is an integer and has no derivative. DLMF 18.9.15-18.9.26 and 14.10.5.
"""

import re

from adgen.rules.tables.special import special_functions


def _of_degree_0_too(dx: str) -> str:
    """The slope, which is 0 for degree 0: of degree -1 SciPy knows some polynomials as NaN."""
    kept = dx.replace("(n - 1, ", "(n - 1 + (n == 0), ")
    return (
        f"{dx} if type(n) is int and n > 0 else 0 if type(n) is int and n == 0"
        f" else choose(n == 0, 0.0, {kept})"
    )


def _of_either_degree(dx: str) -> dict[str, str]:
    """The slope of Legendre polynomials, of which that of degree -n - 1 is that of degree n."""
    kept = re.sub(r"\bn\b", "degree", dx.replace("(n - 1, ", "(n - 1 + (n == 0), "))
    return {
        "dx": f"{dx} if type(n) is int and n > 0 else 0 if type(n) is int and n == 0"
        f" else choose(degree == 0, 0.0, {kept})",
        "where": "degree = choose(n < 0, -1 - n, n)",
    }


_POLYNOMIALS = {
    "eval_chebyt(n, x)": {"dx": "n * {s}.eval_chebyu(n - 1, x)"},
    "eval_chebyu(n, x)": {"dx": "2 * {s}.eval_gegenbauer(n - 1, 2, x)"},
    "eval_hermite(n, x)": {"dx": "2 * n * {s}.eval_hermite(n - 1, x)"},
    "eval_hermitenorm(n, x)": {"dx": "n * {s}.eval_hermitenorm(n - 1, x)"},
    "eval_laguerre(n, x)": {"dx": "-{s}.eval_genlaguerre(n - 1, 1, x)"},
    "eval_genlaguerre(n, alpha, x)": {
        "dalpha": "genlaguerre_slope(n, alpha, x)",
        "dx": "-{s}.eval_genlaguerre(n - 1, alpha + 1, x)",
    },
    "eval_jacobi(n, alpha, beta, x)": {
        "dalpha": "jacobi_slope(n, alpha, beta, x, 0)",
        "dbeta": "jacobi_slope(n, alpha, beta, x, 1)",
        "dx": "0.5 * (alpha + beta + (n + 1))"
        " * {s}.eval_jacobi(n - 1, alpha + 1, beta + 1, x)",
    },
    "eval_gegenbauer(n, alpha, x)": {
        "dalpha": "gegenbauer_slope(n, alpha, x)",
        "dx": "2 * alpha * {s}.eval_gegenbauer(n - 1, alpha + 1, x)",
    },
    "eval_chebyc(n, x)": {"dx": "n * {s}.eval_chebyu(n - 1, 0.5 * x)"},
    "eval_chebys(n, x)": {"dx": "{s}.eval_gegenbauer(n - 1, 2, 0.5 * x)"},
    "eval_sh_chebyt(n, x)": {"dx": "2 * n * {s}.eval_chebyu(n - 1, 2 * x - 1)"},
    "eval_sh_chebyu(n, x)": {"dx": "4 * {s}.eval_gegenbauer(n - 1, 2, 2 * x - 1)"},
    "eval_sh_jacobi(n, p, q, x)": {
        "dx": "(p + n) * {s}.eval_jacobi(n - 1, p - q + 1, q, 2 * x - 1)"
        " / {s}.binom(p + (2 * n - 1), n)"
    },
}
special_functions(
    {
        signature: {**partials, "dx": _of_degree_0_too(partials["dx"])}
        for signature, partials in _POLYNOMIALS.items()
    }
)
# DLMF 14.10.5 divides by zero at 1 and -1. What 14.10.7 says of P / sqrt(1 - x * x) in words of the
# next lower degree needs not: of order 0 and from 2 on it is put into what a slope is by the orders
# next to it, of order 1 the slope is infinite there.
_OF_EVERY_ORDER = (
    "0.5 * ({s}.lpmv(2, v - 1, x) + v * (v + 1) * {s}.lpmv(0, v - 1, x))"
    " if type(m) is int and m == 0 else"
    " 0.5 * (v * (v + 1) * {s}.lpmv(0, v, x) - {s}.lpmv(2, v, x)) / np.sqrt(1 - x * x)"
    " if type(m) is int and m == 1 else"
    " 0.25 * (({s}.lpmv(m + 2, v - 1, x) + (v + m) * (v + (m + 1)) * {s}.lpmv(m, v - 1, x))"
    " / (m + 1) - (v + m) * (v + (1 - m)) * ({s}.lpmv(m, v - 1, x)"
    " + (v + (m - 2)) * (v + (m - 1)) * {s}.lpmv(m - 2, v - 1, x)) / (m - 1))"
    " if type(m) is int and m > 1 else"
    " ((v + 1) * x * out - (v + (1 - m)) * {s}.lpmv(m, v + 1, x)) / (1 - x * x)"
)
special_functions(
    {
        "eval_legendre(n, x)": _of_either_degree(
            "0.5 * (n + 1) * {s}.eval_jacobi(n - 1, 1, 1, x)"
        ),
        "eval_sh_legendre(n, x)": _of_either_degree(
            "(n + 1) * {s}.eval_jacobi(n - 1, 1, 1, 2 * x - 1)"
        ),
        "lpmv(m, v, x)": {"dx": _OF_EVERY_ORDER},
    }
)
