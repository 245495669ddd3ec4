"""Reductions by ufuncs: values of NumPy's own to the last bit, of its type, in all its forms."""

from __future__ import annotations

import numpy as np
import pytest

import adgen
from adgen.errors import LanguageError
from tests import oracle

_RNG = np.random.default_rng(8)
UFUNCS = {"hypot": np.hypot, "logaddexp": np.logaddexp, "logaddexp2": np.logaddexp2}
MOST = np.array([True, False, True, True])
FORMS = {
    "plain": lambda ufunc, x: ufunc.reduce(x),
    "axes": lambda ufunc, x: ufunc.reduce(x, axis=(0, -1)),
    "all": lambda ufunc, x: ufunc.reduce(x, None),
    "keepdims": lambda ufunc, x: ufunc.reduce(x, axis=-1, keepdims=True),
    "initial": lambda ufunc, x: ufunc.reduce(x, initial=0.5),
    "where": lambda ufunc, x: ufunc.reduce(x, axis=1, where=MOST),
}


@pytest.mark.parametrize("shape", [(3, 4), (2, 4, 4), (0, 4), (1, 4)])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", UFUNCS)
def test_values_and_slopes(name, form, shape):
    ufunc, reduced = UFUNCS[name], FORMS[form]
    x, dot = _RNG.standard_normal((2, *shape))

    def f(x):
        return reduced(ufunc, x)

    for dtype in (np.float64, np.float32):
        data = x.astype(dtype)
        wanted = f(data)
        value, pullback = adgen.vjp(f, data)
        pushed_value, pushed = adgen.jvp(f, (data,), (dot.astype(dtype),))
        for found in (value, pushed_value):
            assert type(found) is type(wanted) and found.dtype == wanted.dtype
            np.testing.assert_array_equal(found, wanted)
        (bar,) = pullback(np.ones_like(wanted))
        assert bar.dtype == dtype and bar.shape == x.shape
        assert np.isclose(np.sum(bar * dot), np.sum(pushed), rtol=1e-4, atol=1e-4)
    if np.all(np.isfinite(wanted)):
        assert (
            oracle.error(
                adgen.jvp(f, (x,), (dot,))[1], oracle.five_point(f, [x], [dot])
            )
            < oracle.FIVE_POINT
        )


@pytest.mark.parametrize("shape", [(0,), (1,), (5,)])
def test_lengths_of_vectors_are_numbers(shape):
    for dtype in (np.float64, np.float32):
        x = np.full(shape, -2.0, dtype)
        wanted = np.hypot.reduce(x)
        value, pullback = adgen.vjp(lambda x: np.hypot.reduce(x), x)
        assert type(value) is type(wanted) and value == wanted
        assert pullback(dtype(1.0))[0].dtype == dtype


@pytest.mark.parametrize("ufunc", [np.power, np.float_power, np.arctan2])
@pytest.mark.parametrize("method", ["reduce", "accumulate"])
def test_what_vector_instructions_do_otherwise_is_refused(ufunc, method):
    """Of [.7, 1.2, .3] np.power.reduce is 0.879 or, on processors with AVX512, 0.899."""
    with pytest.raises(LanguageError, match="other numbers on other processors"):
        adgen.vjp(lambda x: getattr(ufunc, method)(x), np.array([0.7, 1.2, 0.3]))


PLACES = np.array([0, 4, 2, 5])


@pytest.mark.parametrize("name", ["multiply", "maximum", "minimum"])
def test_reduceat_gives_the_numbers_of_numpy(name):
    ufunc = getattr(np, name)
    for x in (_RNG.standard_normal(6), _RNG.standard_normal((3, 6)).astype("f4")):
        dot = _RNG.standard_normal(x.shape).astype(x.dtype)

        def f(x):
            return ufunc.reduceat(x, PLACES, axis=-1)

        value, pullback = adgen.vjp(f, x)
        pushed_value, pushed = adgen.jvp(f, (x,), (dot,))
        for found in (value, pushed_value):
            np.testing.assert_array_equal(found, f(x))
            assert found.dtype == x.dtype
        (bar,) = pullback(np.ones_like(value))
        assert np.isclose(np.sum(bar * dot), np.sum(pushed), rtol=1e-4)


@pytest.mark.parametrize("places", [np.array([0, -1]), np.array([0, 6])])
def test_reduceat_beyond_the_array_is_an_error(places):
    x = np.arange(6.0)
    with pytest.raises(IndexError):
        np.multiply.reduceat(x, places)
    with pytest.raises(IndexError):
        adgen.grad(lambda x, i: np.sum(np.multiply.reduceat(x, i)))(x, places)
