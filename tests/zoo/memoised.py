"""Functions that call themselves and write to what is around them: known numbers end them. And
functions that remember what they have returned."""

from functools import cache

import numpy as np

from tests.zoo.registry import draw, zoo

X = draw(5, low=0.3, high=1.9)


@zoo(X)
def memo_around_the_function(x):
    memo = {}

    def fib(n):
        if n < 2:
            return x[n]
        if n not in memo:
            memo[n] = fib(n - 1) * 0.5 + fib(n - 2)
        return memo[n]

    return fib(7) + fib(4)


def _chebyshev(n, x, cache):
    if n in cache:
        return cache[n]
    if n == 0:
        y = 1.0 + 0.0 * x
    elif n == 1:
        y = x
    else:
        y = 2 * x * _chebyshev(n - 1, x, cache) - _chebyshev(n - 2, x, cache)
    cache[n] = y
    return y


@zoo(X)
def memo_that_is_passed_on(x):
    return np.sum(_chebyshev(5, x, {}) ** 2)


@zoo(X)
def calls_that_are_counted(x):
    count = [0]

    def power(n):
        count[0] += 1
        return x[0] if n == 0 else power(n - 1) * x[1]

    return power(4) * count[0]


@zoo(X)
def list_filled_by_recursion(x):
    def fill(n, into):
        if n < 0:
            return
        into.append(x[n])
        fill(n - 1, into)

    values = []
    fill(4, values)
    return sum(v * i for i, v in enumerate(values))


class Sample:
    def __init__(self, values):
        self.values = values

    @cache  # noqa: B019
    def moment(self, k):
        total = 0.0
        for v in self.values:
            total = total + v**k
        return total

    def shape(self):
        total = 0.0
        for k in range(1, 4):
            total = total + self.moment(k) * self.moment(2)
        return total


@zoo(X)
def methods_that_remember(x):
    one, other = Sample(x * 0.5), Sample(x)
    return one.shape() * other.shape() + one.moment(2)


@cache
def _weights(n):
    return np.linspace(1.0, 2.0, n)


@zoo(X)
def array_that_is_remembered(x):
    w = _weights(len(x)) * x
    w[0] *= 3.0
    return np.sum(w**2) + np.sum(_weights(len(x)) * x)


@zoo(X)
def nested_functions_that_remember(x):
    @cache
    def lucas(n):
        return x[n] if n < 2 else lucas(n - 1) * x[2] + lucas(n - 2)

    def product(k):
        total = lucas(k)
        for _ in range(2):
            total = total * lucas(k + 1)
        return total

    return product(3) * lucas(2) + product(4)


@zoo(X)
def a_function_that_remembers_in_each_iteration(x):
    total = 0.0
    for i in range(3):
        scale = x[i]

        @cache
        def power(n):
            return scale**n  # noqa: B023

        total += power(2) * power(3) + power(2)
    return total
