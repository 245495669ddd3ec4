"""Lists of numbers and None: which entries are None is only known at run time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(3), 7)
def list_of_what_is_known(x, n):
    memo = [None] * (n + 1)

    def fib(k):
        if k < 2:
            return x[k]
        if memo[k] is None:
            memo[k] = np.sin(fib(k - 1)) * x[0] + fib(k - 2)
        return memo[k]

    return fib(n)


@zoo(draw(4), draw(5, seed=2))
def table_of_what_is_known(x, y):
    memo = [[None] * len(y) for _ in range(len(x))]

    def cost(i, j):
        if i < 0 or j < 0:
            return float(abs(i - j))
        if memo[i][j] is not None:
            return memo[i][j]
        soft = np.log(np.exp(cost(i - 1, j)) + np.exp(cost(i, j - 1)))
        memo[i][j] = (x[i] - y[j]) ** 2 + 0.3 * soft
        return memo[i][j]

    return cost(len(x) - 1, len(y) - 1)


@zoo(draw(6))
def sum_of_those_that_are_there(x):
    out = []
    for v in x:
        if v > 0:
            out.append(v * v)
        else:
            out.append(None)
    return sum(o for o in out if o is not None)


@zoo(draw(6))
def all_that_are_known(x):
    out = [v**2 if v > 0 else None for v in x]
    known = [o for o in out if o is not None]
    return np.array(known) * len(out)


@zoo(draw(5))
def every_other_place(x):
    slots = [None] * len(x)
    for i in range(0, len(x), 2):
        slots[i] = x[i] ** 2
    total = 0.0
    for i, v in enumerate(slots):
        total += v if v is not None else i * x[0]
    return total


@zoo(draw(5))
def places_not_filled(x):
    values = [None] * len(x)
    for i in range(0, len(x), 2):
        values[i] = x[i] ** 2
    s = x[0]
    for v in values:
        if v is None:
            s = s * 2.0
        else:
            s = s + v
    return s


@zoo(draw(5))
def what_was_before(x):
    kept = []
    before = None
    for v in x:
        kept.append(before)
        before = v
    return sum(p**2 for p in kept if p is not None)


@zoo(draw(5))
def taken_away_again(x):
    slots = [None] * len(x)
    for i in range(len(x)):
        slots[i] = x[i] ** 2
        if i > 1:
            slots[i - 2] = None
    total = x[0]
    for v in slots:
        if v is not None:
            total = total * v
    return total


def _or_zero(v):
    return 0.0 if v is None else np.sin(v)


@zoo(draw(6))
def passed_to_a_function(x):
    out = []
    for v in x:
        out.append(v if v > 0 else None)
    return sum(_or_zero(v) for v in out)


def _sum_from(values, i):
    if i == len(values):
        return 0.0
    v = values[i]
    rest = _sum_from(values, i + 1)
    return rest if v is None else v**2 + rest * 0.5


@zoo(draw(6))
def a_list_passed_to_a_function_that_calls_itself(x):
    return _sum_from([v if v > 0 else None for v in x], 0)


class _Log:
    def __init__(self):
        self.entries = []

    def add(self, v):
        self.entries.append(v)

    def total(self):
        return sum(v**2 for v in self.entries if v is not None)


@zoo(draw(6))
def log_of_an_object(x):
    log = _Log()
    for i, v in enumerate(x):
        log.add(None if i % 2 else v)
    return log.total()


@zoo(draw(6))
def first_that_is_there(x):
    parents = [None] * len(x)
    for i in range(1, len(x)):
        if x[i] > x[i - 1]:
            parents[i] = i - 1
    total = 0.0
    for i, p in enumerate(parents):
        if p is not None:
            total += x[p] * x[i]
    return total


@zoo(draw(6))
def read_while_it_is_filled(x):
    best = [None] * len(x)
    for i in range(len(x)):
        for j in range(i):
            if best[j] is not None and (best[i] is None or best[j] < best[i]):
                best[i] = best[j] * x[i]
        if best[i] is None:
            best[i] = np.exp(x[i])
    return np.array(best)


@zoo(draw(5))
def several_fields(x):
    rows = []
    for i, v in enumerate(x):
        rows.append((i, v * v if v > 0 else None))
    total = 0.0
    for i, w in rows:
        if w is not None:
            total += i * w
    return total


@zoo(draw(5))
def popped_from_the_end(x):
    stack = [None]
    for v in x:
        stack.append(v * x[0])
    total = 0.0
    while True:
        v = stack.pop()
        if v is None:
            break
        total = total * 0.5 + v
    return total


@zoo(draw(4) + 1j * draw(4, seed=3))
def complex_numbers_or_none(z):
    slots = [None] * len(z)
    slots[1] = z[1] * z[0]
    slots[3] = z[3] ** 2
    return sum(s.real * s.imag for s in slots if s is not None)


@zoo(draw(3))
def copy_of_a_list_that_held_none(x):
    values = [None] * len(x)
    for i in range(len(x)):
        values[i] = x[i] ** 2
    others = list(values)
    others[1] *= 0.5
    return values[0] * others[1]


@zoo(draw(5))
def unpacked_by_index(x):
    rows = []
    for v in x:
        rows.append((v, v * v if v > 0 else None))
    total = 0.0
    for k in range(len(rows)):
        u, w = rows[k]
        w = w if w is not None else 0.1 * x[0]
        total += w * u
    return total


@zoo(draw(5))
def fields_of_a_pair(x):
    rows = [(v, v * v if v > 0 else None) for v in x]
    total = 0.0
    for k in range(len(rows)):
        pair = rows[k]
        if pair[1] is None:
            total = total * 0.5
        elif isinstance(pair[1], float):
            total += pair[0] * pair[1]
    return total


@zoo(draw(5))
def the_last_that_is_there(x):
    rows = [(i, v * v if v > 0 else None) for i, v in enumerate(x)]
    last = None
    for _, w in rows:
        if w is not None:
            last = w
    (_, first), *rest = rows
    first = 1.0 if first is None else first
    return first * (x[0] if last is None else last) * len(rest)


class Pair(NamedTuple):
    first: float
    second: float | None


@zoo(draw(5))
def named_pairs(x):
    pairs = [Pair(v, v * v if v > 0 else None) for v in x]
    total = 0.0
    for p in pairs:
        if p.second is None:
            total += p.first
        else:
            total += p.first * p.second
    for i in range(len(pairs)):
        q = pairs[i]
        total *= 1.1 if q.second is None else q.second**0.1
    return total


@zoo(draw(7))
def largest_of_each_of_three(x):
    best = [None, None, None]
    for i in range(len(x)):
        j = i % 3
        if best[j] is None or x[i] > best[j]:
            best[j] = x[i]
    return sum(b * b for b in best if b is not None)


@zoo(draw(6))
def memo_of_a_length_in_the_text(x):
    memo = [None] * 6

    def fib(k):
        if k < 2:
            return x[k]
        if memo[k] is None:
            memo[k] = np.sin(fib(k - 1)) * x[0] + fib(k - 2)
        return memo[k]

    return fib(5)


@zoo(draw(5))
def slots_that_are_filled_and_multiplied(x):
    slots = [None] * 4
    for i in range(len(x)):
        if slots[i % 4] is None:
            slots[i % 4] = x[i] ** 2
        else:
            slots[i % 4] = slots[i % 4] * x[i]
    return sum(s for s in slots if s is not None)
