"""Iterators with a name, or handed on: what they are made of is changed before they are read."""

from itertools import (
    accumulate,
    combinations,
    combinations_with_replacement,
    islice,
    pairwise,
    permutations,
    product,
)

from tests.zoo.registry import draw, zoo

X = draw(6, low=0.4, high=1.6)


@zoo(X)
def parts_and_pairs(x):
    xs = list(x)
    part, pairs = islice(xs, 1, 4), pairwise(xs)
    xs[2] = x[0] * 5
    return sum(part) * sum(a * b for a, b in pairs)


@zoo(X)
def parts_of_a_list_in_the_text(x):
    xs = [x[0], x[1], x[2]]
    part = islice(xs, 1, None)
    pairs = pairwise(xs)
    xs.append(x[3] * 9)
    xs[0] = x[4]
    return sum(a * b for a, b in pairs) * sum(part)


@zoo(X)
def copied_when_made(x):
    """Combinations and products know the elements that were there."""
    xs = list(x)
    two, both, sums = combinations(xs, 2), product(xs, xs[:2]), accumulate(xs)
    xs[0] = 3 * x[1]
    total = sum(u * v for u, v in two) + sum(u * v * v for u, v in both)
    return total + sum(sums)


@zoo(X)
def copied_vectors(x):
    a = x.copy()
    two, both = permutations(a, 2), combinations_with_replacement(a, 2)
    a[0] = 3 * x[1]
    return sum(u * v * v for u, v in two) + sum(u * v * v for u, v in both) * a[0]


@zoo(X)
def rows_that_are_written(x):
    a = x.reshape(3, 2).copy()
    two = combinations(a, 2)
    a[0] = 3 * x[1]
    return sum(u @ v for u, v in two)


@zoo(X)
def handed_on(x):
    xs = list(x)

    def doubled_and_summed(pairs):
        xs[0] *= 2
        return sum(u * v for u, v in pairs)

    total = doubled_and_summed(combinations(xs, 2))
    numbered = zip(combinations(xs, 2), range(100))
    xs[1] *= 3
    return total * sum(u * v * i for (u, v), i in numbered)


class Weight:
    def __init__(self, w):
        self.w = w


@zoo(X)
def slices_of_objects(x):
    ps = [Weight(v) for v in x]
    for p in ps[:3]:
        p.w *= 2
    best, rest = ps[:2], ps[-2:]
    total = best[0].w * best[1].w * rest[-1].w + sum(p.w for p in ps[2:4])
    ps.append(Weight(x[0] ** 2))
    return total + sum(p.w * (i + 1) for i, p in enumerate(rest)) * ps[-1].w


@zoo(draw(2, low=0.4, high=1.6))
def slices_longer_than_the_list(x):
    ps = [Weight(v) for v in x]
    total = sum(p.w**2 for p in ps[:3]) + sum(p.w**2 for p in ps[-5:])
    return total + sum(p.w for p in ps[:-1]) * sum(p.w + 1.0 for p in ps[:-7])


@zoo(X)
def objects_in_pairs_that_move(x):
    ps = [Weight(v) for v in x]
    total = 0.0
    for p, q in combinations(ps, 2):
        d = p.w - q.w
        p.w += 0.1 * d
        q.w -= 0.1 * d
        total += d * d
    return total + ps[0].w
