"""The slopes of curves that keep the shape of their points: functions generated code copies.

Both curves of scipy.interpolate choose the slope d_i in a point by the slopes of the segments near
it: the window w_i = (m_{i-2}, m_{i-1}, m_i, m_{i+1}), which parabolas continue at the ends.

    along      the derivative of d in the values y, in the direction v
    back       its transpose: what w on d is on y
    bend       the second derivative, in two directions
    bend_back  what w on d is on y through it, one direction fixed
"""

from __future__ import annotations

import numpy as np


def _segment_windows(x, v):  # type: ignore[no-untyped-def]
    """The slopes of the four segments about each point."""
    m = np.diff(v) / np.diff(x)
    first, last = m[: 2 if len(m) > 1 else 1], m[-2 if len(m) > 1 else -1 :]
    left, right = 2.0 * first[0] - first[-1], 2.0 * last[-1] - last[0]
    before, after = 2.0 * left - first[0], 2.0 * right - last[-1]
    whole = np.concatenate(([before, left], m, [right, after]))
    return np.stack([whole[j : j + len(x)] for j in range(4)], axis=1)


def _segment_windows_back(x, w):  # type: ignore[no-untyped-def]
    """The transpose of `_segment_windows`."""
    n = len(x)
    whole = np.zeros(n + 3)
    for j in range(4):
        whole[j : j + n] += w[:, j]
    m = whole[2:-2]
    left, right = whole[1] + 2.0 * whole[0], whole[-2] + 2.0 * whole[-1]
    near = 1 if n > 2 else 0
    m[0] += 2.0 * left - whole[0]
    m[near] -= left
    m[-1] += 2.0 * right - whole[-1]
    m[-1 - near] -= right
    m = m / np.diff(x)
    return np.concatenate(([0.0], m)) - np.concatenate((m, [0.0]))


def _monotone_derivatives(x, y):  # type: ignore[no-untyped-def]
    """The first and second derivatives of the slopes of a monotone curve in their windows.

    Within, the weighted harmonic mean d of p = m_{i-1} and q = m_i of F. Fritsch and J. Butland,
    SIAM J. Sci. Stat. Comput. 5 (1984), where they have the same sign, else 0; at the ends a
    parabola, cut off as in C. Moler, Numerical Computing with MATLAB (2004), section 3.6.
    """
    n = len(x)
    first, second = np.zeros((n, 4)), np.zeros((n, 4, 4))
    h, m = np.diff(x), np.diff(y) / np.diff(x)
    if n == 2:
        first[:, 2] = 1.0
        return first, second
    inside = (np.sign(m[:-1]) == np.sign(m[1:])) & (m[:-1] != 0) & (m[1:] != 0)
    p, q = np.where(inside, m[:-1], 1.0), np.where(inside, m[1:], 1.0)
    near, far = 2 * h[1:] + h[:-1], h[1:] + 2 * h[:-1]
    d = (near + far) / (near / p + far / q)
    in_p = np.where(inside, (d / p) ** 2 * near / (near + far), 0.0)
    in_q = np.where(inside, (d / q) ** 2 * far / (near + far), 0.0)
    across = 2.0 * in_p * in_q / d
    first[1:-1, 1], first[1:-1, 2] = in_p, in_q
    second[1:-1, 1, 2] = second[1:-1, 2, 1] = across
    second[1:-1, 1, 1], second[1:-1, 2, 2] = -across * q / p, -across * p / q
    ends = ((0, 2, 3, h[0], h[1], m[0], m[1]), (-1, 1, 0, h[-1], h[-2], m[-1], m[-2]))
    for i, at, beyond, h0, h1, m0, m1 in ends:
        end = ((2 * h0 + h1) * m0 - h0 * m1) / (h0 + h1)
        if np.sign(end) != np.sign(m0):
            continue
        if np.sign(m0) != np.sign(m1) and np.abs(end) > 3.0 * np.abs(m0):
            first[i, at] = 3.0
            continue
        first[i, at], first[i, beyond] = (2 * h0 + h1) / (h0 + h1), -h0 / (h0 + h1)
    return first, second


def _akima_derivatives(x, y, steepest=0.0):  # type: ignore[no-untyped-def]
    """The first and second derivatives of Akima's slopes in their windows (p, q, r, s).

    d = q + |q - p| (r - q) / (|q - p| + |s - r|), and (p + s) / 2 where SciPy takes the quotient
    for undefined, of curves side by side by the steepest of all: H. Akima, Journal of the ACM
    17 (1970).
    """
    slopes = _segment_windows(x, y)  # type: ignore[no-untyped-call]
    steps = np.diff(slopes, axis=1)
    a, b, c = steps[:, 0], steps[:, 1], steps[:, 2]
    whole = np.abs(a) + np.abs(c)
    known = whole > 1e-9 * max(np.max(whole), steepest)
    total = np.where(known, whole, 1.0)
    share = np.abs(a) / total
    in_a = np.sign(a) * np.abs(c) / total**2
    in_c = -np.sign(c) * np.abs(a) / total**2
    both = np.sign(a) * np.sign(c) * (np.abs(a) - np.abs(c)) / total**3
    zero = np.zeros_like(a)
    rows = (
        (-2.0 * b * np.abs(c) / total**3 * np.sign(a) ** 2, in_a, b * both),
        (in_a, zero, in_c),
        (b * both, in_c, 2.0 * b * np.abs(a) / total**3 * np.sign(c) ** 2),
    )
    of_steps = np.stack([np.stack(row, axis=1) for row in rows], axis=1)
    step = np.array(
        [[-1.0, 1.0, 0.0, 0.0], [0.0, -1.0, 1.0, 0.0], [0.0, 0.0, -1.0, 1.0]]
    )
    first = np.stack((b * in_a, share, b * in_c), axis=1) @ step + np.eye(4)[1]
    first = np.where(known[:, None], first, np.array([0.5, 0.0, 0.0, 0.5]))
    return first, np.where(known[:, None, None], step.T @ of_steps @ step, 0.0)


def _steepest(x, y):  # type: ignore[no-untyped-def]
    """The largest of the sums by which Akima's slopes of the columns of y are divided."""
    slopes = [_segment_windows(x, column) for column in y.T]  # type: ignore[no-untyped-call]
    steps = np.abs(np.diff(np.stack(slopes), axis=-1))
    return np.max(steps[..., 0] + steps[..., 2])


def _of_columns(one, x, arrays, law):  # type: ignore[no-untyped-def]
    """`one(x, *columns, law, steepest)` of the first columns of the arrays, of the second, ..."""
    tables = [np.reshape(array, (len(x), -1)) for array in arrays]
    more = _steepest(x, tables[0]) if law == "akima" and np.ndim(arrays[0]) > 1 else 0.0  # type: ignore[no-untyped-call]
    columns = [one(x, *each, law, more) for each in zip(*(t.T for t in tables))]
    return np.reshape(np.stack(columns, axis=1), np.shape(arrays[0]))


def _shape_derivatives(x, y, law, steepest):  # type: ignore[no-untyped-def]
    """The derivatives of the slopes of a curve, "monotone" or "akima"."""
    if law == "monotone":
        return _monotone_derivatives(x, y)  # type: ignore[no-untyped-call]
    return _akima_derivatives(x, y, steepest)  # type: ignore[no-untyped-call]


def _slopes_along(x, y, v, law):  # type: ignore[no-untyped-def]
    """The change of the slopes of a curve as its values move along v."""

    def one(x, y, v, law, steepest):  # type: ignore[no-untyped-def]
        first, _ = _shape_derivatives(x, y, law, steepest)  # type: ignore[no-untyped-call]
        return np.sum(first * _segment_windows(x, v), axis=1)  # type: ignore[no-untyped-call]

    return _of_columns(one, x, (y, v), law)  # type: ignore[no-untyped-call]


def _slopes_back(x, y, w, law):  # type: ignore[no-untyped-def]
    """The transpose of `_slopes_along` at w."""

    def one(x, y, w, law, steepest):  # type: ignore[no-untyped-def]
        first, _ = _shape_derivatives(x, y, law, steepest)  # type: ignore[no-untyped-call]
        return _segment_windows_back(x, first * np.reshape(w, (-1, 1)))  # type: ignore[no-untyped-call]

    return _of_columns(one, x, (y, w), law)  # type: ignore[no-untyped-call]


def _slopes_bend(x, y, v, u, law):  # type: ignore[no-untyped-def]
    """The second derivative of the slopes of a curve along u and v."""

    def one(x, y, v, u, law, steepest):  # type: ignore[no-untyped-def]
        _, second = _shape_derivatives(x, y, law, steepest)  # type: ignore[no-untyped-call]
        of_v, of_u = _segment_windows(x, v), _segment_windows(x, u)  # type: ignore[no-untyped-call]
        return np.einsum("ijk,ij,ik->i", second, of_v, of_u)

    return _of_columns(one, x, (y, v, u), law)  # type: ignore[no-untyped-call]


def _slopes_bend_back(x, y, v, w, law):  # type: ignore[no-untyped-def]
    """The transpose of `_slopes_bend` in one direction, at w."""

    def one(x, y, v, w, law, steepest):  # type: ignore[no-untyped-def]
        _, second = _shape_derivatives(x, y, law, steepest)  # type: ignore[no-untyped-call]
        of_v = _segment_windows(x, v)  # type: ignore[no-untyped-call]
        return _segment_windows_back(x, np.einsum("ijk,ij,i->ik", second, of_v, w))  # type: ignore[no-untyped-call]

    return _of_columns(one, x, (y, v, w), law)  # type: ignore[no-untyped-call]


def _hermite_curve(x, y, d, at, order=0, taken=0):  # type: ignore[no-untyped-def]
    """`CubicHermiteSpline(x, y, d).derivative(taken)(at, order)`"""
    from scipy.interpolate import CubicHermiteSpline

    curve = CubicHermiteSpline(x, y, d)
    return (curve.derivative(taken) if taken else curve)(at, order)


def _hermite_values(x, at, order=0, taken=0):  # type: ignore[no-untyped-def]
    """The curves of the unit vectors as values, with slopes 0."""
    one = np.eye(len(x))
    return _hermite_curve(x, one, 0.0 * one, at, order, taken)  # type: ignore[no-untyped-call]


def _hermite_slopes(x, at, order=0, taken=0):  # type: ignore[no-untyped-def]
    """The curves of the unit vectors as slopes, with values 0."""
    one = np.eye(len(x))
    return _hermite_curve(x, 0.0 * one, one, at, order, taken)  # type: ignore[no-untyped-call]


SHAPED_CURVES = (
    _segment_windows,
    _segment_windows_back,
    _monotone_derivatives,
    _akima_derivatives,
    _steepest,
    _of_columns,
    _shape_derivatives,
    _slopes_along,
    _slopes_back,
    _slopes_bend,
    _slopes_bend_back,
    _hermite_curve,
    _hermite_values,
    _hermite_slopes,
)
"""The functions of this file, for the table of runtime functions."""
