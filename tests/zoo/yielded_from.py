"""`r = yield from g`: the elements of a generator are handed on, and what it returns is kept."""

from tests.zoo.registry import draw, zoo

X = draw(6, low=0.4, high=1.6)


def sums(x, most):
    total = 0.0
    for v in x:
        total += v
        yield total * v
        if total > most:
            return -total
    return total


def in_parts(x):
    first = yield from sums(x[:3], 3.0)
    yield first * first
    second = yield from sums(x[3:] * first, 8.0)
    yield second


@zoo(X)
@zoo(X * 4)
def returned_on_two_paths(x):
    s = 1.0
    for i, v in enumerate(in_parts(x)):
        s += v * (i + 1)
        if s > 300:
            break
    return s


class Tree:
    def __init__(self, v, kids=()):
        self.v, self.kids = v, kids

    def walk(self):
        total = self.v
        for kid in self.kids:
            total += yield from kid.walk()
        yield total * self.v
        return total


@zoo(X)
def sums_of_a_tree(x):
    tree = Tree(x[0], (Tree(x[1]), Tree(x[2], (Tree(x[3]), Tree(x[4])))))
    return sum(v * (i + 1) for i, v in enumerate(tree.walk()))


def small_ones(a):
    for i in range(len(a)):
        if a[i] > 1.2:
            return i
        yield a[i]


def until_all_are_small(x):
    a = x * 1.0
    for _ in range(3):
        large = yield from small_ones(a)
        if large is None:
            return
        a[large] *= 0.5


@zoo(X)
@zoo(X * 0.5)
@zoo(X * 6)
def a_place_or_none(x):
    s = 0.0
    for v in until_all_are_small(x):
        s += v * v
    return s


def of_other_things(x):
    nothing = yield from x
    more = yield from (v * v for v in x)
    yield 1.0 if nothing is None and more is None else 2.0


@zoo(X)
def nothing_is_returned(x):
    return sum(v * v for v in of_other_things(x))


def with_an_end(x):
    try:
        total = yield from sums(x, 9.0)
        yield total
    finally:
        yield x[0]


@zoo(X)
def through_a_try(x):
    s = 0.0
    for v in with_an_end(x):
        if v > 2:
            continue
        s += v
    return s
