"""Calls that were wrong without a word, found by trying what NumPy and SciPy accept."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg
from scipy import integrate

import adgen
from adgen.errors import KindError, LanguageError


def test_residuals_of_a_square_system_are_empty():
    def f(a, b):
        out, residuals, _, _ = np.linalg.lstsq(a, b, rcond=None)
        return np.sum(out) + np.sum(residuals)

    a_bar, b_bar = adgen.grad(f, (0, 1))(np.array([[2.5]]), np.array([2.0]))
    np.testing.assert_allclose(a_bar, [[-0.32]])
    np.testing.assert_allclose(b_bar, [0.4])
    assert adgen.check(f, np.eye(3) * 2.0, np.ones(3)).reverse < 1e-12
    assert adgen.check(f, np.arange(8.0).reshape(4, 2) ** 2, np.ones(4)).reverse < 1e-11


def test_a_right_side_for_a_stack_of_least_squares():
    stack = np.stack([np.eye(3) * 2, np.eye(3) * 3])
    with pytest.raises(KindError, match="of one matrix"):
        adgen.grad(lambda b: np.sum(scipy.linalg.lstsq(stack, b)[0]))(np.ones((3, 2)))


@pytest.mark.parametrize("function", [np.fft.rfftn, np.fft.rfft2, np.fft.fftn])
def test_an_axis_that_is_transformed_twice(function):
    with pytest.raises(LanguageError, match="goes along one axis twice"):
        adgen.grad(lambda x: np.sum(np.abs(function(x, axes=(0, 0)))))(np.ones((3, 4)))


def test_a_complex_state_of_a_differential_equation():
    def f(x):
        start = [1.0 + 0j]
        found = integrate.solve_ivp(lambda t, y: 1j * x * y, (0.0, 1.0), start)
        return np.real(found.y[0, -1])

    with pytest.raises(LanguageError, match="has a complex state"):
        adgen.grad(f)(1.7)


def test_arrays_of_iterators_in_other_dtypes():
    with pytest.raises(LanguageError, match="of another dtype than float"):
        adgen.grad(lambda x: np.sum(np.fromiter((v * 2 for v in x), int) * x))(
            np.ones(2)
        )
    made = adgen.grad(lambda x: np.sum(np.fromiter((v * v for v in x), float)))
    assert list(made(np.array([0.5, 2.0]))) == [1.0, 4.0]
