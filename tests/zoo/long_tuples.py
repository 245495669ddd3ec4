"""Tuples whose length is only known at run time: of generators and lists, and joined in loops."""

import math
from dataclasses import dataclass

import numpy as np

from tests.zoo.registry import draw, zoo

X = draw(6, low=0.4, high=1.6)


def weighed(values):
    return sum(v * (i + 1) for i, v in enumerate(values))


@zoo(X)
def joined_in_a_loop(x):
    t = ()
    for v in x:
        t += (v**2,)
    return weighed(t)


@zoo(X)
def of_a_generator(x):
    t = tuple(v**2 for v in x)
    return t[0] * t[-1] + len(t)


def squares(x):
    found = []
    for v in x:
        found.append(v**2)
    return tuple(found)


@zoo(X)
def returned_and_cut(x):
    t = squares(x)
    return weighed(t[1:] + (x[0],))


@zoo(X)
def on_some_paths(x):
    """What has been bound before stays as it is."""
    t = ()
    for v in x:
        if v > 0.8:
            t = t + (v * x[1],)
    u = t
    t += (x[0],)
    return np.sum(np.array(t)) * sum(u)


@zoo(X)
def taken_apart(x):
    t = tuple(x)
    a, b, *rest = t
    _, _, _, _, _, last = t
    return a * b * sum(rest) + max(t) * last + (2.0 in t) + isinstance(t, tuple)


@zoo(X)
def put_in_front_and_repeated(x):
    t = tuple(v * v for v in x)
    s = 0.0
    for a, b in zip(t, t[1:]):
        s += a * b
    u = (x[0],) + t * 2
    return s + sum(u) * u[3] + (t == u) + (t == t[:]) + (type(t) is tuple)


@zoo(X)
def while_it_is_short(x):
    path = (x[0],)
    while len(path) < 5:
        path = path + (path[-1] * x[1],)
    return path[-1] * path[2]


def walked(x, n):
    if n == 0:
        return tuple(x)
    return tuple(v * x[n] for v in walked(x, n - 1))


@zoo(X)
def of_a_function_that_calls_itself(x):
    return sum(walked(x, 3))


@zoo(X)
def places_that_are_chosen(x):
    t = tuple(i for i in range(len(x)) if x[i] > 0.8)
    return x[t[0]] * x[t[1]] + len(t) + t.count(1) + t.index(t[1])


@zoo(X)
def asked_by_numpy(x):
    t = ()
    for v in x:
        t = (v,) + t
    s = 0.0
    for i in reversed(range(len(t))):
        s += t[i] * i
    a, b = np.asarray(t), np.stack(t)
    s += np.sum(a * b) + math.fsum(t) + np.mean(t) + sorted(t)[1] + np.max(t)
    return s + np.dot(t, x) + sum(v * i for i, v in enumerate(reversed(t)))


@zoo(X)
def of_pairs(x):
    t = ((x[0], 1.0),)
    for v in x:
        t += ((v, v * v),)
    return sum(a * b for a, b in t)


@zoo(X)
def of_arrays(x):
    t = (x[:2],)
    for i in range(4):
        t += (x[i : i + 2] * 2,)
    return np.sum(np.concatenate(t)) + np.sum(t[1] ** 2)


@zoo(X)
def array_in_it_is_written(x):
    t = tuple(x[i : i + 2] * 2.0 for i in range(len(x) - 1))
    t[1][0] = x[0] ** 2
    return np.sum(t[0]) * np.sum(t[1])


@zoo(X)
def lists_in_it_grow(x):
    t = tuple([v, v * v] for v in x)
    t[1].append(x[0])
    t[1][0] *= 2.0
    return sum(t[1]) * sum(t[0])


@zoo(X)
def bound_by_a_nested_function(x):
    t = ()

    def add(v):
        nonlocal t
        t += (v,)

    for v in x:
        add(v * v)
    return t[2] * len(t)


@zoo(X)
def list_that_changes_later(x):
    xs = [v for v in x if v > 0.8]
    t = tuple(xs)
    ys = list(t)
    xs[0] = x[3] ** 2
    ys.append(x[2])
    return sum(t) * sum(xs) * sum(ys)


@zoo(X)
def longest_so_far(x):
    best = ()
    for i in range(len(x)):
        found = tuple(v for v in x[:i] if v > 0.5)
        if len(found) > len(best):
            best = found
    return sum(best)


@zoo(X)
def two_sides(x):
    low, high = (), ()
    for v in x:
        if v > 0.9:
            high += (v,)
        else:
            low += (v * v,)
    return sum(low) * sum(high)


@zoo(X)
def with_stars(x):
    t = tuple(v for v in x if v > 0.8)
    high = [v for v in x if v > 1.0]
    return sum((*t, x[0], *high)) * sum([*t, x[1]])


@zoo(X)
def handed_down(x):
    def descend(n, t):
        if n == 0:
            return sum(t)
        return descend(n - 1, t + (x[n] ** 2,))

    return descend(len(x) - 1, tuple(v for v in x if v > 1.0))


@zoo(X)
def given_as_keys(x):
    found = {}
    for i in range(6):
        key = tuple(range(i % 2 + 1))
        found[key] = found.get(key, 0.0) + x[i] ** 2
    return weighed(found.values()) * len(found)


@zoo(X)
def matched(x):
    t = tuple(v for v in x if v > 0.8)
    match t:
        case (a, b):
            return a * b
        case (a, *rest) if len(rest) > 0:
            return a * sum(rest)
        case _:
            return x[0]


@zoo(X)
def last_three(x):
    kept = ()
    for v in x:
        kept = kept[-2:] + (v,)
    return kept[0] * kept[-1] + len(kept)


@zoo(X)
def not_so_long(x):
    t = tuple(v for v in x if v > 0.8)
    try:
        return t[7] + x[0]
    except IndexError:
        return x[0] * t[0]


@zoo(X)
def one_or_another(x):
    t = tuple(v for v in x if v > 0.9)
    u = t if x[0] > 0.5 else ()
    w = (x[0], x[1]) if x[1] > 0.5 else (x[0],)
    return sum(u) * sum(w) * len(w) + len(u)


@zoo(X)
def three_lengths(x):
    s = 0.0
    for v in x:
        if v > 1.0:
            w = (v,)
        elif v > 0.8:
            w = (v, v * v)
        else:
            w = ()
        s += sum(w)
    return s


class History:
    def __init__(self, v):
        self.seen = (v,)
        self.count = 0

    def add(self, v):
        self.seen += (v * self.seen[-1],)
        self.count += 1


@zoo(X)
def attribute_that_grows(x):
    history = History(x[0])
    for v in x:
        if v > 0.8:
            history.add(v)
    return sum(history.seen) * history.count


@dataclass
class Path:
    steps: tuple = ()
    length: float = 0.0


@zoo(X)
def fields_that_grow(x):
    one, other = Path(), Path((x[0],))
    first = other.steps
    for v in x:
        if v > 0.9:
            one.steps += (v,)
        else:
            other.steps += (v,)
        one.length += v
    return sum(one.steps) * sum(other.steps) * one.length * first[0]
