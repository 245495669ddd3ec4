"""Named tuples in lists and dicts that grow at run time: `points.append(Point(x, y))`."""

import functools
import itertools
import math
from collections import defaultdict, deque, namedtuple
from typing import NamedTuple

import numpy as np

from tests.zoo.registry import draw, zoo

X, Y = draw(4), draw(4, seed=2)


class Point(NamedTuple):
    x: float
    y: float

    def dist(self, o):
        return (self.x - o.x) ** 2 + (self.y - o.y) ** 2

    @property
    def r2(self):
        return self.x * self.x + self.y * self.y

    def __add__(self, o):
        return Point(self.x + o.x, self.y + o.y)


State = namedtuple("State", ["t", "u"])


@zoo(X, Y)
def pairs_around(x, y):
    pts = [Point(a, b) for a, b in zip(x, y)]
    s = 0.0
    for p, q in zip(pts, pts[1:] + pts[:1]):
        s += p.x * q.y - q.x * p.y
    for p in reversed(pts):
        s = s * 0.5 + p.x
    for a, b in pts:
        s += a * b
    i = 1
    while i < len(pts):
        s += pts[i].x * pts[(i + 1) % len(pts)].y
        i += 1
    return s


@zoo(X, Y)
def methods(x, y):
    pts = []
    for a, b in zip(x, y):
        pts.append(Point(a, b))
    s = 0.0
    for i, p in enumerate(pts):
        for j in range(i):
            s += p.dist(pts[j]) * (i + 1)
        s += p.r2
    q = pts[0] + pts[-1]
    return s * q.x + q.y


@zoo(X, Y)
def replaced(x, y):
    pts = [Point(a, b) for a, b in zip(x, y)]
    for i in range(len(pts)):
        p = pts[i]
        pts[i] = p._replace(x=p.x * p.y)
    pts[0] = Point(1.0, pts[1].x)
    return sum(p.x + p.y**2 for p in pts)


@zoo(X)
def arrays_in_fields(u):
    hist = [State(0.0, u)]
    while hist[-1].t < 0.35:
        last = hist[-1]
        hist.append(State(last.t + 0.1, last.u + 0.1 * np.sin(last.u)))
    return sum(np.sum(h.u**2) * h.t for h in hist) + len(hist)


@zoo(X, Y)
def popped(x, y):
    stack = []
    for a, b in zip(x, y):
        stack.append(Point(a, b))
    s = 1.0
    while stack:
        p = stack.pop()
        s = s * p.x + p.y
        if p.x > 0.5 and len(stack) < 3:
            stack.append(p._replace(x=p.x * 0.3))
    return s


@zoo(X, Y)
def inserted(x, y):
    pts = []
    for a, b in zip(x, y):
        pts.insert(0, Point(a, b))
    pts.insert(len(pts) // 2, Point(0.0, y[0]))
    first = pts.pop(0)
    del pts[1]
    pts.reverse()
    pts.sort(key=lambda p: p.y)
    return sum((i + 1) * p.x * p.y for i, p in enumerate(pts)) * first.x


def perimeter(pts):
    s = 0.0
    for i in range(1, len(pts)):
        s += math.hypot(pts[i].x - pts[i - 1].x, pts[i].y - pts[i - 1].y)
    return s


def make(x, y):
    out = []
    for i in range(len(x)):
        out.append(Point(x[i], y[i] * 2))
    return out


@zoo(X, Y)
def through_functions(x, y):
    return perimeter(make(x, y)) * perimeter(make(y, x))


def area(pts, n):
    if n == 0:
        return 0.0
    return pts[n].x * pts[n - 1].y + area(pts, n - 1)


@zoo(X, Y)
def through_recursion(x, y):
    return area(make(x, y), 3)


@zoo(X, Y)
def best_of(x, y):
    best = None
    for p in make(x, y):
        if best is None or p.r2 < best.r2:
            best = p
    return best.x * best.y


@zoo(X, Y)
def filtered(x, y):
    pts = make(x, y)
    pos = [p for p in pts if p.x > 0]
    neg = list(filter(lambda p: p.x <= 0, pts))
    return sum(p.y for p in pos) * sum(p.x for p in neg) + max(p.r2 for p in pts)


@zoo(X, Y)
def as_array(x, y):
    pts = make(x, y)
    a = np.array(pts)
    b = np.array([p.x for p in pts])
    c = np.array([[p.x, p.y] for p in pts])
    return np.sum(a * c) + b @ b


@zoo(X, Y)
def deque_of(x, y):
    q = deque()
    for a, b in zip(x, y):
        q.append(Point(a, b))
    s = 0.0
    while len(q) > 1:
        p, r = q.popleft(), q.popleft()
        s += p.x * r.y
        if len(q) > 1:
            q.append(p + r)
    return s


@zoo(X, Y)
def in_dict_lists(x, y):
    g = defaultdict(list)
    for a, b in zip(x, y):
        g[int(a > 0)].append(Point(a, b))
    return sum(sum(p.x * p.y for p in ps) * (k + 1) for k, ps in g.items())


@zoo(X, Y)
def dict_of_points(x, y):
    d = {}
    for i in range(len(x)):
        d[i] = Point(x[i], y[i])
    return sum(p.x * p.y * k for k, p in d.items()) + d[0].x


@zoo(X, Y)
def isinst(x, y):
    pts = make(x, y)
    s = 0.0
    for p in pts:
        if isinstance(p, Point):
            s += p.x
        match p:
            case Point(x=0.0):
                s += 1
            case Point(a, b) if a > b:
                s += a * b
            case Point():
                s -= p.y
    return s


@zoo(X, Y)
def two_lists(x, y):
    a, b = make(x, y), make(y, x)
    c = a if x[0] > 0 else b
    return sum(p.x * p.y * p.x for p in c) + c[1].x


@zoo(X, Y)
def empty_or_not(x, y):
    pts = []
    if x[0] > -5:
        pts = make(x, y)
    return sum(p.x * p.y for p in pts)


@zoo(X, Y)
def multiplied(x, y):
    pts = [Point(x[0], y[0])] * 3
    pts.append(Point(x[1], y[1]))
    t = tuple(pts)
    return sum(p.x * (i + 1) for i, p in enumerate(pts)) * t[-1].y


@zoo(X, Y)
def edges(x, y):
    pts = make(x, y)
    longest = max(
        itertools.combinations(range(len(pts)), 2),
        key=lambda e: pts[e[0]].dist(pts[e[1]]),
    )
    i, j = longest
    return pts[i].dist(pts[j])


@zoo(X, Y)
def total(x, y):
    c = functools.reduce(lambda p, q: p + q, make(x, y))
    return c.r2


@zoo(X, Y)
def attr_none(x, y):
    prev = None
    s = 0.0
    for a, b in zip(x, y):
        p = Point(a, b)
        if prev is not None:
            s += p.dist(prev)
        prev = p
    return s


@zoo(1.5, 0)
@zoo(1.5, 2)
def the_same_named_tuple_on_each_path(x, n):
    if n:
        p, y = Point(1.0, 2.0), x
    else:
        p, y = Point(1.0, 2.0), 2.0 * x
    for _ in range(n):
        p = Point(1.0, 2.0)
    return y * y * p.x + p.y
