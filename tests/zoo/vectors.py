"""Vectors whose entries have names of their own: states, parameters, rows of a matrix."""

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(2))
def banana(p):
    x, y = p
    return (1.0 - x) ** 2 + 100.0 * (y - x**2) ** 2


@zoo(draw(3), draw(4))
def one_entry_unused(p, t):
    a, _, c = p
    return np.sum(a * np.sin(c * t))


@zoo(draw(2))
def in_a_branch(p):
    x, y = p
    if x > -5.0:
        a, b = 2.0 * p
        return a * y * b
    return x * y


def pendulum(s):
    q, w = s
    return np.array([w, -np.sin(q)])


@zoo(draw(2))
def midpoint_rule(s):
    for _ in range(4):
        middle = s + 0.05 * pendulum(s)
        s = s + 0.1 * pendulum(middle)
    q, w = s
    return 0.5 * w**2 - np.cos(q)


@zoo(draw(4, 3))
def rows_of_a_matrix(m):
    total = 0.0
    for x, y, z in m:
        total += x * y - z**2 * x
    for i in range(len(m)):
        x, y, z = m[i]
        total += x * y * z
    return total


@zoo(draw(2, 3))
def rows_written_between(m):
    m = m.copy()
    for i in range(len(m)):
        x, y, z = m[i]
        m[i] = np.array([y * z, x, x * y])
        m[i, 0] += z
        a, b, c = m[i]
        m[i] *= a * b
    return np.sum(m**2)


@zoo(draw(2, 3))
def columns_and_transposes(m):
    a, b = m[:, 1]
    c, d = m.T[2]
    return a * b * c + d**2


@zoo(draw(2))
def bound_anew_and_exchanged(p):
    a, b = p
    a, b = b, a * b
    p = np.array([a, b])
    a, b = p
    z = a**2 * b
    b, a = p[::-1]
    return z * a**3


@zoo(np.array([1.1, 0.7]))
def in_a_while(p):
    x, y = p
    while x < 3.0:
        x, y = np.array([x * 1.3, y * x])
    return x * y


@zoo(np.array([1.0 + 2.0j, 3.0 - 1.0j]), draw(2))
def complex_beside_real(z, x):
    a, b = z
    c, d = x
    return (a * b * c * d).real + abs(a * b) ** 2


@zoo(np.array([0, 1]), draw(2), wrt=(1,))
def places(k, x):
    i, j = k
    return x[i] * x[j] ** 2
