"""Counts and degrees, which have no derivative themselves: in every form that SciPy takes."""

from __future__ import annotations

import operator

import numpy as np
import pytest
import scipy.special as special
import scipy.stats as stats

import adgen


def _good(f, *args):
    assert adgen.check(f, *args).reverse < 1e-9
    return True


@pytest.mark.parametrize(
    "f",
    [
        lambda p: special.bdtr(1.7, 5, p),
        lambda p: special.bdtrc(1.7, 5, p),
        lambda p: special.bdtri(1.7, 5, p),
        lambda p: special.nbdtr(1.7, 5.3, p),
        lambda p: special.pdtr(1.7, p),
        lambda p: special.pdtrc(1.7, p),
        lambda p: special.pdtri(1.7, p),
        lambda p: special.smirnov(3.3, p),
        lambda p: special.smirnovi(3.3, p),
        lambda p: special.expn(1.7, p),
        lambda p: special.kn(1.7, p),
        lambda p: special.yn(1.7, p),
        lambda p: special.pdtr(np.array([1.2, 3.9]), p).sum(),
    ],
)
@pytest.mark.filterwarnings("ignore:floating point number truncated")
def test_scipy_leaves_out_what_is_behind_the_point(f):
    assert _good(f, 0.3)


@pytest.mark.parametrize("name", ["jn", "yn", "in", "kn"])
def test_second_slopes_of_spherical_functions_of_a_degree_with_a_point(name):
    function = getattr(special, f"spherical_{name}")

    def slope(z):
        return function(1.7, z, derivative=True)

    assert _good(slope, 0.8)


def test_the_exponential_integral_of_degree_0():
    def f(x):
        return np.sum(special.expn(np.array([0, 1, 2]), x))

    x = np.array([0.3, 1.4, 0.9])
    assert _good(f, x)
    assert adgen.grad(lambda x: special.expn(0, x))(2.0) == pytest.approx(
        -np.exp(-2.0) * (1 / 2 + 1 / 4)
    )
    second = adgen.grad(adgen.grad(lambda x: special.expn(1, x)))(2.0)
    assert second == pytest.approx(np.exp(-2.0) * (1 / 2 + 1 / 4))


_FAMILIES = {
    "legendre": (),
    "chebyt": (),
    "chebyu": (),
    "hermite": (),
    "hermitenorm": (),
    "laguerre": (),
    "genlaguerre": (0.5,),
    "jacobi": (0.5, 0.7),
    "gegenbauer": (0.6,),
    "chebyc": (),
    "chebys": (),
    "sh_legendre": (),
    "sh_chebyt": (),
    "sh_chebyu": (),
    "sh_jacobi": (2.5, 0.7),
}


@pytest.mark.parametrize("family", _FAMILIES)
@pytest.mark.parametrize("form", ["literal", "array"])
def test_the_polynomial_of_degree_0_has_slope_0_everywhere(family, form):
    function, given = getattr(special, f"eval_{family}"), _FAMILIES[family]
    x = np.array([0.3, -2.4, 3.3, 1.0, -1.0, 0.0])
    if form == "literal":
        gradient = adgen.grad(lambda x: np.sum(function(0, *given, x)))
        hessian = adgen.hessian(lambda x: np.sum(function(1, *given, x)))
    else:
        n = np.zeros(6, dtype=int)
        gradient = adgen.grad(lambda x: np.sum(function(n, *given, x)))
        hessian = adgen.hessian(lambda x: np.sum(function(n + 1, *given, x)))
    np.testing.assert_array_equal(gradient(x), np.zeros(6))
    np.testing.assert_allclose(hessian(x), np.zeros((6, 6)), atol=1e-14)


@pytest.mark.parametrize(
    "f",
    [
        lambda x: special.eval_legendre([0, 1, 2], x),
        lambda x: special.eval_jacobi([1, 2, 3], 0.5, [0.3, 0.4, 0.5], x),
        lambda x: special.polygamma([1, 2, 3], x),
        lambda x: special.struve([1, 2, 3], x),
        lambda x: special.bdtr([1, 2, 3], 7, x),
        lambda x: special.expn([0, 1, 2], x),
        lambda x: special.yn((0, 1, 2), x),
        lambda x: special.sph_harm_y([1, 2, 2], [0, 1, 2], x, 0.3).real,
        lambda x: stats.poisson.pmf([1, 2, 3], x),
        lambda x: stats.binom.logpmf([1, 2, 3], [3, 4, 5], x),
    ],
)
def test_a_list_of_degrees_is_an_array_of_them(f):
    assert _good(lambda x: np.sum(f(x) ** 2), 0.4)
    assert _good(lambda x: np.sum(f(x) ** 2), np.array([0.4, 0.5, 0.6]))


def test_a_list_beside_an_array_in_a_function_of_operators():
    def f(x):
        left = operator.matmul([1.0, 2.0], x)
        return operator.matmul(x, [1.0, 2.0]) * left + operator.concat([1.0], [left])[1]

    assert _good(f, np.array([0.3, 0.4]))


@pytest.mark.parametrize("name", ["ber", "bei", "berp", "beip"])
def test_kelvin_functions_at_0(name):
    function = getattr(special, name)
    assert _good(lambda x: function(x), 0.0)
    assert np.isfinite(adgen.grad(adgen.grad(lambda x: function(x)))(0.0))


@pytest.mark.parametrize("function", [special.struve, special.modstruve])
def test_struve_functions_at_0(function):
    # DLMF 11.2.1: the series of H, and with other signs of L, begin so.
    first = [2 / np.pi, 0.0, 0.0]
    second = [0.0, 4 / (3 * np.pi), 0.0]
    for v in range(3):
        slope = adgen.grad(lambda x, v=v: function(v, x))
        assert slope(0.0) == pytest.approx(first[v])
        assert adgen.grad(lambda x, slope=slope: slope(x))(0.0) == pytest.approx(
            second[v]
        )
    orders = np.arange(3)
    gradient = adgen.grad(lambda x: np.sum(function(orders, x)))
    np.testing.assert_allclose(gradient(np.zeros(3)), first)
    assert _good(lambda x: function(orders, x).sum(), 0.8)
    assert _good(lambda x: function(-1.5, x), 0.8)


@pytest.mark.parametrize("function", [special.sici, special.shichi])
def test_the_sine_integral_at_0(function):
    def f(x):
        return function(x)[0]

    sign = -1.0 if function is special.sici else 1.0
    expected = [1.0, 0.0, sign / 3, 0.0]
    derivative = f
    for value in expected:
        derivative = adgen.grad(derivative)
        assert derivative(0.0) == pytest.approx(value)
