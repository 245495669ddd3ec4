"""Faults at the rim of what functions take: more differences than numbers, booleans as numbers."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.fft
import scipy.linalg
import scipy.ndimage
import scipy.signal

import adgen
from adgen.errors import KindError, LanguageError

X = np.array([0.7, 1.2, 0.3])
BOOLS = np.array([True, False, True])


@pytest.mark.parametrize("n", [2, 3, 5, 8])
def test_more_differences_than_numbers(n):
    def f(x):
        return np.sum(np.diff(x, n) ** 2)

    def with_ends(x, y):
        return np.sum(np.diff(x, n, prepend=x[0] + 0.5, append=y) ** 2)

    assert adgen.grad(f)(X).shape == (3,)
    y = np.array([0.4, -0.3])
    adjoints = adgen.grad(with_ends, (0, 1))(X, y)
    assert [bar.shape for bar in adjoints] == [(3,), (2,)]
    for function, args in ((f, (X,)), (with_ends, (X, y))):
        assert adgen.check(function, *args).reverse < 1e-10


def test_more_differences_than_rows():
    def f(x):
        return np.sum(np.diff(x, n=4, axis=0)), np.sum(np.diff(x, n=2, axis=0) ** 2)

    x = np.cos(np.arange(6.0)).reshape(3, 2)
    _, pullback = adgen.vjp(f, x)
    np.testing.assert_array_equal(pullback((1.0, 0.0))[0], np.zeros((3, 2)))
    assert adgen.check(lambda x: f(x)[1], x).reverse < 1e-10


@pytest.mark.parametrize("power", [np.power, lambda x, y: x**y])
@pytest.mark.parametrize("exponent", [BOOLS, True, np.True_, np.False_])
def test_powers_of_booleans(power, exponent):
    def f(x, y):
        return np.sum(power(x, y) ** 2)

    gradient = adgen.grad(f)(X, exponent)
    np.testing.assert_allclose(gradient, 2 * X * exponent)
    value, tangent = adgen.jvp(f, (X, exponent), (X, None))
    assert value == f(X, exponent)
    assert tangent == pytest.approx(gradient @ X)
    hessian = adgen.hessian(f)(X, exponent)
    np.testing.assert_allclose(hessian, np.diag(2.0 * np.broadcast_to(exponent, 3)))


@pytest.mark.parametrize("indices", [BOOLS, np.array([True, True, True]), np.True_])
def test_booleans_count_as_places(indices):
    def f(x, indices):
        return np.sum(np.take(x, indices) * np.arange(1.0, 4.0))

    def along(x, indices):
        return np.sum(np.take(x, indices, axis=-1) ** 2)

    places = np.asarray(indices, int)
    expected = adgen.grad(f)(X, places)
    np.testing.assert_array_equal(adgen.grad(f)(X, indices), expected)
    x = np.stack((X, X))
    expected = adgen.grad(along)(x, places)
    np.testing.assert_array_equal(adgen.grad(along)(x, indices), expected)


@pytest.mark.skipif(not hasattr(np, "cumulative_sum"), reason="NumPy 2.1")
@pytest.mark.parametrize("name", ["cumulative_sum", "cumulative_prod"])
def test_an_axis_in_a_tuple(name):
    accumulated = getattr(np, name)

    def f(x):
        return np.sum(accumulated(x, axis=(1,)) ** 2)

    assert adgen.check(f, np.cos(np.arange(6.0)).reshape(2, 3)).reverse < 1e-10


def test_an_output_that_numpy_ignores():
    def f(x):
        out = np.zeros(4)
        np.fft.hfft(x, out=out)
        return np.sum(out)

    def by_place(x):
        out = np.zeros(4)
        np.fft.hfft(x, None, -1, None, out)
        return np.sum(out)

    for function in (f, by_place):
        with pytest.raises(LanguageError, match="hfft ignores"):
            adgen.grad(function)(X)


def _transformed(a):
    scipy.fft.fft(a, overwrite_x=True)


def _by_place(a):
    scipy.fft.dct(a, 2, None, -1, None, True)


def _without_trend(a):
    scipy.signal.detrend(a, overwrite_data=True)


def _solved(a):
    scipy.linalg.inv(np.reshape(a, (2, 2)), True)


@pytest.mark.parametrize("destroy", [_transformed, _by_place, _without_trend, _solved])
def test_a_result_that_nobody_reads_overwrites(destroy):
    def f(x):
        a = x * 1.0
        destroy(a)
        return np.sum(a**2)

    with pytest.raises(LanguageError, match="may destroy its argument"):
        adgen.grad(f)(np.array([1.0, 2.0, 3.0, 5.0]))


def test_what_is_not_overwritten():
    def f(x):
        return np.sum(np.abs(scipy.fft.fft(x, overwrite_x=False)) ** 2)

    assert adgen.check(f, X).reverse < 1e-10


@pytest.mark.parametrize("levels", [np.array([0.1, 0.3]), 0.3, np.float64(0.3)])
@pytest.mark.parametrize("quantile", [np.quantile, np.nanquantile])
def test_quantiles_as_wide_as_their_levels(quantile, levels):
    def f(x):
        return quantile(x, levels)

    def along(x):
        return quantile(x, levels, axis=0)

    x = X.astype(np.float32)
    for function, data in ((f, x), (along, np.stack((x, 2 * x), axis=1))):
        value, tangent = adgen.jvp(function, (data,), (data,))
        assert tangent.dtype == value.dtype == function(data).dtype
        np.testing.assert_allclose(tangent, value, rtol=1e-6)


@pytest.mark.parametrize("shape", [(), (3,)])
def test_transforms_along_axes_that_are_not_there(shape):
    def f(x):
        return np.sum(np.fft.irfftn(x, (4, 4)))

    with pytest.raises(KindError, match="irfftn along more axes"):
        adgen.grad(f)(np.ones(shape)[()])


def test_a_width_for_each_axis_but_one():
    def f(x):
        return np.sum(scipy.ndimage.gaussian_filter(x, (1.0, 2.0), order=1))

    with pytest.raises(KindError, match="fewer `sigma` than axes"):
        adgen.grad(f)(np.ones((2, 3, 4)))


@pytest.mark.parametrize(
    "f",
    [
        np.squeeze,
        np.transpose,
        np.copy,
        np.flip,
        lambda x: np.roll(x, 1),
        lambda x: np.where(x > 0.0, x, 0.0),
        lambda x: np.select([x > 0.0], [x]),
        np.asarray,
    ],
)
@pytest.mark.parametrize("x", [0.7, np.float64(0.7), np.float32(0.7), 0.7 + 0.1j])
def test_the_adjoint_of_a_number_is_a_number(f, x):
    if isinstance(x, complex):
        f = f if f in (np.squeeze, np.transpose, np.flip) else np.copy
    value, pullback = adgen.vjp(f, x)
    (bar,) = pullback(np.ones_like(value)[()])
    assert isinstance(bar, float | complex | np.number)
    assert bar == 1.0
    assert np.asarray(bar).dtype == np.asarray(x).dtype
