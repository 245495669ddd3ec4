"""Branches, loops and exits compute what Python computes."""

# The functions are programs people write, not models of style.
# ruff: noqa: F821, F841
from __future__ import annotations

import numpy as np
import pytest

from tests.frontend.agreement import agrees

X = np.array([0.5, -1.25, 2.0, 0.0, 3.5])


def absolute(x):
    if x < 0:
        return -x
    return x


def sign(x):
    if x > 0:
        r = 1.0
    elif x < 0:
        r = -1.0
    else:
        r = 0.0
    return r * x


def nested_exits(x, n):
    s = 0.0
    for i in range(n):
        if x > 1.0:
            s = s + 1.0
            if i == 3:
                break
            s = s * 2.0
        else:
            if i == 2:
                continue
            s = s - x
        s = s + 0.5
    return s


def early_return(x, n):
    for i in range(n):
        for j in range(n):
            if i * j > x:
                return i + 10.0 * j + x
            if j > i:
                break
    return -x


def loop_else(x, n):
    for i in range(n):
        if i > x:
            y = i * x
            break
    else:
        y = -1.0
    return y + x


def while_else(x):
    k = 0
    while k < 5:
        if k * x > 3.0:
            break
        k += 1
    else:
        k = 100
    return k * x


def endless(x):
    while True:
        x = 0.5 * x
        if x < 1.0:
            return x
        if x > 100.0:
            break
    return -x


def endless_without_break(x):
    while True:
        x = 0.5 * x
        if x < 1.0:
            return x


def walrus_in_test(x):
    total = 0.0
    while (y := 0.5 * x) > 0.1:
        total += y
        x = y
    return total + y


def unbound_until_assigned(xs):
    total = 0.0
    for i in range(len(xs)):
        if i > 0:
            total += xs[i] - previous
        previous = xs[i]
    return total


def used_after_loop(xs):
    for v in xs:
        w = v * v
    return w + v


def kinds_change(xs):
    s = 0
    for v in xs:
        s = s + v
    return s


def swap(x, y, n):
    for _ in range(n):
        x, y = y, x + y
    return x - y


def tuple_state(x, n):
    state = (x, 1.0)
    for _ in range(n):
        a, b = state
        state = (a * b, a - b)
    return state[0] + state[1]


def three_returns(x):
    if x > 2:
        if x > 3:
            return x * 2
        x = x + 1
    elif x < -2:
        return -x
    x = x * 3
    if x < 0:
        return 0.25 * x
    return x - 1


def raises(x):
    if x < 0:
        raise ValueError("negative")
    assert x < 10, "large"
    return np.sqrt(x)


def raises_in_loop(xs):
    s = 0.0
    for v in xs:
        if v < -1.0:
            raise ValueError(f"bad {v}")
        s += v
    return s


def conditional(x):
    return x * x if x > 0 else -x


def short_circuit(x, n):
    i = 0
    while i < n and x[i] > 0.0:
        i += 1
    if i == n or x[i] < -1.0:
        return 1.0 * i
    return x[i]


def chained(x):
    return 1.0 if 0 < x <= 2 < 5 else 0.0


def value_of_or(x, y):
    return (x or y) + (x and y)


def continue_in_while(n):
    s, k = 0, 0
    while k < n:
        k += 1
        if k % 3 == 0:
            continue
        s += k
    return s


def return_in_else_of_loop(x, n):
    for i in range(n):
        if i * x > 7.0:
            break
    else:
        return 3.0 * x
    return x + i


def nested_loops_break_both(x, n):
    found = False
    for i in range(n):
        for j in range(n):
            if i + j > x:
                found = True
                break
        if found:
            break
    return i + 100.0 * j


def deep(x, n):
    r = 0.0
    for i in range(n):
        if x > 0:
            for j in range(i):
                if j == 3:
                    if x > 2:
                        return r
                    break
                elif j == 1:
                    continue
                r += x * j
            else:
                r += 0.25
            r *= 1.5
    return r + 1


def only_raise_or_return(x):
    if x > 0:
        if x > 1:
            raise ValueError("a")
        else:
            raise TypeError("b")
    return x


def maybe_none(xs):
    best = None
    for v in xs:
        if best is None or v > best:
            best = v
    return best


def deletes(x):
    y = x * 2
    del y
    y = x + 1
    return y


def zero_trips(x):
    y = x
    for i in range(0):
        y = y * i
    return y


def raise_in_both(x, p):
    if p > 0:
        if x > 0:
            if x > 1:
                raise ValueError("a")
            else:
                raise TypeError("b")
        z = 1.0
    else:
        z = 2.0
    return z * x


CASES = [
    *[(absolute, x) for x in (-1.0, 2.0)],
    *[(sign, x) for x in (-1.0, 2.0, 0.0)],
    *[(nested_exits, x, n) for x in (0.5, 2.0) for n in (0, 3, 6)],
    *[(early_return, x, n) for x in (0.5, 2.0, 50.0) for n in (0, 3, 6)],
    *[(loop_else, x, n) for x in (0.5, 2.0) for n in (0, 2, 6)],
    *[(while_else, x) for x in (0.1, 2.0)],
    *[(endless, x) for x in (0.1, 20.0, 500.0)],
    (endless_without_break, 30.0),
    (walrus_in_test, 30.0),
    (unbound_until_assigned, X),
    (used_after_loop, X),
    (used_after_loop, X[:0]),
    (kinds_change, X),
    *[(swap, 1.0, 2.0, n) for n in (0, 1, 7)],
    *[(tuple_state, 1.5, n) for n in (0, 1, 7)],
    *[(three_returns, x) for x in (-3.0, -1.0, 1.0, 2.5, 4.0)],
    *[(raises, x) for x in (-1.0, 3.0, 20.0)],
    (raises_in_loop, X),
    (raises_in_loop, X[:1]),
    *[(conditional, x) for x in (-1.0, 3.0)],
    *[(short_circuit, X, n) for n in (0, 1, 5)],
    *[(chained, x) for x in (-1.0, 2.0, 3.0)],
    *[(value_of_or, x, 3.0) for x in (0.0, 2.0)],
    (continue_in_while, 10),
    *[(return_in_else_of_loop, x, 4) for x in (0.5, 5.0)],
    *[(nested_loops_break_both, x, 4) for x in (0.5, 3.0, 99.0)],
    *[(deep, x, 7) for x in (-1.0, 1.0, 3.0)],
    *[(only_raise_or_return, x) for x in (-1.0, 0.5, 3.0)],
    (maybe_none, X),
    (deletes, 1.0),
    (zero_trips, 1.0),
    *[(raise_in_both, x, p) for x in (-1.0, 0.5, 3.0) for p in (1.0, -1.0)],
]


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case[0].__name__}-{case[1:]}"
)
def test_agrees(case):
    function, *args = case
    agrees(function, *args)
