"""A tuple that is taken apart where it is made is written so."""

import numpy as np
import pytest

import adgen


def scaled(x):
    n, m = x.shape
    return np.sum(x**2) / (n * m)


def in_a_loop(x):
    total = 0.0
    for k in range(2):
        n, m = x[k:].shape
        total += np.sum(x[k:] ** 3) * n / m
    return total


def one_is_read_again(x):
    shape = x.shape
    n, m = shape
    return np.sum(x**2) * n / m / shape[0]


def only_one(x):
    n, _ = x.shape
    return np.sum(x**2) / n


def in_another_order(x):
    m, n = x.shape[1], x.shape[0]
    return np.sum(x**2) * n / m


@pytest.mark.parametrize(
    ("function", "line"),
    [
        (scaled, "n, m = x.shape"),
        (in_a_loop, "n, m = v1.shape"),
        (one_is_read_again, "shape = x.shape"),
        (only_one, ""),
        (in_another_order, ""),
    ],
)
def test_text(function, line):
    x = np.linspace(0.5, 2.0, 12).reshape(3, 4)
    derivative = adgen.value_and_grad(function)
    value, x_bar = derivative(x)
    assert value == function(x)
    adgen.check(function, x)
    assert x_bar.shape == x.shape
    lines = [text.strip() for text in derivative.source.splitlines()]
    assert line in lines
    assert any(text.startswith("n, m = ") for text in lines) == line.startswith("n, m")
