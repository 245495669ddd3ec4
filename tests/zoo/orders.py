"""The order in which Python evaluates: the item of `xs[i] += f()` before f, and more."""

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from tests.zoo.registry import draw, zoo

X = draw(6)


@dataclass
class Account:
    v: float
    log: list = field(default_factory=list)

    def add(self, d):
        self.v = self.v + d
        self.log.append(self.v)
        return self.v


@zoo(X)
def entries_in_the_order_of_their_keys(x):
    d = defaultdict(float)
    for i in range(3):
        d[i] += x[i] + d[i + 10] * 0.5
    s = sum((k + 1) * v for k, v in enumerate(d.values()))
    return s + sum((j + 1) * k * x[1] for j, k in enumerate(d))


@zoo(X)
def entries_of_a_defaultdict_that_are_sums_of_others(x):
    d = defaultdict(float)
    for i in range(len(x)):
        d[i] += x[i] + d[i - 1] * 0.5
    e = defaultdict(float)
    e["a"] += x[0]
    e["b"] += x[1] * e["a"] + e["c"]
    e["a"] += e["b"] * x[2]
    return sum(v * v for v in d.values()) + e["a"] * len(e)


@zoo(X)
def items_that_the_right_side_takes_out(x):
    xs = [x[0], x[1], x[2]]
    xs[0] += xs.pop()
    xs[-1] *= xs.pop(0)
    return sum((k + 1) * v for k, v in enumerate(xs))


@zoo(X)
def items_that_the_right_side_replaces(x):
    d = {"a": x[0], "b": x[1]}
    a = [x[0], x[1]]

    def f():
        d["a"] = x[2]
        d["c"] = x[3]
        a[0] = a[1] * 3
        return d["a"]

    d["a"] *= f()
    a[0] += f()
    return (d["a"] + 2 * d["c"]) * a[0] * a[1]


@zoo(X)
def view_that_the_right_side_writes(x):
    a = x * 1.0

    def f():
        a[0] = x[3] * 3
        return x[:2]

    a[0:2] += f()
    return np.sum(a * x)


@zoo(X)
def name_and_attribute_that_the_right_side_changes(x):
    s = x[0]
    account = Account(x[0])

    def f():
        nonlocal s
        s = s * 10
        return account.add(x[1])

    s += f()
    account.v += f()
    return s * account.v * sum(account.log)


@zoo(X)
def operands_and_arguments(x):
    a = Account(x[0])

    def f(p, q, r=0.0, *, s):
        return p * 1 + q * 2 + r * 3 + s * 4

    t = a.v + a.add(x[1]) * a.v
    u = [a.v, a.add(x[2]), a.v]
    d = {"p": a.v, "q": a.add(x[3]), "r": a.v}
    v = f(a.v, a.add(x[1]), s=a.add(x[2]), r=a.v)
    return t * sum(u) + d["p"] * d["q"] * d["r"] + v * sum(a.log)


@zoo(X)
def targets_from_left_to_right(x):
    log = []

    def place(k):
        log.append(x[k] * len(log))
        return k

    a = [0.0] * 4
    a[place(1)] = x[place(2)] * len(log)
    b = x * 1.0
    i = 0
    i, b[i] = 2, x[3] * 7
    b[0], b[1] = b[1], b[0]
    return sum(a) + sum(log) * log[-1] + np.sum(b * x) * i


@zoo(X)
def comparisons_that_stop(x):
    a = Account(x[0])
    if -10 < a.add(x[1]) < 10 and a.add(x[2]) < 100 or a.add(x[3]) > 0:
        return a.v * len(a.log)
    return a.v
