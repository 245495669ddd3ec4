"""Lists and tuples of which NumPy makes arrays: beside arrays in operators, and as arguments."""

import numpy as np
import scipy.special

from tests.zoo.registry import draw, zoo

WEIGHTS = [3.0, -4.0, 0.5]


@zoo(draw(3))
def residuals_from_a_list(x):
    return np.sum((x - [1.0, 2.0, 3.0]) ** 2 / (0.5, 0.25, 2.0))


@zoo(draw(3))
def varying_list_beside_an_array(x):
    w = [x[0], 2.0, x[1] * x[2]]
    return np.sum(w * x + [x[0], 2.0, 1.0]) + x @ [1.0, x[2], 3.0]


@zoo(draw(3))
def list_of_the_module(x):
    return np.sum(WEIGHTS * x**2)


@zoo(draw(3))
def written_in_place_by_lists(x):
    y = x**2
    y += [1.0, x[0], 2.0]
    y *= (x[1], 2.0, -1.0)
    y[:2] = [x[0], x[1]] * y[1:]
    return np.sum(y * x)


@zoo(draw(3))
def grown_list_beside_an_array(x):
    squares = []
    for v in x:
        squares.append(v * v)
    return np.sum(squares * x) + (x / squares) @ squares + np.sum(x - squares)


@zoo(draw(3))
def list_of_rows_beside_a_matrix(x):
    rows = [x, x**2]
    return np.sum(rows * np.outer([2.0, x[0]], x) + x[0] * np.array(rows))


@zoo([0.5, 2.0, -1.0], draw(3))
def list_argument_beside_an_array(w, x):
    return np.sum(w * x) + np.sum([v * 2 for v in w] * x**2)


@zoo(draw(3))
def numpy_number_beside_a_list(x):
    return np.sum((x[0] + [1.0, 2.0]) ** 2) + np.sum([x[0], 1.0] - x[1])


@zoo(draw(3))
def lists_in_products(x):
    s = np.dot(x, [1, 2, 3]) * np.dot([x[0], x[1], 2.0], x)
    s += np.outer([x[0], x[1]], x).sum() + np.inner(x, (x[2], 2.0, 3.0))
    return s + np.einsum("ij,j->i", [[1.0, 2.0, x[0]], [4.0, 5.0, 6.0]], x).sum()


@zoo(draw(3))
def lists_in_elementwise_functions(x):
    s = (
        np.maximum([x[0], 2.0, x[1]], 1.5) @ x
        + np.hypot([x[0], 2.0], [1.0, x[1]]) @ x[:2]
    )
    s += np.power(x**2 + 1.0, [1, 2, 3]).sum() + np.arctan2((x[0], x[1], 2.0), x).sum()
    return s + scipy.special.erf([x[0], x[1]]).sum() + np.multiply(x, WEIGHTS).sum()


@zoo(draw(3))
def lists_in_reductions(x):
    s = np.sum([x[0], x[1] ** 2]) * np.mean((x[0], x[1], x[2]))
    return s * np.linalg.norm([x[0], x[1]]) + np.average(
        x, weights=[x[0] ** 2, 2.0, 3.0]
    )


@zoo(draw(3))
def lists_as_columns(x):
    a = np.column_stack(([x[0], x[1]], [x[2], 2.0]))
    b = np.select([x > 0, x <= 0], [[x[0], 1.0, 2.0], x])
    return a[0] @ x[:2] + b @ x + np.interp(x[0], [-2.0, 0.1, 2.0], [x[0], x[1], x[2]])


@zoo(draw(3))
def lists_as_matrices(x):
    m = [[2.0 + x[0], x[1]], [x[1], 3.0 + x[2]]]
    s = np.sum(np.linalg.solve(m, [1.0, x[0]])) + np.linalg.det(m)
    return s + np.linalg.multi_dot([m, [[x[0], 1.0], [2.0, x[1]]], m])[0, 1]


@zoo(draw(3))
def rows_written_as_lists(x):
    m = np.zeros((3, 3))
    m[0] = [1 - x[0], x[0], 0]
    m[1, :] = (0, 1 - x[1], x[1])
    m[2] = [v * 2 for v in x]
    return np.sum(m**2) + np.sum(m @ x)


@zoo(draw(3))
def parts_written_as_lists(x):
    m = np.zeros((2, 3))
    m[:] = [[1 - x[0], x[0], x[1]], x]
    m[0, [0, 2]] = x[0], x[2] ** 2
    m[1] += [x[0], x[1], 2.0]
    m[0, m[0] > 5.0] = [x[0]] * 0
    last = m[1, 1:]
    last[...] = [x[2], x[0] * x[1]]
    return np.sum(m**3)


@zoo(draw(3))
def lists_added_at_indices(x):
    y = x**2
    np.add.at(y, [0, 0], [x[2], x[1]])
    np.add(y, [x[0], 1.0, 2.0], out=y)
    np.copyto(y[1:], [x[0], 3.0])
    grown = []
    for v in x:
        grown.append(v * x[0])
    z = np.ones(3)
    z[:] = grown
    return np.sum(y * z)
