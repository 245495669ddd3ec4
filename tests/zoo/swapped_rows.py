"""`m[i], m[k] = m[k], m[i]`: rows of lists, or arrays, change places, and are written there."""

import numpy as np

from tests.zoo.registry import draw, zoo

X = draw(6, low=0.3, high=1.9)


@zoo(X)
def elimination_with_pivots(x):
    n = 3
    a = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            a[i][j] = x[i] * x[j + 3] + (i == (j + 1) % n) * 3
    b = [x[i] for i in range(n)]
    for k in range(n):
        p = max(range(k, n), key=lambda r: abs(a[r][k]))
        a[k], a[p] = a[p], a[k]
        b[k], b[p] = b[p], b[k]
        for i in range(k + 1, n):
            f = a[i][k] / a[k][k]
            for j in range(k, n):
                a[i][j] -= f * a[k][j]
            b[i] -= f * b[k]
    s = [0.0] * n
    for i in range(n - 1, -1, -1):
        s[i] = (b[i] - sum(a[i][j] * s[j] for j in range(i + 1, n))) / a[i][i]
    return sum(s)


@zoo(X, 3)
def rows_on_their_way(x, n):
    m = [[x[i] * x[j + 3] for j in range(n)] for i in range(n)]
    for k in range(n - 1):
        m[k], m[k + 1] = m[k + 1], m[k]
        p = (k * k + 1) % n
        m[k], m[p] = m[p], m[k]
        m[p], m[0] = m[0], m[p]
        m[0][k] = m[0][k] ** 2 * m[p][0]
        m[p][k] *= m[0][1]
    return m[0][0] * m[1][1] * m[2][0] + sum(m[1])


@zoo(X, 3)
def row_and_itself(x, n):
    m = [[x[i] * x[j + 3] for j in range(n)] for i in range(n)]
    for k in range(n):
        p = (k * k) % n
        m[k], m[p] = m[p], m[k]
        m[p][k] *= m[k][0] * 1.5
        m[k].append(m[p][0])
    return m[0][0] * m[1][1] * m[2][0] + sum(m[1])


@zoo(draw(4, 3))
def swap_rows_list(a):
    m = [r.copy() for r in a]
    for k in range(3):
        p = k + 1
        m[k], m[p] = (m[p], m[k])
        m[p] -= 2 * m[k]
    return np.sum(m[3] * m[0])


@zoo(draw(3, 4))
def gauss_rows(ab):
    m = [r.copy() for r in ab]
    n = len(m)
    for k in range(n):
        p = k
        for i in range(k + 1, n):
            if abs(m[i][k]) > abs(m[p][k]):
                p = i
        m[k], m[p] = (m[p], m[k])
        m[k] /= m[k][k]
        for i in range(n):
            if i != k:
                m[i] -= m[i][k] * m[k]
    return sum(r[-1] ** 2 for r in m)


@zoo(draw(4, 3))
def swap_read_before(a):
    m = [r.copy() for r in a]
    first = m[0].copy()
    for k in range(2):
        m[k], m[k + 2] = (m[k + 2], m[k])
        m[0][1] *= m[2][0]
        m[k + 2] += first
    return np.sum(m[0] * m[1] * m[2])
