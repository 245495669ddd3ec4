"""Points at which zero meets infinity, and ends of domains, where a slope is a number after all."""

from __future__ import annotations

import cmath

import numpy as np
import pytest
from scipy import special, stats

import adgen

INF = np.inf
POINTS = (
    ("poch", (0.0, 2.0), (1.0, 0.0)),
    ("poch", (-3.0, 2.0), (-5.0, None)),
    ("poch", (-2.0, -2.0), (7 / 144, None)),
    ("poch", (-2.0, -2.5), (-0.12003920260093, 0.0)),
    ("poch", (-2.5, 2.0), (-4.0, 0.136837402419662)),
    ("poch", (-1.0, 3.5), (-1.32934038817914, 0.0)),
    ("beta", (-0.6, -2.4), (-24.577872017813423,) * 2),
    ("beta", (0.5, -2.5), (-3.35103216381, -3.35103216381)),
    ("gammainc", (1.0, 0.0), (0.0, 1.0)),
    ("gammaincinv", (2.0, 0.0), (0.0, INF)),
    ("gammaincinv", (1.0, 0.0), (0.0, 1.0)),
    ("gammainccinv", (1.0, 1.0), (0.0, -1.0)),
    ("betainc", (1.0, 3.0, 0.0), (0.0, 0.0, 3.0)),
    ("betaincinv", (1.0, 2.0, 0.0), (0.0, 0.0, 0.5)),
    ("betaincinv", (2.0, 3.0, 1.0), (0.0, 0.0, INF)),
    ("betainccinv", (2.0, 1.0, 0.0), (0.0, 0.0, -0.5)),
    ("chdtr", (2.0, 0.0), (0.0, 0.5)),
    ("agm", (0.0, -1.0), (INF, 0.0)),
    ("chdtri", (3.0, 1.0), (0.0, -INF)),
    ("gdtr", (0.3, 1.0, 0.0), (0.0, 0.0, 0.3)),
    ("gdtrix", (2.0, 1.0, 0.0), (0.0, 0.0, 0.5)),
    ("fdtr", (2.0, 3.0, 0.0), (0.0, 0.0, 1.0)),
    ("fdtri", (2.0, 3.0, 0.0), (0.0, 0.0, 1.0)),
    ("fdtri", (3.5, 2.5, 0.0), (0.0, 0.0, INF)),
    ("bdtr", (0, 3, 0.0), (None, None, -3.0)),
    ("nbdtr", (0, 3, 1.0), (None, None, 3.0)),
    ("pdtr", (0, 0.0), (None, -1.0)),
    ("chndtr", (0.0, 2.0, 1.0), (0.3032653298563167, None, 0.0)),
    ("nctdtr", (0.3, -1.0, 0.5), (None, -0.18552358366, None)),
    ("xlogy", (0.0, 0.0), (-INF, 0.0)),
    ("xlog1py", (0.0, -1.0), (-INF, 0.0)),
    ("rel_entr", (0.0, 0.0), (None, 0.0)),
    ("kl_div", (0.0, 0.0), (None, 1.0)),
    ("agm", (0.0, 2.0), (INF, 0.0)),
    ("agm", (2.0, 0.0), (0.0, INF)),
    ("it2struve0", (0.0,), (-2 / np.pi,)),
    ("pseudo_huber", (0.0, 2.0), (2.0, 0.0)),
    ("pseudo_huber", (0.0, 0.0), (0.0, 0.0)),
    ("inv_boxcox", (-1.0, 1.0), (1.0, -1.0)),
    ("elliprj", (0.0, 1.0, 1.0, -0.5), (None, None, None, -2.0943951023931953)),
    ("ellipkinc", (0.5, 1.0), (1.139493927324549, 0.025067566600)),
    ("ellipeinc", (0.5, 1.0), (0.8775825618903728, -0.021406282337)),
    ("ellipkinc", (0.0, 1.0), (1.0, 0.0)),
    ("voigt_profile", (1.0, 0.0, 0.5), (-0.203718327157626, 0.0, 0.15278874536821954)),
    ("voigt_profile", (1.0, 1e-8, 0.5), (-0.203718327157626, 0.0, 0.15278874536821954)),
    ("elliprg", (0.7, 0.5, 0.0), (0.244124846047, 0.265528863429, 0.509653709476)),
    ("elliprg", (0.0, 0.7, 0.5), (0.509653709476, 0.244124846047, 0.265528863429)),
    ("keip", (0.0,), (INF,)),
    ("eval_legendre", (-2, 0.4), (None, 1.0)),
    ("eval_legendre", (-1, 0.4), (None, 0.0)),
    ("eval_sh_legendre", (-3, 0.4), (None, -1.2)),
    ("struve", (-1.0, 0.0), (None, 0.0)),
    ("struve", (-0.5, 0.0), (None, INF)),
    ("modstruve", (-1, 0.0), (None, 0.0)),
    ("rel_entr", (0.5, 0.0), (INF, -INF)),
    ("kl_div", (0.5, 0.0), (INF, -INF)),
    ("zetac", (-1e-8,), (-0.918938513141,)),
    ("zetac", (-10.5,), (-0.02375144392688432,)),
    ("zetac", (-50.0,), (-1.8752166865192402e24,)),
)


@pytest.mark.filterwarnings("ignore:divide by zero:RuntimeWarning")
@pytest.mark.parametrize(("name", "at", "slopes"), POINTS)
def test_a_slope_at_a_point(name, at, slopes):
    """As numbers, which a division by zero would stop, and in an array with another point."""
    function = getattr(special, name)
    known = tuple(i for i, slope in enumerate(slopes) if slope is not None)
    wanted = [slopes[i] for i in known]

    def f(*args):
        return function(*args)

    def total(*args):
        return np.sum(function(*args))

    arrays = [np.array([a, 0.5]) if i in known else a for i, a in enumerate(at)]
    close = {"rtol": 1e-9, "atol": 1e-7}
    np.testing.assert_allclose(adgen.grad(f, known)(*at), wanted, **close)
    if name != "elliprj":
        bars = adgen.grad(total, known)(*arrays)
        np.testing.assert_allclose([bar[0] for bar in bars], wanted, **close)


def test_second_derivatives_at_points():
    for z, m, wanted in (
        (-2.0, 2, 2.0),
        (0.0, 3, 6.0),
        (-2.0, -2, 0.04282407407407407),
    ):
        found = adgen.hessian(lambda z, m=m: special.poch(z, m))(z)
        assert found == pytest.approx(wanted)
    bent = adgen.hessian(lambda z: special.beta(z[0], z[1]))(np.array([-0.5, -2.5]))
    assert bent[0, 0] == pytest.approx(49.0441395841, rel=1e-6)
    assert adgen.hessian(lambda x: special.gammainc(1.0, x))(0.0) == pytest.approx(-1.0)
    assert adgen.hessian(lambda x: special.zetac(x))(-20.3) == pytest.approx(
        -349.3977126220215
    )
    assert adgen.hessian(lambda x: np.real(special.kelvin(x)[2]))(0.0) == 0.0
    # H of order -1 is 2 / pi - H of order 1, and L is 2 / pi + L of order 1: DLMF 11.4.23.
    for function, sign in ((special.struve, -1), (special.modstruve, 1)):
        bend = adgen.hessian(lambda x, f=function: f(-1, x))(0.0)
        assert bend == pytest.approx(sign * 4 / (3 * np.pi))


@pytest.mark.filterwarnings("ignore:(divide by zero|invalid):RuntimeWarning")
def test_numbers_of_python_where_there_is_no_slope():
    for function in (special.rel_entr, special.kl_div):
        slopes = adgen.grad(lambda x, y, f=function: f(x, y), (0, 1))(0.0, 0.0)
        assert np.isnan(slopes[0])


@pytest.mark.filterwarnings("ignore:divide by zero:RuntimeWarning")
def test_legendre_functions_at_both_ends():
    """P of order 0 is a polynomial p, of order 2 (1 - x * x) times its second derivative."""
    for x, sign in ((1.0, 1), (-1.0, -1)):
        none = adgen.grad(lambda x: special.lpmv(0, 4, x))
        assert none(x) == pytest.approx(10.0 * sign)
        assert adgen.grad(none)(x) == pytest.approx(45.0)
        assert adgen.grad(lambda x: special.lpmv(1, 3, x))(x) == sign * INF
        assert adgen.grad(lambda x: special.lpmv(2, 4, x))(x) == pytest.approx(
            -90.0 * sign
        )
        assert adgen.grad(lambda x: special.lpmv(3, 4, x))(x) == 0.0


def test_functions_that_stop_or_vanish():
    assert adgen.grad(lambda x: special.hyp1f1(-1, -2, x))(0.7) == 0.5
    assert adgen.grad(lambda x: special.hyp1f1(-2, -3, x))(0.7) == pytest.approx(0.9)
    assert adgen.grad(lambda x: special.mathieu_sem(0, 0.4, x)[1])(30.0) == 0.0


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(("name", "end"), [("xlogy", 0.0), ("xlog1py", -1.0)])
def test_slopes_in_y_that_rise_without_bound_in_x(name, end):
    function = getattr(special, name)
    slope = adgen.grad(lambda x, y: function(x, y), 1)
    assert slope(0.0, end) == 0.0
    assert adgen.grad(lambda x: slope(x, end))(0.0) == INF
    bent = adgen.hessian(lambda v: function(v[0], v[1]))(np.array([0.0, end]))
    assert tuple(bent[1]) == (INF, 0.0)


def test_results_beside_infinite_ones():
    _, (slope, _) = adgen.jvp(lambda x: special.it2j0y0(x), (0.0,), (1.0,))
    assert slope == 0.0
    assert adgen.grad(lambda x: special.it2j0y0(x)[0])(1e-6) == pytest.approx(2.5e-7)
    assert adgen.grad(lambda x: special.it2i0k0(x)[0])(1e-6) == pytest.approx(2.5e-7)
    assert adgen.grad(lambda x: np.imag(special.kelvin(x)[2]))(0.0) == 0.5


@pytest.mark.parametrize(("name", "few"), [("skew", 2), ("kurtosis", 3)])
def test_moments_of_samples_too_few_to_be_corrected(name, few):
    function = getattr(stats, name)

    def f(x):
        return function(x, bias=False)

    x = np.array([0.3, 1.7, 0.9, 2.5])
    np.testing.assert_allclose(adgen.grad(f)(x[:few]), np.zeros(few), atol=1e-13)
    assert adgen.check(f, x).reverse < 1e-12


@pytest.mark.parametrize(
    ("law", "before", "at", "slopes"),
    [
        (stats.poisson, (), 0.0, (-1.0, 1.0, 0.0)),
        (stats.binom, (3,), 0.0, (-3.0, 3.0, 0.0)),
        (stats.binom, (1,), 1.0, (-1.0, 1.0, 0.0)),
        (stats.binom, (0,), 1.0, (0.0, 0.0, 0.0)),
        (stats.bernoulli, (), 0.0, (-1.0, 1.0, 0.0)),
        (stats.geom, (), 1.0, (0.0, 1.0, -1.0)),
        (stats.nbinom, (2.5,), 1.0, (2.5, -2.5, 0.0)),
    ],
)
def test_probabilities_where_a_parameter_is_at_its_end(law, before, at, slopes):
    """They begin to move there, also those that are 0; as a number and in an array."""
    for k, wanted in enumerate(slopes):
        assert adgen.grad(lambda p, k=k: law.pmf(k, *before, p))(at) == wanted
        seen = adgen.grad(lambda p, k=k: np.sum(law.pmf(k, *before, p)))
        assert seen(np.array([at, 0.5]))[0] == wanted
        value = law.pmf(k, *before, at)
        if value > 0:
            found = adgen.grad(lambda p, k=k: law.logpmf(k, *before, p))(at)
            assert found == pytest.approx(wanted / value)
    bent = adgen.hessian(lambda p: law.pmf(1, *before, p))(at)
    near = [law.pmf(1, *before, abs(at - h)) for h in (0.0, 1e-3, 2e-3, 3e-3)]
    assert bent == pytest.approx(1e6 * (np.dot((2, -5, 4, -1), near)), abs=0.1)


def test_counts_and_shares_of_nothing():
    x, p = np.array([0, 3]), np.array([0.0, 1.0])
    assert adgen.grad(lambda p: stats.multinomial.logpmf(x, 3, p))(p)[0] == -3.0
    shares, alpha = np.array([0.0, 0.4, 0.6]), np.array([1.0, 2.0, 3.0])
    slopes = adgen.grad(lambda x: stats.dirichlet.logpdf(x, alpha))(shares)
    np.testing.assert_allclose(slopes, [0.0, 2.5, 2 / 0.6])
    for law in (stats.wishart, stats.invwishart):
        with pytest.raises(adgen.AdgenError, match="one matrix"):
            adgen.grad(lambda x, law=law: law.logpdf(x, 3.0, 2.0))(0.5)


def test_the_end_of_a_support_that_moves_with_a_shape():
    assert adgen.grad(lambda c: stats.genextreme.ppf(1.0, c))(0.5) == -4.0
    assert adgen.grad(lambda c: stats.genpareto.isf(0.0, c))(-0.5) == 4.0
    found = adgen.hessian(lambda d: special.smirnov(3, d))(0.0)
    assert found == pytest.approx(-4.0)


@pytest.mark.parametrize("module", [np, cmath])
@pytest.mark.parametrize("name", ["asin", "acos", "asinh", "acosh", "atanh", "sqrt"])
def test_slopes_on_either_side_of_a_cut(module, name):
    """The sign of a part that is 0 says on which side a number lies."""
    function = getattr(module, name)
    zero = complex(0.0, 0.0)
    for real, imag in ((2.0, 0.0), (2.0, -0.0), (-2.0, 0.0), (-2.0, -0.0), (0.5, 0.0)):
        for along in (False, True):
            z, step = complex(real, imag), complex(1e-5, 0.0)
            if along and name == "asinh":
                z, step = complex(imag, real), complex(0.0, 1e-5)
            places = [
                (
                    complex(z.real + s * step.real, z.imag)
                    if step.imag == 0
                    else complex(z.real, z.imag + s * step.imag)
                )
                for s in (1, -1)
            ]
            wanted = (function(places[0]) - function(places[1])) / (2 * step)
            _, found = adgen.jvp(lambda z: function(z), (z,), (zero + 1,))
            assert found == pytest.approx(wanted, rel=1e-6)


def test_a_slope_far_from_the_real_line():
    z = np.array([1 + 100j])
    _, found = adgen.jvp(lambda z: special.log_ndtr(z), (z,), (np.ones(1, complex),))
    np.testing.assert_allclose(found, [-1.0001000513663407 - 99.98999900008113j])


def test_elliptic_functions_at_the_end_of_the_modulus():
    """They are hyperbolic there: DLMF 22.10.7."""
    slope = adgen.grad(lambda m: special.ellipj(1.0, m)[0])(1.0)
    wanted = 0.25 * (1.0 - np.sinh(1.0) * np.cosh(1.0)) / np.cosh(1.0) ** 2
    assert slope == pytest.approx(wanted)
    bent = adgen.hessian(lambda x: special.ellipkinc(x[0], x[1]))
    np.testing.assert_allclose(
        bent(np.array([np.pi / 2, 0.3]))[1, 0], 0.853734721, 1e-8
    )
