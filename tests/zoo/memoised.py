"""Functions that call themselves and write to what is around them: known numbers end them."""

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
