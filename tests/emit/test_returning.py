"""Adjoints are returned under the names of their parameters."""

from __future__ import annotations

import numpy as np

import adgen


def shared(x, y):
    b = x + y
    return np.sum(b * b)


def swapped(x_bar, y):
    return x_bar * y


def in_a_dict(p):
    b = p["u"] + p["v"]
    return np.sum(b * b)


def last_lines(text, count):
    return [line.strip() for line in text.strip().splitlines()[-count:]]


def test_parameters_that_share_an_adjoint_keep_their_names():
    gradient = adgen.grad(shared, argnums=(0, 1))
    gradient(1.0, 2.0)
    assert last_lines(gradient.source, 3) == [
        "x_bar = b_bar",
        "y_bar = b_bar",
        "return x_bar, y_bar",
    ]


def test_arrays_that_are_returned_share_no_memory():
    gradient = adgen.grad(shared, argnums=(0, 1))
    x_bar, y_bar = gradient(np.ones(2), np.ones(2))
    assert not np.shares_memory(x_bar, y_bar)
    assert "y_bar = b_bar.copy()" in gradient.source


def test_a_parameter_that_is_called_like_an_adjoint():
    gradient = adgen.grad(swapped, argnums=(0, 1))
    assert gradient(3.0, 5.0) == (5.0, 3.0)


def test_parts_of_a_structure_are_returned_as_they_are():
    gradient = adgen.grad(in_a_dict)
    assert gradient({"u": 1.0, "v": 2.0}) == {"u": 6.0, "v": 6.0}
    assert last_lines(gradient.source, 1) == ['return {"u": b_bar, "v": b_bar}']
