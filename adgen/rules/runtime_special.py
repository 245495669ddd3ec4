"""Derivatives of special functions in their parameters, as functions that generated code copies.

SciPy has none of them: d/da of gammainc(a, x), d/dv of jv(v, x), d/da of hyp2f1(a, b, c, x). Each
is an integral or a series differentiated under its sign, with the source of the formula; the
tests compare with mpmath. What lies outside of the domain of a formula raises ValueError.
"""

from __future__ import annotations

import numpy as np


def _integral_beyond(log_density, weight, end, mode):  # type: ignore[no-untyped-def]
    """The integral of exp(log_density) * weight from -inf to `end`, where it is 0 to inf.

    `log_density` is concave with its maximum at `mode`. Taken on the side of `end` where the
    density falls, until it has fallen by exp(-40), by Gauss and Legendre.
    """
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
    nodes, weights = np.polynomial.legendre.leggauss(50)
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


def _order_nodes(kind, v, z):  # type: ignore[no-untyped-def]
    """Angles from 0 to pi and times from 0 to where the integrals in the order have ended."""
    v, z = np.broadcast_arrays(np.asarray(v, dtype=float), np.asarray(z, dtype=float))
    if np.any(z <= 0):
        raise ValueError(f"{kind}: the derivative in the order is known for z > 0 only")
    count = 100 + int(np.max(z, initial=0.0) + np.max(np.abs(v), initial=0.0))
    nodes, sizes = np.polynomial.legendre.leggauss(min(count, 2000))
    nodes, sizes = 0.5 * (1.0 + nodes), 0.5 * sizes
    order, x = v[..., None], z[..., None]
    width = np.arcsinh((45.0 + 4.0 * np.abs(order)) / x) + 1.0
    return order, x, np.pi * nodes, sizes, width * nodes, width * sizes


def _waving_slope(kind, v, z):  # type: ignore[no-untyped-def]
    """The derivative in the order v of scipy.special.jv or yv at z > 0.

    The integrals of Schlaefli, DLMF 10.9.6 and 10.9.7, differentiated under the sign; for
    jv at small z the series DLMF 10.15.1.
    """
    order, x, angle, sizes, t, dt = _order_nodes(kind, v, z)  # type: ignore[no-untyped-call]
    cos, sin = np.cos(np.pi * order), np.sin(np.pi * order)
    grow, fall = np.exp(order * t), np.exp(-order * t)
    decay = np.exp(-x * np.sinh(t)) / np.pi * dt
    phase = x * np.sin(angle) - order * angle
    if kind == "yv":
        near = -angle * np.cos(phase)
        far = fall * (cos * t + np.pi * sin) - t * grow
        return (np.sum(near * sizes, -1) + np.sum(far * decay, -1))[()]
    near = angle * np.sin(phase)
    far = fall * (sin * t - np.pi * cos)
    found = np.sum(near * sizes, -1) + np.sum(far * decay, -1)
    v, z = order[..., 0], x[..., 0]
    small = z * z < 8.0 * (1.0 + np.maximum(v, 0.0))
    series = _order_series(-1.0, v, np.where(small, z, 1.0))  # type: ignore[no-untyped-call]
    return np.where(small, series, found)[()]


def _growing_slope(kind, v, z):  # type: ignore[no-untyped-def]
    """The derivative in the order v of scipy.special.ive or kve at z > 0.

    DLMF 10.32.4 and 10.32.9 differentiated under the sign; for ive at small z the series
    DLMF 10.38.1.
    """
    order, x, angle, sizes, t, dt = _order_nodes(kind, v, z)  # type: ignore[no-untyped-call]
    decay = np.exp(-2.0 * x * np.sinh(0.5 * t) ** 2) * dt
    if kind == "kve":
        return np.sum(t * np.sinh(order * t) * decay, -1)[()]
    cos, sin = np.cos(np.pi * order), np.sin(np.pi * order)
    near = -angle * np.exp(-2.0 * x * np.sin(0.5 * angle) ** 2) * np.sin(order * angle)
    far = np.exp(-order * t - 2.0 * x) * (sin * t - np.pi * cos) * decay / np.pi
    found = np.sum(near * sizes, -1) + np.sum(far, -1)
    v, z = order[..., 0], x[..., 0]
    small = z * z < 40.0 * (1.0 + np.maximum(v, 0.0))
    series = _order_series(1.0, v, np.where(small, z, 1.0))  # type: ignore[no-untyped-call]
    return np.where(small, series * np.exp(-z), found)[()]


def _jv_slope(v, z):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.jv(v, z) in the order v; z > 0."""
    return _waving_slope("jv", v, z)  # type: ignore[no-untyped-call]


def _yv_slope(v, z):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.yv(v, z) in the order v; z > 0."""
    return _waving_slope("yv", v, z)  # type: ignore[no-untyped-call]


def _ive_slope(v, z):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.ive(v, z) in the order v; z > 0."""
    return _growing_slope("ive", v, z)  # type: ignore[no-untyped-call]


def _kve_slope(v, z):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.kve(v, z) in the order v; z > 0."""
    return _growing_slope("kve", v, z)  # type: ignore[no-untyped-call]


def _order_series(sign, v, z):  # type: ignore[no-untyped-def]
    """DLMF 10.15.1 and 10.38.1: with `sign` -1 the slope of jv in v, with 1 that of iv."""
    from scipy.special import digamma, gamma, rgamma

    total = np.zeros(np.shape(z))
    power = np.exp(v * np.log(0.5 * z))
    for k in range(80):
        place = v + k + 1.0
        pole = (place <= 0) & (place == np.floor(place))
        inner = np.where(pole, 1.0, place)
        # At a pole psi / Gamma has the limit -(-1)**n n!, where the place is -n.
        n = np.where(pole, -place, 0.0)
        limit = -((-1.0) ** n) * gamma(n + 1.0)
        ratio = np.where(pole, limit, digamma(inner) * rgamma(inner))
        total = total + power * (np.log(0.5 * z) * rgamma(place) - ratio)
        power = power * sign * 0.25 * z * z / (k + 1.0)
    return total


def _hypergeometric_slope(upper, lower, x, place):  # type: ignore[no-untyped-def]
    """The derivative of pFq(upper; lower; x) in the parameter at `place` (lower ones come last).

    The series DLMF 16.2.1 term by term, with the product rule; 0 <= x, and x < 1 if p > q.
    """
    arrays = [np.asarray(p, dtype=float) for p in (*upper, *lower, x)]
    *parameters, x = np.broadcast_arrays(*arrays)
    if np.any(x < 0) or len(upper) > len(lower) and np.any(x > 0.99):
        raise ValueError("the series of the derivative does not converge here")
    term, moved = np.ones(np.shape(x)), np.zeros(np.shape(x))
    total = np.zeros(np.shape(x))
    for k in range(20000):
        ratio = x / (k + 1.0)
        for i, parameter in enumerate(parameters):
            ratio = (
                ratio * (parameter + k) if i < len(upper) else ratio / (parameter + k)
            )
        # The slope of the ratio, without a division by what may be zero.
        slope = x / (k + 1.0)
        for i, parameter in enumerate(parameters):
            if i < len(upper):
                slope = slope * (1.0 if i == place else parameter + k)
            else:
                slope = slope / (parameter + k)
        if place >= len(upper):
            slope = -slope / (parameters[place] + k)
        term, moved = term * ratio, moved * ratio + term * slope
        total = total + moved
        if k > 20 and np.all(np.abs(moved) <= 1e-18 * (np.abs(total) + 1e-300)):
            return total[()]
    raise ValueError("the series of the derivative does not converge here")


def _hyp0f1_slope(v, x):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.hyp0f1(v, x) in v (DLMF 16.2.1 term by term)."""
    v, x = np.broadcast_arrays(np.asarray(v, dtype=float), np.asarray(x, dtype=float))
    if np.any(x < -30.0):
        raise ValueError("hyp0f1: the derivative in v is known for z > -30 only")
    term, moved = np.ones(np.shape(x)), np.zeros(np.shape(x))
    total = np.zeros(np.shape(x))
    for k in range(20000):
        ratio = x / ((k + 1.0) * (v + k))
        term, moved = term * ratio, moved * ratio - term * ratio / (v + k)
        total = total + moved
        if k > 20 and np.all(np.abs(moved) <= 1e-18 * (np.abs(total) + 1e-300)):
            return total[()]
    raise ValueError("hyp0f1: the series of the derivative does not converge here")


def _hyp1f1_slope(a, b, x, place):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.hyp1f1(a, b, x) in a (place 0) or b (place 1).

    For x < 0 by Kummer's transformation, DLMF 13.2.39: M(a, b, x) = exp(x) M(b - a, b, -x).
    """
    a, b, x = np.broadcast_arrays(np.asarray(a, dtype=float), b, x)
    swapped = x < 0
    left = np.where(swapped, b - a, a)
    size = np.abs(x)
    in_a = _hypergeometric_slope((left,), (b,), size, 0)  # type: ignore[no-untyped-call]
    if place == 0:
        return np.where(swapped, -np.exp(-size) * in_a, in_a)[()]
    in_b = _hypergeometric_slope((left,), (b,), size, 1)  # type: ignore[no-untyped-call]
    return np.where(swapped, np.exp(-size) * (in_a + in_b), in_b)[()]


def _hyp2f1_slope(a, b, c, x, place):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.hyp2f1(a, b, c, x) in a, b or c (place 0, 1, 2); x < 0.99.

    For x < 0 by Pfaff, DLMF 15.8.1: F(a, b; c; x) = (1 - x)**-a F(a, c - b; c; x / (x - 1)).
    """
    from scipy.special import hyp2f1

    a, b, c, x = np.broadcast_arrays(np.asarray(a, dtype=float), b, c, x)
    swapped = x < 0
    if np.any(x < -99.0):
        raise ValueError("hyp2f1: the derivative in a parameter is known for z > -99")
    other = np.where(swapped, c - b, b)
    y = np.where(swapped, x / (x - 1.0), x)
    factor = np.where(swapped, (1.0 - np.minimum(x, 0.0)) ** -a, 1.0)

    def slope(where):  # type: ignore[no-untyped-def]
        return _hypergeometric_slope((a, other), (c,), y, where)  # type: ignore[no-untyped-call]

    if place == 0:
        value = np.where(swapped, hyp2f1(a, other, c, y), 0.0)
        return (factor * (slope(0) - np.log1p(-np.minimum(x, 0.0)) * value))[()]  # type: ignore[no-untyped-call]
    if place == 1:
        return (factor * np.where(swapped, -1.0, 1.0) * slope(1))[()]  # type: ignore[no-untyped-call]
    more = slope(1) if np.any(swapped) else 0.0  # type: ignore[no-untyped-call]
    return (factor * (slope(2) + np.where(swapped, more, 0.0)))[()]  # type: ignore[no-untyped-call]


def _zeta_slope(x, q, order=1):  # type: ignore[no-untyped-def]
    """The derivative of that order of scipy.special.zeta(x, q) in x > 1.

    Euler and Maclaurin, DLMF 25.11.5 with the terms of the Bernoulli numbers: each term is
    exp(-x L) times a polynomial in x, differentiated with the product rule.
    """
    from scipy.special import bernoulli, factorial

    x, q = np.broadcast_arrays(np.asarray(x, dtype=float), np.asarray(q, dtype=float))
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
        return (total + power * (tail[1] - log * tail[0]))[()]
    return (total + power * (tail[2] - 2.0 * log * tail[1] + log * log * tail[0]))[()]


def _mathieu_slope(m, q, odd):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.mathieu_a(m, q) in q; of mathieu_b if `odd`.

    First order perturbation: the mean of 2 cos(2 t) weighted by the square of the function of
    Mathieu, which the trapezoidal rule finds to rounding. Arscott, Periodic Differential
    Equations (1964), 3.4.
    """
    from scipy.special import mathieu_cem, mathieu_sem

    m, q = np.expand_dims(np.broadcast_arrays(m, q), -1)
    count = 64 + 4 * int(np.max(m) + np.max(np.sqrt(np.abs(q))))
    turn = np.arange(count) / count
    found = (mathieu_sem if odd else mathieu_cem)(m, q, 360.0 * turn)[0] ** 2
    return 2.0 * np.mean(2.0 * found * np.cos(4.0 * np.pi * turn), axis=-1)[()]


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
    for v in np.arange(-80.0, 50.0, 0.5):
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
    _order_nodes,
    _waving_slope,
    _growing_slope,
    _order_series,
    _jv_slope,
    _yv_slope,
    _ive_slope,
    _kve_slope,
    _hypergeometric_slope,
    _hyp0f1_slope,
    _hyp1f1_slope,
    _hyp2f1_slope,
    _zeta_slope,
    _mathieu_slope,
    _carlson_integral,
)
"""The functions of this file, for the table of runtime functions."""
