"""Broadcasting: numbers with arrays, rows with columns, keepdims, axes of length one."""

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(1.3, draw(4))
def number_with_array(s, x):
    return np.sum(s * x + s)


@zoo(1.3, draw(4))
def array_divided_by_number(s, x):
    return np.sum(x / s) + np.sum(s / (2.0 + x))


@zoo(1.3, draw(2, 3))
def number_to_a_power(s, a):
    return np.sum(s**a)


@zoo(draw(3), draw(2, 3, seed=2))
def row_with_matrix(x, a):
    return np.sum(x * a * a)


@zoo(draw(2, 1), draw(2, 3, seed=2))
def column_with_matrix(c, a):
    return np.sum(np.exp(c - a))


@zoo(draw(3, 1), draw(4, seed=2))
def column_with_row(c, r):
    return np.sum((c - r) ** 3)


@zoo(draw(3), draw(4, seed=2))
def outer_by_new_axes(x, y):
    return np.sum(np.sin(x[:, None] * y[None, :]))


@zoo(draw(1), draw(4, seed=2))
def length_one_with_vector(x, y):
    return np.sum(x * y)


@zoo(draw(1, 1), draw(3, seed=2))
def one_by_one_with_vector(a, x):
    return np.sum(a * x) + np.sum(a**2)


@zoo(draw(2, 1, 3), draw(4, 1, seed=2))
def three_axes(a, b):
    return np.sum(a * b * b)


@zoo(draw(3, 4))
def sum_with_keepdims(a):
    return np.sum(a / (5.0 + np.sum(a, axis=1, keepdims=True)))


@zoo(draw(3, 4))
def centred(a):
    return np.sum((a - np.mean(a, axis=0)) ** 3)


@zoo(draw(3, 4))
def scaled_by_the_largest(a):
    return np.sum(a / (2.0 + np.max(a, axis=1, keepdims=True)))


@zoo(np.array(1.3), draw(3))
def zero_dimensional(s, x):
    return np.sum(s * x) * s


@zoo(draw(3), 0.4)
def number_inside_a_function(x, s):
    return np.sum(np.maximum(x, s) * np.logaddexp(x, s) + np.arctan2(x, s))


@zoo(draw(3))
def broadcast_explicitly(x):
    return np.sum(np.broadcast_to(x, (2, 3)) * np.array([[1.0], [3.0]]))


@zoo(draw(2, 3), draw(3, seed=2), draw(2, 1, seed=3))
def several_at_once(a, b, c):
    return np.sum(a * b + b * c - c * a)


@zoo(draw(3), draw(3, seed=2))
def distances(x, y):
    d = x[:, None] - y
    return np.sum(np.exp(-d * d))


@zoo(draw(2, 3), 0.4)
def number_reaches_an_axis_sum(a, s):
    return np.sum(np.sum(a * s, axis=0) ** 2)


@zoo(draw(3), draw(2, 3, seed=2))
def augmented_by_a_row(x, a):
    b = a * 1.0
    b += x
    b *= x
    return np.sum(b)


@zoo(1.3, draw(3))
def number_stored_in_a_slice(s, x):
    a = x * 1.0
    a[1:] = s * x[0]
    return np.sum(a * a)
