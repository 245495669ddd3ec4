"""Names of other scopes: nonlocal, global, imports in functions; sets of constants."""

import numpy as np

from tests.zoo.registry import draw, zoo

FACTOR = 1.7


@zoo(draw(4))
def nonlocal_sum(x):
    total = 0.0

    def add(v):
        nonlocal total
        total += v * v

    for i in range(len(x)):
        add(x[i])
    return total


@zoo(draw(5, low=0.5, high=1.5))
def nonlocal_in_branches(x):
    total, count = 0.0, 0

    def add(v):
        nonlocal total, count
        count += 1
        if v > 1.0:
            total = total * v + x[0]
        else:
            total += v * count
        return total

    s = 0.0
    for v in x:
        s += add(v)
    return s * total + count


@zoo(0.7, 1.3)
def closures_with_states_of_their_own(x, y):
    def make(start):
        state = start

        def step(v):
            nonlocal state
            state = state * v
            return state

        return step

    first, second = make(x), make(2.0)
    return first(y) * second(x) + first(x) * second(y * y)


@zoo(0.7, 1.3)
def nonlocal_of_two_levels(x, y):
    t = x

    def outer(v):
        def inner(w):
            nonlocal t
            t = t + w * v

        for _ in range(2):
            inner(y)

    outer(x * y)
    outer(t)
    return t * t


@zoo(draw(3))
def nonlocal_array(x):
    a = x

    def scale(v):
        nonlocal a
        a = a * v

    for i in range(3):
        scale(x[i] + 1.5)
    return np.sum(a * x)


@zoo(0.8)
def nonlocal_until_found(x):
    y, tries = x, 0

    def halve():
        nonlocal y, tries
        tries += 1
        y = y * 0.5 + 0.1
        return y < 0.3

    while True:
        if halve() or tries > 9:
            break
    return y * y + tries


@zoo(draw(3))
def global_read(x):
    global FACTOR
    return FACTOR * np.sum(x * x)


@zoo(draw(3))
def imports_inside(x):
    import math as m

    import numpy.linalg
    from numpy import linalg as la
    from numpy import sin

    return m.exp(x[0]) * np.sum(sin(x)) + la.norm(x) * numpy.linalg.norm(x + 1.0)


@zoo(draw(4))
def in_a_set(x):
    odd = {1, 3}
    s = 0.0
    for i in range(4):
        if i in odd and "a" not in {"b", "c"}:
            s += x[i] ** 2
        else:
            s += x[i] ** 3 * len(odd)
    return s


@zoo(1.3, 3)
def underscore_is_read(x, n):
    def powers(z):
        r = z
        for _ in range(2):
            r = r * z
        return r, z * 2.0

    s = 0.0
    for _ in range(n):
        a, b = powers(x)
        s = s + a * _
    return s


@zoo(1.3, 0.7)
def underscore_is_a_parameter(_, x):
    def powers(z, n):
        if n == 0:
            return z, z**2
        a, b = powers(z, n - 1)
        return a * z, b * z

    a, b = powers(x, 2)
    return a * _**2
