"""Lists of tuples in which an integer comes first, and a real number takes its place later."""

from __future__ import annotations

import numpy as np

from tests.zoo.registry import zoo


@zoo(0.7, 2)
def times_from_nought(y, n):
    history = [(0, y)]
    t = 0.0
    for _ in range(n):
        t = t + 0.1 * y
        history.append((t, y * t))
    return sum(t * v for t, v in history)


@zoo(0.7, 2)
def times_in_a_comprehension(y, n):
    history = [(0, y) for _ in range(n)]
    history.append((y, y * y))
    return sum(t * v for t, v in history)


@zoo(0.7, 2)
def entries_set_anew(y, n):
    history = []
    for _ in range(n):
        history.append((1, y))
    for i in range(n):
        history[i] = (y * i, history[i][1] * y)
    return sum(t * v for t, v in history)


@zoo(0.7, 3)
@zoo(0.7, 1)
def another_list_on_one_path(y, n):
    history = [(1, y) for _ in range(n)]
    if n > 2:
        history = [(y, y * y) for _ in range(n)]
    return sum(t * v for t, v in history)


@zoo(0.7, 2)
def lists_added(y, n):
    history = [(2, y) for _ in range(n)]
    history = history + [(y, y * y) for _ in range(n)]
    return sum(t * v for t, v in history)


@zoo(0.7, 2)
def a_truth_first(y, n):
    found = [(True, y)]
    for i in range(n):
        found.append((y * i, found[i][1] * y))
    return sum(p * q for p, q in found)


def _started(y, n):
    return [(i, y) for i in range(n)]


def _added(history, y):
    history.append((y * y, 2.0 * y))


@zoo(0.7, 2)
def made_and_changed_by_functions(y, n):
    history = _started(y, n)
    for _ in range(2):
        _added(history, y)
    return sum(p * q for p, q in history)


@zoo(0.7, 2)
def values_of_a_dict(y, n):
    table = {}
    for i in range(n):
        table[i] = (1, y)
    for i in range(n):
        table[i] = (y, table[i][1] * y)
    return sum(p * q for p, q in table.values())


@zoo(0.7, 3)
def lists_in_a_list(y, n):
    rows = [[(1, y)] for _ in range(n)]
    for i in range(n):
        rows[i].append((y, y * i))
    return sum(p * q for row in rows for p, q in row)


@zoo(0.7, 1)
@zoo(0.7, 2)
def chosen_and_filled_up(y, n):
    rows = [(np.tanh(0.3), (1, 0.5 * y)) for _ in range(3)]
    rows = [row for row in rows if n == 1]
    while len(rows) < 3:
        rows.append((0.1, (0.8 * 2, np.cos(y))))
    return rows[0][1][0] + rows[-1][1][1]
