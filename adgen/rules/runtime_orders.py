"""Derivatives of Bessel functions in their order, as functions that generated code copies.

Each is an integral over angles and one over times, of which every derivative in the order is a
power of the angle or the time more; near z = 0 it is a series. The tests compare with mpmath.
"""

from __future__ import annotations

import numpy as np


def _order_nodes(kind, v, z):  # type: ignore[no-untyped-def]
    """Angles from 0 to pi and times from 0 to where the integrals in the order have ended."""
    from scipy.special import roots_legendre

    v, z = np.broadcast_arrays(np.asarray(v, dtype=float), np.asarray(z, dtype=float))
    if np.any(z <= 0):
        raise ValueError(f"{kind}: the derivative in the order is known for z > 0 only")
    most = np.max(z, initial=0.0) + np.max(np.abs(v), initial=0.0)
    if most > 1e6:
        raise ValueError(f"{kind}: the derivative in the order is known to 1e6 only")
    # Panels of 100 nodes for each 80 radians of what is integrated.
    panels = 2 + int(most / 80.0)
    nodes, sizes = roots_legendre(100)
    nodes = np.ravel(np.arange(panels)[:, None] + 0.5 * (1.0 + nodes)) / panels
    sizes = np.tile(0.5 * sizes / panels, panels)
    order, x = v[..., None], z[..., None]
    width = np.arcsinh((45.0 + 4.0 * np.abs(order)) / x) + 1.0
    return order, x, np.pi * nodes, sizes, width * nodes, width * sizes


def _waving_slope(kind, v, z, times):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.jv or yv in the order v, so many times; z > 0.

    The integrals of Schlaefli, DLMF 10.9.6 and 10.9.7, differentiated under the sign; for
    jv at small z the series DLMF 10.15.1.
    """
    order, x, angle, sizes, t, dt = _order_nodes(kind, v, z)  # type: ignore[no-untyped-call]
    decay, turn = x * np.sinh(t), 1j * np.pi - t
    near = (1j * angle) ** times * np.exp(1j * (order * angle - x * np.sin(angle)))
    far = turn**times * np.exp(order * turn - decay) / np.pi
    if kind == "yv":
        rise = t**times * np.exp(order * t - decay) / np.pi
        return -(np.sum(near.imag * sizes, -1) + np.sum((far.real + rise) * dt, -1))[()]
    found = np.sum(near.real * sizes, -1) - np.sum(far.imag * dt, -1)
    v, z = order[..., 0], x[..., 0]
    small = z * z < 8.0 * (1.0 + np.maximum(v, 0.0))
    steep = (v >= 1.0) & (v >= z)
    series = _order_series(-1.0, np.where(steep, 1.0, v), np.where(small, z, 1.0), times)  # type: ignore[no-untyped-call]
    found = np.where(small, series, found)
    tiny = _steepest_slope("jv", v, z, times)  # type: ignore[no-untyped-call]
    return np.where(steep, tiny, found)[()]


def _growing_slope(kind, v, z, times):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.ive or kve in the order v, so many times; z > 0.

    DLMF 10.32.4 and 10.32.9 differentiated under the sign; for ive at small z the series
    DLMF 10.38.1.
    """
    order, x, angle, sizes, t, dt = _order_nodes(kind, v, z)  # type: ignore[no-untyped-call]
    decay, turn = 2.0 * x * np.sinh(0.5 * t) ** 2, 1j * np.pi - t
    if kind == "kve":
        fall = (-1.0) ** times * np.exp(-order * t - decay)
        return np.sum(0.5 * t**times * (np.exp(order * t - decay) + fall) * dt, -1)[()]
    near = (1j * angle) ** times * np.exp(
        1j * order * angle - 2.0 * x * np.sin(0.5 * angle) ** 2
    )
    far = turn**times * np.exp(order * turn - 2.0 * x - decay) / np.pi
    found = np.sum(near.real * sizes, -1) - np.sum(far.imag * dt, -1)
    v, z = order[..., 0], x[..., 0]
    small = z * z < 40.0 * (1.0 + np.maximum(v, 0.0))
    series = _order_series(1.0, np.minimum(v, 1.0), np.where(small, z, 1.0), times)  # type: ignore[no-untyped-call]
    found = np.where(small, series * np.exp(-z), found)
    tiny = _steepest_slope("ive", v, z, times)  # type: ignore[no-untyped-call]
    return np.where(v >= 1.0, tiny, found)[()]


def _steepest_slope(kind, v, z, times):  # type: ignore[no-untyped-def]
    """The derivative of jv or ive in the order v >= 1, for jv where v >= z, so many times.

    The integrals of Schlaefli along the path t = u(y) + iy of steepest descent, DLMF 10.9.17 and
    10.32.12: what is integrated falls on either side of y = 0, without a change of sign.
    """
    from scipy.special import roots_legendre

    v = np.where(v >= (z if kind == "jv" else 1.0), np.maximum(v, 1.0), z + 1.0)
    v, z = v[..., None], z[..., None]

    def height(y):  # type: ignore[no-untyped-def]
        rise = v / z * y / np.sin(y)
        if kind == "jv":
            u = np.arccosh(np.maximum(rise, 1.0))
            return u, z * np.sinh(u) * np.cos(y) - v * u
        u = np.arcsinh(rise)
        return u, z * (np.cosh(u) * np.cos(y) - 1.0) - v * u

    top = height(np.full(np.shape(v), 1e-9))[1]  # type: ignore[no-untyped-call]
    low, high = np.zeros(np.shape(v)), np.full(np.shape(v), np.pi * (1 - 1e-9))
    for _ in range(40):
        middle = 0.5 * (low + high)
        above = height(middle)[1] > top - 45.0  # type: ignore[no-untyped-call]
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    nodes, sizes = roots_legendre(200)
    y = high * 0.5 * (1.0 + nodes)
    u, log = height(y)  # type: ignore[no-untyped-call]
    slope = v / z * (np.sin(y) - y * np.cos(y)) / np.sin(y) ** 2
    slope = slope / (np.sinh(u) if kind == "jv" else np.cosh(u))
    weight = -(u + y * slope) if times == 1 else u * u - y * y + 2.0 * y * u * slope
    return np.sum(0.5 * high / np.pi * sizes * weight * np.exp(log), -1)


def _order_series(sign, v, z, times):  # type: ignore[no-untyped-def]
    """DLMF 10.15.1 and 10.38.1, once or twice: with `sign` -1 for jv, with 1 for iv."""
    total = np.zeros(np.shape(z))
    log = np.log(0.5 * z)
    power = np.exp(v * log)
    for k in range(80):
        value, slope, bend = _inverse_gamma(v + k + 1.0)  # type: ignore[no-untyped-call]
        if times == 1:
            total = total + power * (log * value + slope)
        else:
            total = total + power * (log * (log * value + 2.0 * slope) + bend)
        power = power * sign * 0.25 * z * z / (k + 1.0)
    return total


def _inverse_gamma(x):  # type: ignore[no-untyped-def]
    """1 / Gamma(x) and its first two derivatives.

    To the left of 1/2 by reflection, DLMF 5.5.3, sin(pi x) Gamma(1 - x) / pi: it has no poles.
    """
    from scipy.special import gamma, polygamma, rgamma

    left = x < 0.5
    y = np.where(left, 1.0 - x, x)
    first, second = polygamma(0, y), polygamma(1, y)
    value = rgamma(x)
    turned = np.where(left, gamma(np.where(left, y, 1.0)) / np.pi, 0.0)
    sin, cos = np.sin(np.pi * x), np.pi * np.cos(np.pi * x)
    slope = np.where(left, turned * (cos - sin * first), -value * first)
    bend = np.where(
        left,
        turned * (sin * (first**2 + second - np.pi**2) - 2.0 * cos * first),
        value * (first**2 - second),
    )
    return value, slope, bend


def _jv_slope(v, z, times=1):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.jv(v, z) in the order v, once or twice; z > 0."""
    return _waving_slope("jv", v, z, times)  # type: ignore[no-untyped-call]


def _yv_slope(v, z, times=1):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.yv(v, z) in the order v, once or twice; z > 0."""
    return _waving_slope("yv", v, z, times)  # type: ignore[no-untyped-call]


def _ive_slope(v, z, times=1):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.ive(v, z) in the order v, once or twice; z > 0."""
    return _growing_slope("ive", v, z, times)  # type: ignore[no-untyped-call]


def _kve_slope(v, z, times=1):  # type: ignore[no-untyped-def]
    """The derivative of scipy.special.kve(v, z) in the order v, once or twice; z > 0."""
    return _growing_slope("kve", v, z, times)  # type: ignore[no-untyped-call]


ORDERS = (
    _order_nodes,
    _waving_slope,
    _growing_slope,
    _steepest_slope,
    _order_series,
    _inverse_gamma,
    _jv_slope,
    _yv_slope,
    _ive_slope,
    _kve_slope,
)
"""The functions of this file, for the table of runtime functions."""
