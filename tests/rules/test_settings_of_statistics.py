"""Parameters of the module statistics: weights, given centres, lines through the origin."""

from __future__ import annotations

import statistics

import numpy as np
import pytest

import adgen

X, Y = [1.0, 2.0, 3.5, 4.0], [0.7, 2.0, 2.9, 5.0]
CALLS = {
    "fmean": (lambda x, w: statistics.fmean(x, weights=w), Y),
    "harmonic_mean": (lambda x, w: statistics.harmonic_mean(x, w), Y),
    "variance": (lambda x, c: statistics.variance(x, xbar=c), 2.1),
    "stdev": (lambda x, c: statistics.stdev(x, c), 2.1),
    "pvariance": (lambda x, c: statistics.pvariance(x, mu=c), 2.1),
    "pstdev": (lambda x, c: statistics.pstdev(x, c), 2.1),
    "none": (lambda x, c: statistics.variance(x, None) * c, 2.1),
    "origin": (
        lambda x, y: statistics.linear_regression(x, y, proportional=True).slope,
        Y,
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_settings(name):
    function, other = CALLS[name]
    assert adgen.value_and_grad(function)(X, other)[0] == function(X, other)
    assert adgen.check(function, X, other).reverse < 1e-11
    data = np.array(other) if isinstance(other, list) else other
    assert adgen.check(function, np.array(X), data).reverse < 1e-11


def test_a_plain_tuple_is_an_adjoint_of_a_named_one():
    value, pullback = adgen.vjp(lambda x: statistics.linear_regression(x, Y), X)
    named = pullback(type(value)(0.3, 1.7))
    assert pullback((0.3, 1.7)) == named
    with pytest.raises(adgen.AdgenError, match="the structures differ"):
        pullback((0.3, 1.7, 2.0))


def test_the_intercept_of_a_line_through_the_origin_stands_still():
    def intercept(x):
        return statistics.linear_regression(x, Y, proportional=True).intercept

    assert adgen.value_and_grad(intercept)(X) == (0.0, [0.0, 0.0, 0.0, 0.0])


@pytest.mark.parametrize(
    "name",
    "mean fmean variance pvariance stdev harmonic_mean median median_low".split(),
)
def test_tangents_have_the_type_of_the_data(name):
    function = getattr(statistics, name)

    def of_a_list(x):
        return function([x[0], x[2], 2 * x[1]])

    x = np.array([0.7, 1.2, 0.3], np.float32)
    for f in (function, of_a_list):
        value, slope = adgen.jvp(lambda x, f=f: f(x), (x,), (x,))
        assert np.asarray(slope).dtype == np.asarray(value).dtype
        assert adgen.grad(lambda x, f=f: f(x))(x).dtype == np.float32
