"""Derivatives of hypergeometric functions in their parameters, which generated code copies.

The series of the function is computed with numbers that carry their derivatives in one direction of
the parameters or two: (value, slope) or (value, first, second, mixed). So its transformations for
negative arguments are differentiated as they are written, and mixed derivatives need no formulas.
"""

from __future__ import annotations

import numpy as np


def _jet_product(f, g):  # type: ignore[no-untyped-def]
    """The product rule, of numbers with one first derivative or two and the mixed second one."""
    value, one = f[0] * g[0], f[1] * g[0] + f[0] * g[1]
    if len(f) == 2:
        return value, one
    two = f[2] * g[0] + f[0] * g[2]
    return value, one, two, f[3] * g[0] + f[1] * g[2] + f[2] * g[1] + f[0] * g[3]


def _jet_inverse(f):  # type: ignore[no-untyped-def]
    """1 / f, of such a number that is linear in both directions."""
    value = 1.0 / f[0]
    square = value * value
    more = (-f[2] * square, 2.0 * f[1] * f[2] * square * value) if len(f) > 2 else ()
    return value, -f[1] * square, *more


def _hypergeometric_jet(upper, lower, x):  # type: ignore[no-untyped-def]
    """pFq(upper; lower; x) and its derivatives along those of the parameters.

    The series DLMF 16.2.1 term by term, with the product rule: nothing is divided by an upper
    parameter, which may be zero.
    """
    term = (np.ones(np.shape(x)), *(np.zeros(np.shape(x)) for _ in lower[0][1:]))
    total, most = term, np.zeros(np.shape(x))
    for k in range(20000):
        for value, *slopes in upper:
            term = _jet_product(term, (value + k, *slopes))  # type: ignore[no-untyped-call]
        for value, *slopes in lower:
            inverse = _jet_inverse((value + k, *slopes))  # type: ignore[no-untyped-call]
            term = _jet_product(term, inverse)  # type: ignore[no-untyped-call]
        term = tuple(part * (x / (k + 1.0)) for part in term)
        total = tuple(whole + part for whole, part in zip(total, term))
        most = np.maximum(most, np.abs(term[-1]))
        if k > 20 and all(
            np.all(np.abs(part) <= 1e-18 * (np.abs(whole) + 1e-300))
            for whole, part in zip(total, term)
        ):
            if np.any(1e-9 * most > np.abs(total[0]) + np.abs(total[-1])):
                raise ValueError("the series of the derivative loses its digits here")
            return total
    raise ValueError("the series of the derivative does not converge here")


def _seeded(parameters, place, second):  # type: ignore[no-untyped-def]
    """Parameters with their slopes: 1 for that at `place`; if `second` is one, for that, too."""
    moved = [(p, float(i == place)) for i, p in enumerate(parameters)]
    if second < 0:
        return moved
    return [(*pair, float(i == second), 0.0) for i, pair in enumerate(moved)]


def _hyp0f1_slope(v, x, times=1):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.hyp0f1(v, x) in v, once or twice (DLMF 16.2.1)."""
    v, x = np.broadcast_arrays(np.asarray(v, dtype=float), np.asarray(x, dtype=float))
    if np.any(x < -30.0):
        raise ValueError("hyp0f1: the derivative in v is known for z > -30 only")
    found = _hypergeometric_jet((), _seeded((v,), 0, times - 2), x)  # type: ignore[no-untyped-call]
    return found[-1][()]


def _hyp1f1_slope(a, b, x, place, second=-1):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.hyp1f1(a, b, x) in a (place 0) or b (place 1).

    With `second` it is differentiated again, in that parameter. For x < 0 by Kummer's
    transformation, DLMF 13.2.39: M(a, b, x) = exp(x) M(b - a, b, -x).
    """
    a, b, x = np.broadcast_arrays(np.asarray(a, dtype=float), b, x)
    turned = x < 0
    left, right = _seeded((a, b), place, second)  # type: ignore[no-untyped-call]
    swapped = tuple(np.where(turned, q - p, p) for p, q in zip(left, right))
    found = _hypergeometric_jet((swapped,), (right,), np.abs(x))  # type: ignore[no-untyped-call]
    return (np.exp(np.minimum(x, 0.0)) * found[-1])[()]


def _hyp2f1_slope(a, b, c, x, place, second=-1):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.hyp2f1(a, b, c, x) in a, b or c (place 0, 1, 2); x < 0.99.

    With `second` it is differentiated again, in that parameter. For x < 0 by Pfaff, DLMF 15.8.1:
    F(a, b; c; x) = (1 - x)**-a F(a, c - b; c; x / (x - 1)).
    """
    a, b, c, x = np.broadcast_arrays(np.asarray(a, dtype=float), b, c, x)
    if np.any(x < -99.0) or np.any(x > 0.99):
        raise ValueError(
            "hyp2f1: the derivative in a parameter is known for -99 < z < 0.99"
        )
    turned = x < 0
    first, other, low = _seeded((a, b, c), place, second)  # type: ignore[no-untyped-call]
    swapped = tuple(np.where(turned, r - q, q) for q, r in zip(other, low))
    y = np.where(turned, x / (x - 1.0), x)
    found = _hypergeometric_jet((first, swapped), (low,), y)  # type: ignore[no-untyped-call]
    log = -np.log1p(-np.minimum(x, 0.0))
    size, slopes = np.exp(a * log), [slope * log for slope in first[1:3]]
    factor = [size, *(slope * size for slope in slopes)]
    if second >= 0:
        factor.append(slopes[0] * slopes[1] * size)
    return _jet_product(factor, found)[-1][()]  # type: ignore[no-untyped-call]


def _hyperu_slope(a, b, x, in_a, in_b):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.hyperu(a, b, x), `in_a` times in a and `in_b` times in b.

    DLMF 13.4.4 with t = exp(s), differentiated under the integral, which the sum over equal
    steps gives to rounding; a > 0. Of first or second order.
    """
    from scipy.special import gammaln, polygamma

    a, b, x = np.broadcast_arrays(np.asarray(a, dtype=float), b, x)
    if np.any(a <= 0) or np.any(x <= 0):
        raise ValueError(
            "hyperu: the derivative in a parameter is known for a, x > 0 only"
        )
    scale, first, second = gammaln(a), polygamma(0, a), polygamma(1, a)
    step = 0.04
    low = -(50.0 + 5.0 * np.max(np.abs(b), initial=0.0)) / np.min(a, initial=1.0)
    high = np.log(800.0 + 20.0 * np.max(np.abs(b) + a, initial=0.0))
    high = high - np.log(np.min(x, initial=1.0))
    total = np.zeros(np.shape(x))
    for s in np.arange(low, max(high, 3.0), step):
        log = np.logaddexp(0.0, s)
        size = np.exp(a * s - x * np.exp(s) + (b - a - 1.0) * log - scale)
        of_a = s - log - first
        weight = of_a**in_a * log**in_b - (second if in_a == 2 else 0.0)
        total = total + step * size * weight
    return total[()]


HYPERGEOMETRIC = (
    _jet_product,
    _jet_inverse,
    _hypergeometric_jet,
    _seeded,
    _hyp0f1_slope,
    _hyp1f1_slope,
    _hyp2f1_slope,
    _hyperu_slope,
)
"""The functions of this file, for the table of runtime functions."""
