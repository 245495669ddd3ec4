"""The edges of shapes: no elements, one element along an axis, no axes, more rows than columns.

What is wrong at an edge has the wrong shape, or is not a number, without a word.
"""

from __future__ import annotations

import numpy as np
import pytest
import scipy.integrate
import scipy.linalg
import scipy.special

import adgen
from tests.rules.test_registry import direction

EMPTY = {
    "diff": lambda x: np.diff(x),
    "ediff1d": lambda x: np.ediff1d(x),
    "polyder": lambda x: np.polyder(x),
    "cumprod": lambda x: np.cumprod(x),
    "cumulative_prod": lambda x: np.cumulative_prod(x, include_initial=True),
    "product": lambda x: np.prod(x) * np.ones(2),
    "products": lambda x: np.prod(np.reshape(x, (0, 3)), axis=0),
    "sum": lambda x: np.sum(np.sin(x)) + np.zeros(1),
    "sorted": lambda x: np.sort(x)[::-1] * x,
    "joined": lambda x: np.concatenate((x, np.ones(2), x)),
}


@pytest.mark.parametrize("name", EMPTY)
def test_arrays_without_elements(name):
    x = np.zeros(0)
    value, value_dot = adgen.jvp(EMPTY[name], (x,), (x,))
    assert np.shape(value_dot) == np.shape(value)
    assert not np.any(value_dot)
    _, pullback = adgen.vjp(EMPTY[name], x)
    (x_bar,) = pullback(direction(value, 3))
    assert x_bar.shape == (0,)


def test_an_empty_matrix_beside_a_full_one():
    a, b = np.zeros((0, 3)), np.ones((3, 2))
    a_bar, b_bar = adgen.grad(lambda a, b: np.sum(a @ b), (0, 1))(a, b)
    assert a_bar.shape == (0, 3)
    np.testing.assert_array_equal(b_bar, np.zeros((3, 2)))


def test_empty_and_full_arrays_have_texts_of_their_own():
    gradient = adgen.grad(lambda x: np.sum(np.diff(x) ** 2))
    assert gradient(np.zeros(0)).shape == (0,)
    np.testing.assert_allclose(gradient(np.array([1.0, 3.0])), [-4.0, 4.0])
    assert gradient(np.zeros(0)).shape == (0,)


@pytest.mark.parametrize(
    ("subscripts", "left", "right"),
    [
        ("ij,jk->ik", (3, 1), (4, 2)),
        ("ij,jk->ik", (3, 4), (1, 2)),
        ("bij,bjk->bik", (1, 3, 4), (2, 4, 2)),
        ("bij,bjk", (2, 1, 4), (1, 4, 2)),
        ("i,i", (1,), (4,)),
        ("i,i->i", (4,), (1,)),
    ],
)
def test_einsum_repeats_what_has_length_one(subscripts, left, right):
    draw = np.random.default_rng(1)
    a, b = draw.standard_normal(left), draw.standard_normal(right)
    adgen.check(lambda a, b: np.einsum(subscripts, a, b) ** 2, a, b)


@pytest.mark.parametrize("initial", [None, 0])
@pytest.mark.parametrize("shape", [(1, 3), (2, 3)])
def test_running_integral_of_one_point(shape, initial):
    def f(y):
        return np.sum(
            scipy.integrate.cumulative_trapezoid(y, dx=0.3, axis=0, initial=initial)
        )

    want = 0.15 if shape[0] == 2 else 0.0
    y = np.arange(1.0, 1.0 + np.prod(shape)).reshape(shape)
    np.testing.assert_allclose(adgen.grad(f)(y), np.full(shape, want))


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("shape", [(3, 3), (4, 3), (2, 3), (1, 3), (1, 1)])
def test_polar_factors_of_any_shape(shape, side):
    a = np.random.default_rng(2).standard_normal(shape)
    adgen.check(lambda a: scipy.linalg.polar(a, side=side)[0] ** 3, a)
    adgen.check(lambda a: scipy.linalg.polar(a, side)[1] ** 3, a)


def along(axis):
    return {
        "sum": lambda x: np.sum(x, axis=axis),
        "method": lambda x: x.sum(axis=axis, keepdims=True),
        "prod": lambda x: np.prod(x, axis=axis),
        "max": lambda x: np.max(x, axis=axis),
        "nanmin": lambda x: np.nanmin(x, axis=axis),
        "nanmean": lambda x: np.nanmean(x, axis=axis),
        "cumsum": lambda x: np.cumsum(x, axis=axis),
        "cumprod": lambda x: np.cumprod(x, axis=axis),
        "cumulative": lambda x: np.cumulative_sum(x, axis=axis),
        "repeat": lambda x: np.repeat(x, 3, axis=axis),
        "take": lambda x: np.take(x, 0, axis=axis),
        "logsumexp": lambda x: scipy.special.logsumexp(x, axis=axis),
        "softmax": lambda x: scipy.special.softmax(x, axis=axis) * x,
    }


@pytest.mark.parametrize("axis", [0, -1])
@pytest.mark.parametrize("name", along(0))
def test_the_axis_of_an_array_without_axes(name, axis):
    """NumPy takes it for a vector of one element; the adjoint has no axes again."""
    x = np.array(2.0)
    f = along(axis)[name]
    value, value_dot = adgen.jvp(f, (x,), (np.array(1.0),))
    assert np.shape(value_dot) == np.shape(f(x))
    np.testing.assert_array_equal(value, f(x))
    _, pullback = adgen.vjp(f, x)
    (x_bar,) = pullback(np.ones(np.shape(value)))
    assert np.shape(x_bar) == ()
    np.testing.assert_allclose(x_bar, np.sum(value_dot))
    assert abs(x_bar) in (1.0, 3.0)


@pytest.mark.parametrize("at", [0.5, 1.0, 1.5, 2.0, -1.0, 3.0])
def test_interpolation_with_equal_points(at):
    """Between equal points there is a jump; NumPy takes the piece that begins there."""
    xp, fp = np.array([0.0, 1.0, 1.0, 2.0]), np.array([0.0, 1.0, 3.0, 4.0])
    slopes = adgen.grad(np.interp, argnums=(0, 1, 2))(at, xp, fp)
    assert all(np.all(np.isfinite(slope)) for slope in slopes)
    step = 1e-6 if at < 2.0 else -1e-6
    wanted = (np.interp(at + step, xp, fp) - np.interp(at, xp, fp)) / step
    if at in (0.5, 1.0, 1.5, -1.0, 3.0):
        np.testing.assert_allclose(slopes[0], wanted, atol=1e-6)
    # It is linear in the values, and moves with the points.
    np.testing.assert_allclose(slopes[2] @ fp, np.interp(at, xp, fp))
    np.testing.assert_allclose(np.sum(slopes[1]), -slopes[0])


@pytest.mark.parametrize("lower", [False, True])
def test_banded_matrices_of_one_element(lower):
    ab = np.array([[2.0]])
    for f in (
        lambda ab: scipy.linalg.eigvals_banded(ab, lower=lower) ** 2,
        lambda ab: scipy.linalg.eig_banded(ab, lower=lower)[0] ** 2,
        lambda ab: scipy.linalg.eig_banded(ab, lower=lower)[1] ** 2 * ab,
        lambda ab: scipy.linalg.solveh_banded(ab, np.array([3.0]), lower=lower),
        lambda ab: scipy.linalg.cholesky_banded(ab, lower=lower),
    ):
        adgen.check(f, ab)


DATA = np.array([3.0, 1.0, 2.0, 7.0, 5.0])


@pytest.mark.parametrize(
    ("data", "method", "level", "wanted"),
    [
        # on a datum the slope is that of a level a little higher, at the end a little lower
        (DATA, "linear", 0.0, 4.0),
        (DATA, "linear", 0.5, 8.0),
        (DATA, "linear", 1.0, 8.0),
        (DATA, "interpolated_inverted_cdf", 1.0, 10.0),
        (DATA, "hazen", 0.1, 5.0),
        (DATA, "hazen", 0.05, 0.0),
        (DATA, "hazen", 0.95, 0.0),
        (DATA, "lower", 0.5, 0.0),
        (DATA, "averaged_inverted_cdf", 0.4, 0.0),
        (DATA[:1], "linear", 0.3, 0.0),
        (DATA[:1], "weibull", 0.3, 0.0),
        (np.array([-np.inf, 1.0, 2.0, np.nan, np.inf]), "linear", 0.5, 3.0),
    ],
)
def test_the_level_of_a_quantile(data, method, level, wanted):
    def quantile(level):
        return np.nanquantile(data, level, method=method)

    def percentile(level):
        return np.nanpercentile(data, level, method=method)

    assert adgen.grad(quantile)(level) == pytest.approx(wanted)
    assert adgen.jvp(percentile, (100 * level,), (100.0,))[1] == pytest.approx(wanted)
    if not np.any(np.isnan(data)):
        found = adgen.grad(lambda q: np.quantile(data, q, method=method))(level)
        assert found == pytest.approx(wanted)


@pytest.mark.parametrize("method", ["averaged_inverted_cdf", "lower", "hazen"])
@pytest.mark.parametrize("kind", [np.float64, np.float32])
def test_a_quantile_is_the_sum_of_its_slopes_times_the_data(method, kind):
    """At whole places too, where it depends on the last digit which of the data count."""
    for n in (1, 2, 5, 10):
        x = np.cos(np.arange(1.0, n + 1) ** 2).astype(kind)

        def f(x, level):
            return np.quantile(x, level, method=method)

        gradient = adgen.grad(f)
        for level in (0.0, 0.1, 0.3, 0.37, 0.5, 0.7, 0.9, 1.0):
            assert gradient(x, level) @ x == pytest.approx(f(x, level), abs=1e-6)


@pytest.mark.parametrize(
    ("call", "x", "remedy"),
    [
        (lambda x: np.copysign.reduce(x), np.zeros(0), "Python raises an error"),
        (lambda x: np.fmax.reduce(x), np.zeros((0, 3)), "Python raises an error"),
        (lambda x: np.logaddexp.reduce(x), 2.0, "np.atleast_1d"),
        (lambda x: np.hypot.reduce(x), np.array(2.0), "np.atleast_1d"),
        (lambda x: np.add.accumulate(x), 2.0, "Python raises an error"),
        (lambda x: np.convolve(x, 3.0), 2.0, "multiply by it"),
        (lambda x: np.convolve(x, 3.0), np.ones(3), "multiply by it"),
        (lambda x: np.correlate(2.0, x), np.ones(1), "multiply by it"),
    ],
)
def test_what_has_no_rows_is_refused_with_a_remedy(call, x, remedy):
    with pytest.raises(adgen.AdgenError, match=remedy):
        adgen.vjp(lambda x: np.sum(call(x)), x)[1](1.0)


def test_lengths_of_nothing_are_zero():
    assert adgen.grad(lambda x: np.hypot.reduce(x))(np.zeros(0)).shape == (0,)
    a = np.zeros((0, 3))
    value, dot = adgen.jvp(lambda a: np.hypot.reduce(a), (a,), (a,))
    np.testing.assert_array_equal(value, np.zeros(3))
    np.testing.assert_array_equal(dot, np.zeros(3))
    _, dot = adgen.jvp(lambda a: np.fmax.accumulate(a), (a,), (a,))
    assert dot.shape == (0, 3)


@pytest.mark.parametrize("shape", [(2, 3), (3, 2, 2)])
def test_a_product_of_the_rows_of_an_array_is_refused(shape):
    x = np.ones(shape)
    with pytest.raises(adgen.AdgenError, match="how many factors"):
        adgen.jvp(lambda x: np.linalg.multi_dot(x), (x,), (x,))
    with pytest.raises(adgen.AdgenError, match="how many factors"):
        adgen.grad(lambda x: np.sum(np.linalg.multi_dot(x)))(x)


@pytest.mark.parametrize("name", ["ascontiguousarray", "asfortranarray"])
def test_an_array_made_of_a_number_has_one_axis(name):
    function = getattr(np, name)
    for x in (2.0, np.array(2.0)):
        assert np.shape(adgen.grad(lambda x: np.sum(function(x) * 3.0))(x)) == ()
        value, dot = adgen.jvp(lambda x: function(x), (x,), (x,))
        assert value.shape == dot.shape == (1,)
        _, pullback = adgen.vjp(lambda x: function(x) ** 2, x)
        assert np.shape(pullback(np.ones(1))[0]) == ()
