"""Calls that were wrong without a word, found by trying what NumPy and SciPy accept."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg
import scipy.special
import scipy.stats
from scipy import integrate, interpolate

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
    with pytest.raises(LanguageError, match="of other numbers than floats"):
        adgen.grad(lambda x: np.sum(np.fromiter((v * 2 for v in x), int) * x))(
            np.ones(2)
        )
    made = adgen.grad(lambda x: np.sum(np.fromiter((v * v for v in x), float)))
    assert list(made(np.array([0.5, 2.0]))) == [1.0, 4.0]


def test_angles_that_are_always_zero():
    """Two planes in space share a line, whatever they are."""
    draw = np.random.default_rng(3)
    a, b, turn = (draw.standard_normal((3, 2)) for _ in range(3))
    angles = scipy.linalg.subspace_angles
    _, slopes = adgen.jvp(lambda a: angles(a, b), (a,), (turn,))
    assert slopes[1] == 0.0
    assert adgen.check(lambda a, b: angles(a, b)[:1], a, b).reverse < 1e-12
    assert not np.any(adgen.grad(lambda a, b: angles(a, b)[1], (0, 1))(a, b))
    adgen.check(adgen.grad(lambda a: angles(a, b)[0] ** 2), a)


def test_an_angle_that_becomes_zero():
    a = np.random.default_rng(3).standard_normal((4, 2))
    with pytest.raises(np.linalg.LinAlgError, match="an angle that becomes 0"):
        adgen.grad(lambda a, b: np.sum(scipy.linalg.subspace_angles(a, b)))(a, a)


@pytest.mark.parametrize(
    ("n", "k", "in_n", "in_k"),
    [
        (5.0, 2.0, 4.5, 10 / 3),
        (-0.6, 1.4, -25 / 14, 25 / 14),
        (5.0, 8.0, 1 / 168, -1 / 168),
        (5.0, -1.0, 0.0, 1 / 6),
        (5.0, -2.0, 0.0, -1 / 42),
        (2.5, 4.5, -4 / 63, 4 / 63),
    ],
)
def test_binomial_coefficients_where_they_vanish(n, k, in_n, in_k):
    """0 times a pole of digamma."""
    found = adgen.grad(scipy.special.binom, argnums=(0, 1))(n, k)
    np.testing.assert_allclose(found, (in_n, in_k), atol=1e-14)
    arrays = adgen.grad(lambda n, k: np.sum(scipy.special.binom(n, k)), (0, 1))
    for slope, wanted in zip(arrays(np.full(2, n), np.full(2, k)), (in_n, in_k)):
        np.testing.assert_allclose(slope, wanted, atol=1e-14)
    adgen.check(adgen.grad(lambda n: scipy.special.binom(n, k)), n)
    adgen.check(adgen.grad(lambda k: scipy.special.binom(n, k)), k)


def test_the_number_of_choices_from_fewer_than_none():
    choices = adgen.grad(lambda n, k: scipy.special.comb(n, k), argnums=(0, 1))
    assert choices(-0.6, 1.4) == (0.0, 0.0)
    np.testing.assert_allclose(choices(5.0, 2.0), (4.5, 10 / 3))


@pytest.mark.parametrize("z", [-3.0, -2.0, -1.0, 0.0, 0.5, 3.0, -1.5])
def test_one_over_gamma_at_its_zeros(z):
    slope = adgen.grad(scipy.special.rgamma)
    h = 1e-4
    near = (scipy.special.rgamma(z + h) - scipy.special.rgamma(z - h)) / (2 * h)
    assert slope(z) == pytest.approx(near, rel=1e-6, abs=1e-6)
    assert adgen.check(slope, z).forward < 1e-8


@pytest.mark.parametrize(
    "function",
    [
        scipy.special.boxcox,
        scipy.special.powm1,
        np.power,
        np.float_power,
        lambda x, y: scipy.special.boxcox1p(x - 1.0, y),
        lambda x, y: np.power(x, 1.4),
    ],
)
def test_powers_of_negative_numbers_of_python(function):
    """The value is not a number; x ** y is complex."""
    with np.errstate(all="ignore"):
        slope = adgen.grad(function)(-0.6, 1.4)
        bend = adgen.grad(adgen.grad(function))(-0.6, 1.4)
    for found in (slope, bend):
        assert np.isrealobj(found)
        assert np.isnan(found)
    assert adgen.grad(function)(0.6, 1.4) > 0.0


def test_box_and_cox_at_zero():
    """-1 / lmbda there."""
    with np.errstate(all="ignore"):
        assert adgen.grad(scipy.special.boxcox, argnums=1)(0.0, 2.0) == 0.25


def test_zeta_of_a_complex_number():
    with pytest.raises(KindError, match="zeta with complex numbers"):
        adgen.vjp(lambda z: scipy.special.zeta(z), 2.4 + 0.3j)[1](1.0 + 0j)


@pytest.mark.parametrize(
    "function",
    [
        scipy.special.digamma,
        scipy.special.y1,
        scipy.special.kolmogorov,
        scipy.special.zetac,
        scipy.special.lambertw,
        lambda x: scipy.special.jv(x, np.float32(0.7)),
        lambda x: scipy.special.gammainc(x, 0.7),
        lambda x: scipy.special.stdtr(x, 0.3),
        lambda x: np.maximum(x, 0.2),
        lambda x: np.copysign(1.5, x),
        lambda x: np.interp(x, [0.0, 1.0], [2.0, 3.0]),
        lambda x: np.median(x),
    ],
)
def test_numbers_of_single_precision_keep_it(function):
    x = np.float32(0.4)
    (x_bar,) = adgen.vjp(lambda x: np.real(function(x)), x)[1](1.0)
    assert type(x_bar) is np.float32


def test_tangents_of_single_precision_keep_it():
    x = np.float32(0.4)
    assert type(adgen.jvp(lambda x: np.copysign(1.5, x), (x,), (x,))[1]) is np.float32
    assert type(adgen.grad(lambda z: abs(z) ** 2)(np.complex64(1j))) is np.complex64


def test_scores_of_all_elements():
    x = np.random.default_rng(1).random((3, 2))
    adgen.check(lambda x: scipy.stats.zscore(x, axis=None) ** 3, x)
    adgen.check(lambda x: scipy.stats.zscore(x, axis=None, ddof=1) ** 3, x)


@pytest.mark.parametrize("order", [1, 2, 3])
@pytest.mark.parametrize("ends", ["not-a-knot", "natural", "clamped"])
def test_the_value_of_a_derived_curve_is_that_of_scipy(order, ends):
    """Its coefficients are rounded once more than what a curve gives at that order."""
    points = np.array([0.0, 0.13, 0.31, 0.6, 0.77, 1.0])
    places = np.linspace(0.05, 0.94, 11)

    def of_cubic(y, at):
        curve = interpolate.CubicSpline(points, y, bc_type=ends)
        return curve.derivative(order)(at)

    def of_shape(at):
        curve = interpolate.PchipInterpolator(points, np.cos(3 * points))
        return curve.derivative(order)(at)

    def of_basis(y, at):
        curve = interpolate.make_interp_spline(points, y, k=5)
        return curve.derivative().derivative(order)(at)

    y = np.cos(3 * points)
    for f in (of_cubic, of_basis):
        np.testing.assert_array_equal(adgen.vjp(f, y, places)[0], f(y, places))
        adgen.check(f, y, places)
    np.testing.assert_array_equal(adgen.vjp(of_shape, places)[0], of_shape(places))
