"""Containers made of others: `zip(*rows)`, `{**d, k: v}`, `dict.fromkeys`, keys in order."""

from collections import namedtuple

import numpy as np

from tests.zoo.registry import draw, zoo

X = draw(5, low=0.3, high=1.9)

Point = namedtuple("Point", "x y")


def _points(x):
    points = []
    for v in x:
        points.append(Point(v, v * v))
    return points


@zoo(X)
def columns_of_pairs(x):
    points = [(v, v * v) for v in x]
    xs, ys = zip(*points)
    return sum(xs) * sum(ys) + xs[0] * ys[-1]


@zoo(X)
def columns_as_arrays(x):
    rows = []
    for v in x:
        rows.append((v, np.sin(v)))
    xs, ys = map(np.array, zip(*rows))
    us, vs = zip(*_points(x))
    return np.sum(xs * ys) + np.dot(np.array(us), np.array(vs))


@zoo(X)
def columns_of_lists(x):
    a, b = [v * v for v in x], [v + 1 for v in x]
    c, d = zip(*list(zip(a, b)))
    table = list(zip(*[a, b]))
    m = [[1.0 * x[0], x[1]], [x[2], x[3]]]
    turned = list(zip(*m))
    s = turned[0][1] * turned[1][0]
    return sum(c) * d[0] + table[0][0] * table[1][1] * s


@zoo(X)
def dict_of_given_keys(x):
    sums = dict.fromkeys(["a", "b", "c"], 0.0)
    for i, key in enumerate(sums):
        sums[key] += x[i]
    counts = dict.fromkeys(range(3), 0.0)
    for i in range(len(x)):
        counts[i % 3] += x[i] ** 2
    found = dict.fromkeys([i * 2 for i in range(len(x))])
    return sums["a"] * sums["b"] * counts[0] * counts[1] * len(found)


@zoo(X)
def dict_with_another_entry(x):
    found = {}
    for i in range(len(x)):
        found[i % 3] = x[i]
    more = {**found, 7: x[0]}
    more[1] = 5.0 * x[1]
    k = len(x)
    other = {k: x[2], "k": x[3], k + 1: more[7]}
    return sum(more.values()) * found[1] * other[5] + other["k"] * other[6]


@zoo(X)
def keys_in_order(x):
    found = {}
    for i in range(len(x)):
        found[(i * 3) % 5] = x[i]
    named = {"b": x[0], "a": x[1]}
    s = 0.0
    for k in sorted(found):
        s = s * 0.5 + found[k]
    for k in sorted(named):
        s = s * 0.5 + named[k]
    return s


@zoo(X)
def named_tuples_of_a_function(x):
    points = _points(x)
    points.append(Point(x[0], x[1]))
    points.sort(key=lambda p: p.y)
    points[0] = Point(1.0, x[0])
    del points[1]
    q = points.pop()
    points.insert(0, q._replace(y=2.0 * q.y))
    return sum(p.x * p.y for p in points)
