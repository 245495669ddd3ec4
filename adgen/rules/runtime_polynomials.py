"""Derivatives of orthogonal polynomials in their parameters, which generated code copies.

The recurrences DLMF 18.9(i), with numbers that carry their derivatives in the parameters, as in
`runtime_hypergeometric`: with one direction, or two and the mixed one.
"""

from __future__ import annotations

import numpy as np

from adgen.rules.runtime_hypergeometric import _jet_inverse, _jet_product, _seeded


def _jet_sum(f, g, factor=1.0):  # type: ignore[no-untyped-def]
    """f + factor * g, part by part."""
    return tuple(a + factor * b for a, b in zip(f, g))


def _polynomial_of(n, first, second, advance):  # type: ignore[no-untyped-def]
    """That of degree n, 0 below: `advance(k, p, before)` gives the one of degree k + 1."""
    if np.any(n != np.floor(n)):
        raise ValueError(
            "the derivative in a parameter is known for whole degrees only"
        )
    before, now = first, second
    found = tuple(np.where(n == 0, a, (n > 0) * b) for a, b in zip(before, now))
    for k in range(1, int(np.max(n, initial=1))):
        before, now = now, advance(k, now, before)
        found = tuple(np.where(n == k + 1, a, b) for a, b in zip(now, found))
    return found[-1][()]


def _gegenbauer_slope(n, alpha, x, times=1):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.eval_gegenbauer(n, alpha, x) in alpha, once or twice."""
    n, alpha, x = np.broadcast_arrays(n, np.asarray(alpha, dtype=float), x)
    [a] = _seeded((alpha,), 0, times - 2)  # type: ignore[no-untyped-call]
    one = (np.ones(np.shape(x)), *(np.zeros(np.shape(x)) for _ in a[1:]))

    def advance(k, p, before):  # type: ignore[no-untyped-def]
        up = tuple(2.0 * x * part for part in (a[0] + k, *a[1:]))
        down = (2.0 * a[0] + (k - 1.0), *(2.0 * part for part in a[1:]))
        new = _jet_sum(_jet_product(up, p), _jet_product(down, before), -1.0)  # type: ignore[no-untyped-call]
        return tuple(part / (k + 1.0) for part in new)

    return _polynomial_of(n, one, tuple(2.0 * x * part for part in a), advance)  # type: ignore[no-untyped-call]


def _genlaguerre_slope(n, alpha, x, times=1):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.eval_genlaguerre(n, alpha, x) in alpha, once or twice."""
    n, alpha, x = np.broadcast_arrays(n, np.asarray(alpha, dtype=float), x)
    [a] = _seeded((alpha,), 0, times - 2)  # type: ignore[no-untyped-call]
    one = (np.ones(np.shape(x)), *(np.zeros(np.shape(x)) for _ in a[1:]))

    def advance(k, p, before):  # type: ignore[no-untyped-def]
        up, down = (a[0] + (2.0 * k + 1.0) - x, *a[1:]), (a[0] + k, *a[1:])
        new = _jet_sum(_jet_product(up, p), _jet_product(down, before), -1.0)  # type: ignore[no-untyped-call]
        return tuple(part / (k + 1.0) for part in new)

    return _polynomial_of(n, one, (a[0] + 1.0 - x, *a[1:]), advance)  # type: ignore[no-untyped-call]


def _jacobi_slope(n, alpha, beta, x, place, second=-1):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.eval_jacobi(n, alpha, beta, x) in alpha or beta (0, 1).

    With `second` it is differentiated again, in that parameter.
    """
    n, alpha, beta, x = np.broadcast_arrays(n, np.asarray(alpha, dtype=float), beta, x)
    a, b = _seeded((alpha, beta), place, second)  # type: ignore[no-untyped-call]
    one = (np.ones(np.shape(x)), *(np.zeros(np.shape(x)) for _ in a[1:]))
    both = _jet_sum(a, b)  # type: ignore[no-untyped-call]
    wide = _jet_product(both, _jet_sum(a, b, -1.0))  # type: ignore[no-untyped-call]

    def moved(f, k):  # type: ignore[no-untyped-def]
        return f[0] + k, *f[1:]

    def advance(k, p, before):  # type: ignore[no-untyped-def]
        middle, over = moved(both, 2.0 * k), moved(both, 2.0 * k + 2.0)  # type: ignore[no-untyped-call]
        straight = tuple(x * part for part in _jet_product(over, middle))  # type: ignore[no-untyped-call]
        up = _jet_product(moved(both, 2.0 * k + 1.0), _jet_sum(straight, wide))  # type: ignore[no-untyped-call]
        down = _jet_product(_jet_product(moved(a, k), moved(b, k)), over)  # type: ignore[no-untyped-call]
        new = _jet_sum(_jet_product(up, p), _jet_product(down, before), -2.0)  # type: ignore[no-untyped-call]
        for divisor in (moved(both, k + 1.0), middle):  # type: ignore[no-untyped-call]
            new = _jet_product(new, _jet_inverse(divisor))  # type: ignore[no-untyped-call]
        return tuple(part / (2.0 * (k + 1.0)) for part in new)

    line = tuple(0.5 * (x - 1.0) * part for part in moved(both, 2.0))  # type: ignore[no-untyped-call]
    return _polynomial_of(n, one, _jet_sum(line, moved(a, 1.0)), advance)  # type: ignore[no-untyped-call]


POLYNOMIALS = (
    _jet_sum,
    _polynomial_of,
    _gegenbauer_slope,
    _genlaguerre_slope,
    _jacobi_slope,
)
"""The functions of this file, for the table of runtime functions."""
