"""Lists of numbers that stand in the text: items of their own, or a list at run time."""

from __future__ import annotations

import math

from tests.zoo.registry import draw, zoo


@zoo(0.3)
def two_buffers(x):
    p = [0.0] * 20
    p[3] = x
    for _ in range(4):
        q = [0.0] * 20
        for i in range(1, 19):
            if i % 3:
                q[i] = 0.4 * p[i - 1] + p[i] * x + 0.2 * p[i + 1]
        p = q
    return sum(p) * p[5]


@zoo(draw(4))
def table_of_the_text(x):
    best = [0.5, 1.0, 0.0, 0.0, 0.0, 0.0]
    for c in range(2, 6):
        for k in range(4):
            if k < c:
                way = best[c - k - 1] + math.exp(x[k]) * (k + 1)
                if way > best[c]:
                    best[c] = way
    first, *others = best
    return best[-1] * best[2] + first * others[1]


@zoo(draw(3))
def integers_that_become_numbers(x):
    p = [0] * 12
    n = 0
    for i in range(12):
        n += i % 2
        if i % 4:
            p[i] = x[i % 3] * n
        else:
            n += 1
        p[i] = p[i] + 1
    return p[5] * p[6] + sum(p) + p[4] * n


@zoo(draw(3))
def pairs_take_the_place_of_numbers(x):
    p = [0] * 12
    for i in range(12):
        if i % 4:
            y = x[i % 3] * i
        else:
            y = x[0]
        p[i] = (y, i)
    return p[5][0] * p[6][0] + p[4][1] * p[4][0]


@zoo(draw(3))
def short_loops_are_written_out(x):
    k = [0.0] * 4
    y = x[0]
    for i in range(3):
        k[0] = -y * x[1]
        for j in range(1, 4):
            k[j] = -(y + 0.1 * k[j - 1]) * x[1]
        y = y + 0.1 * (k[0] + 2.0 * k[1] + 2.0 * k[2] + k[3])
    return y * x[2]


@zoo(draw(3))
def a_function_fills_the_list(x):
    def fill(p, scale):
        for i in range(12):
            if i > 2:
                p[i] = p[i - 1] * 0.5 + scale
            elif i > 0:
                p[i] = scale

    p = [1.0] * 12
    fill(p, x[0])
    q = p
    fill(q, x[1])
    return sum(p) * p[7] + x[2]


@zoo(draw(3))
def read_in_comprehensions_when_it_is_filled(x):
    ways = [None] * len(x)
    for i, v in enumerate(x):
        ways[i] = v**2
    s = sum(ways[0] * r for r in x)
    return s + sum(sum(ways[1] for _ in x) * b for b in x)
