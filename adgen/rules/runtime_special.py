"""Derivatives of special functions in their parameters, as functions that generated code copies.

SciPy has none of them: d/da of gammainc(a, x), d/ds of zeta(s, q). Each is an integral or a series
differentiated under its sign, with the source of the formula; the tests compare with mpmath. What
lies outside of the domain of a formula raises ValueError. `runtime_orders` has those of Bessel
functions, `runtime_hypergeometric` those of hypergeometric functions.
"""

from __future__ import annotations

import numpy as np


def _integral_beyond(log_density, weight, end, mode):  # type: ignore[no-untyped-def]
    """The integral of exp(log_density) * weight from -inf to `end`, where it is 0 to inf.

    `log_density` is concave with its maximum at `mode`. Taken on the side of `end` where the
    density falls, until it has fallen by exp(-40), by Gauss and Legendre.
    """
    from scipy.special import roots_legendre

    side = np.where(end < mode, -1.0, 1.0)
    lowest = log_density(end) - 40.0
    reach = np.ones(np.shape(end))
    for _ in range(60):
        reach = np.where(log_density(end + side * reach) > lowest, 2.0 * reach, reach)
    for _ in range(60):
        near = 0.8 * reach
        reach = np.where(log_density(end + side * near) < lowest, near, reach)
    # Panels: far out the density of a small parameter falls slowly.
    near, far = np.minimum(reach, 5.0), np.minimum(reach, 40.0)
    panels = ((0.0, near), (near, far - near), (far, reach - far))
    nodes, weights = roots_legendre(50)
    total = np.zeros(np.shape(end))
    for start, width in panels:
        for node, size in zip(nodes, weights):
            s = end + side * (start + width * 0.5 * (1.0 + node))
            total = total + 0.5 * size * width * np.exp(log_density(s)) * weight(s)
    return -side * total


def _gammainc_slope(a, x, order=1):  # type: ignore[no-untyped-def]
    """The derivative of that order (1 or 2) of scipy.special.gammainc(a, x) in `a`.

    DLMF 8.2.4 with t = exp(s): P(a, x) is the integral of exp(a s - exp(s)) / Gamma(a) over
    s < log(x), differentiated under the integral.
    """
    from scipy.special import gammaln, polygamma

    a, x = np.broadcast_arrays(np.asarray(a, dtype=float), x)
    scale, first, second = gammaln(a), polygamma(0, a), polygamma(1, a)

    def log_density(s):  # type: ignore[no-untyped-def]
        return a * s - np.exp(s) - scale

    def weight(s):  # type: ignore[no-untyped-def]
        return s - first if order == 1 else (s - first) ** 2 - second

    end = np.log(np.where(x > 0, x, 1.0))
    with np.errstate(over="ignore"):
        found = _integral_beyond(log_density, weight, end, np.log(a))  # type: ignore[no-untyped-call]
    return np.where(x > 0, found, 0.0 * x)[()]


def _betainc_slope(a, b, x, in_a, in_b):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.betainc(a, b, x), `in_a` times in a and `in_b` times in b.

    DLMF 8.17.1 with t = 1 / (1 + exp(-s)): the integral of t**a (1 - t)**b / B(a, b) over
    s < log(x / (1 - x)), differentiated under the integral. Of first or second order.
    """
    from scipy.special import betaln, polygamma

    a, b, x = np.broadcast_arrays(np.asarray(a, dtype=float), b, x)
    scale, both = betaln(a, b), polygamma(0, a + b)
    bend = polygamma(1, a + b)
    mean_a, mean_b = polygamma(0, a) - both, polygamma(0, b) - both

    def log_density(s):  # type: ignore[no-untyped-def]
        return -a * np.logaddexp(0.0, -s) - b * np.logaddexp(0.0, s) - scale

    def weight(s):  # type: ignore[no-untyped-def]
        of_a = -np.logaddexp(0.0, -s) - mean_a
        of_b = -np.logaddexp(0.0, s) - mean_b
        first = of_a**in_a * of_b**in_b
        if in_a + in_b == 1:
            return first
        return (
            first + bend - (in_a > 1) * polygamma(1, a) - (in_b > 1) * polygamma(1, b)
        )

    inside = (x > 0) & (x < 1)
    t = np.where(inside, x, 0.5)
    end = np.log(t) - np.log1p(-t)
    found = _integral_beyond(log_density, weight, end, np.log(a) - np.log(b))  # type: ignore[no-untyped-call]
    return np.where(inside, found, 0.0 * x)[()]


def _zeta_slope(x, q, order=1):  # type: ignore[no-untyped-def]
    """The derivative of that order of scipy.special.zeta(x, q) in x; for x < 0 of q = 1 only.

    To the left of -1/2 by reflection, DLMF 25.4.1, zeta(x) = 2 (2 pi)**(x - 1) Gamma(1 - x)
    zeta(1 - x) sin(pi x / 2).
    """
    from scipy.special import gamma, polygamma, zeta

    x, q = np.broadcast_arrays(np.asarray(x, dtype=float), np.asarray(q, dtype=float))
    left = x < -0.5
    found = _zeta_sum(np.where(left, 2.0, x), q, order)  # type: ignore[no-untyped-call]
    if not np.any(left):
        return found[()]
    y = np.where(left, 1.0 - x, 2.0)
    first = _zeta_sum(y, np.ones(np.shape(y)), 1) / zeta(y)  # type: ignore[no-untyped-call]
    log = np.log(2.0 * np.pi) - polygamma(0, y) - first
    sin, cos = np.sin(0.5 * np.pi * x), 0.5 * np.pi * np.cos(0.5 * np.pi * x)
    slope = log * sin + cos
    if order == 2:
        second = _zeta_sum(y, np.ones(np.shape(y)), 2) / zeta(y)  # type: ignore[no-untyped-call]
        bend = polygamma(1, y) + second - first**2
        slope = (log * log + bend - 0.25 * np.pi**2) * sin + 2.0 * log * cos
    slope = 2.0 * (2.0 * np.pi) ** -y * gamma(y) * zeta(y) * slope
    return np.where(left, np.where(q == 1, slope, np.nan), found)[()]


def _zeta_sum(x, q, order):  # type: ignore[no-untyped-def]
    """The derivative of that order of scipy.special.zeta(x, q) in x > -1.

    Euler and Maclaurin, DLMF 25.11.5 with the terms of the Bernoulli numbers: each term is
    exp(-x L) times a polynomial in x, differentiated with the product rule.
    """
    from scipy.special import bernoulli, factorial

    total = np.zeros(np.shape(x))
    for k in range(30):
        total = total + (-np.log(q + k)) ** order * (q + k) ** -x
    end = q + 30.0
    log, power = np.log(end), end**-x
    tail = [end / (x - 1.0), -end / (x - 1.0) ** 2, 2.0 * end / (x - 1.0) ** 3]
    tail[0] = tail[0] + 0.5
    numbers = bernoulli(20)
    for j in range(1, 11):
        # The rising product x (x + 1) ... and its first two derivatives.
        rise = [np.ones(np.shape(x)), np.zeros(np.shape(x)), np.zeros(np.shape(x))]
        for i in range(2 * j - 1):
            rise = [
                rise[0] * (x + i),
                rise[1] * (x + i) + rise[0],
                rise[2] * (x + i) + 2.0 * rise[1],
            ]
        scale = numbers[2 * j] / factorial(2 * j) / end ** (2 * j - 1)
        tail = [part + scale * more for part, more in zip(tail, rise)]
    if order == 1:
        return total + power * (tail[1] - log * tail[0])
    return total + power * (tail[2] - 2.0 * log * tail[1] + log * log * tail[0])


def _wright_slope(a, b, x, place, second=-1):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.wright_bessel(a, b, x) in a or b (place 0, 1).

    With `second` it is differentiated again, in that parameter. The series DLMF 10.46.1 term by
    term: of positive terms for x >= 0, as many as count.
    """
    from scipy.special import gammaln, polygamma

    a, b, x = np.broadcast_arrays(np.asarray(a, dtype=float), b, x)
    x = np.asarray(x, dtype=float)
    if np.any(x < 0) or np.any(a < 0) or np.any(b <= 0):
        raise ValueError(
            "wright_bessel: the derivative is known for a, x >= 0 and b > 0"
        )
    log = np.log(np.where(x > 0, x, 1.0))
    total = np.zeros(np.shape(x))
    for k in range(20000):
        at = a * k + b
        power = np.where(x > 0, k * log, 0.0 if k == 0 else -np.inf)
        term = np.exp(power - gammaln(k + 1.0) - gammaln(at))
        first = polygamma(0, at)
        weight = -first if second < 0 else first * first - polygamma(1, at)
        scale = float(k) ** ((place == 0) + (second == 0))
        total = total + scale * weight * term
        if k > 20 and np.all(scale * np.abs(weight) * term <= 1e-18 * np.abs(total)):
            return total[()]
    raise ValueError("wright_bessel: the series of the derivative is too long here")


def _carlson_integral(x, y, z, p, k, l, m, n):  # type: ignore[no-untyped-def]
    """The integral over t > 0 of (t + x)**(-k/2) (t + y)**(-l/2) (t + z)**(-m/2) (t + p)**(-n/2).

    DLMF 19.16: Carlson's functions are such integrals with exponents 1, 2 and 3, and their
    derivatives are such integrals again. None is negative; where one is 0 its exponent is 1,
    else the integral is infinite. With t = exp(v) the integrand is analytic for |Im v| < pi,
    so that the sum over equal steps of 1/2 is exact to exp(-4 pi**2).
    """
    x, y, z, p = np.broadcast_arrays(
        *(np.asarray(a, dtype=float) for a in (x, y, z, p))
    )
    pairs = ((x, k), (y, l), (z, m), (p, n))
    infinite = (
        sum((np.where(a == 0, b, 0) for a, b in pairs), np.zeros(np.shape(x))) > 1
    )
    size = np.maximum(np.maximum(x, y), np.maximum(z, p))
    total = np.zeros(np.shape(x))
    for v in np.arange(-160.0, 50.0, 0.5):
        t = size * np.exp(v)
        term = 0.5 * t
        for a, b in pairs:
            term = term * (t + a) ** (-0.5 * b)
        total = total + term
    return np.where(infinite, np.inf, total)[()]


SPECIAL = (
    _integral_beyond,
    _gammainc_slope,
    _betainc_slope,
    _zeta_sum,
    _zeta_slope,
    _wright_slope,
    _carlson_integral,
)
"""The functions of this file, for the table of runtime functions."""
