"""What Python evaluates one by one, and only up to where it stops: with functions that notice."""

import itertools
import math

import numpy as np

from tests.zoo.registry import draw, zoo

X = draw(6)


class Stack:
    def __init__(self, items):
        self.items = items

    def __iter__(self):
        while self.items:
            yield self.items.pop()


@zoo(X)
def zip_stops_before_the_generator(x):
    stack = Stack(list(x))
    t = 0.0
    for i, v in zip(range(2), stack):
        t += v * (i + 1)
    return t + sum(stack.items) * t


@zoo(X)
def zip_stops_behind_the_generator(x):
    stack = Stack(list(x))
    t = 0.0
    for v, i in zip(stack, range(2)):
        t += v * (i + 1)
    return t + sum(stack.items) * t


@zoo(X)
def zip_with_a_generator_in_the_middle(x):
    n = 0.0

    def gen():
        nonlocal n
        for v in x:
            n += v
            yield v

    t = 0.0
    for i, v, w in zip(x[:3], gen(), x[:2]):
        if v > 10.0:
            continue
        t += v * i * w
    return t * n


@zoo(X, X)
@zoo(X[:3], X)
def zip_with_nothing_before_the_generator(x, y):
    seen = [1.0]

    def gen():
        for v in y:
            seen.append(v)
            yield v

    t = 1.0
    for i, v in zip(x[3:], gen()):
        t += v * i
    return t * sum(seen) + y[0]


@zoo(X)
def generator_with_a_test_is_evaluated_once(x):
    seen = []

    def f(v):
        seen.append(v)
        return v * v

    total = 0.0
    for v, w in zip((f(e) for e in x if e > 0), x):
        total += v * w
    return total * sum(seen)


@zoo(X)
@zoo(-X)
def any_of_calls(x):
    seen = []

    def f(v):
        seen.append(v)
        return v > 0

    if any(f(v) for v in x):
        return sum(seen) * x[0]
    return x[0]


@zoo(X)
@zoo(-abs(X))
def all_of_calls(x):
    n = 0

    def f(v):
        nonlocal n
        n += 1
        return v < 0

    if all(map(f, x)):
        return x[0] * n
    return n * x[1]


@zoo(X)
def membership_of_calls(x):
    seen = []

    def f(v):
        seen.append(v)
        return int(v > 0)

    s = x[1]
    if 0 in map(f, x):
        s = x[0] * sum(seen)
    if 1 not in (f(v) for v in x[1:]):
        s = s * 3.0
    return s * sum(seen)


@zoo(X)
def draws_until_one_is_small(x):
    rng = np.random.default_rng(3)
    if any(rng.random() < 0.5 for _ in range(6)):
        return x[0] * rng.random()
    return x[1] * rng.random()


@zoo(X)
def questions_behind_which_python_would_raise(x):
    if any(1.0 / v > 1.0 for v in [0.9, 0.5, 0.0]):
        return x[1] ** 2
    return x[0]


@zoo(X)
def questions_in_conditions_of_loops(x):
    x = x * 1.0
    n = 0
    while any(abs(v) > 0.1 for v in x):
        x = x * 0.5 + 0.01 * x**2
        n += 1
        assert all(abs(v) < 100 for v in x), "large"
    return np.sum(x) * n


@zoo(draw(4, 4))
def questions_in_questions(m):
    s = 0.0
    if any(any(v > 0.9 for v in r) for r in m) or all(v > 0.3 for v in m[0]):
        s += np.sum(m**2)
    for i in range(4):
        if any(m[i, j] > 0.5 for j in range(4) if j != i) or all(v < 0 for v in m[i]):
            s += m[i, i] ** 2
    kept = [r for r in m if any(r > 0.6) and not all(v > 0 for v in r)]
    return s + sum(np.sum(r * r) for r in kept)


def first_above(values, bound):
    for v in values:
        if v > bound:
            return v
    return 0.0


@zoo(X)
def map_handed_to_a_function(x):
    seen = []

    def f(v):
        seen.append(v)
        return v * v

    return first_above(map(f, x), 0.1) * sum(seen)


def halved_ahead(pairs, y):
    s = 0.0
    for i, v in pairs:
        y[(i + 1) % len(y)] = v * 0.5
        s += v
    return s


@zoo(X)
def enumerate_handed_to_a_function_that_writes(x):
    y = x.copy()
    return halved_ahead(enumerate(y), y) * np.sum(y)


def sum_of_a_view(view, d):
    d["a"] = d["b"] * 3.0
    return sum(view)


@zoo(X)
def values_handed_to_a_function_that_writes(x):
    d = {"a": x[0], "b": x[1] ** 2}
    return sum_of_a_view(d.values(), d)


def total(values, n):
    return 0.0 if n == 0 else sum(values) + total([1.0, 2.0], n - 1)


@zoo(X)
def map_handed_to_a_function_that_calls_itself(x):
    return total(map(math.sin, x), 2)


@zoo(X)
def accumulated_generators_in_a_loop(x):
    s = k = 0.0
    for i in range(3):
        k += x[i]
        for v in itertools.accumulate(e * e * k for e in x if e > 0):
            s += v
        for a, b in zip((e * k for e in x if e < 0), map(math.sin, x)):
            s += a * b
    return s


@zoo(X)
def appended_to_one_of_two_lists(x):
    lo, hi = [], []
    for v in x:
        (lo if v < 0.0 else hi).append(v * v)
    (lo if len(lo) < len(hi) else hi).extend([x[0], x[1]])
    return sum(lo) - 2.0 * sum(hi) * lo[-1]
