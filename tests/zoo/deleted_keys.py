"""`del d[k]` of a key that is computed, or is not there; entries that a handler makes."""

import numpy as np

from tests.zoo.registry import zoo

POINT = np.array([0.7, 0.9, 1.3])
OTHER = np.array([0.3, 0.9, 0.1])


@zoo(POINT)
@zoo(OTHER)
def in_a_loop(x):
    d = {0: x[0], 1: x[1], 2: x[2]}
    for i in range(len(x)):
        if x[i] > 0.8:
            del d[i]
    return sum(v * v for v in d.values())


@zoo(POINT)
@zoo(OTHER)
def words_in_a_loop(x):
    d = {"a": x[0], "b": x[1], "c": x[2]}
    for k in list(d):
        if d[k] > 0.8:
            del d[k]
    return sum(d.values()) * len(d)


@zoo(POINT)
@zoo(OTHER)
def not_there(x):
    d = {"a": x[0]}
    try:
        del d["b"]
    except KeyError:
        d["a"] *= 3
    k = int(x[0] * 3)
    e = {0: x[0], 1: x[1]}
    try:
        del e[k]
    except KeyError:
        e[1] = e[1] * d["a"]
    return sum(v * v for v in e.values())


@zoo(POINT)
def by_a_function(x):
    d = {}

    def drop(k):
        try:
            del d[k]
        except KeyError:
            d[k] = x[k] * 2

    for i in range(2 * len(x) - 1):
        drop(i % 3)
    return sum(v * v for v in d.values())


@zoo(POINT)
def made_where_it_is_missed(x):
    table = {}

    def squared(k):
        try:
            return table[k]
        except KeyError:
            table[k] = x[k] ** 2
            return table[k]

    t = 0.0
    for i in range(6):
        t += squared(i % 3) * squared(i // 2)
    return t


@zoo(POINT)
def made_where_it_is_missed_by_a_recursion(x):
    memo = {}

    def fib(n):
        try:
            return memo[n]
        except KeyError:
            pass
        memo[n] = r = x[n] if n < 2 else fib(n - 1) * x[2] + fib(n - 2)
        return r

    return fib(7)


@zoo(POINT)
def made_in_a_loop_of_run_time(x):
    table = {}
    t = 0.0
    for i in range(2 * len(x)):
        k = i % 3
        try:
            t += table[k][0] * table[k][1]
        except KeyError:
            table[k] = (x[k] ** 2, x[i // 2])
            t += 1.0
    return t
