"""Arrays that are entries of lists and dicts made at run time, and are written in their place."""

from __future__ import annotations

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(4), draw(4, seed=2))
def entry_added_to(x, v):
    hs = []
    for i in range(len(x)):
        hs.append(x * x[i])
    for k in range(len(hs)):
        hs[k] += v * k
    return np.sum(hs[1] * hs[2])


@zoo(draw(4))
def item_of_the_last_one(x):
    hs = []
    for i in range(len(x)):
        hs.append(x * x[i])
        hs[-1][0] += x[1] * i
    return np.sum(hs[1] * hs[-1])


@zoo(draw(4))
def item_by_item(x):
    hs = []
    for i in range(len(x)):
        hs.append(np.zeros(3))
    for i in range(len(x)):
        for j in range(3):
            hs[i][j] = x[i] * x[j]
    return np.sum(hs[1] * hs[2])


@zoo(draw(4))
def each_in_its_turn(x):
    hs = []
    for i in range(len(x)):
        hs.append(x * x[i])
    for h in hs:
        h *= 2.0
    return np.sum(hs[1] * hs[2])


@zoo(draw(4))
def slices_of_entries(x):
    rows = [x * k for k in range(len(x))]
    for i in range(len(x)):
        rows[i][1:] = x[i] * x[1:]
        rows[i][:2] *= 2.0
    return np.sum(rows[1] * rows[2])


@zoo(draw(4))
def entry_with_a_name(x):
    rows = [x * k for k in range(len(x))]
    for i in range(len(x)):
        r = rows[i]
        r[0] = x[i] ** 2
        r += 1.0
    return np.sum(rows[1] * rows[2])


@zoo(draw(4))
def enumerated(x):
    rows = [x * k for k in range(len(x))]
    for i, r in enumerate(rows):
        r[i] = x[1] * i
    return np.sum(rows[1] * rows[2])


@zoo(draw(4))
def items_of_arrays_in_a_dict(x):
    d = {}
    for k in range(len(x)):
        d[k] = x * x[k]
    for k in range(len(x)):
        d[k][0] += x[1]
        d[k][k] = 2.0 * x[k]
    return np.sum(d[1] * d[2])


@zoo(draw(6), [0, 1, 0, 2, 1, 0])
def sums_by_key(x, labels):
    d = {}
    for i, k in enumerate(labels):
        if k not in d:
            d[k] = np.zeros(2)
        d[k][0] += x[i]
        d[k][1] += x[i] ** 2
    return sum(v[1] - v[0] ** 2 for v in d.values())


@zoo(draw(4))
def written_under_its_own_name(x):
    hs = []
    a = x * 2.0
    for i in range(len(x)):
        hs.append(a * i)
    hs.append(a)
    a[0] = 5.0 * x[1]
    return np.sum(hs[-1] * x)


@zoo(draw(4))
def appended_and_written_on(x):
    hs = []
    for i in range(len(x)):
        a = x * i
        hs.append(a)
        a[0] = 5.0 * x[1]
    return np.sum(hs[-1] * hs[1])


@zoo(draw(4))
def copies_of_a_state(x):
    hs = []
    a = x * 2.0
    for i in range(len(x)):
        a[0] += x[i]
        hs.append(a.copy())
    hs[-1] *= 3.0
    return np.sum(hs[-1] * hs[1])


@zoo(draw(4), draw(4, 4))
def layers(x, w):
    acts = [x * 1.0]
    for i in range(len(w)):
        acts.append(np.tanh(acts[-1] * w[i]))
        acts[-1][0] = acts[-2][1]
    return np.sum(acts[-1] * acts[2])


@zoo(draw(4))
def time_steps(x):
    u = [x * 1.0]
    for t in range(len(x)):
        new = np.zeros(4)
        new[1:] = u[-1][:-1] * x[t]
        new[0] = u[-1][3]
        u.append(new)
    u[-1][0] = 0.0
    return np.sum(u[-1] * u[2])


@zoo(draw(4))
def matrices(x):
    m = [np.outer(x, x) * k for k in range(len(x))]
    for k in range(len(x)):
        m[k][0, 1] = x[k]
        m[k][1] += x
        m[k][2][1] = 3.0 * x[0]
        m[k][:, 2] = x[1] * k
    return np.sum(m[1] * m[2])


@zoo(draw(4))
def written_in_a_function(x):
    def bump(row, v):
        row[0] += v

    m = [x * (k + 1) for k in range(len(x))]
    for k in range(len(x)):
        bump(m[k], x[k])
    return np.sum(m[1] * m[3])


@zoo(draw(4))
def moments_beside_parameters(x):
    ms = [np.zeros(4) for _ in range(len(x))]
    vs = [np.zeros(4) for _ in range(len(x))]
    ps = [x * k for k in range(len(x))]
    for t in range(3):
        for p, m, v in zip(ps, ms, vs):
            g = p**2 - x
            m *= 0.9
            m += 0.1 * g
            v *= 0.99
            v += 0.01 * g**2
            p -= 0.1 * m / (np.sqrt(v) + 1e-1)
    return np.sum(ps[1] * ps[3])


@zoo(draw(4), draw(4, seed=3))
def of_two_that_stand_in_the_text(x, y):
    ws = [x * 2.0, y * 3.0]
    for i in range(len(x)):
        ws[i % 2] += x[i]
    return np.sum(ws[0] * ws[1])


@zoo(draw(4), draw(4, seed=3))
def named_one_of_two(x, y):
    ws = [x * 2.0, y * 3.0]
    for i in range(len(x)):
        w = ws[i % 2]
        w[i] += x[i]
    return np.sum(ws[0] * ws[1])


@zoo(draw(4), draw(4, seed=3))
def two_buffers(x, y):
    bufs = [x * 2.0, np.zeros(4)]
    for i in range(len(x)):
        a = bufs[i % 2]
        b = bufs[(i + 1) % 2]
        b[1:] = a[:-1] * y[i]
        b[0] = a[3]
    return np.sum(bufs[0] * bufs[1])


@zoo(draw(4))
def tangents_are_one_array(x):
    m = []
    for i in range(len(x)):
        m.append(x + i)
    for i in range(len(x)):
        m[i][1] = x[0] * x[i]
    return np.sum(m[1] * m[2] * m[3])


@zoo(draw(4))
def adjoints_are_one_array(x):
    m = []
    for i in range(len(x)):
        m.append(x * x[i])
    for i in range(len(x)):
        m[i][1] = x[0] * x[i]
        m[i][2] *= x[3]
    a = m.pop()
    b = m.pop()
    return np.sum((a + b) * x) + np.sum(a + b)


@zoo(draw(4), 1)
def on_some_paths(x, n):
    m = [x * k for k in range(len(x))]
    for i in range(len(x)):
        r = m[i]
        if i > n:
            r[0] = x[i]
        elif x[i] > 0:
            r[1:] *= 2.0
        else:
            m[i][2] = 1.0
        r[3] += m[i][0]
    return np.sum(m[1] * m[2] * m[3])


@zoo(draw(3, 2))
def second_name(x):
    rows = [r * 1.0 for r in x]
    first = rows[0]
    rows[0] += x[1]
    return first[0] * rows[0][1]
