"""where, maximum, minimum, clip, sort, extremes: piecewise functions of arrays."""

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(5))
def where_of_two(x):
    return np.sum(np.where(x > 0.0, x * x, -3.0 * x))


@zoo(draw(5), 0.4)
def where_of_a_number(x, s):
    return np.sum(np.where(x > 0.0, s, x) * x)


@zoo(np.array([-1.0, 0.5, -0.3, 2.0]))
def where_protects_a_logarithm(x):
    safe = np.where(x > 0.0, x, 1.0)
    return np.sum(np.where(x > 0.0, np.log(safe), 0.0))


@zoo(draw(5), draw(5, seed=2))
def maximum_and_minimum(x, y):
    return np.sum(np.maximum(x, y) * np.minimum(x, y * y))


@zoo(draw(5))
def rectified(x):
    return np.sum(np.maximum(x, 0.0) * x)


@zoo(draw(5), 0.3)
def clip_with_bounds(x, high):
    return np.sum(np.clip(x, -0.5, high) ** 2)


@zoo(draw(5))
def absolute_values(x):
    return np.sum(np.abs(x) * x) + np.sum(np.sign(x) * x)


@zoo(draw(5))
def sorted_array(x):
    return np.sum(np.sort(x) * np.arange(5.0))


@zoo(draw(5))
def largest_two(x):
    y = x[np.argsort(x)[-2:]]
    return y[0] * y[1]


@zoo(draw(2, 4))
def largest_along_an_axis(a):
    return np.sum(np.max(a, axis=1) * np.min(a, axis=1))


@zoo(draw(5))
def extremes(x):
    return np.max(x) * np.min(x) + np.max(x * x)


@zoo(draw(5))
def median_by_sorting(x):
    return np.sort(x)[2] * np.mean(x)


@zoo(draw(4))
def piecewise_constant(x):
    return np.sum(np.floor(x) * x) + np.sum(np.round(x, 1))


@zoo(draw(4))
def sums_along_the_way(x):
    return np.sum(np.cumsum(x) ** 2) + np.sum(np.diff(x) ** 2)


@zoo(draw(4), draw(4, seed=2))
def joined(x, y):
    return np.sum(np.concatenate([x, y * y]) * np.concatenate((y, x)))


@zoo(draw(3), draw(3, seed=2))
def stacked(x, y):
    a = np.stack([x, y, x * y])
    b = np.column_stack((x, y))
    return np.sum(a @ b) + np.sum(np.vstack([x, y]) ** 3) + np.hstack([x, y])[4]


@zoo(draw(3))
def padded_and_rolled(x):
    return np.sum(np.pad(x, 1) * np.arange(5.0)) + np.sum(np.roll(x, 1) * x)


@zoo(draw(3))
def flipped_and_tiled(x):
    return np.sum(np.flip(x) * x) + np.sum(np.tile(x, 2) * np.arange(6.0))


@zoo(draw(6))
def split_in_parts(x):
    a, b, c = np.split(x, 3)
    return np.sum(a * b - c)


@zoo(0.3, 1.7)
def spaced_points(low, high):
    t = np.linspace(low, high, 5)
    return np.sum(t * t)


@zoo(draw(3), draw(3, seed=2))
def array_of_a_nested_list(x, y):
    m = np.array([[x[0], y[1]], [x[2] * y[0], 1.0]])
    return np.linalg.det(m + np.eye(2))


@zoo(draw(3, 3))
def diagonal_matrices(a):
    d = np.diag(a)
    return np.sum(np.diag(d * d) @ a)


@zoo(draw(4))
def selected_by_a_list_of_booleans(x):
    kept = [False] * 2 + [True] * 2
    some = np.mean(x[[True, False, True, True]]) * np.std(x[kept])
    return some + np.mean(x.reshape(2, 2)[[True, False]], axis=0)[1]


@zoo(draw(4))
def indices_of_one_slice(x):
    first = (slice(1, 3),)
    y = x.copy()
    y[:,] *= 2.0
    return np.sum(x[first] * y[first]) + np.sum(x[:2,]) ** 2


@zoo(draw(4))
def extremes_of_tuples(x):
    nearest = min((abs(v - 0.3), v) for v in x)[1]
    size, largest = max((v * v, v) for v in x)
    of_two = max((x[0], x[1]), (x[2], x[3]))[1]
    return (
        nearest * size * largest + of_two**2 + max((v, i) for i, v in enumerate(x))[0]
    )


@zoo(draw(4))
def list_as_a_whole_and_by_entry(x):
    squares = [v * v for v in x]
    return np.mean(squares) / np.std(squares) + squares[0] ** 2
