"""Lists of parts of one array which is written: a list has the places of the parts."""

from __future__ import annotations

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(6))
def pairs_that_are_doubled(x):
    y = x.copy()
    parts = []
    for i in range(len(y) // 2):
        parts.append(y[2 * i : 2 * i + 2])
    for j in range(len(parts)):
        parts[j] *= 2 * j + y[0]
    return np.sum(y * y)


@zoo(draw(5))
def windows_that_overlap(x):
    y = x.copy()
    windows = [y[i : i + 3] for i in range(len(y) - 2)]
    for k, window in enumerate(windows):
        window[1] = np.sum(window) * (k + 1)
    return np.sum(y**2) + windows[0][1] ** 3


@zoo(draw(4))
def each_cell_from_the_one_before(x):
    y = x.copy()
    cells = [y[i : i + 1] for i in range(len(y))]
    for i in range(1, len(cells)):
        cells[i][0] += cells[i - 1][0] ** 2
    return np.sum(y**2)


@zoo(draw(4, 4))
def rows_as_a_list_eliminated(m):
    rows = list(m + 3.0 * np.eye(4))
    a = np.array(rows)
    rows = list(a)
    for i in range(len(rows)):
        rows[i] /= rows[i][i]
        for j in range(i + 1, len(rows)):
            rows[j] -= rows[i] * rows[j][i]
    return np.sum(a**2)


@zoo(draw(4, 4))
def columns_made_orthogonal(m):
    q = m.copy()
    columns = [q[:, j] for j in range(q.shape[1])]
    for k in range(1, len(columns)):
        for j in range(k):
            columns[k] -= columns[j] * (columns[j] @ columns[k])
    return np.sum(q**3)


@zoo(draw(4, 4))
def blocks_that_are_reshaped(m):
    a = m.copy()
    blocks = []
    for i in range(2):
        for j in range(2):
            if a[i, j] > -5.0:
                blocks.append(a[2 * i : 2 * i + 2, 2 * j : 2 * j + 2].T)
    for b in blocks:
        b[:] = b @ b * np.sum(a)
    return a


def _scaled(parts, s):
    for part in parts:
        part *= s


@zoo(draw(5))
def parts_for_a_function(x):
    y = x.copy()
    parts = []
    for i in range(len(y) - 1):
        parts.append(y[i : i + 2])
    _scaled(parts, y[0])
    return np.sum(y**2)


def _each_by_the_one_before(parts, k):
    if k > 0:
        parts[k] *= parts[k - 1]
        _each_by_the_one_before(parts, k - 1)


@zoo(draw(5))
def parts_for_a_function_that_calls_itself(x):
    y = x.copy()
    parts = []
    for i in range(len(y) - 1):
        parts.append(y[i : i + 2])
    _each_by_the_one_before(parts, len(parts) - 1)
    return np.sum(y**2)


@zoo(draw(5))
def array_has_another_name_by_then(x):
    y = x.copy()
    tails = [y[i:] for i in range(len(y))]
    y = y * 2.0
    for tail in tails:
        tail *= 0.5 + tail[0]
    return np.sum(y) + np.sum(tails[0]) + tails[-1][0] ** 3


@zoo(draw(5), draw(5, seed=3))
@zoo(-draw(5), draw(5, seed=3))
def some_parts_then_all_is_written(x, w):
    y = x.copy()
    chosen = []
    i = 0
    while i < len(y):
        if y[i] > 0.0:
            chosen.append(y[i : i + 1])
        i += 1
    y *= w
    total = 0.0
    for part in chosen:
        total = total + np.sum(part**2)
    return total * len(chosen)


@zoo(draw(5))
def list_cut_and_taken_from_the_end(x):
    y = x.copy()
    parts = [y[0:2]]
    for i in range(1, len(y) - 1):
        parts.append(y[i : i + 2])
    for one, other in zip(parts, parts[::-1]):
        one *= other
    parts.reverse()
    while len(parts) > 1:
        last = parts.pop()
        last += np.sum(last) * parts[0][1]
    y[0] *= 3.0
    return np.sum(y**2) + np.sum(np.concatenate(parts))


@zoo(draw(4, 4))
def parts_of_each_row(m):
    a = m.copy()
    parts = []
    for row in a:
        for i in range(len(row) - 1):
            parts.append(row[i : i + 2])
    for part in parts:
        part *= 1.0 + part[::-1]
    return a


@zoo(draw(4))
def parts_of_the_argument(x):
    for part in [x[i : i + 1] for i in range(len(x))]:
        part *= 2.0
    return np.sum(x**2)


@zoo(draw(3, 2))
def rows_of_an_array_in_a_list(x):
    a = x * 1.0
    rows = []
    for r in a:
        rows.append(r)
    for i in range(len(rows)):
        rows[i] += 1.0 + a[0, 0]
    return np.sum(a**2)


@zoo(draw(5))
def a_list_in_each_iteration(x):
    y = x.copy()
    total = 0.0
    for k in range(3):
        parts = []
        for i in range(len(y) - 1):
            parts.append(y[i : i + 2])
        for part in parts:
            part *= np.sum(part) * 0.5
        total = total + parts[k][0]
    return total * np.sum(y)
