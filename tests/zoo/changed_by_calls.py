"""Functions that call themselves to a depth of run time, and bind names around them, or set
attributes of objects and items of dicts."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from tests.zoo.registry import draw, zoo


class _Counted:
    def __init__(self):
        self.n = 0
        self.total = 0.0

    def power(self, x, k):
        self.n += 1
        if k == 0:
            return x
        return x * self.power(x, k - 1) + self.n

    def sums(self, x, k):
        if k > 0:
            self.sums(x, k // 2)
            self.total += x**k
            self.sums(x, k - 1 - k // 2)


@zoo(0.7, 4)
def calls_are_counted(x, n):
    c = _Counted()
    return c.power(x, n) * c.n


@zoo(0.7, 5)
def total_of_an_object(x, n):
    c = _Counted()
    c.sums(x, n)
    return c.total


@zoo(0.7, 4)
def best_of_all(x, n):
    best = 0.0

    def go(k, v):
        nonlocal best
        if k == 0:
            best = max(best, v)
            return
        go(k - 1, v * x)
        go(k - 1, v + x)

    go(n, x)
    return best


@zoo(0.7, 5)
def two_names(x, n):
    count = 0
    total = 0.0

    def go(k):
        nonlocal count, total
        count += 1
        total += x**count
        if k > 1:
            go(k // 2)
            go(k - k // 2)
        return count

    last = go(n)
    return total * count + last * x


@zoo(0.7, 3)
def found_it(x, n):
    found = False
    seen = 0.0

    def go(k):
        nonlocal found, seen
        if found:
            return
        seen = seen + x**k
        if k == 1:
            found = True
            return
        go(k - 1)
        go(k - 1)

    go(n)
    return seen


@zoo(0.7, 4)
def pair_that_is_bound_anew(x, n):
    pair = (x, 1.0)

    def go(k):
        nonlocal pair
        if k > 0:
            pair = (pair[1] * x, pair[0] + k)
            go(k - 1)
            pair = (pair[1], pair[0])

    go(n)
    return pair[0] * pair[1] + pair[0]


@zoo(0.7, 3)
def two_functions_and_a_loop(x, n):
    total = 0.0

    def inner(k):
        nonlocal total
        total += x * k
        if k > 0:
            outer(k - 1)

    def outer(k):
        nonlocal total
        total *= x
        if k > 0:
            inner(k - 1)

    for _ in range(2):
        outer(n)
    return total


@zoo(0.7, 4)
def left_in_a_loop(x, n):
    total = 0.0

    def go(k):
        nonlocal total
        if k == 0:
            return
        for i in range(k):
            total += x**i
            if total > 3.0:
                return
            go(k - 1)

    go(n)
    return total


@zoo(0.7, 4)
def list_that_is_bound_anew(x, n):
    path = []

    def go(k):
        nonlocal path
        if k > 0:
            path = path + [x * k]
            go(k - 1)
            go(k - 2)

    go(n)
    return sum(p * q for q, p in enumerate(path))


@zoo(draw(3), 4)
def array_bound_anew_and_written(x, n):
    v = x * 3.0
    w = v

    def go(k):
        nonlocal v
        if k > 0:
            v[0] = v[0] * x[1]
            v = v * 2.0
            go(k - 1)
            v[1] = x[0]

    go(n)
    return np.sum(v * w)


@zoo(draw(3), 3)
def bound_to_another_array(x, n):
    a = x * 2.0
    v = x * 3.0

    def go(k):
        nonlocal v
        if k > 0:
            go(k - 1)
            v = a

    go(n)
    a[0] = 5.0 * x[1]
    return np.sum(v * x)


class _Holder:
    def __init__(self, w):
        self.w = w
        self.k = 0


def _doubled(o, n):
    if n > 0:
        o.w = o.w * 2.0
        _doubled(o, n - 1)
        o.w = o.w + 1.0


@zoo(draw(3), 3)
def attribute_set_anew(x, n):
    o = _Holder(x)
    _doubled(o, n)
    return np.sum(o.w * x)


def _scaled(o, n):
    if n > 0:
        o.w *= 2.0
        _scaled(o, n - 1)
        o.w[0] += 1.0
        o.k += 1


@zoo(draw(3), 3)
def attribute_written_and_counted(x, n):
    v = x * 1.0
    o = _Holder(v)
    _scaled(o, n)
    return np.sum(o.w * v) * o.k


def _in_turn(a, b, n):
    if n > 0:
        a.w = a.w * 2.0
        _in_turn(b, a, n - 1)
        b.w = b.w + 1.0


@zoo(0.7, 3)
def two_objects(x, n):
    o, p = _Holder(x), _Holder(x * 3.0)
    _in_turn(o, p, n)
    return o.w * p.w


def _handed(o, a, n):
    if n > 0:
        _handed(o, a, n - 1)
        o.w = a


@zoo(draw(3), 3)
def attribute_is_an_argument(x, n):
    a = x * 2.0
    o = _Holder(x * 1.0)
    _handed(o, a, n)
    a[0] = 5.0 * x[1]
    return np.sum(o.w * x)


@zoo(0.7, 4)
def items_of_a_dict(x, n):
    state = {"n": 0, "s": x, "seen": []}

    def go(k):
        state["n"] += 1
        state["s"] = state["s"] * x + state["n"]
        if k > 1:
            state["seen"].append(state["s"])
            go(k // 2)
            go(k - k // 2)

    go(n)
    return state["s"] * state["n"] + sum(state["seen"])


@zoo(0.7, 6)
def sums_of_a_defaultdict(x, n):
    sums = defaultdict(float)

    def go(k, v):
        if k > 0:
            sums[k % 3] += v
            go(k - 1, v * x)

    go(n, x)
    return sums[0] * sums[1] + sums[2]


def _hanoi(n, a, b, c, x):
    if n > 0:
        _hanoi(n - 1, a, c, b, x)
        b.append(a.pop() * x)
        _hanoi(n - 1, c, b, a, x)


@zoo(0.8, 3)
def lists_change_their_roles(x, n):
    a = [x * (i + 1) for i in range(n)]
    b = []
    c = []
    _hanoi(n, a, b, c, x)
    return sum(v * i for i, v in enumerate(b)) + sum(c) + sum(a)


def _filled(u, i, j, seen, out):
    if i < 0 or j < 0 or i >= u.shape[0] or j >= u.shape[1]:
        return
    if seen[i, j] or u[i, j] < 0.5:
        return
    seen[i, j] = 1
    out.append(u[i, j])
    _filled(u, i + 1, j, seen, out)
    _filled(u, i - 1, j, seen, out)
    _filled(u, i, j + 1, seen, out)
    _filled(u, i, j - 1, seen, out)


@zoo(np.array([[1.0, 0.9, 0.3], [0.2, 0.8, 0.7], [0.9, 0.1, 0.6]]))
def flood_fill(u):
    out = []
    _filled(u, 0, 0, np.zeros(u.shape, dtype=int), out)
    return np.prod(out)


def _visited(x, k, seen):
    if k in seen or k > 9:
        return 0.0
    seen.add(k)
    return x**k + _visited(x, 2 * k, seen) + _visited(x, 2 * k + 1, seen)


@zoo(0.7, 1)
def set_of_what_was_seen(x, n):
    return _visited(x, n, set())


def _paths(adjacent, w, u, path, out):
    path.append(u)
    if u == len(w) - 1:
        s = 0.0
        for p in path:
            s = s + w[p]
        out.append(s)
    for v in adjacent[u]:
        _paths(adjacent, w, v, path, out)
    path.pop()


@zoo(np.array([1.0, 2.0, 3.0, 1.5]))
def paths_of_a_graph(w):
    out = []
    _paths([[1, 2], [3], [3], []], w, 0, [], out)
    return min(out) + out[0] * out[1]


def _up(x, k):
    if k == 0:
        return [x]
    return _up(x, k - 1) + [x**k]


@zoo(0.7, 4)
def lists_that_are_returned(x, n):
    return sum(v * i for i, v in enumerate(_up(x, n)))


def _merged(a, b):
    out = []
    while a and b:
        if a[0] < b[0]:
            out.append(a.pop(0))
        else:
            out.append(b.pop(0))
    return out + a + b


def _sorted(xs):
    if len(xs) < 2:
        return xs
    m = len(xs) // 2
    return _merged(_sorted(xs[:m]), _sorted(xs[m:]))


@zoo(np.array([1.0, 5.0, 3.0, 1.5]))
def merge_sort_of_lists(x):
    return np.sum(np.array(_sorted(list(x))) * np.arange(len(x)))


@zoo(draw(3), 5)
def memo_of_arrays(x, n):
    memo = {}

    def go(k):
        if k not in memo:
            memo[k] = x if k < 2 else go(k - 1) * x[0] + go(k - 2)
        return memo[k]

    return np.sum(go(n) * x)


@zoo(draw(3), 3)
def lists_in_a_list(x, n):
    rows = []

    def go(k):
        if k > 0:
            rows.append([x[0] * k])
            go(k - 1)
            rows[-1].append(x[1])
            rows[0].append(x[2] * k)

    go(n)
    return sum(sum(r) * k for k, r in enumerate(rows))


def _tripled(k, out):
    if k > 0:
        _tripled(k - 1, out)
        out[k][0] *= 3.0


@zoo(draw(3), 3)
def known_arrays_in_a_list(x, n):
    out = [x * 1.0, x * 2.0, x * 3.0, x * 4.0]
    _tripled(n, out)
    return np.sum(out[2] * x)
