"""Functions of NumPy written in NumPy: what they do, as a program that is differentiated.

Each does, operation by operation, what the function of the library does, so that its value is the
same to the last bit. They are read as the user's own functions are; none is ever run from here.
"""

# mypy: ignore-errors

from __future__ import annotations

import bisect

import numpy as np

from adgen.errors import InternalError


def fromfunction(function, shape):
    return function(*np.indices(shape))


def piecewise(x, conditions, functions, *args):
    y = np.zeros_like(x)
    for condition, function in zip(conditions, functions):
        y[condition] = function(x[condition], *args)
    return y


def rows_applied(function, rows, *args):
    return np.array([function(row, *args) for row in rows])


def vectorized(function, first, *others):
    arrays = np.broadcast_arrays(first, *others)
    values = [function(*v) for v in zip(*[np.ravel(array) for array in arrays])]
    return np.reshape(np.array(values), np.shape(arrays[0]))


def vectorized_alone(function, x):
    return np.reshape(np.array([function(v) for v in np.ravel(x)]), np.shape(x))


def ufunc_reduced(function, rows):
    total = rows[0]
    for row in rows[1:]:
        total = function(total, row)
    return total


def ufunc_reduced_from(function, start, rows):
    total = np.full(np.shape(rows)[1:], start)
    for row in rows:
        total = function(total, row)
    return total


def ufunc_accumulated(function, rows):
    total = rows[0]
    totals = [total]
    for row in rows[1:]:
        total = function(total, row)
        totals.append(total)
    return np.array(totals)


def pieces_reduced(reduction, rows, starts):
    stops = np.append(starts[1:], len(rows))
    if np.min(starts) < 0 or np.max(starts) >= len(rows):
        raise IndexError("an index of reduceat is out of bounds")
    return np.array(
        [reduction(rows[i : max(i + 1, j)], axis=0) for i, j in zip(starts, stops)]
    )


def gradient_evenly(f, h):
    slope = np.empty_like(f)
    slope[1:-1] = (f[2:] - f[:-2]) / (2.0 * h)
    slope[0] = (f[1] - f[0]) / h
    slope[-1] = (f[-1] - f[-2]) / h
    return slope


def gradient_at(f, x):
    steps = np.diff(x, axis=0)
    before, after = steps[:-1], steps[1:]
    a = -after / (before * (before + after))
    b = (after - before) / (before * after)
    c = before / (after * (before + after))
    slope = np.empty_like(f)
    slope[1:-1] = a * f[:-2] + b * f[1:-1] + c * f[2:]
    slope[0] = (f[1] - f[0]) / steps[0]
    slope[-1] = (f[-1] - f[-2]) / steps[-1]
    return slope


def gradient_evenly_with_parabolas(f, h):
    slope = np.empty_like(f)
    slope[1:-1] = (f[2:] - f[:-2]) / (2.0 * h)
    slope[0] = -1.5 / h * f[0] + 2.0 / h * f[1] + -0.5 / h * f[2]
    slope[-1] = 0.5 / h * f[-3] + -2.0 / h * f[-2] + 1.5 / h * f[-1]
    return slope


def gradient_at_with_parabolas(f, x):
    steps = np.diff(x, axis=0)
    before, after = steps[:-1], steps[1:]
    a = -after / (before * (before + after))
    b = (after - before) / (before * after)
    c = before / (after * (before + after))
    slope = np.empty_like(f)
    slope[1:-1] = a * f[:-2] + b * f[1:-1] + c * f[2:]
    near, far = steps[0], steps[1]
    a = -(2.0 * near + far) / (near * (near + far))
    b = (near + far) / (near * far)
    c = -near / (far * (near + far))
    slope[0] = a * f[0] + b * f[1] + c * f[2]
    far, near = steps[-2], steps[-1]
    a = near / (far * (far + near))
    b = -(near + far) / (far * near)
    c = (2.0 * near + far) / (near * (far + near))
    slope[-1] = a * f[-3] + b * f[-2] + c * f[-1]
    return slope


def rows_of_permutation(p):
    return np.argmax(p, axis=-1).astype(np.int32)


def norm_of_columns(a):
    return np.max(np.sum(np.abs(a), axis=-2), axis=-1)


def least_norm_of_columns(a):
    return np.min(np.sum(np.abs(a), axis=-2), axis=-1)


def norm_of_rows(a):
    return np.max(np.sum(np.abs(a), axis=-1), axis=-1)


def least_norm_of_rows(a):
    return np.min(np.sum(np.abs(a), axis=-1), axis=-1)


def spectral_norm(a):
    return np.max(np.linalg.svdvals(a), axis=-1)


def least_spectral_norm(a):
    return np.min(np.linalg.svdvals(a), axis=-1)


def nuclear_norm(a):
    return np.sum(np.linalg.svdvals(a), axis=-1)


def condition(a):
    s = np.linalg.svdvals(a)
    return s[..., 0] / s[..., -1]


def least_condition(a):
    s = np.linalg.svdvals(a)
    return s[..., -1] / s[..., 0]


def in_double(a):
    return a.astype(float)


def in_double_complex(a):
    return a.astype(complex)


def product_in_single(a, b):
    return (a * b).astype(np.float32)


def hermitian_singular_values(a):
    return np.sort(np.abs(np.linalg.eigvalsh(a)))[..., ::-1]


def tensorsolve(a, b):
    n = np.size(b)
    shape = np.shape(a)[np.ndim(b) :]
    solution = np.linalg.solve(np.reshape(a, (n, n)), np.ravel(b))
    return np.reshape(solution, shape)


def tensorinv(a, ind):
    shape = np.shape(a)
    turned = shape[ind:] + shape[:ind]
    n = 1
    for size in shape[ind:]:
        n = n * size
    return np.reshape(np.linalg.inv(np.reshape(a, (n, n))), turned)


def slope_along(f, x, direction):
    """The front end puts the tangent of `f` in the place of a call."""
    raise InternalError("the front end did not put a derivative in its place")


def slope_of_gradient_along(f, x, direction):
    """The front end puts the tangent of the gradient of `f` in the place of a call."""
    raise InternalError("the front end did not put a derivative in its place")


def columns_along(slope, f, x):
    columns = []
    for i in range(len(x)):
        direction = np.zeros_like(x)
        direction[i] = 1.0
        columns.append(slope(f, x, direction))
    return np.stack(columns, axis=-1)


def polynomial_of_roots(roots):
    coefficients = np.ones(1)
    for root in roots:
        coefficients = np.convolve(coefficients, np.array([1.0, -root]))
    return coefficients


def polynomial_of_single_roots(roots):
    coefficients = np.ones(1, dtype=np.float32)
    for root in roots:
        factor = np.array([1.0, -root], dtype=np.float32)
        coefficients = np.convolve(coefficients, factor)
    return coefficients


def polynomial_fit(x, y, count, rcond):
    powers = np.vander(x, count)
    scale = np.sqrt(np.sum(powers * powers, axis=0))
    return np.linalg.lstsq(powers / scale, y, rcond)[0] / scale


def weighted_fit(x, y, count, rcond, w):
    powers = np.vander(x, count) * w[:, np.newaxis]
    scale = np.sqrt(np.sum(powers * powers, axis=0))
    return np.linalg.lstsq(powers / scale, y * w, rcond)[0] / scale


def polynomial_quotient(u, v):
    rest = np.copy(u)
    quotient = np.zeros(max(len(u) - len(v) + 1, 1))
    return divided(quotient, rest, v)


def polynomial_quotient_of_type(u, v):
    both = u[:1] + v[:1]
    rest = u.astype(both.dtype)
    quotient = np.zeros(max(len(u) - len(v) + 1, 1), dtype=both.dtype)
    return divided(quotient, rest, v)


def divided(quotient, rest, v):
    steps = len(rest) - len(v) + 1
    size = len(v)
    scale = 1.0 / v[0]
    for k in range(steps):
        quotient[k] = scale * rest[k]
        rest[k : k + size] = rest[k : k + size] - quotient[k] * v
    first = 0
    while first < len(rest) - 1 and np.allclose(rest[first], 0, rtol=1e-14):
        first = first + 1
    return quotient, rest[first:]


def quantiles_exclusive(values, n):
    ordered = sorted(values)
    count = len(ordered)
    cuts = []
    for i in range(1, n):
        j = min(max(i * (count + 1) // n, 1), count - 1)
        share = i * (count + 1) - j * n
        cuts.append((ordered[j - 1] * (n - share) + ordered[j] * share) / n)
    return cuts


def quantiles_inclusive(values, n):
    ordered = sorted(values)
    count = len(ordered) - 1
    cuts = []
    for i in range(1, n):
        j = i * count // n
        share = i * count - j * n
        cuts.append((ordered[j] * (n - share) + ordered[j + 1] * share) / n)
    return cuts


def double_integral(quad, function, a, b, low, high, *args):
    def along(x):
        return quad(lambda y: function(y, x, *args), low(x), high(x))[0]

    return quad(along, a, b)[0]


def gauss_rule(function, a, b, points, weights, *args):
    y = (b - a) * (points + 1) / 2.0 + a
    return (b - a) / 2.0 * np.sum(weights * function(y, *args), axis=-1)


def extreme_or(function, values, default):
    if len(values) == 0:
        return default
    return function(values)


def keyed_extreme_or(function, values, key, default):
    if len(values) == 0:
        return default
    return function(values, key=key)


def above(a, b):
    return a > b


def below(a, b):
    return a < b


def first_by_key(question, key, first, others):
    best, least = first, key(first)
    for other in others:
        asked = key(other)
        if question(asked, least):
            best, least = other, asked
    return best


def entered(table, pairs):
    for key, value in pairs:
        table[key] = value


def column(rows, place):
    return [row[place] for row in rows]


def entered_each(table, keys, value):
    for key in keys:
        table[key] = value


def entered_from(table, other):
    for key in other:
        table[key] = other[key]


def largest(n, values):
    return sorted(values, reverse=True)[: max(n, 0)]


def largest_by(n, values, key):
    return sorted(values, key=key, reverse=True)[: max(n, 0)]


def smallest(n, values):
    return sorted(values)[: max(n, 0)]


def smallest_by(n, values, key):
    return sorted(values, key=key)[: max(n, 0)]


def put_in_order(entries, entry):
    entries.insert(bisect.bisect_right(entries, entry), entry)


def put_in_order_before(entries, entry):
    entries.insert(bisect.bisect_left(entries, entry), entry)


def put_and_first(entries, entry):
    entries.insert(bisect.bisect_right(entries, entry), entry)
    return entries.pop(0)


def first_and_put(entries, entry):
    first = entries.pop(0)
    entries.insert(bisect.bisect_right(entries, entry), entry)
    return first


def first_taken(entries):
    return entries.pop(0)


def brought_in_order(entries):
    entries.sort()
