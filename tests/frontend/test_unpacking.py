"""A vector is taken apart as Python does it: into as many names as it has entries."""

from __future__ import annotations

import numpy as np
import pytest

import adgen


def banana(p):
    x, y = p
    return (1.0 - x) ** 2 + 100.0 * (y - x**2) ** 2


def orbit(p):
    x, v = p
    for _ in range(3):
        x, v = p + 0.1 * np.array([v, -x])
    return x * v


def model(t, a, b):
    return a * np.exp(-b * t)


def fit(p):
    return model(0.5, *p) ** 2


@pytest.mark.parametrize("function", [banana, orbit, fit])
def test_a_vector_of_another_length_is_an_error(function):
    short, long = np.array([0.5, 0.3]), np.array([0.5, 0.3, 0.1])
    gradient = adgen.grad(function)
    assert gradient(short).shape == (2,)
    with pytest.raises(ValueError, match="too many values"):
        gradient(long)
    with pytest.raises(ValueError, match="too many values"):
        adgen.jvp(function, (long,), (long,))


def product(p):
    x, y = p
    return x * y


def test_the_text_takes_a_vector_apart_and_puts_its_adjoint_together():
    gradient = adgen.grad(product)
    gradient(np.array([0.5, 0.3]))
    assert "    x, y = p\n" in gradient.source
    assert "p_bar = np.array([x_bar, y_bar])" in gradient.source


def test_the_tangents_have_the_names_of_the_entries():
    second = adgen.hvp(product)
    assert second(np.array([0.5, 0.3]), np.array([1.0, 2.0])).tolist() == [2.0, 1.0]
    assert "x_dot, y_dot = p_dot" in second.source


def test_arguments_behind_a_star_have_the_names_of_the_parameters():
    gradient = adgen.grad(fit)
    gradient(np.array([0.5, 0.3]))
    assert "    a, b = p\n" in gradient.source


def test_entries_are_computed_again_and_not_recorded():
    gradient = adgen.grad(orbit)
    gradient(np.array([0.5, 0.3]))
    assert "tape" not in gradient.source


def test_the_adjoint_has_the_precision_of_the_vector():
    point = np.array([0.5, 0.3], dtype=np.float32)
    assert adgen.grad(banana)(point).dtype == np.float32
