"""What a called function's forward and reverse functions take, keep, and do not compute twice."""

from __future__ import annotations

import numpy as np
import pytest

import adgen


def turned(x, unread, options, steps):
    for _ in range(steps):
        x = np.sin(x) * np.cos(x) * options["scale"]
    return x


def of_turned(x, s):
    return s * turned(s * x, [s, s], {"scale": s, "name": "plain"}, 3)


def weighted(x, unread=2.0, *rest, power=2):
    y = np.sin(x) * np.cos(x)
    for _ in range(2):
        y = y * rest[0] ** power
    return y


def of_weighted(x, s):
    return s * weighted(x, x, s, 3.0, power=3)


def slopes(function, x, s, h=1e-4):
    return [
        (function(x + h, s) - function(x - h, s)) / (2 * h),
        (function(x, s + h) - function(x, s - h)) / (2 * h),
    ]


def code_of(gradient):
    return [line.partition("#")[0] for line in gradient.source.splitlines()]


@pytest.mark.parametrize("function", [of_turned, of_weighted])
def test_parameters_that_are_not_read_are_not_taken(function):
    gradient = adgen.grad(function, argnums=(0, 1))
    assert gradient(0.4, 0.9) == pytest.approx(slopes(function, 0.4, 0.9), rel=1e-6)
    heads = [s for s in code_of(gradient) if s.startswith("def ")]
    assert len(heads) == 3
    assert not [s for s in heads if "unread" in s or "steps" in s or "power" in s]


@pytest.mark.parametrize("function", [of_turned, of_weighted])
def test_what_was_computed_is_not_computed_again(function):
    gradient = adgen.grad(function, argnums=(0, 1))
    gradient(0.4, 0.9)
    code = "".join(code_of(gradient))
    assert code.count("np.sin(") == code.count("np.cos(") == 1


@pytest.mark.parametrize("function", [of_turned, of_weighted])
def test_there_is_no_adjoint_of_what_is_not_read(function):
    gradient = adgen.grad(function, argnums=(0, 1))
    gradient(0.4, 0.9)
    assert "return x_bar, 0.0" not in gradient.source
    assert "unread" not in "".join(code_of(gradient)).partition("_reverse(")[2]


def test_the_pullback_takes_all_arguments():
    _, pullback = adgen.vjp(weighted, 0.4, 7.0, 0.9)
    assert pullback(1.0)[:2] == pytest.approx((np.cos(0.8) * 0.9**4, 0.0), rel=1e-12)


def test_a_side_that_is_not_taken_lends_nothing():
    def f(x, s):
        total = 0.0
        for k in range(3):
            if k == 1:
                total += s * np.exp(x)
            else:
                total += np.sqrt(x) * np.exp(x) * np.cosh(s * x)
            x = x * np.exp(s)
        return total

    gradient = adgen.grad(f, argnums=(0, 1))
    assert gradient(0.4, 0.3) == pytest.approx(slopes(f, 0.4, 0.3), rel=1e-6)
