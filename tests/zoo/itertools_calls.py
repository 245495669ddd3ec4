"""itertools and functools; decorators of nested functions."""

import functools
import itertools
import math
import operator

import numpy as np

from tests.zoo.registry import draw, zoo

X = draw(4, low=0.3, high=2.0)


@functools.cache
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


@functools.lru_cache(maxsize=16)
def one_more(a, b):
    t = a * b
    return t + 1


@zoo(X)
def accumulated(x):
    s = 0.0
    for v in itertools.accumulate([x[0], x[1], x[3]]):
        s += v * v
    for v in itertools.accumulate(x, operator.mul):
        s += v
    for v in itertools.accumulate(x, lambda a, b: a * b + 1, initial=x[2]):
        s *= v
    return s + list(itertools.accumulate(x))[2]


@zoo(X)
def products(x):
    s = 0.0
    for u, v in itertools.product([x[0], 2.0], [x[1], x[2]]):
        s += u * v
    for i, j in itertools.product(range(3), repeat=2):
        s += x[i] * x[j] * i
    for a, b, c in itertools.product(x, x[:2], range(2)):
        s += a * b * c
    return s


@zoo(X)
def chained(x):
    s = 0.0
    for v in itertools.chain(x, [x[0], 1.0], (x[1] * 2,)):
        s = s * 0.5 + v
    for v in itertools.chain.from_iterable([x[:2], x[1:]]):
        s += v**2
    return s


@zoo(X)
def chosen(x):
    s = 0.0
    for a, b in itertools.combinations(x, 2):
        s += a * b
    for a, b, c in itertools.combinations(x, 3):
        s += a * b * c
    for a, b in itertools.permutations(x, 2):
        s += a / b
    for a, b in itertools.combinations_with_replacement(x, 2):
        s += a * b
    return s


@zoo(X)
def chosen_of_known_items(x):
    s = 0.0
    for a, b in itertools.combinations([x[0], x[1] * x[2], x[3]], 2):
        s += a * b
    for p in itertools.permutations((x[0], x[1], x[2])):
        s += p[0] * p[1] ** 2
    return s


@zoo(X)
def neighbours(x):
    s = 0.0
    for a, b in itertools.pairwise(x):
        s += a * b
    for a, b in itertools.pairwise([x[0], x[1], 2.0]):
        s += a - b * b
    return s


@zoo(X)
def zipped_to_the_longest(x):
    s = 0.0
    for a, b in itertools.zip_longest(x, x[1:3], fillvalue=1.0):
        s += a * b * b
    for a, b in itertools.zip_longest([x[0]], (x[1], x[2]), fillvalue=0.5):
        s += a * b
    return s


@zoo(X)
def counted_and_repeated(x):
    s = 0.0
    for i, v in zip(itertools.count(), x):
        s += i * v * v
    for v, k, i in zip(x, itertools.repeat(x[0]), itertools.count(2)):
        s += v * k * i
    for i in itertools.count(1, 2):
        s += x[i % 4]
        if i > 6:
            break
    for v in itertools.repeat(x[1], 3):
        s = s * v
    return s


@zoo(X)
def sliced(x):
    s = 0.0
    for v in itertools.islice(x, 1, 4, 2):
        s += v**2
    for v in itertools.islice((u * u for u in x), 2):
        s += v
    for v in itertools.islice(itertools.count(5), 1, 3):
        s += x[0] * v
    return s


@zoo(X)
def picked(x):
    s = 0.0
    for v in itertools.takewhile(lambda t: t < 1.8, x):
        s += v**3
    for v in itertools.dropwhile(lambda t: t < 0.9, x):
        s += v**4
    for v in itertools.filterfalse(lambda t: t > 1.0, x):
        s += v**5
    for v in itertools.compress(x, [1, 0, 1, 1]):
        s += v * x[0]
    return s


@zoo(X)
def round_and_round(x):
    s = 0.0
    for i, v in enumerate(itertools.cycle(x)):
        if i > 6:
            break
        s += v * i
    return s + sum(itertools.starmap(lambda a, b: a * b, zip(x, x[1:])))


@zoo(X)
def reduced(x):
    a = functools.reduce(operator.mul, (v * v for v in x))
    b = functools.reduce(lambda p, q: p * q + 1.0, itertools.islice(x, 2), x[3])
    c = functools.partial(math.pow, x[0])(2.0)
    d = sum(u * v for u, v in itertools.product(x, x[:2]))
    return a * b * c + d * max(itertools.accumulate(x, operator.add))


@zoo(X)
def kept_results(x):
    return x[0] ** fibonacci(5) * one_more(x[1], x[2])


@zoo(X)
def decorated_inside(x):
    def twice(f):
        @functools.wraps(f)
        def inner(*args):
            return 2 * f(*args)

        return inner

    @twice
    def g(a, b):
        return a * b

    @functools.lru_cache
    def h(a):
        t = a * a
        return t * x[1]

    return g(x[0], x[1]) + h(x[2]) * h(x[3])


@zoo(draw(4, 2))
def permutations_of_a_range(e):
    loss = 0.0
    for a, p, n in itertools.permutations(range(4), 3):
        if p < n:
            continue
        loss += max(
            0.0, np.linalg.norm(e[a] - e[p]) - np.linalg.norm(e[a] - e[n]) + 0.5
        )
    return loss
