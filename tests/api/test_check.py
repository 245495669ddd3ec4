"""`check`: right, wrong, or undecided; integers stay what they are."""

from __future__ import annotations

import numpy as np
import pytest

import adgen

KINKS = {
    "abs": (lambda x: abs(x), 0.0),
    "relu": (lambda x: np.sum(np.maximum(x, 0.0)), np.array([1.0, 0.0])),
    "ties": (lambda x: np.sort(x) @ np.arange(3.0), np.array([1.0, 1.0, 2.0])),
    "jump": (lambda x: np.floor(x) * x, 2.0),
    "end of the domain": (lambda x: np.sqrt(x), 0.0),
    "pole": (lambda x: np.float64(1.0) / x, np.float64(0.0)),
}
SMOOTH = {
    "fast": (lambda x: np.sin(1000.0 * x), 1.0),
    "large": (lambda x: 1e8 + x, 1.0),
    "single": (lambda x: np.sum(np.exp(x)), np.ones(3, np.float32)),
    "lowest": (lambda x: x**2, 0.0),
    "near a kink": (lambda x: np.sum(np.abs(x)), np.linspace(-1.0, 1.0, 50)),
    "constant": (lambda x: 5.0, 1.0),
    "steep": (lambda x: np.log(x), 1e-3),
}


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("name", KINKS)
def test_where_differences_tell_nothing_check_says_so(name):
    function, x = KINKS[name]
    with pytest.raises(adgen.CheckError, match="cannot decide"):
        adgen.check(function, x)


@pytest.mark.parametrize("name", SMOOTH)
def test_what_is_smooth_is_decided(name):
    function, x = SMOOTH[name]
    assert adgen.check(function, x).undecided == ""


def test_a_wrong_rule_is_wrong_and_not_undecided():
    def twice(x):
        return 2.0 * x

    adgen.elementwise(twice, dx="3.0")
    with pytest.raises(adgen.CheckError, match="disagrees with differences"):
        adgen.check(lambda x: np.sin(twice(x)), 0.7)
    assert "= twice(x)" in adgen.show(lambda x: np.sin(twice(x)))


def power(x, n):
    for _ in range(n):
        x = x * x
    return x


def test_an_integer_beside_real_numbers_is_a_count():
    assert adgen.check(power, 1.1, 2).forward < 1e-6
    value, pullback = adgen.vjp(power, 1.1, 2)
    assert value == pytest.approx(1.1**4)
    slope, of_count = pullback(1.0)
    assert slope == pytest.approx(4 * 1.1**3)
    assert of_count is None


def test_an_index_stays_an_index():
    def entry(x, i):
        return x[i] ** 2

    x_bar, i_bar = adgen.vjp(entry, np.array([1.0, 2.0]), 1)[1](1.0)
    assert x_bar.tolist() == [0.0, 4.0]
    assert i_bar is None


def test_integers_alone_are_real_numbers():
    assert adgen.vjp(lambda x, y: x * y, 2, 3)[1](1.0) == (3.0, 2.0)
