"""Generators that are read several times, and several of them in one zip."""

import numpy as np

from tests.zoo.registry import draw, zoo

X = draw(6, low=0.4, high=1.6)


def sums(x):
    s = 0.0
    for v in x:
        s = s + v
        yield s**2


@zoo(X)
def first_and_the_others(x):
    g = sums(x)
    first = next(g)
    s = 0.0
    for v in g:
        s += v * first
    return s


@zoo(X)
def two_loops(x):
    g = sums(x)
    s = 0.0
    for v in g:
        s += v
        if s > 3.0:
            break
    t = 0.0
    for v in g:
        t += v * s
    return s + t


@zoo(X)
def expression_and_its_rest(x):
    g = (v * v for v in x)
    s = 0.0
    for v in g:
        s += v
        if s > 1.0:
            break
    return s + sum(g) * x[0]


@zoo(X)
def until_there_is_no_more(x):
    g = sums(x)
    s = 0.0
    while True:
        v = next(g, None)
        if v is None:
            break
        s += v * x[0]
    return s


@zoo(X)
def until_it_stops(x):
    g = sums(x)
    a = next(g)
    b = next(g)
    try:
        while True:
            a += next(g) * b
    except StopIteration:
        pass
    return a


@zoo(X)
def made_in_a_loop(x):
    s = 0.0
    for i in range(3):
        g = sums(x)
        s += next(g) * x[i]
        for v in g:
            s += v
    return s


class Scaled:
    def __init__(self, k):
        self.k = k

    def over(self, x):
        for v in x:
            yield v * self.k


@zoo(X)
def of_a_method(x):
    g = Scaled(x[1]).over(x)
    s = next(g)
    for v in g:
        s += v * v
    return s


@zoo(X)
def rows_in_turn(x):
    def rows():
        for i in range(3):
            yield x[2 * i : 2 * i + 2]

    g = rows()
    before = next(g)
    s = 0.0
    for row in g:
        s += np.dot(before, row)
        before = row
    return s


@zoo(X)
def numbered(x):
    g = ((v, i) for i, v in enumerate(x))
    a, _ = next(g)
    s = 0.0
    for v, i in g:
        s += a * v * i
    return s


@zoo(X)
def three_in_a_zip(x):
    def products():
        s = 1.0
        for v in x:
            s *= v
            yield s

    def large():
        for v in x:
            if v > 0.8:
                yield v**2

    s = 0.0
    for i, (p, q, r) in enumerate(zip(products(), large(), (v * 2 for v in x))):
        s += p * q * r * i
    return s


@zoo(X)
def first_of_a_zip_changes_something(x):
    """It is asked once more than there are pairs."""
    log = []

    def noted():
        for v in x:
            log.append(v)
            yield v * 2

    def large():
        for v in x:
            if v > 0.8:
                yield v**2

    s = 0.0
    for p, q in zip(noted(), large()):
        s += p * q
    return s * sum(log)


@zoo(X)
def nothing_is_left(x):
    g = sums(x)
    return sum(g) + sum(g)


@zoo(X)
def nothing_is_left_in_a_loop(x):
    z = (v * w for v, w in zip(x, x))
    s = 0.0
    for _ in range(2):
        s = s * x[0] + sum(z)
    return s


@zoo(X)
def read_by_a_function(x):
    """One `next` in the text, three in the program."""
    g = (v * v for v in x)

    def take():
        return next(g)

    return take() * take() + take()


@zoo(X)
def pairs_in_nested_loops(x):
    g = (v for v in x if v > 0.8)
    s = 0.0
    for v in g:
        for w in g:
            s += v * w
    return s


@zoo(X)
def rest_behind_a_zip(x):
    """The zip has asked the first for one element more."""
    a = (v for v in x)
    s = 0.0
    for p, q in zip(a, (v * 2 for v in x[:3])):
        s += p * q
    for p in a:
        s += 100 * p
    return s
