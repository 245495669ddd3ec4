"""`iter(xs)` that is read several times, `next(it)` in its places."""

import itertools

import numpy as np

from tests.zoo.registry import draw, zoo

X = draw(6)


@zoo(X)
def first_and_the_rest(x):
    it = iter(x)
    first = next(it)
    s = 0.0
    for v in it:
        s += v * first
    return s


@zoo(X)
def previous_ones(x):
    it = iter(list(x))
    prev = next(it)
    s = 0.0
    for v in it:
        s += (v - prev) ** 2
        prev = v
    return s


@zoo(X)
def two_and_their_rest(x):
    it = iter(x)
    a = next(it)
    b = next(it)
    rest = sum(v * v for v in it)
    return a * b + rest


@zoo(X)
def pairs_taken_in_a_loop(x):
    it = iter(x)
    s = 0.0
    for v in it:
        w = next(it)
        s += v * w
    return s


@zoo(X)
def some_and_the_sum_of_others(x):
    it = iter(x)
    s = 0.0
    for _ in range(4):
        s = s * 0.5 + next(it)
    return s * sum(it)


@zoo(X)
def next_with_a_default(x):
    it = iter(x)
    s = 1.0
    while True:
        v = next(it, None)
        if v is None:
            break
        s *= 1 + v
    return s + next(it, 2.0)


@zoo(X)
def until_it_stops(x):
    it = iter(x)
    s = 0.0
    while True:
        try:
            v = next(it)
        except StopIteration:
            break
        s += v * v
    return s


@zoo(X)
def broken_off_and_resumed(x):
    it = iter(x)
    s = 0.0
    for v in it:
        if v > 0:
            break
        s += v
    for v in it:
        s += v * v
    return s


@zoo(X)
def rest_as_a_list(x):
    it = iter(x)
    head = [next(it), next(it)]
    tail = list(it)
    return sum(head) * sum(v * (i + 1) for i, v in enumerate(tail)) + len(tail)


@zoo(X)
def rest_that_is_numbered(x):
    it = iter(x)
    a = next(it)
    s = 0.0
    for i, v in enumerate(it, 2):
        s += v * i
    return s * a


@zoo(X)
def zip_with_an_iterator(x):
    it = iter(x)
    s = 0.0
    for w, v in zip(x[:2], it):
        s += v * w
    return s * next(it)


@zoo(X)
def known_entries_one_by_one(x):
    it = iter([x[0], x[1] ** 2, x[2]])
    a, b = next(it), next(it)
    return a * b * next(it)


def head_tail(xs):
    it = iter(xs)
    total = next(it)
    for v in it:
        total = total * v + 1.0
    return total


@zoo(X)
def in_a_function(x):
    return head_tail(x) + head_tail(list(x * x))


@zoo(draw(3, 2))
def rows_one_by_one(m):
    it = iter(m)
    total = next(it).copy()
    for r in it:
        total = total * r
    return np.sum(total)


@zoo(X)
def islice_and_the_rest(x):
    it = iter(x)
    a = sum(itertools.islice(it, 2))
    b = sum(it)
    return a * b**2


def pull(it):
    return next(it) * 2.0


@zoo(X)
def passed_to_functions(x):
    it = iter(x)
    return pull(it) * pull(it) + sum(it)


@zoo(X)
def takewhile_and_the_rest(x):
    it = iter(x)
    a = sum(itertools.takewhile(lambda v: v < 0, it))
    b = [v for v in it if v != 0]
    return a * sum(b) + next(it, 3.0)


class Bag:
    def __init__(self, x):
        self.x = x

    def __iter__(self):
        for v in self.x:
            yield v * 2


class Below:
    def __init__(self, b):
        self.b = b

    def __call__(self, v):
        return v < self.b


@zoo(X)
def objects_that_are_iterated_over(x):
    b = Bag(x)
    s = sum(itertools.islice(b, 1, 4)) * sum(itertools.chain(b, x))
    s += sum(p * q for p, q in itertools.pairwise(b))
    s += sum(itertools.takewhile(Below(0.5), b))
    return s + sum(u * v for u, v in itertools.product(b, repeat=2))
