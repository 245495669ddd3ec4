"""What a derivative is made for: the kinds of the arguments, and which of their sizes are equal."""

from functools import partial

import numpy as np
import pytest

import adgen
from tests.fuzz.slopes import slope


def stencil(u, v):
    return np.sum(np.sin(u[1:-1]) * v[1:-1]) + np.sum(u[:-2] + v[2:])


@pytest.mark.parametrize("sizes", [(9, 9), (9, 3), (3, 9), (3, 3)])
def test_equal_sizes_are_equal_only_there(sizes):
    derivative = adgen.grad(stencil, (0, 1))
    derivative(np.ones(7), np.ones(7))
    u, v = (np.linspace(0.0, 1.0 + n, n) for n in sizes)
    u_bar, v_bar = derivative(u, v)
    assert u_bar.shape == u.shape and v_bar.shape == v.shape

    def u_moved(h, unit):
        return np.atleast_1d(stencil(u + h * unit, v))

    def v_moved(h, unit):
        return np.atleast_1d(stencil(u, v + h * unit))

    for bar, moved in ((u_bar, u_moved), (v_bar, v_moved)):
        for unit in np.eye(len(bar)):
            wanted, room = slope(partial(moved, unit=unit))
            assert abs(bar @ unit - wanted[0]) <= 1e-7 + 20 * room[0]


def test_what_is_equal_is_not_broadcast():
    derivative = adgen.grad(stencil, (0, 1))
    derivative(np.ones(7), np.ones(7))
    assert "_unbroadcast" not in derivative.source
    derivative(np.ones(7), np.ones(3))
    assert len(derivative.specialisations) == 2


def halved(x):
    if len(x) == 1:
        return np.sin(x)
    left, right = halved(x[::2]), halved(x[1::2])
    return np.concatenate([left + right, left - right])


def test_a_function_that_calls_itself_is_one_for_all_sizes():
    derivative = adgen.grad(lambda x: np.sum(halved(x) ** 2))
    derivative(np.linspace(0.0, 1.0, 8))
    names = [line for line in derivative.source.splitlines() if line.startswith("def ")]
    assert [name.partition("(")[0] for name in names if "halved" in name] == [
        "def halved_forward",
        "def halved_reverse",
    ]


SETTINGS = {"rate": 2.0, "squared": False}


def with_settings(x, rate=1.0, squared=False, offset=0.0):
    return rate * x * x + offset * x if squared else rate * x + offset * x


def test_a_dict_of_the_module_is_looked_at_again():
    derivative = adgen.grad(lambda x: with_settings(x, **SETTINGS))
    assert derivative(3.0) == 2.0
    SETTINGS["rate"] = 5.0
    assert derivative(3.0) == 5.0 and len(derivative.specialisations) == 1
    SETTINGS["squared"] = True
    assert derivative(3.0) == 30.0
    SETTINGS["offset"] = 0.5
    assert derivative(3.0) == 30.5
    del SETTINGS["rate"]
    assert derivative(3.0) == 6.5


def kernel(s):
    k = np.exp(-(np.arange(-2, 3) ** 2) / (2 * s * s))
    k /= k.sum()
    return k @ k


def test_a_known_range_has_a_known_length():
    derivative = adgen.grad(kernel)
    derivative(1.0)
    assert "_unbroadcast" not in derivative.source
    assert "copy" not in derivative.source
