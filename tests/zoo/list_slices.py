"""Slices of lists whose length is only known at run time: set and deleted, with any bounds."""

import numpy as np

from tests.zoo.registry import draw, zoo

X = draw(6, low=0.4, high=1.6)


def weighed(values):
    return sum(v * (i + 1) for i, v in enumerate(values))


@zoo(X)
def every_second(x):
    xs = [v**2 for v in x]
    xs[::2] = [v * x[0] for v in xs[::2]]
    return weighed(xs)


@zoo(X)
def those_beside_each_other(x):
    xs = [v**2 for v in x]
    xs[1::2] = xs[::2]
    return weighed(xs)


@zoo(X)
def backwards(x):
    xs = [v**2 for v in x]
    xs[::-1] = xs
    xs[-1:0:-2] = x[:3]
    return weighed(xs)


@zoo(X)
def between_computed_bounds(x):
    xs = []
    for v in x:
        xs.append(v**2)
    a, b = 1, len(xs) - 2
    xs[a:b] = [v * x[0] for v in x[:2]]
    return weighed(xs)


@zoo(X)
def second_half_is_the_first(x):
    xs = [v * x[1] for v in x]
    n = len(xs)
    xs[n // 2 :] = xs[: n // 2]
    return weighed(xs)


@zoo(X)
def pairs_joined(x):
    xs = [v * v for v in x]
    for i in range(len(x) - 2):
        xs[i : i + 2] = [xs[i] * xs[i + 1]]
        xs.append(x[i])
    return weighed(xs)


@zoo(X)
def counted_from_the_end(x):
    xs = [v * v for v in x]
    xs[-2:] = [x[0], x[1], xs[0]]
    xs[-4:2] = [x[2]]
    xs[1:-1] = x[2:4] * 2.0
    return weighed(xs)


@zoo(X, 2)
@zoo(X, -2)
def bound_that_may_be_negative(x, k):
    """A slice that ends before it starts is empty, and stands where it starts."""
    xs = [v * v for v in x]
    xs[k:1] = [x[2] * x[3]]
    xs[4:k] = [x[2] + x[3], x[0]]
    return weighed(xs)


@zoo(X)
def top_of_a_stack(x):
    stack = list(x)
    while len(stack) > 1:
        a, b = stack[-2:]
        stack[-2:] = [a * b + a]
    return stack[0]


@zoo(X)
def halves_deleted(x):
    xs = [v * v for v in x]
    del xs[len(xs) // 2 :]
    ys = [v * v for v in x]
    del ys[-3:-1]
    return weighed(xs) * weighed(ys)


@zoo(X)
def pairs(x):
    xs = [(v, v * v) for v in x]
    xs[::2] = [(b, a) for a, b in xs[::2]]
    xs[1 : len(xs) - 3] = [(x[0], x[1])]
    del xs[-1:]
    return sum(a * b * b * (i + 1) for i, (a, b) in enumerate(xs))


@zoo(X)
def arrays(x):
    xs = [x[i : i + 2] * x[0] for i in range(len(x) - 1)]
    xs[::2] = [v * 2.0 for v in xs[::2]]
    xs[2 : len(xs) - 1] = [x[:2]]
    s = 0.0
    for i, v in enumerate(xs):
        s += np.sum(v**2) * (i + 1)
    return s


@zoo(X)
def sieve(x):
    prime = [True] * (len(x) + 5)
    for i in range(2, len(prime)):
        if prime[i]:
            prime[2 * i :: i] = [False] * len(prime[2 * i :: i])
    return sum(x[i % 6] ** 2 for i in range(2, len(prime)) if prime[i])


@zoo(X)
def another_number_of_entries(x):
    """Python refuses it for a slice with a step."""
    xs = [v * v for v in x]
    try:
        xs[::2] = x[:2]
    except ValueError:
        xs[0] = x[3]
    return weighed(xs)
