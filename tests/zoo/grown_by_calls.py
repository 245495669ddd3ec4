"""Functions that call themselves to a depth of run time, and append to lists or fill dicts."""

from __future__ import annotations

import numpy as np

from tests.zoo.registry import draw, zoo


def _halves(x, k, out):
    if k > 1:
        _halves(x, k // 2, out)
        out.append(x * k)
        _halves(x, k - k // 2, out)
    else:
        out.append(x**2)


@zoo(0.7, 5)
def appended_in_halves(x, n):
    out = []
    _halves(x, n, out)
    total = 0.0
    for i, v in enumerate(out):
        total += v * i
    return total


@zoo(0.7, 5)
def one_stands_in_it(x, n):
    out = [x]
    _halves(x, n, out)
    return sum(out) * out[0] + out[-1]


@zoo(0.7, 5)
def in_a_function_within(x, n):
    out = []

    def walk(k, v):
        if k > 1:
            walk(k // 2, v * x)
            out.append(v)
            walk(k - k // 2, v + x)
        else:
            out.append(v**2)

    walk(n, x)
    return np.sum(np.array(out) * np.arange(len(out)))


def _leaves(a, lo, hi, sums):
    if hi - lo == 1:
        return a[lo] ** 2
    mid = (lo + hi) // 2
    s = _leaves(a, lo, mid, sums) * _leaves(a, mid, hi, sums)
    sums.append(s)
    return s


@zoo(draw(5))
def sums_of_a_tree(x):
    sums = []
    top = _leaves(x, 0, len(x), sums)
    return top + sum(sums[1:]) * sums[0]


def _fib(n, x, memo):
    if n in memo:
        return memo[n]
    if n < 2:
        return x + n
    found = np.sin(_fib(n - 1, x, memo)) + _fib(n - 2, x, memo)
    memo[n] = found
    return found


@zoo(0.4, 7)
def memo_of_numbers(x, n):
    return _fib(n, x, {})


@zoo(0.4, 7)
def memo_read_behind(x, n):
    memo = {}
    last = _fib(n, x, memo)
    return last + memo[3] * len(memo)


@zoo(draw(4), draw(5, seed=2))
def edit_distance(a, b):
    memo = {}

    def cost(i, j):
        if i == 0 or j == 0:
            return 0.5 * (i + j)
        if (i, j) in memo:
            return memo[i, j]
        best = cost(i - 1, j - 1) + (a[i - 1] - b[j - 1]) ** 2
        skip = min(cost(i - 1, j), cost(i, j - 1)) + 0.3
        memo[i, j] = min(best, skip)
        return memo[i, j]

    return cost(len(a), len(b))


class _Tree:
    def __init__(self, values):
        self.values = values
        self.visited = []

    def visit(self, k, w):
        if k >= len(self.values):
            return w
        left = self.visit(2 * k + 1, w * self.values[k])
        self.visited.append(left)
        return left + self.visit(2 * k + 2, w)


@zoo(draw(6))
def list_of_an_object(x):
    tree = _Tree(x)
    top = tree.visit(0, x[0])
    return top * sum(tree.visited)


def _choose(x, k, chosen, found):
    if k == len(x):
        s = 1.0
        for v in chosen:
            s = s * v
        found.append(s)
        return
    _choose(x, k + 1, chosen, found)
    chosen.append(x[k])
    _choose(x, k + 1, chosen, found)
    chosen.pop()


@zoo(draw(4))
def subsets(x):
    found = []
    _choose(x, 0, [], found)
    return np.sum(np.array(found) ** 2)


def _pairs(x, k, out):
    if k == 0:
        return
    out.append((k, x**k))
    _pairs(x, k // 2, out)
    out.append((-k, x * k))


@zoo(0.8, 6)
def entries_of_two(x, n):
    out = []
    _pairs(x, n, out)
    return sum(k * v for k, v in out)


def _rows(x, k, out):
    if k == 0:
        return
    _rows(x, k - 1, out)
    out.append(x * k)
    out[0][k % 2] += x[1]


@zoo(draw(3), 4)
def arrays_in_it_are_written(x, n):
    out = []
    _rows(x, n, out)
    return np.sum(out[0] * out[-1])


def _split(x, groups, k):
    if k == len(x):
        return
    if x[k] > 0.0:
        groups["up"].append(x[k] ** 2)
    else:
        groups["down"].append(x[k] ** 3)
    _split(x, groups, k + 1)


@zoo(np.array([0.5, -0.4, 1.2, -0.7]))
def lists_in_a_dict(x):
    groups = {"up": [], "down": []}
    _split(x, groups, 0)
    return sum(groups["up"]) * sum(groups["down"]) + groups["up"][0]


def _even(x, k, out):
    if k > 0:
        out.append(x * k)
        _odd(x, k - 1, out)


def _odd(x, k, out):
    if k > 0:
        out.append(x**k)
        _even(x, k - 1, out)


@zoo(0.8, 5)
def two_that_call_each_other(x, n):
    out = []
    _even(x, n, out)
    return sum(v * i for i, v in enumerate(out))


def _simpson(f, a, b, eps, steps):
    mid = 0.5 * (a + b)
    whole = (b - a) * f(mid)
    halves = 0.5 * (b - a) * (f(0.5 * (a + mid)) + f(0.5 * (mid + b)))
    if abs(whole - halves) < eps or len(steps) > 20:
        steps.append(halves)
        return
    _simpson(f, a, mid, 0.5 * eps, steps)
    _simpson(f, mid, b, 0.5 * eps, steps)


@zoo(1.3, 0.4)
def adaptive_steps(b, w):
    steps = []
    _simpson(lambda t: np.exp(-w * t) * np.sin(3.0 * t), 0.0, b, 1e-2, steps)
    return sum(steps)


def _collected(x, k, out=None):
    if out is None:
        out = []
    if k == 0:
        return out
    out.append(x**k)
    return _collected(x, k - 1, out)


@zoo(0.8, 5)
def made_where_there_is_none(x, n):
    out = _collected(x, n)
    return sum(v * i for i, v in enumerate(out))


@zoo(0.8, 5)
def returned_and_read(x, n):
    out = []
    again = _collected(x, n, out)
    return sum(out) * again[0]


@zoo(0.8, 3)
def called_in_a_loop(x, n):
    out = []
    for i in range(n):
        _halves(x * i, i + 1, out)
    return sum(v * i for i, v in enumerate(out))


@zoo(0.7, 4)
def popped_again_where_it_is_long(x, n):
    trail = []

    def descend(k):
        if k <= 0:
            return x
        v = descend(k - 1)
        trail.append(np.tanh(0.5 * v))
        if len(trail) > 2:
            trail.pop()
        return np.sin(v)

    return descend(n) + sum(trail)
