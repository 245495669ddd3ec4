"""Nested functions: functions of their own that see the names around them."""

import functools
import math

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(1.3, 0.7)
def nested_function_with_statements(x, y):
    def rhs(t, v):
        w = x * v
        return w - y * t * t

    v, h = x, 0.1
    for i in range(3):
        k = rhs(i * h, v)
        v = v + h * rhs(i * h + h / 2, v + h / 2 * k)
    return v * y


@zoo(1.3, 0.7)
def nested_function_calls_itself(x, y):
    def g(v, k):
        if k == 0:
            return v * y
        w = v * x
        return g(w, k - 1) + w

    return g(y, 4)


@zoo(1.3, 0.7)
def nested_function_in_nested_function(x, y):
    def outer(v):
        s = v * x

        def inner(w):
            z = w * s
            return z + y

        return inner(v) * inner(y)

    return outer(x * y) + outer(y)


@zoo(-1.3)
@zoo(1.3)
def may_return_none(x):
    def find(v):
        if v < 0.0:
            return None
        w = v * v
        return w

    r = find(x)
    return x if r is None else r * x


@zoo((1.0, 0.5, 0.8, 0.3), draw(2), 0.1)
def stages_of_one_long_expression(params, y, h):
    a, b, c, d = params

    def rates(u):
        return np.array([a * u[0] - b * u[0] * u[1], -c * u[1] + d * u[0] * u[1]])

    for _ in range(3):
        k1 = rates(y)
        k2 = rates(y + h / 2 * k1)
        k3 = rates(y - h * k1 + 2 * h * k2)
        y = y + h / 6 * (k1 + 4 * k2 + k3)
    return np.sum(y**2)


@zoo(0.7)
def functions_in_a_list_with_defaults_of_their_own(x):
    powers = [lambda t, i=i, s=x: s * t**i for i in range(4)]
    others = []
    for k in range(2):
        others.append(lambda t, k=k: np.sin(t + k * x))
    return sum(f(x) for f in powers) + others[1](x) * others[0](2 * x)


@zoo(draw(3))
def lambda_of_a_loop_called_behind_it(x):
    for i in range(3):
        h = lambda t: t * x[i] ** 2  # noqa: B023, E731
    return h(2.0) * x[0]


@zoo(draw(3), 1.3)
def function_of_a_loop_sees_its_last_iteration(x, y):
    s = 0.0
    for v in x:
        c = np.sin(v) * y

        def h(t):
            return t * c + v  # noqa: B023

        s = s + h(y)
        c = c * v
    return s * h(2.0)


@zoo(draw(4), 3)
@zoo(draw(4), 1)
def function_left_by_a_break(x, n):
    for i in range(n):
        k = i + 1

        def outer(t):
            def inner(u):
                return u * x[k]  # noqa: B023

            return inner(t) + x[i]  # noqa: B023

        if x[i] > 0.5:
            break
    i = 0
    return outer(x[3])


@zoo(draw(3))
def map_of_a_loop_consumed_behind_it(x):
    weights = (2.0, 3.0)
    for i in range(2):
        doubles = map(lambda v: x[i] * v, weights)  # noqa: C417
    return sum(doubles) * x[2]


@zoo(draw(3), 3)
def closure_with_a_default_returned_early(x, n):
    def made(v, n):
        def h(t, w=v * 2.0):
            return t * w

        for k in range(3):
            if k > n:
                return h
        if n > 2:
            return h
        v = v + 1.0
        return h

    return made(x[0], n)(x[1])


@zoo(1.3, 0.4)
@zoo(-1.3, 0.4)
def one_of_two_functions(x, y):
    f = math.sin if x > 0.0 else lambda t: t * y
    g = functools.partial(pow, 2.0) if y > x else f
    return f(x * y) + g(f(y)) * (math.exp if x < 1.0 else math.cos)(x)


@zoo(draw(3), 3)
@zoo(draw(3), 2)
@zoo(draw(3), 1)
@zoo(draw(3), 0)
def one_of_several_functions(x, n):
    c = x[1] * 2.0
    if n > 2:
        f = math.sin
    elif n > 1:
        f = lambda t, w=c: t * w  # noqa: E731
    elif n > 0:
        f = lambda t: t + c  # noqa: E731
    else:
        return x[0]
    c = c * x[2]
    s = 0.0
    for v in x:
        s = s + f(v * f(c))
    return s + sum(map(f, x))


@zoo(draw(3), 3)
@zoo(draw(3), 1)
def function_chosen_by_a_function(x, n):
    def chosen(n):
        w = x[0] * n
        if n > 2:
            return math.sin
        for i in range(3):
            if i == n:
                return lambda t: t * w
        return math.exp

    def thrice(g, v, k):
        return v if k == 0 else thrice(g, g(v), k - 1)

    return chosen(n)(x[1]) * thrice(chosen(n + 1), x[2], 3)


@zoo(draw(4), 3)
def function_chosen_in_each_iteration(x, n):
    s = 0.0
    for i in range(n):
        if i % 2:
            act = np.tanh
        elif x[i] > 5.0:
            continue
        else:
            act = np.exp
        s = s + act(x[i]) * act(s)
    return s
