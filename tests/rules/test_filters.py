"""Filters with a state, as programs use them: block by block, in reverse mode, second order."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.signal
from scipy.signal import lfilter

import adgen
from adgen.errors import AdgenError
from tests import oracle

_RNG = np.random.default_rng(5)
B, A = np.array([0.3, 0.2, 0.1]), np.array([1.5, -0.4, 0.2])
SIGNAL, STATE = _RNG.standard_normal(9), np.array([0.1, -0.2])


def in_blocks(b, a, x, z):
    whole = []
    for start in range(0, len(x), 3):
        y, z = lfilter(b, a, x[start : start + 3], zi=z)
        whole.append(y)
    return np.sum(np.concatenate(whole) ** 3) + np.sum(z**2)


def at_once(b, a, x, z):
    y, z = scipy.signal.lfilter(b, a, x, -1, z)
    return np.sum(y**3) + np.sum(z**2)


POINT = (B, A, SIGNAL, STATE)
ALL = (0, 1, 2, 3)


@pytest.mark.slow
def test_blocks_have_the_slopes_of_the_whole():
    one, many = (adgen.value_and_grad(f, ALL)(*POINT) for f in (at_once, in_blocks))
    assert one[0] == at_once(*POINT) and many[0] == in_blocks(*POINT)
    for left, right in zip(one[1], many[1]):
        assert oracle.error(left, right) < 1e-12
    dots = [_RNG.standard_normal(v.shape) for v in POINT]
    wanted = oracle.five_point(at_once, POINT, dots)
    assert abs(oracle.pairing(one[1], dots) - wanted) < oracle.FIVE_POINT * abs(wanted)


@pytest.mark.slow
def test_second_order_in_all_arguments():
    dots = tuple(_RNG.standard_normal(v.shape) for v in POINT)
    gradient = adgen.grad(at_once, ALL)
    _, found = adgen.jvp(gradient, POINT, dots)
    for place in ALL:
        own = adgen.grad(at_once, place)
        assert (
            oracle.error(found[place], oracle.five_point(own, POINT, dots))
            < oracle.SECOND
        )


def test_the_value_is_that_of_scipy():
    value, _ = adgen.vjp(lambda *p: lfilter(*p[:3], zi=p[3]), *POINT)
    for found, wanted in zip(value, lfilter(*POINT[:3], zi=STATE)):
        np.testing.assert_array_equal(found, wanted)


def test_coefficients_in_lists_and_numbers():
    def smoothed(p, x):
        y, _ = lfilter([1.0 - p], [1.0, -p], x, zi=[p * x[0]])
        return np.sum(y**2)

    wanted = oracle.five_point(lambda p: smoothed(p, SIGNAL), [0.3], [1.0])
    assert abs(adgen.grad(smoothed)(0.3, SIGNAL) - wanted) < 1e-8


def test_the_smaller_input_is_conjugated():
    """Whichever it is: correlate2d is then linear in the other one, and correlate is not."""

    def program(x, y):
        return np.sum(np.abs(scipy.signal.correlate2d(x, y, "valid")) ** 2)

    with pytest.raises(AdgenError, match="of complex numbers in mode valid"):
        adgen.grad(program)(np.ones((2, 2)) * 1j, np.ones((3, 3)))
