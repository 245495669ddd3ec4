"""Tuples in tuples as entries of lists that grow at run time: `points.append((i, (a, b)))`."""

import heapq
from collections import namedtuple

import numpy as np

from tests.zoo.registry import draw, zoo

X = draw(5, low=0.3, high=1.9)

Point = namedtuple("Point", "x y")


@zoo(X)
def pairs_in_tuples(x):
    points = []
    for i in range(len(x) - 1):
        points.append((i, (x[i], x[i + 1])))
    s = 0.0
    for i, (a, b) in points:
        s += i * a * b
    return s + points[1][1][0] * points[-1][1][1]


@zoo(X)
def popped_and_inserted(x):
    points = [((v, v * v), 2.0) for v in x]
    s = 0.0
    for p in points:
        (a, b), w = p
        s += a * b * w
    q = points.pop()
    points.append(((q[0][1], x[0]), 3.0))
    points.insert(0, ((x[0], x[1]), 1.0))
    for k in range(len(points)):
        (a, b), w = points[k]
        points[k] = ((a * 2, b + a), w)
    return s + q[0][1] + sum(a * b * w for (a, b), w in points)


@zoo(X)
def named_tuples_in_tuples(x):
    points = []
    for i in range(len(x)):
        points.append((i, Point(x[i], 2 * x[i])))
    return sum(p.x * p.y * i for i, p in points) + points[0][1].x


@zoo(X)
def arrays_in_tuples(x):
    segments = []
    for i in range(len(x) - 1):
        segments.append((np.array([i, x[i]]), (x[i] * x, 1.0)))
    s = 0.0
    for a, (b, c) in segments:
        s += np.sum(a) * np.sum(b * b) * c
    return s


@zoo(X)
def three_levels_in_order(x):
    points = [(v, (v * v, (v + 1, v + 2))) for v in x]
    points = sorted(points, key=lambda p: -p[0])
    best = max(points, key=lambda p: p[1][1][0])
    s = 0.0
    for k, (a, (b, (c, d))) in enumerate(points):
        s += k * a * b * c * d
    return s + best[1][0]


@zoo(X)
def in_a_dict_of_computed_keys(x):
    found = {}
    for i in range(len(x)):
        found[i % 2, (i, 1)] = (x[i], (x[i] ** 2, i))
    s = 0.0
    for (a, (b, _)), (v, (w, n)) in found.items():
        s += a * v + b * w * n
    return s + found[0, (2, 1)][1][0]


@zoo(X)
def heap_of_tuples_in_tuples(x):
    heap = []
    for i in range(len(x)):
        heapq.heappush(heap, (x[i], (i, x[i] ** 2)))
    s, k = 0.0, 1.0
    while heap:
        cost, (i, v) = heapq.heappop(heap)
        s += k * v * cost + i
        k *= 0.7
    return s


@zoo(X)
def questions_about_tuples_in_tuples(x):
    points = [(i, (i, i + 1)) for i in range(len(x))]
    s = x[points.index((1, (1, 2)))]
    if (0, (0, 1)) in points and (0, (1, 1)) not in points:
        s *= x[0] * points.count((2, (2, 3)))
    ends = sorted([(v, (0, 2)) for v in x])
    return s * ends[1][0] + min(ends)[0]
