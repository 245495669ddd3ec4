"""Iterators that stand in lists, dicts and objects, or have a name: each is consumed once."""

from itertools import combinations, islice, pairwise, permutations, product, zip_longest

from tests.zoo.registry import draw, zoo

X = draw(6, low=0.4, high=1.6)


class Source:
    def __init__(self, values):
        self.doubled = (2.0 * v for v in values)
        self.pairs = zip(values, values[1:])

    def total(self):
        return sum(self.doubled) * sum(u * v for u, v in self.pairs)


@zoo(X)
def in_an_object(x):
    return Source(x).total()


@zoo(X)
def in_a_dict(x):
    held = {"f": map(abs, x), "g": enumerate(x), "h": filter(lambda v: v > 0.7, x)}
    return sum(held["f"]) * sum(i * v for i, v in held["g"]) + sum(held.pop("h"))


@zoo(X)
def in_a_tuple(x):
    held = reversed(x), islice(x, 1, 4), (v * v for v in x)
    first, second, third = held
    return next(first) * sum(second) * sum(v * v for v in third)


@zoo(X)
def of_what_stands_in_the_text(x):
    t = x[0], x[1] * x[2], x[3]
    two, both, next_to = combinations(t, 2), product(t, t[:2]), pairwise(t)
    orders, filled = permutations(t, 2), zip_longest(t, t[1:], fillvalue=2.0)
    s = sum(u * v for u, v in two) + sum(u * v * v for u, v in both)
    s += sum(u / v for u, v in next_to) * sum(u * v for u, v in filled)
    return s + sum(u * v**3 for u, v in orders)


@zoo(X)
def some_of_a_vector(x):
    part, others = islice(x, 3), islice(x, 1, None, 2)
    first, second = islice(x, 2)
    return next(part) * sum(v * v for v in others) + first * second


def last(*values):
    return values[-1]


@zoo(X)
def handed_on(x):
    t = [x[0], x[1] * x[2], x[3]]
    (a, b), (c, d), _ = combinations(t, 2)
    u, v = last(*permutations(t, 2))
    return a * b + c * d * d + u * v**3


@zoo(X)
def reversed_of_what_is_set(x):
    xs = [x[0], x[1], x[2]]
    back = reversed(xs)
    xs[0] = 3.0 * x[4]
    return sum(v * i for i, v in enumerate(back))
