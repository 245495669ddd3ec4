"""Arrays in a dict that are written by a key of run time: `d[k][i] = v`."""

import numpy as np

from tests.zoo.registry import draw, zoo

X = draw(6, low=0.4, high=1.6)


@zoo(X)
def one_of_two(x):
    out = {k: np.zeros(6) for k in "ab"}
    for i, v in enumerate(x):
        k = "a" if v > 1 else "b"
        out[k][i] = v * 2
    return out["a"] @ out["a"] + out["b"].sum() * out["a"][2]


@zoo(X)
def with_counts(x):
    out = {"a": np.zeros(6), "b": np.zeros(6)}
    count = {"a": 0, "b": 0}
    for i, v in enumerate(x):
        k = "a" if i in (0, 2, 3) else "b"
        out[k][count[k]] = v * 2
        count[k] += 1
    return out["a"] @ out["b"] + out["a"][2]


@zoo(X)
def under_a_name(x):
    out = {"a": np.zeros(6), "b": np.ones(6)}
    for i, v in enumerate(x):
        k = "a" if v > 1 else "b"
        w = out[k]
        w += v
        w[i] *= 3
    return out["a"] @ out["b"] + out["b"][2]


@zoo(X)
def copies_of_the_callers(x):
    given = {"a": x, "b": x * 3}
    d = {k: v.copy() for k, v in given.items()}
    for i in range(len(d["a"])):
        k = "a" if i % 2 else "b"
        d[k][i] *= d["a"][0]
    return d["a"] @ d["b"]


@zoo(X)
def under_their_own_names(x):
    a, b = x.copy(), x * 2
    d = {"a": a, "b": b}
    for i, v in enumerate(x):
        k = "a" if v > 1 else "b"
        d[k][i] *= v
        d[k][1:] += a[0]
    return a @ b + d["a"][1]


class Sides:
    def __init__(self, size):
        self.values = {"up": np.zeros(size), "down": np.zeros(size)}
        self.count = {"up": 0, "down": 0}

    def add(self, side, v):
        self.values[side][self.count[side]] += v
        self.count[side] += 1


@zoo(X)
def by_a_method(x):
    sides = Sides(6)
    for v in x:
        sides.add("up" if v > 1 else "down", v**2)
    up, down = sides.values["up"], sides.values["down"]
    return up @ up + down.sum() * up[0] + sides.count["up"]
