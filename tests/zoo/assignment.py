"""Assignments: augmented, annotated, walrus, chained, unpacked, starred, swapped."""

import math

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(1.3, 0.4)
def augmented(x, y):
    z = x
    z += y
    z *= x
    z -= y * y
    z /= 1.0 + x
    z **= 2
    return z


@zoo(5.3, 2.0)
def augmented_modulo(x, y):
    x %= y
    x //= 0.25
    return x * y


@zoo(1.3)
def augmented_argument(x):
    x *= x
    x += 1.0
    return x * x


@zoo(1.3)
def augmented_in_a_loop(x):
    y = 0.0
    for i in range(4):
        y += x * i
        x *= 1.1
    return y


@zoo(draw(3), draw(3, seed=2))
def augmented_array(x, y):
    z = x * 1.0
    z += y
    z *= x
    z -= 0.5
    return np.sum(z)


@zoo(draw(2, 2), draw(2, 2, seed=2))
def augmented_matrix_product(a, b):
    c = a + b
    c = c @ b
    return np.sum(c * a)


@zoo(1.3)
def annotated(x: float) -> float:
    y: float = x * x
    z: float
    z = y + x
    return z * y


@zoo(1.3)
def walrus(x):
    if (y := x * x) > 1.0:
        return y * x
    return y


@zoo(1.3)
def walrus_in_an_expression(x):
    z = (y := math.sin(x)) * y + x
    return z * y


@zoo(1.3)
def chained(x):
    a = b = x * x
    a = a + 1.0
    return a * b


@zoo(1.3, 0.4)
def swapped(x, y):
    x, y = y, x
    return x * x - y


@zoo(1.3, 0.4, 2.0)
def rotated(x, y, z):
    x, y, z = y, z, x
    x, y = y * x, x
    return x + y * z * z


@zoo(1.3, 0.4)
def nested_unpacking(x, y):
    (a, b), c = (x * y, x), y
    return a * b - c


@zoo(1.3, 0.4)
def starred(x, y):
    first, *rest = x, y, x * y
    *most, last = rest
    return first * rest[1] + last * most[0]


@zoo(draw(3))
def array_unpacked(x):
    a, b, c = x
    return a * b - c * a


@zoo(draw(2, 2))
def matrix_unpacked(m):
    (a, b), (c, d) = m
    return a * d - b * c


@zoo(1.3)
def rebound_many_times(x):
    y = x
    y = y * x
    y = math.sin(y)
    y = y + x
    y = y * y
    return y


@zoo(1.3, 0.4)
def tuple_built_and_indexed(x, y):
    t = (x, y * x, 3.0)
    return t[1] * t[0] + t[-1] * t[2]


@zoo(1.3, 0.4)
def tuples_added(x, y):
    t = (x,) + (y, x * y)
    return t[0] * t[2] + len(t)


@zoo(1.3)
def deleted(x):
    y = x * x
    z = y + x
    del y
    return z * z


@zoo(1.3)
def list_of_targets(x):
    [a, b] = [x, x * x]
    return a * b


@zoo(1.3)
def unused_targets(x):
    _, y, _ = x, x * x, 3.0
    return y


@zoo(1.3)
def walrus_in_a_comprehension(x):
    values = [y * y for i in range(3) if (y := x * i) > 1.0]
    return sum(values) * y
