"""Medians, quantiles, polynomials, vectors and tuples along axes of arrays; values and types."""

from __future__ import annotations

import numpy as np
import pytest

import adgen
from adgen.errors import LanguageError
from tests import oracle

X = (np.random.default_rng(4).permutation(24).reshape(2, 3, 4) + 1) / 7.0
DOT = np.random.default_rng(5).standard_normal(X.shape)


def right(f, x=X, dot=DOT):
    """Values bit for bit and of one type; tangents, adjoints and their types."""
    value, pushed = adgen.jvp(f, (x,), (dot,))
    again, pullback = adgen.vjp(f, x)
    assert oracle.error(pushed, oracle.five_point(f, [x], [dot])) < oracle.FIVE_POINT
    bar = np.cos(np.arange(np.size(value))).reshape(np.shape(value))
    (x_bar,) = pullback(bar if bar.ndim else bar[()])
    assert oracle.identity(bar, pushed, (x_bar,), (dot,)) < 1e-11
    for kind in (np.float64, np.float32):
        narrow = x.astype(kind)
        wanted = f(narrow)
        again, pullback = adgen.vjp(f, narrow)
        assert type(again) is type(wanted) and again.dtype == wanted.dtype
        np.testing.assert_array_equal(again, wanted)
        assert pullback(np.ones_like(wanted))[0].dtype == kind


@pytest.mark.parametrize("axis", [None, 1, (1,), (-1,), (0, 2), (2, 1), (0, 1, 2)])
@pytest.mark.parametrize("keepdims", [True, False])
def test_medians_and_quantiles(axis, keepdims):
    right(lambda x: np.median(x, axis=axis, keepdims=keepdims))
    right(lambda x: np.nanmedian(x, axis=axis, keepdims=keepdims))
    right(lambda x: np.quantile(x, 0.3, axis=axis, keepdims=keepdims))


def test_levels_in_lists_are_doubles():
    right(lambda x: np.percentile(x, [10, 50]))
    right(lambda x: np.nanpercentile(x, (30, 50.0), axis=-1))
    right(lambda x: np.quantile(x, [[0.1, 0.5], [0.6, 0.99]], axis=(0, 2)))
    right(lambda x: np.percentile(x, np.array([[10.0, 60.0]]), axis=0))


def test_polynomials_of_single_precision():
    right(lambda x: np.poly(x), X[0, 0], DOT[0, 0])
    right(lambda x: np.polydiv(x, x[:2])[0], X[0, 0], DOT[0, 0])
    value, _ = adgen.vjp(lambda x: np.poly(x), np.zeros(0))
    assert type(value) is float and value == 1.0


def test_coefficients_in_columns():
    right(lambda p: np.polyval(p, 2.0))
    right(lambda p: np.polyval(p, p[0]))
    right(lambda p: np.polyval(p, 0.0))


@pytest.mark.filterwarnings("ignore:Arrays of 2-dimensional vectors")
def test_vectors_of_two_and_of_three_components():
    right(lambda x: np.cross(x[..., :2], x[..., 1:]))
    right(lambda x: np.cross(x[..., 1:], x[..., :2]))
    right(lambda x: np.cross(x[:, :2], x, axisa=1, axisb=1, axisc=0))


def test_points_of_an_integral_that_are_a_matrix():
    right(lambda x: np.trapezoid(x[0] ** 2, x[1]))
    right(lambda x: np.trapezoid(x**2, np.cumsum(x, axis=1), axis=1))


def test_what_is_unstacked_is_a_tuple():
    right(lambda x: np.unstack(x)[1] * np.unstack(x, axis=-1)[0][0, 0])
    right(lambda x: sum(np.unstack(x, axis=1)))
    value, pullback = adgen.vjp(lambda x: np.unstack(np.stack((x[0], x[1]))), X)
    assert type(value) is tuple
    np.testing.assert_array_equal(pullback(value)[0], X)
    for f in (lambda x: np.unstack(x), lambda x: (1.0, np.unstack(x, axis=1))):
        with pytest.raises(LanguageError, match="a tuple is returned whose length"):
            adgen.vjp(f, X)
    with pytest.raises(LanguageError, match="an operator has a tuple"):
        adgen.vjp(lambda x: np.unstack(x) * 2, X)


def number_or_vector(x, c):
    t = x[0]
    return t @ c if np.ndim(t) else t * c


def matrix_or_number(x):
    if np.ndim(x) == 2:
        turned = np.moveaxis(x, 0, -1) @ x
        return np.sum(turned + np.swapaxes(turned, 0, 1))
    return np.sum(x * x)


def test_a_branch_for_another_rank_is_no_fault():
    """The operation that is never done was typed, and an IndexError was raised."""
    np.testing.assert_array_equal(
        adgen.grad(number_or_vector)(np.ones(3), 0.5), [0.5, 0.0, 0.0]
    )
    assert adgen.grad(matrix_or_number)(0.5) == 1.0
    np.testing.assert_array_equal(
        adgen.grad(matrix_or_number)(np.ones(3)), 2 * np.ones(3)
    )
    x = np.arange(9.0).reshape(3, 3) / 5
    assert adgen.check(matrix_or_number, x).reverse < 1e-10


def test_the_gradient_of_an_array_without_axes():
    """It begins as the number 1.0, which has no methods."""
    x = np.array(0.3)
    assert adgen.grad(lambda x: x)(x) == 1.0
    assert adgen.grad(lambda x: x if x > 0 else 2 * x)(x) == 1.0
    assert adgen.grad(lambda x: np.transpose(x))(x) == 1.0
    assert adgen.vjp(lambda x: np.column_stack([x, x]), x)[1](np.ones((1, 2)))[0] == 2.0


@pytest.mark.filterwarnings("ignore:Arrays of 2-dimensional vectors")
def test_products_of_vectors_of_two_components_are_refused():
    f = adgen.grad(lambda x, y: np.sum(np.cross(x, y)))
    for shape in ((2, 2), (3, 2), (2,)):
        with pytest.raises(ValueError, match="of vectors of two components"):
            f(np.ones(shape), np.ones(shape))
    with pytest.raises(ValueError, match="of vectors of two components"):
        adgen.vjp(lambda x: np.cross(x, x[:2], axisa=0, axisb=-1), np.ones((2, 2)))
    with pytest.raises(LanguageError, match="of vectors of two components"):
        adgen.grad(lambda a: np.cross(np.array([a, 1.0]), np.array([2.0, a])))(1.0)
