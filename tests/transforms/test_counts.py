"""Integers that count are computed again on the way back, not recorded."""

from __future__ import annotations

import numpy as np
import pytest

import adgen

U = np.array([0.4, -0.9, 1.3, 0.2])


def ring(u):
    n = len(u)
    v = np.zeros(n)
    for i in range(n):
        v[(i + 1) % n] += u[i] ** 2 * u[i - 1]
    return v @ v


def given_length(u, n):
    s = 0.0
    for i in range(n):
        if i % 2 == 0:
            s += u[i] * u[(i + 1) % n] ** 2
    return s


def halves(u, n):
    s = 0.0
    for i in range(n):
        s = s * u[i // 2] + u[i]
    return s


def in_steps_of_a_real_number(u, p):
    s = 0.0
    for i in range(len(u)):
        s += u[i] * u[int(i * 0.7 % p)]
    return s


CASES = [(ring, (U,)), (given_length, (U, 4)), (halves, (U, 4))]


@pytest.mark.parametrize("function, args", CASES)
def test_remainders_and_halves_of_integers_are_not_on_the_tape(function, args):
    derivative = adgen.grad(function)
    gradient = derivative(*args)
    text = derivative.source
    assert "%" not in text.partition("tape.append(")[2].partition(")")[0]
    assert ("tape" in text) == (function is halves), text  # s is needed there
    for i in range(len(U)):
        step = np.zeros(len(U))
        step[i] = 1e-6
        slope = (function(U + step, *args[1:]) - function(U - step, *args[1:])) / 2e-6
        assert gradient[i] == pytest.approx(slope, rel=1e-7, abs=1e-9)


def test_membership_is_recorded():
    """To ask it again, the list as it was would have to be kept."""

    def counted(x):
        seen = []
        s = 0.0
        for i in range(len(x)):
            if i % 3 in seen:
                s += x[i] ** 2
            else:
                seen.append(i % 3)
                s += x[i] * s
        return s

    derivative = adgen.grad(counted)
    assert np.all(np.isfinite(derivative(U)))
    backward = derivative.source.partition("# reverse sweep")[2]
    assert "seen" not in backward
    assert "seen.copy()" not in derivative.source


KNOTS = [0.5, 1.5, 2.5, 3.5]


def bent(x):
    return np.sum(np.array(KNOTS) * x**2)


def test_a_pullback_sees_lists_of_the_module_as_they_were():
    """An array made of such a list is recorded: only what the text spells out is made again."""
    _, pullback = adgen.vjp(lambda x: bent(x) ** 2, U)
    (before,) = pullback(1.0)
    KNOTS[0] = 99.0
    try:
        (after,) = pullback(1.0)
    finally:
        KNOTS[0] = 0.5
    assert after.tolist() == before.tolist()


def numbered(x):
    s = 0.0
    for k, v in enumerate(x):
        if v > 0.5:
            s = s * v * k + v
    return s


def numbered_beside(x):
    s = 0.0
    for v, k, w in zip(x, range(len(x)), x[::-1]):
        s = s * v * k + w
    return s


@pytest.mark.parametrize("function", [numbered, numbered_beside])
def test_a_loop_that_counts_is_not_counted_again(function):
    derivative = adgen.grad(function)
    adgen.check(function, U)
    derivative(U)
    text = derivative.source
    assert "enumerate(enumerate(" not in text and "enumerate(zip(" not in text, text
    assert "tape.append((k, " in text, text


def delayed(x, n):
    xs = [x, x, x]
    for t in range(3, n):
        xs.append(0.5 * xs[t - 1] + 0.3 * xs[t - 2] * xs[t - 3])
    return xs[-1]


def test_a_counter_is_recorded_for_all_its_neighbours():
    derivative = adgen.grad(delayed)
    adgen.check(delayed, 0.7, 9, argnums=0)
    derivative(0.7, 9)
    assert "tape.append((t, v1, v2))" in derivative.source, derivative.source
