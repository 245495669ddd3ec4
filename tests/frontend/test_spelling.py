"""Functions of NumPy by the names by which the user calls them."""

from __future__ import annotations

import numpy as np
from numpy import cos, sin

import adgen
from adgen.frontend.reading.spelling import spelling_of

sine_of = np.sin
assert cos(0.0) == 1.0


def by_module(x):
    return np.sin(x)


def by_name(x):
    return sin(x)


def by_own_name(x):
    return sine_of(x)


def test_beside_numpy_itself_names_are_those_that_the_function_says():
    assert spelling_of(by_module) == {}
    assert spelling_of(by_name) == {"np.sin": "sin", "np.cos": "cos"}
    assert spelling_of(by_own_name) == {"np.sin": "sine_of", "np.cos": "cos"}
    assert "np.cos(x)" in _text(by_module)
    assert "from numpy import cos\n" in _text(by_name)


def test_without_numpy_itself_all_names_are_bare():
    function = adgen.from_source("def f(x):\n    return sin(x)\n", {"sin": np.sin})
    found = spelling_of(function)
    assert found["np.sin"] == "sin" and found["np.cos"] == "cos"


def _text(function):
    gradient = adgen.grad(function)
    gradient(0.3)
    return gradient.source
