"""Settings that are constants of the module, arguments, or only known at run time."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.integrate
import scipy.signal

import adgen
from adgen.errors import AdgenError

SAME, VALID, FULL, SYMM = "same", "valid", "full", "symm"
KEEP, AXIS, NUMPY_ONE = True, 1, np.int64(1)
X = np.cos(np.arange(6.0).reshape(2, 3))


@pytest.mark.parametrize(
    "f",
    [
        lambda x: np.convolve(x[0], x[1, :2], SAME),
        lambda x: np.convolve(x[0, :2], x[1], mode=FULL),
        lambda x: np.convolve(x[0], x[1], VALID),
        lambda x: np.correlate(x[0], x[1, :2], SAME),
        lambda x: scipy.signal.convolve2d(x, x[:, :2], FULL, SYMM),
        lambda x: scipy.signal.convolve2d(x, x[:, :2], SAME, SYMM),
        lambda x: np.max(x, axis=AXIS, keepdims=KEEP),
    ],
)
def test_constants_of_the_module(f):
    assert adgen.check(lambda x: np.sum(f(x) ** 2), X).reverse < 1e-12


@pytest.mark.parametrize(
    "f",
    [
        lambda x: np.take(x, [0, 2], axis=NUMPY_ONE),
        lambda x: np.repeat(x, 2, NUMPY_ONE),
        lambda x: np.diff(x, NUMPY_ONE),
        lambda x: np.diag(x, NUMPY_ONE),
        lambda x: np.stack([x, 2.0 * x], NUMPY_ONE),
        lambda x: np.concatenate([x, 2.0 * x], NUMPY_ONE),
        lambda x: np.delete(x, NUMPY_ONE, NUMPY_ONE),
        lambda x: np.compress([True, False, True], x, NUMPY_ONE),
        lambda x: np.average(x, weights=[1.0, 2.0, 4.0], axis=NUMPY_ONE),
        lambda x: np.fft.fft(x, 4, NUMPY_ONE).real,
        lambda x: np.linalg.vector_norm(x, axis=NUMPY_ONE),
        lambda x: np.sum(x, axis=(NUMPY_ONE,)),
        lambda x: x.diagonal(NUMPY_ONE),
    ],
)
def test_integers_of_numpy(f):
    assert adgen.check(lambda x: np.sum(f(x) ** 2), X).reverse < 1e-12


@pytest.mark.parametrize("mode", ["same", "valid", "full"])
def test_words_that_are_arguments(mode):
    def f(a, v, mode):
        return np.sum(np.convolve(np.full(4, a), v, mode) ** 2)

    def fixed(a, v):
        return np.sum(np.convolve(np.full(4, a), v, mode) ** 2)

    v = np.array([0.3, 0.4, 0.7])
    expected = adgen.grad(fixed)(0.7, v)
    assert adgen.grad(f)(0.7, v, mode) == pytest.approx(expected)
    assert adgen.check(fixed, 0.7, v).reverse < 1e-12


@pytest.mark.parametrize("keepdims", [True, False])
@pytest.mark.parametrize("axis", [0, -1, None, (0, 1)])
@pytest.mark.parametrize(
    "function", [np.sum, np.mean, np.max, np.std, np.ptp, np.prod, np.linalg.norm]
)
def test_keepdims_that_is_an_argument(function, axis, keepdims):
    def f(x, keepdims):
        return np.sum(function(x, axis=axis, keepdims=keepdims) * x)

    def fixed(x):
        return np.sum(function(x, axis=axis, keepdims=keepdims) * x)

    x = X[:, :2]
    np.testing.assert_allclose(adgen.grad(f)(x, keepdims), adgen.grad(fixed)(x))


@pytest.mark.parametrize("axis", [0, 1, -1])
def test_a_norm_along_an_axis_of_run_time(axis):
    weights = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 10.0]])

    def f(x, axis):
        norms = np.linalg.vector_norm(x, axis=axis)
        return np.sum(norms * weights)

    def fixed(x):
        return np.sum(np.linalg.vector_norm(x, axis=axis) * weights)

    x = np.sin(weights)
    np.testing.assert_allclose(adgen.grad(f)(x, axis), adgen.grad(fixed)(x))


@pytest.mark.parametrize(
    "f, words",
    [
        (lambda x, k: np.linalg.vector_norm(x, axis=(0, k)), "only known at run time"),
        (lambda x, k: np.quantile(x[None], 0.3, axis=(0, k)), "only known at run time"),
        (lambda x, k: np.median(x, keepdims=k), "`keepdims` is only known"),
        (lambda x, k: np.sum(x, axis=k, keepdims=k) * x[0], "depends on `keepdims`"),
        (lambda x, k: np.tensordot(x, x, k), "depends on `axes`"),
        (lambda x, k: scipy.integrate.simpson(x, axis=k), "depends on `axis`"),
    ],
)
def test_what_has_to_be_known_is_named(f, words):
    """An integer of Python is known, where nothing else will do; one of NumPy never is."""
    x = np.cos(np.arange(9.0).reshape(3, 3))
    gradient = adgen.grad(lambda x, k: np.sum(f(x, k)))
    with pytest.raises(AdgenError, match=words):
        gradient(x, np.int64(1))
    fixed = adgen.grad(lambda x: np.sum(f(x, 1)))
    np.testing.assert_array_equal(gradient(x, 1), fixed(x))
