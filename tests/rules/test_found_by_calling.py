"""Faults that were found by calling every function in all the ways NumPy and SciPy take."""

from __future__ import annotations

import functools

import numpy as np
import pytest
import scipy.fft
import scipy.integrate
import scipy.interpolate
import scipy.linalg
import scipy.optimize
import scipy.signal
import scipy.stats

import adgen
from adgen.errors import KindError, LanguageError, NoRuleError


@pytest.mark.parametrize("frequencies", [np.fft.fftfreq, scipy.fft.rfftfreq])
def test_the_distance_of_samples_moves_their_frequencies(frequencies):
    def f(d):
        return np.sum(frequencies(5, d) ** 2)

    assert adgen.check(f, 0.3).reverse < 1e-12


@pytest.mark.parametrize("lengths", [(4, 7), (2, 3), (3, 6), (5, 4)])
def test_a_correlation_with_what_is_longer(lengths):
    a, v = (np.cos(np.arange(1.0, n + 1.0)) for n in lengths)

    def f(a, v):
        return np.sum(np.correlate(a, v, "same") ** 3)

    assert adgen.check(f, a, v).reverse < 1e-12


def test_widths_of_padding_by_axis():
    x = np.arange(6.0).reshape(2, 3)
    weights = np.arange(16.0).reshape(4, 4)

    def f(x):
        return np.sum(np.pad(x, {-1: (0, 1), 0: 1}) * weights)

    np.testing.assert_array_equal(adgen.grad(f)(x), weights[1:3, :3])


def test_numbers_drawn_from_what_varies():
    def drawn(x):
        np.random.seed(0)
        return np.sum(np.random.permutation(x) * np.arange(3.0))

    def chosen(x):
        np.random.seed(0)
        return np.sum(np.random.choice(x, 2))

    for f in (drawn, chosen):
        with pytest.raises(NoRuleError, match="draw the (order|indices)"):
            adgen.grad(f)(np.ones(3))


def test_an_index_drawn_by_probabilities():
    def f(x):
        np.random.seed(0)
        return np.sum(x[np.random.choice(3, 2, p=x / np.sum(x))] ** 2)

    x = np.array([0.2, 0.5, 1.1])
    np.random.seed(0)
    kept = np.random.choice(3, 2, p=x / np.sum(x))
    expected = 2 * x * np.bincount(kept, minlength=3)
    np.testing.assert_allclose(adgen.grad(f)(x), expected)
    hessian = adgen.hessian(f)(x)
    np.testing.assert_allclose(hessian, np.diag(2.0 * np.bincount(kept, minlength=3)))


def test_the_sign_of_complex_numbers_turns():
    z = np.array([1.0 + 2.0j])
    with pytest.raises(KindError, match="its derivative is not zero"):
        adgen.grad(lambda z: np.sum(np.real(np.sign(z))))(z)
    assert adgen.grad(lambda x: np.sum(np.sign(x) * x))(np.array([-2.0])) == [-1.0]


def test_axes_counted_from_the_front_of_different_ranks():
    def f(x, y):
        return np.sum(np.vecdot(x, y, axis=0) ** 2)

    matrix = np.arange(12.0).reshape(3, 4)
    with pytest.raises(KindError, match="different ranks"):
        adgen.grad(f)(matrix, np.ones(3))
    assert adgen.check(f, matrix, np.cos(matrix)).reverse < 1e-12


def test_steps_of_the_trapezoid_in_an_array():
    with pytest.raises(KindError, match="give it x"):
        adgen.grad(lambda y: np.sum(np.trapezoid(y, dx=np.ones(3))))(np.ones(4))


def test_points_of_a_gradient_in_a_list():
    def f(y, x):
        return np.sum(np.gradient(y, [0.0, 1.0, 3.0, x]) ** 2)

    assert adgen.check(f, np.array([0.7, 1.2, 0.3, 2.0]), 5.0).reverse < 1e-12


def test_curves_that_end():
    places, inside = np.array([-0.5, 0.7]), np.array([0.3, 0.7])

    def cubic(y, at):
        curve = scipy.interpolate.CubicSpline([0.0, 1.0], y, extrapolate=False)
        return np.nansum(curve(at))

    with pytest.raises(LanguageError, match="extrapolate"):
        adgen.grad(cubic)(np.ones(2), places)
    assert adgen.grad(lambda y: np.sum(scipy.interpolate.interp1d([0, 1], y)(inside)))(
        np.ones(2)
    ) == pytest.approx([1.0, 1.0])


def test_a_slope_that_scipy_finds_in_another_way():
    def f(x):
        found = scipy.optimize.minimize(
            lambda t: np.sum((t - x) ** 2 + t**4), np.zeros(2), jac="3-point"
        )
        return found.x

    x = np.array([0.7, 1.2])
    value, pullback = adgen.vjp(f, x)
    np.testing.assert_array_equal(value, f(x))
    np.testing.assert_allclose(
        pullback(np.ones(2))[0], 2 / (2 + 12 * value**2), rtol=1e-6
    )


def test_a_filter_that_drops_imaginary_parts():
    signal = np.cos(np.arange(7.0)) + 1j
    with pytest.raises(KindError, match="complex numbers"):
        adgen.grad(lambda x: np.sum(scipy.signal.savgol_filter(x, 3, 1)))(signal)


def test_einsum_of_two_is_not_copied():
    def f(x, y):
        return np.einsum("ij,ij", x, y)

    gradient = adgen.grad(f)
    gradient(np.ones((2, 2)), np.ones((2, 2)))
    assert "copy" not in gradient.source


@pytest.mark.parametrize("weights", [[1.0, 2.0, 3.0], np.array([1j, 2, 3], "F"), None])
def test_averages_have_the_dtype_of_their_weights(weights):
    def f(x):
        return np.average(x, weights=weights)

    x = np.array([0.7, 1.2, 0.3], np.float32)
    value, tangent = adgen.jvp(f, (x,), (x,))
    assert tangent.dtype == value.dtype == f(x).dtype
    np.testing.assert_allclose(tangent, value, rtol=1e-6)
    assert adgen.vjp(f, x)[1](np.ones((), value.dtype)[()])[0].dtype == np.float32


def test_points_of_a_curve_in_words():
    def f(x, y):
        return scipy.interpolate.CubicSpline(x, y)(0.5)

    x = np.array([0.0, 1.0, 2.5])
    with pytest.raises(NoRuleError, match="CubicSpline has no derivative .* its knots"):
        adgen.grad(f)(x, x)
    with pytest.raises(KindError, match="CubicSpline with complex numbers"):
        adgen.vjp(lambda y: f(np.arange(3.0), y), x + 1j)[1](1.0 + 0j)


def test_a_pair_that_makes_one_matrix_moves_as_one():
    def f(c, r, x):
        return scipy.linalg.matmul_toeplitz((c, r), x)

    three = (np.arange(3.0), np.ones(3), np.ones(3))
    with pytest.raises(KindError, match="of a pair of column and row"):
        adgen.jvp(f, three, three)
    with pytest.raises(KindError, match="of a pair of column and row"):
        adgen.vjp(f, *three)


@pytest.mark.parametrize("shape", [(2, 4), (3, 3)])
def test_residuals_that_are_empty(shape):
    def f(a, b):
        x, residuals, _, _ = np.linalg.lstsq(a, b, rcond=None)
        return np.sum(x**2) + np.sum(residuals)

    a = np.cos(np.arange(np.prod(shape))).reshape(shape) + np.eye(*shape)
    b = np.eye(3)
    assert adgen.check(f, a, b[: shape[0], :2]).reverse < 1e-12
    both = adgen.jvp(
        lambda a: np.linalg.lstsq(a, b[: shape[0]], rcond=None)[1], (a,), (a,)
    )
    assert both[1].shape == both[0].shape == (0,)


@pytest.mark.parametrize("shape", [(4, 1), (1,), (4, 3), (3,)])
def test_points_that_a_density_spreads_have_adjoints_of_their_shape(shape):
    """SciPy takes one column for as many as there are variables."""
    stats = pytest.importorskip("scipy.stats")
    mean, cov = np.array([0.1, 0.2, 0.3]), np.eye(3) + 0.1

    def density(x):
        return np.sum(stats.multivariate_normal.pdf(x, mean, cov))

    x = np.random.default_rng(0).normal(size=shape)
    gradient = adgen.grad(density)(x)
    assert gradient.shape == shape
    direction = np.random.default_rng(1).normal(size=shape)
    slope = (density(x + 1e-6 * direction) - density(x - 1e-6 * direction)) / 2e-6
    assert np.sum(gradient * direction) == pytest.approx(slope, rel=1e-6)


def through_knots(values, at):
    curve = scipy.interpolate.interp1d([0.0, 1.0, 2.0], values)
    return np.sum(curve(at) ** 3)


def test_knots_of_the_text_are_not_kept_with_what_varies():
    """In a function that is called they stood on the tape, and counted as varying."""

    def called(values):
        return through_knots(values, np.array([0.3, 0.8, 1.2]))

    def in_line(values):
        curve = scipy.interpolate.interp1d([0.0, 1.0, 2.0], values)
        return np.sum(curve(np.array([0.3, 0.8, 1.2])) ** 3)

    values, direction = np.array([1.0, 2.0, 4.0]), np.array([0.3, -0.2, 0.9])
    found = adgen.hvp(called)(values, direction)
    assert found == pytest.approx(adgen.hvp(in_line)(values, direction), rel=1e-14)


@pytest.mark.parametrize("base", [2.0, np.array([2.0, 3.0, 4.0])])
def test_points_between_ends_that_are_arrays(base):
    def f(start, stop, base):
        points = np.logspace(start, stop, 3, base=base)
        return np.sum(points * np.geomspace(start, stop, 3, False) ** 2)

    ends = (np.array([0.3, 0.4, 0.5]), np.array([0.7, 0.9, 0.8]))
    assert adgen.check(f, *ends, base).reverse < 1e-12
    assert adgen.check(f, 0.3, ends[1], base).reverse < 1e-12


@pytest.mark.parametrize("function", [np.nancumsum, np.nancumprod])
def test_running_sums_that_leave_out_nan(function):
    x = np.array([[0.3, np.nan, 0.5], [0.2, 0.1, 0.6]])
    v = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    _, moved = adgen.jvp(lambda x: function(x, axis=1), (x,), (v,))
    kept = np.nan_to_num(x, nan=0.0 if function is np.nancumsum else 1.0)
    plain = np.cumsum if function is np.nancumsum else np.cumprod
    v[0, 1] = 0.0
    _, expected = adgen.jvp(lambda x: plain(x, axis=1), (kept,), (v,))
    np.testing.assert_allclose(moved, expected)
    assert adgen.grad(lambda x: function(x, axis=0)[0])(0.7) == 1.0


def test_an_initial_element_along_an_axis_of_run_time():
    def f(x, axis):
        sums = np.cumulative_sum(x, axis=axis, include_initial=True)
        return np.sum(sums**2) + np.sum(
            np.cumulative_prod(x, axis=axis, include_initial=True) ** 3
        )

    x = np.cos(np.arange(6.0).reshape(2, 3))
    for axis in (0, 1, -1):
        assert adgen.check(lambda x, axis=axis: f(x, axis), x).reverse < 1e-12
        fixed = adgen.grad(lambda x, axis=axis: f(x, axis))(x)
        np.testing.assert_allclose(adgen.grad(f)(x, axis), fixed)


def test_a_product_of_columns_of_stacks():
    stack = np.ones((2, 3, 3))
    with pytest.raises(KindError, match="3 axes, but of one matrix"):
        adgen.grad(lambda a: np.sum(scipy.linalg.khatri_rao(a, a)))(stack)


def test_a_covariance_that_is_no_matrix():
    x, variances = np.array([0.3, 0.4]), np.array([1.1, 1.2])
    normal = scipy.stats.multivariate_normal
    for f in (
        lambda c: normal.logpdf(x, cov=c),
        lambda c: normal.pdf(x, x, c),
        lambda c: normal.entropy(x, c),
    ):
        with pytest.raises(KindError, match="without a matrix cov"):
            adgen.grad(f)(variances)
        assert adgen.check(lambda c, f=f: f(np.diag(c)), variances).reverse < 1e-9


def test_points_of_an_integral_in_a_list():
    def f(a, b):
        cut = scipy.integrate.quad(lambda t: abs(t - 0.3) * a * t, 0.0, b, points=[0.3])
        return cut[0]

    assert adgen.check(f, 0.7, 1.1).reverse < 1e-9


def test_a_rule_for_what_has_no_name():
    with pytest.raises(adgen.errors.RuleError, match="which is no function"):
        adgen.elementwise(functools.partial(np.power, 2.0), dx="1.0")
