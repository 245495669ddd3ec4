"""Deques that hold the last ones of many, also so many as an argument says."""

from collections import deque

import numpy as np

from tests.zoo.registry import draw, zoo

X = draw(6, low=0.3, high=1.9)


@zoo(X, 3)
@zoo(X, 9)
def last_ones(x, k):
    kept = deque(x, maxlen=k)
    kept.append(x[0] ** 2)
    return sum(v * i for i, v in enumerate(kept)) * kept.maxlen


@zoo(X)
def last_three(x):
    kept = deque(x, maxlen=3)
    kept.append(x[0] ** 2)
    return sum(v * i for i, v in enumerate(kept)) * kept[0]


@zoo(X, 2)
def moving_mean(x, width):
    window = deque(maxlen=width)
    means = []
    for v in x:
        window.append(v)
        means.append(sum(window) / len(window))
    return sum(mean**2 for mean in means)


@zoo(X, 2)
def both_ends(x, k):
    kept = deque([x[0]], maxlen=k)
    kept.append(x[1])
    kept.append(x[2])
    kept.appendleft(x[3])
    return kept[0] * kept[-1] ** 2


@zoo(X, 2)
def memory_of_steps(x, m):
    steps, w = deque(maxlen=m), x.copy()
    for _ in range(5):
        slope = 2 * (w - 1) * x
        for step in reversed(steps):
            slope = slope - 0.1 * np.dot(step, slope) * step
        steps.append(-0.1 * slope)
        w = w + steps[-1]
    return np.sum(w**2)


@zoo(X, 2)
def longer_in_each_iteration(x, n):
    s = 0.0
    for i in range(n + 2):
        kept = deque(maxlen=i + 1)
        for v in x:
            kept.append(v * i)
        s += sum(kept)
    return s


class Window:
    def __init__(self, size):
        self.kept = deque(maxlen=size)

    def add(self, v):
        if len(self.kept) == self.kept.maxlen:
            self.kept.popleft()
        self.kept.append(v)


@zoo(X, 2)
def window_of_an_object(x, n):
    window, s = Window(n), 0.0
    for v in x:
        window.add(v)
        if len(window.kept) == n:
            s += window.kept[0] * window.kept[-1]
    return s


@zoo(draw(6))
def deque_rotate_loop(x):
    d = deque(x)
    t = 0.0
    for i in range(len(x)):
        d.rotate(i)
        t += d[0] * x[i] * (i + 1)
    d.rotate(-2)
    d.rotate(15)
    return t + d[1] ** 2


@zoo(draw(6))
def deque_rotate_empty(x):
    d = deque()
    d.rotate(3)
    for v in x:
        d.append(v * v)
        d.rotate(2)
    d.rotate(-len(d) // 2)
    return d[0] * d[-1] + d[2]


@zoo(draw(4, 3))
def deque_of_rows(a):
    d = deque()
    for i in range(len(a)):
        d.append(a[i] * 2)
    for k in range(5):
        d.rotate(k)
        d[0] += d[1] * d[-1]
    return np.sum(d[0] * d[2]) + np.sum(d[1])
