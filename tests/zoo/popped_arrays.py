"""Arrays that are popped from a list, written, and put into it again."""

from __future__ import annotations

from collections import deque

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(4, 3))
def pop_mult_append(a):
    m = [r.copy() for r in a]
    for k in range(4):
        r = m.pop()
        r *= 2
        m.append(r)
    return np.sum(m[3] * m[0])


@zoo(draw(4, 3))
def stack_of_arrays(a):
    st = []
    for i in range(len(a)):
        st.append(a[i] * 1.0)
    while len(st) > 1:
        p = st.pop()
        q = st.pop()
        p += q * q
        p[0] = q[1]
        st.append(p)
    return np.sum(st[0] ** 2)


@zoo(draw(4, 3))
def queue_of_arrays(a):
    d = deque()
    for i in range(len(a)):
        d.append(a[i] * 1.0)
    for k in range(6):
        r = d.popleft()
        r -= 0.1 * d[0] * k
        d.append(r)
        d[-1][0] *= 2
    return np.sum(d[0] * d[1])


@zoo(draw(4, 3))
def part_of_a_popped_one(a):
    m = []
    for i in range(len(a)):
        m.append(a[i] * 2)
    r = m.pop()
    x = r[1:]
    x *= 2
    m.append(r)
    y = m[-1]
    y += 1
    return np.sum(m[-1] * m[0])


@zoo(draw(4, 3))
def two_at_once(a):
    m = []
    for i in range(len(a)):
        m.append(a[i] * 2)
    for k in range(3):
        r = m.pop(0)
        q = m.pop()
        r, q = (q, r)
        r *= q
        m.insert(1, r)
        q -= 1
        m.append(q)
    return np.sum(m[-1] * m[0] * m[1])


@zoo(draw(4, 3))
def under_two_names(a):
    m = []
    for i in range(len(a)):
        m.append(a[i] * 2)
    n = m
    r = m.pop()
    r += 1
    n.append(r)
    return np.sum(m[-1] * m[0])
