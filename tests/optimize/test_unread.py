"""Parameters that functions which call themselves only hand on to themselves."""

from __future__ import annotations

import re

import numpy as np

import adgen
from tests.zoo.given_back import fourier_transform_in_place

X = np.arange(8.0)


def heads(function, *args):
    """The parameters of the functions in the text of a gradient."""
    derivative = adgen.grad(function)
    derivative(*args)
    found = re.findall(r"^def (\w+)\(([^)]*)\)", derivative.source, flags=re.MULTILINE)
    return {name: parameters.split(", ") for name, parameters in found}


def test_what_is_only_sliced_and_handed_on_goes():
    found = heads(fourier_transform_in_place, X, X)
    assert found["_fourier_reverse"] == ["n", "saved", "re_bar", "im_bar"]


def test_what_is_read_stays():
    def power(x, k, c):
        if k == 0:
            return c[0] * x
        return x * power(x, k - 1, c[:1])

    def f(x, n):
        return power(x, n, np.array([2.0, 3.0]))

    adgen.check(f, 0.7, 3)
    assert "c" in heads(f, 0.7, 3)["power_reverse"]


def test_what_raises_stays():
    def down(x, k, limit):
        if k > limit:
            raise ValueError("too deep")
        if k == 0:
            return x
        return np.sin(down(x, k - 1, limit))

    def f(x, n):
        return down(x, n, 5)

    adgen.check(f, 0.7, 3)
    try:
        adgen.grad(f)(0.7, 9)
    except ValueError as error:
        assert "too deep" in str(error)
    else:
        raise AssertionError("it should be too deep")
