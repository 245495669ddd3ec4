"""Generators: consumed by loops, sums, lists; nested, endless, delegating."""

import math

import numpy as np

from tests.zoo.registry import draw, zoo

X = draw(4, low=0.3, high=2.0)


def squares(x):
    for i in range(len(x)):
        yield x[i] ** 2


def newton(a):
    y = a
    while True:
        yield y
        y = 0.5 * (y + a / y)


def two_or_one(x):
    yield x[0], x[1]
    t = x[2] * x[3]
    if t > 0.5:
        yield t, x[0]
        return
    yield 1.0, t


def leaves(tree):
    if isinstance(tree, tuple):
        for branch in tree:
            yield from leaves(branch)
    else:
        yield tree


def first_two(x):
    yield x[0]
    yield x[1] ** 2


@zoo(X)
def summed_in_a_loop(x):
    s = 0.0
    for v in squares(x):
        s += v * x[0]
    return s


@zoo(X)
def summed_by_sum(x):
    return sum(squares(x)) * x[1]


@zoo(X)
def made_a_list(x):
    values = list(squares(x))
    return values[0] * values[-1] + len(values)


@zoo(X)
def endless_with_break(x):
    last = 0.0
    for i, y in enumerate(newton(x[0] + 3.0)):
        if abs(y * y - x[0] - 3.0) < 1e-13 or i > 5:
            break
        if i == 1:
            continue
        last = y
    return last * x[1]


@zoo(X)
@zoo(draw(4, low=0.1, high=0.4))
def yields_here_and_there(x):
    s = 0.0
    for a, b in two_or_one(x):
        s += a * b
    else:
        s *= x[3]
    return s


@zoo(X)
def delegating_by_recursion(x):
    s = 1.0
    for v in leaves((x[0], (x[1], x[2]), (2.0, (x[3],)))):
        s = s * v + v
    return s


@zoo(X)
def return_of_the_consumer(x):
    for v in squares(x):
        if v > 1.0:
            return v * x[0]
    return x[1]


@zoo(X)
def neighbours(x):
    previous = None
    s = 0.0
    for v in squares(x):
        if previous is not None:
            s += v * previous
        previous = v
    return s


@zoo(X)
def zipped(x):
    s = 0.0
    for v, w, k in zip(squares(x), x[1:], range(2)):
        s += v * w * (k + 1)
    return s


@zoo(X)
def nested_generators(x):
    def inner(k):
        for v in squares(x[k:]):
            yield v * x[k]

    again = np.array([v + 1.0 for v in squares(x)])
    return sum(inner(1)) + sum(w * w for w in inner(2)) + np.sum(again * x)


@zoo(X)
def unpacked(x):
    a, b = first_two(x)
    return a * b


@zoo(X)
def consumer_writes_what_is_read(x):
    y = x.copy()

    def walk():
        for i in range(4):
            yield i, y[i]

    for i, v in walk():
        y[(i + 1) % 4] = v * 1.1 + y[i]
    return np.sum(y * y)


@zoo(X)
def through_builtins(x):
    return (
        max(squares(x))
        + sum(map(math.sin, squares(x)))
        + sum(sorted(squares(x))[:2])
        + sum(filter(lambda v: v > 1, squares(x)))
    )


@zoo(X)
def loops_in_loops(x):
    t = tuple(first_two(x))
    for first in first_two(x):
        for second in squares(x):
            if second > first + 1.0:
                break
            t = (t[0] + first * second, t[1])
    return t[0] * t[1]


@zoo(X)
def else_of_the_loop(x):
    s = 0.0
    for i in range(3):
        for v in squares(x[i:]):
            if v < 0.4:
                continue
            s += v * x[i]
            if s > 5:
                break
        else:
            s *= 1.1
    return s


@zoo(X)
def first_that_holds(x):
    pairs = zip(x, x[1:])
    found = next((v * w for v, w in pairs if v > 1.0), 5.0)
    return found * next((v * v for v in x if v > 100.0), x[3]) + next(newton(x[0]), 0)


@zoo(X)
def two_generators_in_turn(x):
    first, s = squares(x), 0.0
    for v in first:
        s += v
    second = squares(x * s)
    return sum(second)


class Tree:
    """A value and further trees."""

    def __init__(self, value, branches=()):
        self.value = value
        self.branches = branches

    def __iter__(self):
        yield self.value
        for branch in self.branches:
            yield from branch

    def powers(self, n):
        for i in range(n):
            yield self.value ** (i + 1)


@zoo(X)
def generators_of_objects(x):
    tree = Tree(x[0], (Tree(x[1]), Tree(x[2], (Tree(x[3]),))))
    s = 1.0
    for v in tree:
        s = s * 0.5 + v * v
    for w in tree.powers(3):
        s += w
    return s * sum(tree)


@zoo(X)
def generator_given_up(x):
    t = 1.0

    def values():
        nonlocal t
        try:
            for v in x:
                yield v * t
        finally:
            t = t * 3.0

    for v in values():
        if v > 1.6:
            break
        t = t + v
    return t * x[0]


@zoo(np.array([0.2, 1.4, 0.3, 1.7]))
def first_elements(x):
    first = next(v for v in x if v > 1.0)
    i, v = next((i, v) for i, v in enumerate(x) if v > 1.5)
    row = next(row for row in x.reshape(2, 2) if row[1] > 1.5)
    named = {"a": x[0] ** 2, "b": x[1]}
    key = next(iter(named))
    return first * v * x[i - 1] * np.sum(row) + named[key] * next(iter(named.values()))


@zoo(draw(4))
def iterators_read_once(x):
    squares = iter([v**2 for v in x])
    s = next(iter(x))
    for v in squares:
        s = s * 0.5 + v
    return s * sum(iter(x)) * next(iter((x[1], x[2])))
