"""Matrices that are views of a part of `a.ravel()`: what is written there keeps its shape."""

import numpy as np

from tests.zoo.registry import draw, zoo

X = draw(6, low=0.4, high=1.6)


@zoo(X)
def part_as_a_matrix(x):
    a = x.copy()
    b = a.reshape(3, 2)
    e = b.reshape(-1)[1:5].reshape(2, 2)
    e[:] = e.T
    e @= np.array([[1.0, 0.5], [0.0, 2.0]])
    e[:, 0] += x[:2]
    return a @ x


@zoo(X)
def with_a_new_axis(x):
    a = np.outer(x[:2], x[:3])
    c = a.ravel()[:, None]
    c[...] = np.outer(x, [2.0])
    c[1:3] *= 3.0
    a.reshape(-1)[None, 2:] = x[None, :4]
    return np.sum(a * a)


@zoo(X)
def part_of_some_rows(x):
    a = np.outer(x, x)
    e = a[1:3].reshape(12)[2:8].reshape(2, 3)
    e[:] = e[:, ::-1]
    e[0] = a[4, :3] * e[1]
    f = a.ravel()[::2].reshape(3, 6)
    return a[0] @ x + a[1] @ x * f[0, 0]


@zoo(X)
def matrices_as_vectors(x):
    a = np.outer(x[:2], x[:3])
    a.flat[1:5] = np.outer(x[:2], x[4:])
    a.flat[[0, 2]] = x[:2]
    a.ravel()[3:5] += a.ravel()[:2]
    a.reshape(-1)[...] = np.cumsum(a)
    return np.sum(a * a)


@zoo(X)
def in_a_loop(x):
    a = np.outer(x[:2], x[:3])
    for i in range(2):
        v = a.reshape(-1)[i : i + 4].reshape(2, 2)
        v[:] = v.T * x[i]
    return np.sum(a * a)


@zoo(np.array([[0.7, 0.9], [1.3, 0.4]]))
def added_at_places_of_the_line(x):
    y = np.array([[1.0, 2.0], [3.0, 4.0]])
    y *= x
    v = y.reshape(-1)
    np.add.at(v, [1, 1, 2], x[0, 0])
    return np.sum(y**2)


@zoo(np.array([0.7, 0.9, 1.3]))
def subtracted_at_places_of_a_vector_as_a_line(x):
    v, p = (np.array([0.09, 1.0]).ravel(), x[0])
    np.subtract.at(v, [1, 1], p * x[1])
    return min(v) * x[2]
