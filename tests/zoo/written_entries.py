"""Entries of lists made at run time that are written: by names, in functions, in lists of lists."""

from __future__ import annotations

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(4))
def rows_in_their_turn(x):
    rows = [[x[i] * x[j] for j in range(len(x))] for i in range(len(x))]
    for r in rows:
        r[0] = r[1] * 2.0
        r[1] += r[0]
    return rows[1][1] * rows[2][0] + rows[3][2]


@zoo(draw(4))
def row_with_a_name_in_a_loop(x):
    rows = [[x[i] * x[j] for j in range(len(x))] for i in range(len(x))]
    for i in range(len(x)):
        r = rows[i]
        for j in range(len(x)):
            r[j] += 1.0 * j
    return rows[1][1] * rows[2][0] + rows[3][2]


@zoo(draw(4))
def row_with_a_name(x):
    rows = [[x[i] * x[j] for j in range(len(x))] for i in range(len(x))]
    r = rows[2]
    r[0] = 1.0
    r[1] = 2.0 * x[0]
    for j in range(len(x)):
        r[j] += 1.0 * j
    return rows[1][1] * rows[2][0] + rows[3][2]


@zoo(draw(4))
def in_lists_of_lists(x):
    m = [[x * (k + j) for j in range(k + 2)] for k in range(len(x))]
    for i in range(len(x)):
        for j in range(i + 1):
            m[i][j][0] = x[i]
            m[i][j][1:] += x[j]
            m[i][j] *= 2.0
    return np.sum(m[1][0] * m[2][1] * m[3][3])


@zoo(draw(4))
def with_names_in_lists_of_lists(x):
    m = [[x * (k + j) for j in range(k + 2)] for k in range(len(x))]
    for row in m:
        for a in row:
            a[0] = x[1]
            a += x
    for i in range(len(x)):
        row = m[i]
        row[0][2] = 5.0 * x[i]
        row.append(x * 3.0)
        row[-1][1] = x[2]
    return np.sum(m[1][0] * m[2][1] * m[3][3]) + np.sum(m[2][-1] * x)


@zoo(draw(4))
def while_it_grows(x):
    m = []
    k = 0
    while k < 5:
        m.append(x * k)
        if k > 1:
            m[k - 2][0] = m[k][1]
            m[-1] += m[k - 1]
        k += 1
    return np.sum(m[1] * m[2] * m[3])


@zoo(draw(4))
def two_entries_read_and_written(x):
    m = [x * (k + 1.0) for k in range(len(x))]
    s = 0.0
    for i in range(1, len(x)):
        a = m[i]
        b = m[i - 1]
        s += np.sum(a * b)
        a[0] = s
        s += np.sum(a * b) * a[0]
        b[1] = a[0]
        s += a[1] * b[1]
    return s


@zoo(draw(4))
def copy_of_before(x):
    m = [x * (k + 1.0) for k in range(len(x))]
    s = 0.0
    for i in range(len(x)):
        old = m[i].copy()
        m[i][0] = x[i] ** 2
        s += np.sum(old * m[i])
    return s


@zoo(draw(4))
def masks_and_indices(x):
    m = [x * (k + 1.0) for k in range(len(x))]
    for i in range(len(x)):
        m[i][m[i] < 0.0] = x[i]
        m[i][[0, 2]] *= 3.0
        m[i][np.array([1, 1])] = x[:2]
    return np.sum(m[1] * m[2] * m[3])


@zoo(draw(4))
def sorted_in_place_and_out(x):
    m = [x * (k + 1.0) for k in range(len(x))]
    for i in range(len(x)):
        m[i].sort()
        np.multiply(m[i], 2.0, out=m[i])
        m[i].fill(x[i]) if i == 2 else None
    return np.sum(m[1] * m[2] * m[3] * x)


@zoo(draw(4))
def list_given_to_a_function(x):
    def bump(rows, k, v):
        rows[k][0] += v
        rows[k] *= 2.0
        return rows[k]

    m = [x * (k + 1.0) for k in range(len(x))]
    s = 0.0
    for i in range(len(x)):
        s += np.sum(bump(m, i, x[i]) * x)
    return s * m[2][0]


def deep_bump(rows, k):
    if k == 0:
        return
    rows[k][0] += rows[k - 1][1]
    deep_bump(rows, k - 1)


@zoo(draw(4))
def in_recursion(x):
    m = [x * (k + 1.0) for k in range(len(x))]
    deep_bump(m, 3)
    return np.sum(m[1] * m[2] * m[3])


@zoo(draw(4))
def index_that_may_be_caught(x):
    m = [x * (k + 1.0) for k in range(len(x))]
    for i in range(6):
        try:
            m[i][0] = x[1]
        except IndexError:
            m[0][1] += 1.0
    return np.sum(m[1] * m[2] * m[0])


@zoo(draw(6), [0, 1, 0, 2, 1, 0])
def made_where_they_are_missing(x, labels):
    d = {}
    for k, v in zip(labels, x):
        acc = d.setdefault(k, np.zeros(3))
        acc[0] += v
        acc[1] += v * v
        acc[2] = v
    return sum(a[1] - a[0] ** 2 * a[2] for a in d.values())


@zoo(draw(6, 2), [0, 1, 0, 2, 1, 0])
def means_of_clusters(pts, labels):
    sums = [np.zeros(2) for _ in range(3)]
    counts = [0] * 3
    for p, k in zip(pts, labels):
        sums[k] += p
        counts[k] += 1
    for k in range(3):
        sums[k] /= counts[k]
    return sum(np.sum((p - sums[k]) ** 2) * p[0] for p, k in zip(pts, labels))


@zoo(draw(5))
def as_one_array(x):
    m = []
    for i in range(len(x)):
        m.append(np.zeros(2))
        m[i][0] = x[i]
        m[i][1] = x[i] * x[0]
    return np.array(m)


@zoo(draw(5))
def stacked(x):
    m = []
    for i in range(len(x)):
        m.append(np.zeros(2))
        m[i][0] = x[i]
        m[i][1] = x[i] * x[0]
    return np.sum(np.stack(m) ** 3) + np.sum(sum(m)) * x[1]


@zoo(draw(5))
def one_after_the_other(x):
    m = [x * (k + 1.0) for k in range(len(x))]
    prev = m[0]
    for i in range(1, len(x)):
        cur = m[i]
        cur[1:] += prev[:-1]
        prev = cur
    return np.sum(prev * m[2])


@zoo(draw(5))
def beside_insert_and_delete(x):
    m = [x * (k + 1.0) for k in range(len(x))]
    m.insert(1, x * 7.0)
    m[1][0] = x[2]
    del m[0]
    m[0][1] = x[3]
    m[0] += m[1]
    return np.sum(m[0] * m[1])


@zoo(draw(5))
def read_before_the_last_write(x):
    m = []
    for i in range(len(x)):
        m.append(x * x[i])
    for i in range(len(x)):
        m[i][0] = 2.0 * m[i][1]
    t = m[0] + m[1]
    u = m[1] + m[2]
    m[0][3] = 4.0 * x[1]
    return np.sum(t * u) + np.sum(m[0])
