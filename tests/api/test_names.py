"""Functions that are called as the derivatives taken in them: each is what it is."""

from __future__ import annotations

import functools
import math

import pytest

import adgen


def f(x):
    return x**3


def f_grad(x):
    return adgen.grad(f)(x) * 2


def f_jvp(x):
    return adgen.jvp(f, (x,), (1.0,))[1] * 2


def f_value_and_grad(x):
    return adgen.value_and_grad(f)(x)[1] * 2


def f_hvp(x):
    return adgen.hvp(f)(x, x) * 2


def f_forward(x):
    return adgen.grad(f_grad)(x)


def f_grad_2(x):
    return adgen.grad(f)(x) + f_grad(x)


def inner(x):
    return adgen.grad(lambda y: y**3)(x)


def inner_grad(x):
    return adgen.grad(lambda y: y**3)(x)


def doubled(g):
    @functools.wraps(g)
    def wrapper(*args, **kwargs):
        return 2 * g(*args, **kwargs)

    return wrapper


@doubled
@adgen.grad
def cube(x):
    return x**3


@pytest.mark.parametrize(
    ("function", "slope"),
    [
        (f_grad, 24.0),
        (f_jvp, 24.0),
        (f_value_and_grad, 24.0),
        (f_hvp, 48.0),
        (f_forward, 12.0),
        (f_grad_2, 36.0),
        (inner, 12.0),
        (inner_grad, 12.0),
        (cube, 24.0),
    ],
    ids=lambda item: getattr(item, "__name__", ""),
)
def test_a_function_named_as_a_derivative(function, slope) -> None:
    assert adgen.grad(function)(2.0) == pytest.approx(slope)
    assert adgen.jvp(function, (2.0,), (1.0,))[1] == pytest.approx(slope)
    assert adgen.value_and_grad(lambda x: function(x) * x)(2.0)[1] == pytest.approx(
        function(2.0) + 2.0 * slope
    )


def turned(x, how="square"):
    return turned(x * x, "sine") * x if how == "square" else math.sin(x)


def applied(x, function=None):
    return applied(x, math.sin) * x if function is None else function(x)


@pytest.mark.parametrize("function", [turned, applied])
def test_a_function_that_calls_itself_for_something_else(function) -> None:
    slope = (function(1.1 + 1e-6) - function(1.1 - 1e-6)) / 2e-6
    assert adgen.grad(function)(1.1) == pytest.approx(slope, rel=1e-8)
    assert adgen.hvp(function)(1.1, 1.0) == pytest.approx(
        (adgen.grad(function)(1.1 + 1e-6) - adgen.grad(function)(1.1 - 1e-6)) / 2e-6
    )
