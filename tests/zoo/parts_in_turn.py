"""Names of parts of an array that are other parts in other iterations, and are written."""

from __future__ import annotations

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(4, 4))
def view_in_loop_rebinding(a):
    b = a.copy()
    v = b[0]
    for i in range(1, 4):
        v *= b[i]
        v = b[i]
    v += 1
    return np.sum(b * b)


@zoo(draw(4, 4), 0.3)
def view_kept_across_loop(a, s):
    b = a.copy()
    prev = b[0]
    for i in range(1, 4):
        cur = b[i]
        cur += s * prev
        prev = cur
    prev[0] = 9 * s
    return np.sum(b * a)


@zoo(draw(4, 4), 0.3)
def pair_of_views_swapped(a, s):
    w = np.zeros((2, 4))
    w[0] = a[0]
    cur, nxt = (w[0], w[1])
    for i in range(1, 4):
        nxt[:] = np.sin(cur) * a[i]
        nxt[0] += s
        cur, nxt = (nxt, cur)
    return np.sum(w * w * a[:2]) + cur[1]


@zoo(draw(7), 0.3)
def slices_moved(x, s):
    y = x.copy()
    v = y[:3]
    k = 0
    while v.sum() < 3 and k < 4:
        v += s
        v[1] *= y[k + 1]
        k += 1
        v = y[k : k + 3]
    v[0] = y[-1] * v[2]
    return np.sum(y * x)


@zoo(draw(7), 0.3)
def slice_of_the_best(x, s):
    y = x.copy()
    best = y[:2]
    for i in range(5):
        w = y[i : i + 2]
        if w[0] * w[1] > best[0] * best[1]:
            best = w
            best *= 1.5
    best -= s
    return np.sum(y * x)


@zoo(draw(4, 5), 0.3)
def columns_and_tails(a, s):
    b = a * s
    c = b[:, 0]
    t = b[0, 1:]
    for j in range(1, 4):
        c[1:] *= b[:-1, j]
        t += s * b[j, :-1]
        c = b[:, j]
        t = b[j, j:]
        if j == 2:
            t = b[j, :-1]
    c += 1
    t *= 2
    return np.sum(b * a)


@zoo(draw(5, 3), 0.3)
def nested_loops_view(a, s):
    b = a.copy()
    top = b[0]
    for i in range(3):
        low = top
        for j in range(i + 1, 5):
            low[1:] += s * b[j, :-1]
            low = b[j]
            if low[0] < 0:
                break
        low[0] *= 2
        top = b[i + 1]
    return np.sum(b * a) + top[0] * low[1]


@zoo(draw(5, 3), 0.3)
def rows_running(a, s):
    b = a.copy()
    prev = b[-1]
    for row in b:
        row += s * prev
        prev = row
    prev *= 2
    return np.sum(b * b)


@zoo(draw(5, 3), 0.3)
def only_read(a, s):
    prev = a[-1]
    t = 0.0
    for i in range(5):
        t += np.sum(a[i] * prev)
        prev = a[i]
    return t * prev[0]


@zoo(draw(5, 3), 0.3)
def view_by_T(a, s):
    b = a.copy()
    col = b.T[0]
    for k in range(1, 3):
        col *= b.T[k]
        col = b.T[k]
    col[1:] += s
    return np.sum(b * a)


@zoo(draw(4, 4), 0.3)
def early_return_view(a, s):
    b = a.copy()
    prev = b[0]
    for i in range(1, 4):
        prev += s * b[i]
        if prev[1] > 5:
            return prev.sum()
        prev = b[i]
        prev[0] *= 2
    return np.sum(b * a)


@zoo(draw(6, 3), 0.3)
def branch_and_loop(a, s):
    b = a.copy()
    cur = b[0]
    for i in range(1, 6):
        if np.sum(cur) > 0:
            cur = b[i]
        else:
            cur = b[i - 1]
        cur *= 1 + s
        if i == 4:
            break
    else:
        cur += 1
    cur[1:] = cur[:-1]
    return np.sum(b * a)


@zoo(draw(4, 4))
def callee(a):

    def upd(u, v):
        u += 0.5 * v
        v[0] = u[1]
        return u

    b = a.copy()
    u = b[0]
    for i in range(1, 4):
        w = upd(u, b[i])
        w[2] *= 2
        u = b[i]
    u += 1
    return np.sum(b * a)


@zoo(draw(4, 4))
def nested_fn_nonlocal(a):
    b = a.copy()
    cur = b[0]

    def nxt(i):
        nonlocal cur
        cur *= 2
        cur = b[i]

    for i in range(1, 4):
        nxt(i)
    cur -= 1
    return np.sum(b * a)


@zoo(draw(4, 4))
def list_of_two(a):
    b = a.copy()
    vs = [b[0], b[1]]
    for i in range(2, 4):
        vs[0] += vs[1]
        vs[0], vs[1] = (vs[1], b[i])
    vs[1] *= 2
    return np.sum(b * a)


class Walker:

    def __init__(self, b):
        self.b = b
        self.cur = b[0]

    def go(self, i):
        self.cur += 1
        self.cur = self.b[i]


@zoo(draw(4, 4))
def attr(a):
    w = Walker(a.copy())
    for i in range(1, 4):
        w.go(i)
        w.cur[0] *= 2
    w.cur -= a[0]
    return np.sum(w.b * a)


@zoo(draw(5, 3))
def gen(a):
    b = a.copy()

    def pairs():
        prev = b[0]
        for i in range(1, 5):
            yield (prev, b[i])
            prev = b[i]

    for p, q in pairs():
        q += p
        p[0] *= 2
    return np.sum(b * a)
