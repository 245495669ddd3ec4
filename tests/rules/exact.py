"""Functions of numbers in mpmath: their derivatives, to as many digits as one likes.

EXACT["np.sinc"] is the function of mpmath that np.sinc computes, a tuple of several where there
are several results. What differences cannot see,
the last terms of a series near a point where a quotient would lose its digits, shows here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from adgen.ir.nodes import Var
from tests import oracle
from tests.rules.calls import Call
from tests.rules.samples import Sample

try:
    from mpmath import mp
except ImportError:  # a development extra
    mp = None

DIGITS = 30
MOST = 3
"""So many elements of an array are looked at."""
TERMS = 60
"""Of a series, whose numbers are below 10."""

Function = Callable[..., Any]


def _of_numpy() -> dict[str, Function]:
    names = (
        "sin cos tan sinh cosh tanh exp expm1 log log10 log1p sqrt cbrt asin acos atan"
    )
    names += " asinh acosh atanh atan2"
    found: dict[str, Function] = {}
    for name in names.split():
        function = getattr(mp, name)
        found[f"math.{name}"] = function
        numpy_name = name.replace("a", "arc", 1) if name.startswith("a") else name
        found[f"np.{numpy_name}"] = function
    return found | {
        "np.hypot": mp.hypot,
        "np.log2": lambda x: mp.log(x, 2),
        "np.exp2": lambda x: mp.power(2, x),
        "np.sinc": mp.sincpi,
        "np.power": mp.power,
        "np.logaddexp": lambda x, y: mp.log(mp.exp(x) + mp.exp(y)),
        "math.gamma": mp.gamma,
        "math.lgamma": mp.loggamma,
        "math.erf": mp.erf,
        "math.erfc": mp.erfc,
    }


def _of_one_argument() -> dict[str, Function]:
    return {
        "erf": mp.erf,
        "erfc": mp.erfc,
        "erfcx": lambda x: mp.exp(x * x) * mp.erfc(x),
        "erfi": mp.erfi,
        "erfinv": mp.erfinv,
        "ndtr": mp.ncdf,
        "log_ndtr": lambda x: mp.log(mp.ncdf(x)),
        "gamma": mp.gamma,
        "gammaln": mp.loggamma,
        "rgamma": mp.rgamma,
        "digamma": mp.digamma,
        "expit": lambda x: 1 / (1 + mp.exp(-x)),
        "logit": lambda x: mp.log(x / (1 - x)),
        "entr": lambda x: -x * mp.log(x),
        "exprel": _exprel,
        "expi": mp.ei,
        "exp1": mp.e1,
        "spence": lambda z: mp.polylog(2, 1 - z),
        "sinc": mp.sincpi,
        "j0": mp.j0,
        "j1": mp.j1,
        "ellipk": mp.ellipk,
        "ellipe": mp.ellipe,
        "ellipkm1": lambda p: mp.ellipk(1 - p),
        "i0": lambda x: mp.besseli(0, x),
        "i1": lambda x: mp.besseli(1, x),
        "i0e": lambda x: mp.besseli(0, x) * mp.exp(-abs(x)),
        "i1e": lambda x: mp.besseli(1, x) * mp.exp(-abs(x)),
        "k0": lambda x: mp.besselk(0, x),
        "k1": lambda x: mp.besselk(1, x),
    }


def _of_several_arguments() -> dict[str, Function | tuple[Function, ...]]:
    return {
        "beta": mp.beta,
        "betaln": lambda a, b: mp.log(mp.beta(a, b)),
        "poch": mp.rf,
        "xlogy": lambda x, y: x * mp.log(y),
        "xlog1py": lambda x, y: x * mp.log1p(y),
        "rel_entr": lambda x, y: x * mp.log(x / y),
        "kl_div": lambda x, y: x * mp.log(x / y) - x + y,
        "gammainc": lambda a, x: mp.gammainc(a, 0, x, regularized=True),
        "gammaincc": lambda a, x: mp.gammainc(a, x, mp.inf, regularized=True),
        "chdtr": lambda v, x: mp.gammainc(v / 2, 0, x / 2, regularized=True),
        "chdtrc": lambda v, x: mp.gammainc(v / 2, x / 2, mp.inf, regularized=True),
        "betainc": lambda a, b, x: mp.betainc(a, b, 0, x, regularized=True),
        "boxcox": lambda x, t: mp.log(x) * _exprel(t * mp.log(x)),
        "boxcox1p": lambda x, t: mp.log1p(x) * _exprel(t * mp.log1p(x)),
        "inv_boxcox": lambda y, t: mp.exp(y * _log_quotient(t * y)),
        "inv_boxcox1p": lambda y, t: mp.expm1(y * _log_quotient(t * y)),
        "jv": mp.besselj,
        "yv": mp.bessely,
        "iv": mp.besseli,
        "kv": mp.besselk,
        "ellipkinc": mp.ellipf,
        "ellipeinc": mp.ellipe,
        "elliprc": lambda x, y: mp.elliprc(x, y, pv=True),
        "elliprd": mp.elliprd,
        "elliprf": mp.elliprf,
        "elliprg": mp.elliprg,
        "elliprj": mp.elliprj,
        "agm": mp.agm,
        "zeta": mp.zeta,
        "diric": lambda x, n: mp.sin(n * x / 2) / (n * mp.sin(x / 2)) if x else mp.one,
        "ellipj": (_elliptic("sn"), _elliptic("cn"), _elliptic("dn"), _amplitude),
        "voigt_profile": _voigt,
        "chndtr": _noncentral,
        "kelvin": _kelvin(),
        "sici": (mp.si, mp.ci),
        "shichi": (mp.shi, mp.chi),
        "berp": lambda x: mp.re(_kelvin()[2](x)),
        "beip": lambda x: mp.im(_kelvin()[2](x)),
    }


def _of_counts() -> dict[str, Function]:
    """Probabilities, as polynomials and powers that go on beyond the ends of a parameter."""
    return {
        "poisson.pmf": lambda k, mu: _counted(
            k, lambda: mp.exp(-mu) * mu**k / mp.factorial(k)
        ),
        "binom.pmf": lambda k, n, p: _counted(
            k, lambda: mp.binomial(n, k) * p**k * (1 - p) ** (n - k) if k <= n else 0
        ),
        "bernoulli.pmf": lambda k, p: p if k == 1 else 1 - p if k == 0 else mp.zero,
        "geom.pmf": lambda k, p: _counted(k - 1, lambda: p * (1 - p) ** (k - 1)),
        "nbinom.pmf": lambda k, n, p: _counted(
            k, lambda: mp.rf(n, k) / mp.factorial(k) * p**n * (1 - p) ** k
        ),
    }


def _counted(k: Any, probability: Function) -> Any:
    return probability() if k >= 0 and k == int(k) else mp.zero


def _of_integrals() -> dict[str, Function | tuple[Function, ...]]:
    """Integrals of Bessel's and Struve's functions over t, up to a constant."""
    return {
        "it2j0y0": (lambda x: -_power(x, -1), lambda x: -2 / mp.pi * _log(x, -1)),
        "it2i0k0": (lambda x: _power(x, 1), lambda x: _log(x, 1)),
        "it2struve0": lambda x: -2 / mp.pi * mp.fsum(map(_odd(x), range(TERMS))),
    }


def _power(x: Any, sign: int, weight: Function = lambda k: 1) -> Any:
    """The integral of J0 - 1 or I0 - 1 over t, DLMF 10.2.2, with weights of its terms."""
    return mp.fsum(
        weight(k) * (sign * x * x / 4) ** k / (2 * k * mp.factorial(k) ** 2)
        for k in range(1, TERMS)
    )


def _log(x: Any, sign: int) -> Any:
    """That of pi / 2 times Y0, or of -K0, over t: DLMF 10.8.2 and 10.31.2."""
    log = mp.log(x / 2) + mp.euler
    return log**2 / 2 + _power(
        x, sign, lambda k: log - mp.one / (2 * k) - mp.harmonic(k)
    )


def _odd(x: Any) -> Function:
    """The terms of pi / 2 times that of Struve's function, DLMF 11.2.1."""
    return (
        lambda k: (-1) ** k * x ** (2 * k + 1) / mp.fac2(2 * k + 1) ** 2 / (2 * k + 1)
    )


def _kelvin() -> tuple[Function, ...]:
    """J0 and K0 on lines through 0, DLMF 10.61.1, and their derivatives."""
    return (
        lambda x: mp.besselj(0, x * _turn(3)),
        lambda x: mp.besselk(0, x * _turn(1)),
        lambda x: -_turn(3) * mp.besselj(1, x * _turn(3)),
        lambda x: -_turn(1) * mp.besselk(1, x * _turn(1)),
    )


def _turn(eighths: int) -> Any:
    return mp.exp(0.25j * mp.pi * eighths)


def _voigt(x: Any, sigma: Any, gamma: Any) -> Any:
    z = (x + 1j * gamma) / (sigma * mp.sqrt(2))
    faddeeva = mp.exp(-z * z) * mp.erfc(-1j * z)
    return mp.re(faddeeva) / (sigma * mp.sqrt(2 * mp.pi))


def _noncentral(x: Any, df: Any, nc: Any) -> Any:
    """A mixture of gamma distributions with Poisson's weights."""
    half = x / 2

    def term(j: int) -> Any:
        a = df / 2 + j
        lower = half**a * mp.hyp1f1(a, a + 1, -half) / mp.gamma(a + 1)
        return (nc / 2) ** j / mp.factorial(j) * lower

    return mp.exp(-nc / 2) * mp.fsum(map(term, range(TERMS)))


def _elliptic(kind: str) -> Function:
    return lambda u, m: mp.re(mp.ellipfun(kind, u, m))


def _amplitude(u: Any, m: Any) -> Any:
    """For angles less than a half turn."""
    return mp.atan2(_elliptic("sn")(u, m), _elliptic("cn")(u, m))


def _exprel(x: Any) -> Any:
    return mp.expm1(x) / x if x != 0 else 1 + x


def _log_quotient(x: Any) -> Any:
    return mp.log1p(x) / x if x != 0 else 1 - x / 2


def _all() -> dict[str, Function | tuple[Function, ...]]:
    if mp is None:
        return {}
    special = _of_one_argument() | _of_several_arguments() | _of_integrals()
    return (
        _of_numpy()
        | {f"scipy.special.{name}": f for name, f in special.items()}
        | {f"scipy.stats.{name}": f for name, f in _of_counts().items()}
    )


EXACT = _all()
COMPLEX = ("scipy.special.kelvin",)
"""Those whose results are complex."""


def exact_slopes(sample: Sample, call: Call, dots: Mapping[Var, Any]) -> Any:
    """The derivatives of the first elements in the direction; None where this is not known.

    Not at kinks, and for real numbers and arrays of them in double precision.
    """
    known = _known(sample, call, dots)
    if known is None:
        return None
    functions, active, rows = known
    n = len(sample.args)
    number = complex if sample.fn in COMPLEX else lambda slope: float(mp.re(slope))
    with mp.workdps(DIGITS):
        return [
            [number(_in_direction(f, row[:n], row, active)) for row in rows[:MOST]]
            for f in functions
        ]


def exact_bend(
    sample: Sample, call: Call, dots: Mapping[Var, Any], bars: Sequence[Any]
) -> float | None:
    """The second derivative of sum(out * bar) in the direction, at the ends of domains.

    Elsewhere the differences of the gradient say more.
    """
    known = _known(sample, call, dots) if sample.one_sided else None
    if known is None or any(bar is None for bar in bars):
        return None
    functions, active, rows = known
    n = len(sample.args)
    total = 0.0
    with mp.workdps(DIGITS):
        for f, bar in zip(functions, bars, strict=True):
            weights = np.broadcast_to(bar, np.shape(call.primal()[0])).ravel()
            for row, weight in zip(rows, weights.tolist(), strict=True):
                moved = _moved(f, row[:n], row, active)
                total += float(mp.re(weight * mp.diff(moved, 0, 2)))
    return total


def _known(sample: Sample, call: Call, dots: Mapping[Var, Any]) -> Any:
    """The functions of a sample, its active places, and a row of arguments and directions each."""
    args = sample.args
    known = sample.fn in EXACT and sample.differences and not sample.kwargs
    if not known or not dots or not all(map(_is_real, args)):
        return None
    along = [dots.get(x) if isinstance(x, Var) else None for x in call.apply.args]
    arrays = np.broadcast_arrays(*args, *(0.0 if d is None else d for d in along))
    rows = [*zip(*(np.ravel(array).tolist() for array in arrays))]
    active = [i for i, dot in enumerate(along) if dot is not None]
    functions = EXACT[sample.fn]
    return functions if isinstance(functions, tuple) else (functions,), active, rows


def differs(outs_dot: Any, wanted: Sequence[Sequence[float]]) -> float:
    """How far tangents are from exact slopes of their first elements."""
    return max(
        oracle.error(np.zeros(len(w)) if dot is None else np.ravel(dot)[:MOST], w)
        for dot, w in zip(outs_dot, wanted, strict=True)
    )


def _is_real(value: Any) -> bool:
    array = np.asarray(value)
    return array.dtype in (np.float64, np.int64) and not isinstance(value, list | tuple)


def _in_direction(
    function: Function, point: Any, row: Any, active: Sequence[int]
) -> Any:
    """The sum of the partial derivatives, each times its part of the direction."""
    point = [mp.mpf(x) for x in point]
    total = mp.mpf(0)
    for place in active:

        def moved(x: Any, place: int = place) -> Any:
            return function(*point[:place], x, *point[place + 1 :])

        total += mp.diff(moved, point[place]) * row[len(point) + place]
    return total


def _moved(function: Function, point: Any, row: Any, active: Sequence[int]) -> Function:
    """The function along the direction."""
    point = [mp.mpf(x) for x in point]
    dots = [row[len(point) + i] if i in active else 0 for i in range(len(point))]

    def moved(t: Any) -> Any:
        return function(*(x + t * dot for x, dot in zip(point, dots, strict=True)))

    return moved
