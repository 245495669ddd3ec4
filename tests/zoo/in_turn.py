"""The order in which things happen: what is evaluated first, what sees a later change, what is
changed in its place."""

from __future__ import annotations

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(6))
def live_values(x):
    d = {}
    for i, v in enumerate(x):
        d[i % 3] = v
    vals = d.values()
    for i in range(len(x)):
        d[i % 4 + 2] = x[0] * x[i]
    return sum(vals) * 1.0


@zoo(draw(6))
def live_keys(x):
    d = {}
    for i, v in enumerate(x):
        d[i % 3] = v
    ks = d.keys()
    its = d.items()
    for i in range(len(x)):
        d[i % 4 + 2] = x[0] * x[i]
    return sum(k * x[1] for k in ks) + sum((k * v for k, v in its))


@zoo(draw(6))
def aug_list_slices(x):
    a = list(x)
    b = a
    a += [x[0] * x[1]]
    a *= 2
    c = a + b
    a = a + [1.0]
    b[0] = x[5]
    return sum(c) * b[0] + sum(a) + len(b)


@zoo(draw(6))
def eval_order(x):
    log = []

    def f(v):
        log.append(v)
        return v

    t = f(x[0]) * 2 + f(x[1]) - (f(x[2]) if f(x[3]) > 5 else f(x[4]))
    d = {f(1): f(x[5]), f(2): f(x[0])}
    y = [f(x[1]), f(x[2])][0]
    return t + sum((v * (i + 1) for i, v in enumerate(log))) + d[1] * y


@zoo(draw(6))
def list_times(x):
    a = [x[0], x[1]]
    b = a
    a *= 2
    a[0] = x[2] * 3
    m = [[x[3]], 2.0]
    m[0] *= 3
    d = {"k": [x[4], x[5]]}
    e = d["k"]
    d["k"] *= 2
    e[1] = x[0]
    return sum(b) * len(b) + sum(m[0]) + sum(d["k"]) * len(e)


@zoo(draw(6))
def list_times_array(x):
    a = list(x)
    a *= x
    b = [x[0], x[1]]
    c = b
    b -= x[2:4]
    d = {"k": [x[4], x[5]]}
    d["k"] *= x[:2]
    return np.sum(a) * np.sum(b * c) + np.sum(d["k"])


@zoo(draw(6))
def list_times_loop(x):
    a = list(x[:2])
    for i in range(2):
        a *= 2
        a[i] = x[i + 2] * a[-1]
    n = [x[0]]
    n *= len(x)
    n[1] = 4.0
    return sum(a) * len(a) + sum(n)


@zoo(draw(6))
def values_many_ways(x):
    d = {}
    for i, v in enumerate(x):
        d[i % 4] = v * v
    vs = list(d.values())
    d[0] = x[1]
    m, n, o = max(d.values()), np.mean(list(d.values())), sum(vs)
    arr = np.array(list(d.values()))
    copy = dict(d)
    d[1] = 5.0
    last = sorted(d.keys())[-1] * x[1] if 3 in d.keys() else 0
    return m * n * o + arr @ arr + len(d.values()) * x[0] + last + copy[1] * vs[-1]


@zoo(draw(4, 3))
def values_arrays(a):
    d = {}
    for i, r in enumerate(a):
        d[i % 3] = r * 2
    vs = d.values()
    for v in vs:
        v *= 2
    for k in d:
        d[k][0] = k
    return sum(np.sum(v * v) for v in d.values()) + np.sum(d[1])
