"""Tangents have the precision of their values, also where a number of Python makes these wide."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
import scipy.linalg
import scipy.signal
import scipy.special
import scipy.stats

import adgen
from adgen.errors import LanguageError

X = np.array([0.3, 1.7, 0.9], np.float32)
FACTOR = scipy.linalg.cho_factor(np.eye(3) + 0.1)
CALLS = {
    "dot": lambda x: np.dot(2.0, x),
    "dot of a method": lambda x: x.dot(2.0),
    "dot of two numbers": lambda x: np.dot(2.0, x[0]),
    "inner": lambda x: np.inner(x, 2.0),
    "outer": lambda x: np.outer(2.0, x),
    "einsum": lambda x: np.einsum(",i", 2.0, x),
    "polyval": lambda x: np.polyval(x, 2.0),
    "arange": lambda x: np.arange(x[0], 3.0, 0.7),
    "hstack": lambda x: np.hstack((x, 2.0)),
    "roots": lambda x: np.roots(x),
    "complex roots": lambda x: np.roots(x * x[::-1]),
    "logspace": lambda x: np.logspace(x, 0.4, 3),
    "linspace": lambda x: np.linspace(x, 0.4, 3),
    "geomspace": lambda x: np.geomspace(x, x * 3.0, 3),
    "lfilter": lambda x: scipy.signal.lfilter(x, 1.0, x),
    "xlogy": lambda x: scipy.special.xlogy(2.0, x),
    "logpdf": lambda x: scipy.stats.norm.logpdf(x, 0.5, 2.0),
    "cho_solve": lambda x: scipy.linalg.cho_solve(FACTOR, x),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_tangent_is_as_wide_as_its_value(name):
    f = CALLS[name]
    value, tangent = adgen.jvp(f, (X,), (X,))
    np.testing.assert_array_equal(value, f(X))
    assert value.dtype == f(X).dtype == tangent.dtype
    (x_bar,) = adgen.vjp(f, X)[1](np.ones_like(value))
    assert x_bar.dtype == X.dtype
    np.testing.assert_allclose(np.sum(tangent).real, x_bar @ X, rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("dtype", [complex, np.complex128])
def test_real_numbers_in_a_complex_array_twice(dtype):
    def f(x):
        z = np.fromiter((v * v for v in x), dtype)
        return np.sum(np.abs(z) ** 2)

    x = np.array([0.3, 0.5])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        hessian = adgen.hessian(f)(x)
    np.testing.assert_allclose(hessian, np.diag(12 * x**2))


def test_integers_of_numpy_and_questions_to_matrices():
    symmetric = np.eye(3)

    def f(x):
        below, above = scipy.linalg.bandwidth(np.tri(3))
        kept = scipy.linalg.issymmetric(symmetric) and scipy.linalg.ishermitian(x)
        kept = kept * below * (above + 0.5)
        return np.sum(x * np.uint8(3)) * kept + np.int16(2) * x[0, 1]

    x = np.array([[1.0, 2.0], [2.0, 1.0]])
    np.testing.assert_array_equal(adgen.grad(f)(x), [[3.0, 5.0], [3.0, 3.0]])


@pytest.mark.parametrize("ufunc", [np.fmin, np.fmax, np.copysign])
def test_a_reduction_in_turn_that_keeps_its_axis(ufunc):
    x = np.array([[0.3, -1.7, 0.9], [2.0, 0.4, -0.6]])

    def f(x):
        return x * ufunc.reduce(x, axis=1, keepdims=True)

    def by_place(x):
        return x * ufunc.reduce(x, 1, None, None, True)

    for function in (f, by_place):
        assert adgen.check(function, x).reverse < 1e-12
    with pytest.raises(LanguageError, match="called with `initial`"):
        adgen.grad(lambda x: np.sum(ufunc.reduce(x, initial=1.0)))(x)


def test_places_of_a_density_are_refused_with_a_remedy():
    with pytest.raises(LanguageError, match="divided by scale"):
        adgen.grad(lambda x: scipy.stats.nct.pdf(x, 3.0, 0.5, loc=0.2))(0.3)


def test_vectors_and_numbers_on_the_diagonal():
    weights = np.cos(np.arange(64.0)).reshape(8, 8)

    def f(a, b, c, d):
        m = scipy.linalg.block_diag(a, b, c, d, b)
        return np.sum(m**2 * weights[: m.shape[0], : m.shape[1]])

    blocks = np.full((2, 2), 0.3), np.array([0.5, 0.7]), 1.5, np.array(0.4)
    assert adgen.check(f, *blocks).reverse < 1e-12
    assert adgen.grad(f, 3)(*blocks).shape == ()


def test_polynomials_are_vectors():
    for call in (lambda x: np.polyder(x), lambda x: np.polyadd(x, [1.0])):
        with pytest.raises(adgen.AdgenError, match="of a vector or a number"):
            adgen.grad(lambda x, call=call: np.sum(call(x)))(np.ones((3, 1)))
