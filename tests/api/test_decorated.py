"""Functions that something stands in the place of: np.vectorize, caches, decorators, objects."""

from __future__ import annotations

import functools

import numpy as np
import pytest

import adgen

X = np.array([1.0, 2.0])


@np.vectorize
def branched(x):
    return x**2 if x > 1.5 else 3.0 * x


@functools.partial(np.vectorize, otypes=[float])
def product(x, y):
    return x**2 * y


@functools.partial(np.vectorize, excluded=["y"])
def with_settings(x, y):
    return x * y


class Tripled:
    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function = function

    def __call__(self, *args):
        return self.function(*args) * 3.0


@Tripled
def square(x):
    return x**2


def repeated(times):
    def decorate(function):
        @functools.wraps(function)
        def run(x):
            for _ in range(times):
                x = function(x)
            return x

        return run

    return decorate


@repeated(3)
def squared(x):
    return x**2


@functools.cache
def cached(x, n=3):
    return x**n


class Model:
    @functools.lru_cache  # noqa: B019
    def power(self, x):
        return x**3

    @functools.cached_property
    def factor(self):
        return 3.0

    def __call__(self, x):
        return self.factor * x * self.power(x)


CASES = {
    "np.vectorize": (lambda x: np.sum(branched(x)), X, [3.0, 4.0]),
    "of two": (lambda x: np.sum(product(x, 2.0)) + product(x[0], x[1]), X, [8.0, 9.0]),
    "class": (lambda x: square(x[0]) * x[1], X, [12.0, 3.0]),
    "object": (square, 2.0, 12.0),
    "wraps": (squared, 1.5, 8 * 1.5**7),
    "cache": (cached, 2.0, 12.0),
    "in a function": (lambda x: cached(x) + squared(x) + square(x), 1.0, 17.0),
    "method": (Model().power, 2.0, 12.0),
    "callable object": (Model(), 2.0, 96.0),
}


@pytest.mark.parametrize("name", CASES)
def test_what_stands_for_a_function_is_differentiated(name):
    function, x, expected = CASES[name]
    np.testing.assert_allclose(adgen.grad(function)(x), expected)
    np.testing.assert_allclose(adgen.vjp(function, x)[1](1.0)[0], expected)


def test_a_vectorized_function_alone_is_refused_with_a_remedy():
    with pytest.raises(adgen.SourceError, match=r"np.sum\(branched\(x\)\)"):
        adgen.grad(branched)(2.0)


def test_settings_of_vectorize_are_refused_at_the_users_line():
    with pytest.raises(adgen.LanguageError, match="has settings"):
        adgen.grad(lambda x: np.sum(with_settings(x, 2.0)))(X)


@pytest.mark.parametrize(
    "call",
    [
        lambda x: adgen.vjp(np.sin, x)[0],
        lambda x: adgen.check(np.sin, x),
        lambda x: np.sum(adgen.jacobian(np.sin)(np.outer(x, x))),
        lambda x: np.sum(adgen.jacobian(lambda y: (y, y))(x)[0]),
        lambda x: np.sum(adgen.jacobian(np.multiply, (0, 1))(x, x)[0]),
    ],
)
def test_derivatives_that_cannot_stand_inside_are_refused_at_the_users_line(call):
    with pytest.raises(adgen.LanguageError, match="test_decorated.py:"):
        adgen.grad(call)(X)
