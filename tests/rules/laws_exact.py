"""The continuous distributions of scipy.stats in mpmath, with points to look at them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mpmath import mp

Function = Callable[..., Any]


@dataclass(frozen=True)
class Exact:
    """A standard distribution: shapes, log density, distribution function and its complement.

    `inside` are points of the support, `outside` points beyond it.
    """

    shapes: tuple[float, ...]
    log_density: Function
    cdf: Function
    sf: Function
    inside: tuple[float, ...] = (-6.0, 0.4, 9.0)
    outside: tuple[float, ...] = ()


def _log_phi(z: Any) -> Any:
    return -z * z / 2 - mp.log(2 * mp.pi) / 2


def _share(z: Any, a: Any, b: Any) -> Any:
    return mp.betainc(a, b, 0, z, regularized=True)


def _below(a: Any, z: Any) -> Any:
    return mp.gammainc(a, 0, z, regularized=True)


def _above(a: Any, z: Any) -> Any:
    return mp.gammainc(a, z, regularized=True)


def _student(z: Any, v: Any) -> Any:
    tail = _share(v / (v + z * z), v / 2, mp.mpf(1) / 2) / 2
    return tail if z < 0 else 1 - tail


def _owen(h: Any, a: Any) -> Any:
    wave = lambda x: mp.exp(-h * h * (1 + x * x) / 2) / (1 + x * x)  # noqa: E731
    return mp.quad(wave, [0, a]) / (2 * mp.pi)


def _turned(z: Any, k: Any) -> Any:
    density = lambda u: mp.exp(k * mp.cos(u))  # noqa: E731
    return mp.quad(density, [-mp.pi, -1, 0, z]) / (2 * mp.pi * mp.besseli(0, k))


def _reduced(z: Any, c: Any) -> Any:
    return mp.log(1 - c * z) / c if c else -z


def _truncated(a: Any, b: Any, low: Any, high: Any) -> Any:
    if low < 0:
        return (mp.ncdf(b) - mp.ncdf(a)) / (mp.ncdf(high) - mp.ncdf(low))
    return (mp.ncdf(-a) - mp.ncdf(-b)) / (mp.ncdf(-low) - mp.ncdf(-high))


def _exponent(z: Any) -> Any:
    return mp.exp(-mp.exp(-z))


_HALF: dict[str, Any] = {"inside": (1e-4, 0.6, 8.0), "outside": (-0.001, -50.0)}
LAWS: dict[str, list[Exact]] = {
    "norm": [
        Exact((), _log_phi, mp.ncdf, lambda z: mp.ncdf(-z), (-1e8, -6.0, 0.4, 1e3))
    ],
    "laplace": [
        Exact(
            (),
            lambda z: -abs(z) - mp.log(2),
            lambda z: mp.exp(z) / 2 if z < 0 else 1 - mp.exp(-z) / 2,
            lambda z: mp.exp(-z) / 2 if z > 0 else 1 - mp.exp(z) / 2,
        )
    ],
    "logistic": [
        Exact(
            (),
            lambda z: -z - 2 * mp.log1p(mp.exp(-z)),
            lambda z: 1 / (1 + mp.exp(-z)),
            lambda z: 1 / (1 + mp.exp(z)),
            (-500.0, -1.3, 0.4, 600.0),
        )
    ],
    "cauchy": [
        Exact(
            (),
            lambda z: -mp.log(mp.pi * (1 + z * z)),
            lambda z: mp.atan2(1, -z) / mp.pi,
            lambda z: mp.atan2(1, z) / mp.pi,
        )
    ],
    "expon": [
        Exact((), lambda z: -z, lambda z: -mp.expm1(-z), lambda z: mp.exp(-z), **_HALF)
    ],
    "uniform": [
        Exact(
            (),
            lambda z: 0 * z,
            lambda z: z,
            lambda z: 1 - z,
            (1e-9, 0.3),
            (-0.001, 1.5),
        )
    ],
    "halfnorm": [
        Exact(
            (),
            lambda z: _log_phi(z) + mp.log(2),
            lambda z: mp.erf(z / mp.sqrt(2)),
            lambda z: mp.erfc(z / mp.sqrt(2)),
            **_HALF,
        )
    ],
    "gumbel_r": [
        Exact(
            (),
            lambda z: -z - mp.exp(-z),
            _exponent,
            lambda z: -mp.expm1(-mp.exp(-z)),
            (-50.0, 0.4, 9.0),
        )
    ],
    "gumbel_l": [
        Exact(
            (),
            lambda z: z - mp.exp(z),
            lambda z: -mp.expm1(-mp.exp(z)),
            lambda z: _exponent(-z),
            (-9.0, 0.4, 50.0),
        )
    ],
    "gamma": [
        Exact(
            (a,),
            lambda z, a: (a - 1) * mp.log(z) - z - mp.loggamma(a),
            lambda z, a: _below(a, z),
            lambda z, a: _above(a, z),
            **_HALF,
        )
        for a in (0.4, 1.8)
    ],
    "chi2": [
        Exact(
            (3.0,),
            lambda z, k: (
                (k / 2 - 1) * mp.log(z / 2) - z / 2 - mp.loggamma(k / 2) - mp.log(2)
            ),
            lambda z, k: _below(k / 2, z / 2),
            lambda z, k: _above(k / 2, z / 2),
            **_HALF,
        )
    ],
    "t": [
        Exact(
            (3.5,),
            lambda z, v: (
                mp.loggamma((v + 1) / 2)
                - mp.loggamma(v / 2)
                - mp.log(mp.pi * v) / 2
                - (v + 1) / 2 * mp.log1p(z * z / v)
            ),
            _student,
            lambda z, v: _student(-z, v),
        )
    ],
    "beta": [
        Exact(
            (0.6, 3.0),
            lambda z, a, b: (
                (a - 1) * mp.log(z) + (b - 1) * mp.log1p(-z) - mp.log(mp.beta(a, b))
            ),
            _share,
            lambda z, a, b: _share(1 - z, b, a),
            (0.001, 0.3, 0.8),
            (-0.001, -50.0, 1.01, 60.0),
        )
    ],
    "lognorm": [
        Exact(
            (0.7,),
            lambda z, s: _log_phi(mp.log(z) / s) - mp.log(s * z),
            lambda z, s: mp.ncdf(mp.log(z) / s),
            lambda z, s: mp.ncdf(-mp.log(z) / s),
            (1e-200, 0.6, 1e100),
            (-0.001, -50.0),
        )
    ],
    "weibull_min": [
        Exact(
            (c,),
            lambda z, c: mp.log(c) + (c - 1) * mp.log(z) - z**c,
            lambda z, c: -mp.expm1(-(z**c)),
            lambda z, c: mp.exp(-(z**c)),
            (1e-4, 0.6, 8.0, 1e4),
            (-0.001, -50.0),
        )
        for c in (0.6, 1.7)
    ],
    "invgamma": [
        Exact(
            (2.4,),
            lambda z, a: -(a + 1) * mp.log(z) - 1 / z - mp.loggamma(a),
            lambda z, a: _above(a, 1 / z),
            lambda z, a: _below(a, 1 / z),
            (0.05, 0.6, 8.0),
            (-0.001, -50.0),
        )
    ],
    "pareto": [
        Exact(
            (2.4,),
            lambda z, b: mp.log(b) - (b + 1) * mp.log(z),
            lambda z, b: -mp.expm1(-b * mp.log(z)),
            lambda z, b: z**-b,
            (1.0001, 3.0, 1e9),
            (0.63, -50.0),
        )
    ],
    "vonmises": [
        Exact(
            (1.7,),
            lambda z, k: k * mp.cos(z) - mp.log(2 * mp.pi * mp.besseli(0, k)),
            _turned,
            lambda z, k: 1 - _turned(z, k),
            (-2.0, 0.4),
        )
    ],
    "skewnorm": [
        Exact(
            (1.3,),
            lambda z, a: mp.log(2) + _log_phi(z) + mp.log(mp.ncdf(a * z)),
            lambda z, a: mp.ncdf(z) - 2 * _owen(z, a),
            lambda z, a: mp.ncdf(-z) + 2 * _owen(z, a),
            (-2.0, 0.4, 6.0),
        )
    ],
    "truncnorm": [
        Exact(
            (low, high),
            lambda z, a, b: _log_phi(z) - mp.log(_mass(a, b)),
            lambda z, a, b: _truncated(a, z, a, b),
            lambda z, a, b: _truncated(z, b, a, b),
            tuple(low + (high - low) * share for share in (0.01, 0.4, 0.9)),
            (low - 0.01, -50.0, high + 0.01, 60.0),
        )
        for low, high in ((-1.2, 1.7), (10.0, 12.0), (-30.0, -25.0))
    ],
    "genextreme": [
        Exact(
            (c,),
            lambda z, c: (-mp.exp(_reduced(z, c)) + _reduced(z, c) - mp.log1p(-c * z)),
            lambda z, c: mp.exp(-mp.exp(_reduced(z, c))),
            lambda z, c: -mp.expm1(-mp.exp(_reduced(z, c))),
            (-1.3, 0.4, 2.0),
            tuple(far / c for far in (1.01, 50.0)) if abs(c) > 1e-3 else (),
        )
        for c in (0.3, -0.4, 0.0, 1e-9, -1e-4, 0.02)
    ],
    "genpareto": [
        Exact(
            (c,),
            lambda z, c: mp.log(_falling(z, c)) - mp.log1p(c * z),
            lambda z, c: 1 - _falling(z, c),
            lambda z, c: _falling(z, c),
            (1e-4, 0.6, 2.2),
            (-0.001, -50.0, *((-1.01 / c, -50.0 / c) if c < -1e-3 else ())),
        )
        for c in (0.3, -0.4, 0.0, -1e-9, 1e-4, 0.02)
    ],
}
"""Each distribution with shapes of every kind of behaviour."""


def _mass(a: Any, b: Any) -> Any:
    return mp.ncdf(b) - mp.ncdf(a) if a < 0 else mp.ncdf(-a) - mp.ncdf(-b)


def _falling(z: Any, c: Any) -> Any:
    return (1 + c * z) ** (-1 / c) if c else mp.exp(-z)


def slopes(law: Exact, method: str, z: Any, digits: int = 50) -> list[Any]:
    """The value of a method at z, and its slopes in z and in the shapes."""
    with mp.workdps(digits):
        shapes = [mp.mpf(shape) for shape in law.shapes]
        z = mp.mpf(z)
        f = _function(law, method)
        density = mp.exp(law.log_density(z, *shapes))
        if method in ("pdf", "logpdf"):
            in_z = mp.diff(lambda t: law.log_density(t, *shapes), z, h=abs(z) / 10**16)
            in_z = in_z * density if method == "pdf" else in_z
        else:
            in_z = density if "cdf" in method else -density
            if method.startswith("log"):
                in_z /= mp.exp(f(z, *shapes))
        found = [f(z, *shapes), in_z]
        for i, shape in enumerate(shapes):
            step = max(abs(shape), mp.mpf(1) / 1000) / 10**16

            def moved(t: Any, i: int = i) -> Any:
                return f(z, *shapes[:i], t, *shapes[i + 1 :])

            found.append(mp.diff(moved, shape, h=step))
        return found


def _function(law: Exact, method: str) -> Function:
    plain = {
        "pdf": lambda *args: mp.exp(law.log_density(*args)),
        "cdf": law.cdf,
        "sf": law.sf,
    }
    if method == "logpdf":
        return law.log_density
    if method.startswith("log"):
        return lambda *args: mp.log(plain[method[3:]](*args))
    return plain[method]
