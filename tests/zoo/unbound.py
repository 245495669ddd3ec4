"""Names that are bound on some paths only, or are None there, where zeros are asked for."""

import math

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(1.3, 2.1)
def list_bound_in_a_branch_of_a_loop(x, z):
    grid = np.arange(1.0, 4)
    for pos in range(3):
        if pos:
            grid[pos] /= sum((z * x for i, a in enumerate(grid)))
    return np.sum(grid)


@zoo(np.array([1.0, -1.0]))
@zoo(np.array([1.0, 2.0]))
@zoo(np.array([-1.0, -2.0]))
def array_bound_and_not_read(x):
    if x[0] > 0:
        y = x * x
    s = x[1]
    if x[1] > 0:
        s = np.sum(y)
    return s


@zoo(np.array([1.0, -1.0]))
@zoo(np.array([1.0, 2.0]))
def array_bound_in_a_loop_and_not_read(x):
    s = 0.0
    for _ in range(2):
        if x[0] > 0:
            y = x * x
        s += x[0]
        if x[1] > 0:
            s = np.sum(y) * s
    return s


@zoo(1.3, True)
@zoo(3.3, True)
@zoo(1.3, False)
def list_bound_and_not_read(x, c):
    if c:
        y = [v * x * x for v in range(3)]
    s = 0.0
    if x > 3:
        s = y[1]
    return s * x


@zoo(np.array([1.0, -1.0, 1.0]))
@zoo(np.array([1.0, 1.0, -1.0]))
@zoo(np.array([1.0, 1.0, 1.0]))
def array_or_none(x):
    best = None
    for i in range(3):
        if x[1] > 0:
            best = x * i
    s = 0.0
    if best is not None and x[2] > 0:
        s = np.sum(best * best)
    return s


@zoo(draw(4))
def list_or_none_in_a_loop(x):
    s = 0.0
    kept = None
    for i in range(4):
        if i % 2 == 1:
            kept = [v * x[i] for v in x]
        if kept is not None and i > 1:
            s += sum(kept) * kept[i]
    return s


@zoo(draw(4))
def previous_is_none_at_first(x):
    previous = None
    s = 0.0
    for i in range(4):
        v = x[i] ** 2
        if previous is not None:
            s += v * previous
        previous = v
    return s


@zoo(draw(5))
def lists_made_where_no_continue(x):
    events = [1, 1, 0, 1, 0]
    order = np.argsort([3, 1, 4, 1, 5], kind="stable")
    s = 0.0
    for k, i in enumerate(order):
        if not events[i]:
            continue
        risk = [x[j] for j in order[k:]]
        s += x[i] - math.log(sum(map(math.exp, risk)))
    return s


@zoo(0.2, 0.05)
def day_of_the_peak(beta, gamma):
    s, i, peak = 0.6, 0.4, 0.0
    history = []
    for day in range(30):
        new, gone = beta * s * i, gamma * i
        s -= new
        i += new - gone
        history.append(i)
        if i > peak:
            peak, when = i, day
    return peak + sum(history) * history[when] * when


@zoo(1.5, 0)
@zoo(1.5, 1)
def list_or_none_whose_truth_is_asked(x, n):
    y = None
    if n:
        y = [x, x * x]
    if y:
        return y[0] * y[1]
    return x


@zoo(draw(4), 3, True)
@zoo(draw(4), 3, False)
def a_number_of_the_first_iteration(x, n, scaled):
    for i in range(n):
        if i == 0:
            factor = 2.0
        if scaled:
            x = x * factor
    return np.sum(x)


@zoo(draw(4), 3)
def an_entry_of_the_first_iteration(x, n):
    for i in range(n):
        if i == 0:
            factor = x[0] * 2
        x = x * factor
    return np.sum(x)


@zoo(draw(4), 4)
def bound_in_every_other_iteration(x, n):
    i = 0
    while i < n:
        if i % 2 == 0:
            a, b = x[i], 2.0
        x = x * a + b
        i += 1
    return np.sum(x)


@zoo(draw(4), 4)
def memory_of_the_first_iteration(x, n):
    s = 0.0
    for i in range(n):
        if i == 0:
            squares = np.zeros(4)
        squares[i] += x[i] ** 2
        s += np.sum(squares)
    return s


@zoo(draw(4), 3)
def kept_from_an_inner_loop_of_the_first_iteration(x, n):
    s = 0.0
    for j in range(2):
        for i in range(n):
            w = x * (i + 1)
            if j == 0 and i == 1:
                kept = w * 2
        s += np.sum(w * kept)
    return s
