"""Slopes of laws of statistics and of Mathieu's eigenvalues, which generated code copies."""

from __future__ import annotations

import numpy as np


def _inverse_mills(x):  # type: ignore[no-untyped-def]
    """phi(x) / Phi(x), the slope of the logarithm of the normal distribution function.

    Without the cancellation and the underflow of that quotient where x is far below 0; see
    DLMF 7.8.
    """
    from scipy.special import erfcx, log_ndtr

    below = np.real(x) < 0
    left, right = np.where(below, x, 0.0), np.where(below, 0.0, x)
    near = 0.3989422804014327 * np.exp(-0.5 * right * right - log_ndtr(right))
    far = 0.7978845608028654 / erfcx(-0.7071067811865476 * left)
    return np.where(below, far, near)[()]


def _exponential_bend(term, slopes, times):  # type: ignore[no-untyped-def]
    """The derivative of `term`, so many times (up to 3), given those of its logarithm."""
    g, bend, third = slopes
    if times == 3:
        return term * (g**3 + 3.0 * g * bend + third)
    return term * (g**2 + bend if times == 2 else g if times == 1 else 1.0)


def _kolmogorov_slope(y, times):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.kolmogorov(y), so many times (up to 3).

    Kolmogorov's series of exp(-2 k**2 y**2); for small y that of Jacobi's transformation of it.
    W. Feller, "On the Kolmogorov-Smirnov limit theorems for empirical distributions", Annals of
    Mathematical Statistics 19 (1948).
    """
    y = np.asarray(y, dtype=float)
    small = y < 0.8
    far, near = np.where(small, 1.0, y), np.where(small & (y > 0.04), y, 0.5)
    found, mirrored = np.zeros(np.shape(y)), np.zeros(np.shape(y))
    for k in range(1, 9):
        term = 2.0 * (-1.0) ** (k - 1) * np.exp(-2.0 * (k * far) ** 2)
        slopes = (-4.0 * k * k * far, -4.0 * k * k, 0.0)
        found = found + _exponential_bend(term, slopes, times)  # type: ignore[no-untyped-call]
        c = ((2 * k - 1) * np.pi) ** 2 / 8.0
        term = np.sqrt(2.0 * np.pi) / near * np.exp(-c / near**2)
        g = 2.0 * c / near**3 - 1.0 / near
        bend, third = (
            1.0 / near**2 - 6.0 * c / near**4,
            24.0 * c / near**5 - 2.0 / near**3,
        )
        mirrored = mirrored - _exponential_bend(term, (g, bend, third), times)  # type: ignore[no-untyped-call]
    return np.where(small, np.where(y > 0.04, mirrored, 0.0), found)[()]


def _smirnov_slope(n, d, times):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.smirnov(n, d) in d, so many times (up to 3).

    The sum of Birnbaum and Tingey term by term: "One-sided confidence contours for probability
    distribution functions", Annals of Mathematical Statistics 22 (1951).
    """
    from scipy.special import gammaln

    n, d = np.broadcast_arrays(np.asarray(n, dtype=float), np.asarray(d, dtype=float))
    inside = (d >= 0) & (d < 1)
    x = np.where(inside, d, 0.5)
    left = 1.0 - x
    slopes = -n / left, -n / left**2, -2.0 * n / left**3
    total = np.where(inside, _exponential_bend(left**n, slopes, times), 0.0)  # type: ignore[no-untyped-call]
    for j in range(1, int(np.max(n, initial=0))):
        up, down = x + j / n, left - j / n
        used = inside & (down > 0)
        up, down = np.where(used, up, 0.5), np.where(used, down, 0.5)
        size = (
            gammaln(n + 1.0) - gammaln(j + 1.0) - gammaln(np.maximum(n - j, 0.0) + 1.0)
        )
        term = np.exp(size + (j - 1.0) * np.log(up) + (n - j) * np.log(down))
        slopes = (
            (j - 1.0) / up - (n - j) / down,
            -(j - 1.0) / up**2 - (n - j) / down**2,
            2.0 * (j - 1.0) / up**3 - 2.0 * (n - j) / down**3,
        )
        part = x * _exponential_bend(term, slopes, times)  # type: ignore[no-untyped-call]
        part = part + times * _exponential_bend(term, slopes, times - 1)  # type: ignore[no-untyped-call]
        total = total + np.where(used, part, 0.0)
    return total[()]


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


def _mathieu_bend(m, q, odd):  # type: ignore[no-untyped-def]
    """The second derivative of scipy.special.mathieu_a(m, q) in q; of mathieu_b if `odd`.

    Second order perturbation of the tridiagonal matrix of Fourier's coefficients, DLMF 28.4(ii),
    whose entries are linear in q.
    """
    m, q = np.broadcast_arrays(np.asarray(m), np.asarray(q, dtype=float))
    size = 24 + int(
        np.max(m, initial=0) + 2.0 * np.sqrt(np.max(np.abs(q), initial=0.0))
    )
    found = np.zeros(np.shape(q))
    for place in np.ndindex(np.shape(q)):
        half, rest = divmod(int(m[place]), 2)
        waves = 2 * np.arange(size) + (1 if rest else 2 if odd else 0)
        moved = np.eye(size, k=1) + np.eye(size, k=-1)
        if rest:
            moved[0, 0] = -1.0 if odd else 1.0
        elif not odd:
            moved[0, 1] = moved[1, 0] = np.sqrt(2.0)
        w, v = np.linalg.eigh(np.diag(waves**2.0) + q[place] * moved)
        i = half - 1 if odd and not rest else half
        seen = v.T @ (moved @ v[:, i])
        gaps = w[i] - w
        gaps[i], seen[i] = 1.0, 0.0
        found[place] = 2.0 * np.sum(seen**2 / gaps)
    return found[()]


def _signed_logsumexp(a, axis=None, b=None, keepdims=False):  # type: ignore[no-untyped-def]
    """`scipy.special.logsumexp(a, axis, b, keepdims, return_sign=True)`"""
    from scipy.special import logsumexp

    return logsumexp(a, axis, b, keepdims, return_sign=True)


STATISTICS = (
    _signed_logsumexp,
    _inverse_mills,
    _exponential_bend,
    _kolmogorov_slope,
    _smirnov_slope,
    _mathieu_slope,
    _mathieu_bend,
)
"""The functions of this file, for the table of runtime functions."""
