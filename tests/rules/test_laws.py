"""Distributions inside of their support, far out in it, at its edge and beyond it."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import scipy.special
import scipy.stats

import adgen

pytest.importorskip("mpmath")
from tests.rules.laws_exact import LAWS, slopes

METHODS = ("pdf", "logpdf", "cdf", "sf", "logcdf", "logsf")
LOC, SCALE = 0.25, 1.5
BOUNDED = [name for name in LAWS if LAWS[name][0].outside]


def called(name: str, method: str, count: int) -> Callable[..., Any]:
    """A method of a distribution with one, two or no shape parameters."""
    law = getattr(getattr(scipy.stats, name), method)
    if count == 0:
        return lambda x, loc, scale: law(x, loc, scale)
    if count == 1:
        return lambda x, a, loc, scale: law(x, a, loc, scale)
    return lambda x, a, b, loc, scale: law(x, a, b, loc, scale)


def known(name: str, method: str) -> tuple[int, ...]:
    """The places of the value, the shapes, loc and scale, but where there is no formula."""
    if name == "vonmises" and "pdf" not in method:
        return (0, 2, 3)
    return tuple(range(len(LAWS[name][0].shapes) + 3))


def gradient(name: str, method: str) -> Callable[..., Any]:
    """The slopes in all of them."""
    f = called(name, method, len(LAWS[name][0].shapes))
    return adgen.grad(f, argnums=known(name, method))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", LAWS)
def test_slopes_in_every_parameter(name: str, method: str) -> None:
    count = len(LAWS[name][0].shapes)
    found = gradient(name, method)
    for law in LAWS[name]:
        for z in law.inside:
            value, in_z, *in_shapes = slopes(law, method, z)
            with np.errstate(all="ignore"):
                got = found(z, *law.shapes, 0.0, 1.0)
                seen = called(name, method, count)(z, *law.shapes, 0.0, 1.0)
            if not np.isclose(seen, float(value), rtol=1e-9):
                continue  # SciPy has no value there: a logarithm of what underflows
            in_scale = -z * in_z - (1 if method == "logpdf" else 0)
            in_scale -= value if method == "pdf" else 0
            every = [float(s) for s in (in_z, *in_shapes, -in_z, in_scale)]
            wanted = [every[place] for place in known(name, method)]
            tiny = 1e-15 * max(map(abs, wanted)) + 1e-40
            np.testing.assert_allclose(got, wanted, rtol=1e-8, atol=tiny)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", BOUNDED)
def test_nothing_moves_what_lies_outside(name: str, method: str) -> None:
    """The values are 0, 1 or an infinite logarithm, for numbers of Python as for arrays."""
    found = gradient(name, method)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for law in LAWS[name]:
            for z in law.outside:
                parts = found(LOC + SCALE * z, *law.shapes, LOC, SCALE)
                assert all(part == 0.0 and np.isrealobj(part) for part in parts)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", BOUNDED)
def test_a_datum_outside_spoils_no_sum(name: str, method: str) -> None:
    law = LAWS[name][0]
    f = called(name, method, len(law.shapes))

    every = (*law.inside[1:], *law.outside)
    data = LOC + SCALE * np.array(every)
    seen = data[: len(law.inside) - 1]
    more = (*law.shapes, LOC, SCALE)
    names = tuple(range(len(more) + 1))

    def summed(x: Any, *more: Any) -> Any:
        return np.sum(f(x, *more))

    with np.errstate(all="ignore"):
        wanted = adgen.grad(summed, argnums=names)(seen, *more)
        got = adgen.grad(summed, argnums=names)(data, *more)
        dots = tuple(
            1.0 + 0.0 * np.asarray(v) if np.ndim(v) else 0.5 for v in (data, *more)
        )
        along = adgen.jvp(f, (data, *more), dots)[1]
        bends = adgen.hvp(lambda v: summed(data, *more[:-1], v))(SCALE, 1.0)
        bends_seen = adgen.hvp(lambda v: summed(seen, *more[:-1], v))(SCALE, 1.0)
    np.testing.assert_allclose(got[0][: len(seen)], wanted[0], rtol=1e-12)
    np.testing.assert_array_equal(got[0][len(seen) :], 0.0)
    np.testing.assert_allclose(got[1:], wanted[1:], rtol=1e-12)
    np.testing.assert_array_equal(along[len(seen) :], 0.0)
    assert np.all(np.isfinite(along))
    np.testing.assert_allclose(bends, bends_seen, rtol=1e-12)


EDGES = [
    # name, shapes, method, parameter, slope at the edge
    ("expon", (), "logpdf", "scale", -1.0),
    ("halfnorm", (), "logpdf", "scale", -1.0),
    ("gamma", (1.0,), "logpdf", "scale", -1.0),
    ("gamma", (3.0,), "pdf", "x", 0.0),
    ("gamma", (3.0,), "pdf", "shape", 0.0),
    ("gamma", (0.4,), "cdf", "shape", 0.0),
    ("gamma", (0.4,), "sf", "scale", 0.0),
    ("chi2", (2.0,), "pdf", "scale", -0.5),
    ("weibull_min", (1.0,), "logpdf", "scale", -1.0),
    ("weibull_min", (0.6,), "cdf", "shape", 0.0),
    ("weibull_min", (0.6,), "sf", "scale", 0.0),
    ("genpareto", (0.3,), "logpdf", "scale", -1.0),
    ("genpareto", (0.3,), "logpdf", "x", -1.3),
    ("lognorm", (0.7,), "pdf", "x", 0.0),
    ("invgamma", (2.0,), "cdf", "shape", 0.0),
]


@pytest.mark.parametrize(("name", "shapes", "method", "parameter", "wanted"), EDGES)
def test_at_zero(
    name: str, shapes: Any, method: str, parameter: str, wanted: float
) -> None:
    """A density that jumps there has the slope of its formula, one that vanishes none."""
    place = {"x": 0, "shape": 1, "scale": len(shapes) + 2}[parameter]
    f = called(name, method, len(shapes))
    slope = adgen.grad(f, argnums=place)(0.0, *shapes, 0.0, 1.0)
    assert slope == pytest.approx(wanted)


def test_a_density_that_jumps_has_no_slope_at_the_jump() -> None:
    with pytest.raises(ZeroDivisionError):
        adgen.grad(lambda x: scipy.stats.gamma.logpdf(x, 1.0))(0.0)


@pytest.mark.parametrize("name", [n for n in LAWS if n != "vonmises"])
@pytest.mark.parametrize("method", ["ppf", "isf"])
def test_quantiles_in_every_parameter(name: str, method: str) -> None:
    """F(q(p), shape) = p: the slopes are those of F over the density."""
    found = gradient(name, method)
    for law in LAWS[name]:
        for p in (1e-3, 0.3, 0.9):
            at = (p, *law.shapes, LOC, SCALE)
            z = (called(name, method, len(law.shapes))(*at) - LOC) / SCALE
            _, density, *in_shapes = slopes(law, "cdf", z)
            sign = 1 if method == "ppf" else -1
            wanted = [sign * SCALE / density]
            wanted += [-SCALE * slope / density for slope in in_shapes]
            got = found(*at)
            np.testing.assert_allclose(got[:-2], [*map(float, wanted)], rtol=1e-7)
            np.testing.assert_allclose(got[-2:], [1.0, z])


@pytest.mark.parametrize("name", ["gamma", "beta", "invgamma"])
def test_an_end_of_the_support_does_not_move_with_a_shape(name: str) -> None:
    shapes = LAWS[name][0].shapes
    f = called(name, "ppf", len(shapes))
    with np.errstate(all="ignore"):
        assert adgen.grad(f, argnums=1)(0.0, *shapes, 0.0, 1.0) == 0.0


SECOND = [
    (name, method)
    for i, name in enumerate(n for n in LAWS if n != "vonmises")
    for j, method in enumerate(METHODS)
    if (i + j) % 2 == 0
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "method"), SECOND)
def test_second_derivatives(name: str, method: str) -> None:
    law = LAWS[name][0]
    f = called(name, method, len(law.shapes))
    z = law.inside[1]
    slope = adgen.grad(f, argnums=known(name, method))
    adgen.check(lambda *args: slope(*args)[0], LOC + SCALE * z, *law.shapes, LOC, SCALE)
    adgen.check(
        lambda *args: slope(*args)[-1], LOC + SCALE * z, *law.shapes, LOC, SCALE
    )


def test_the_skew_normal_law_far_from_its_skew() -> None:
    """phi over Phi is 0 over 0 there."""
    data = np.array([-50.0, 0.5, 2.0])
    f = lambda a, loc: np.sum(scipy.stats.skewnorm.pdf(data, a, loc))  # noqa: E731
    got = adgen.grad(f, argnums=(0, 1))(1.3, 0.0)
    wanted = adgen.grad(
        lambda a, loc: np.sum(scipy.stats.skewnorm.pdf(data[1:], a, loc)),
        argnums=(0, 1),
    )(1.3, 0.0)
    np.testing.assert_allclose(got, wanted, rtol=1e-13)
    far = adgen.grad(lambda x: scipy.stats.skewnorm.logpdf(x, 1.3))(-30.0)
    assert far == pytest.approx(30.0 * (1 + 1.3**2) + 1 / 30.0, rel=1e-4)


def test_one_over_the_distance_from_the_normal_law() -> None:
    """The slope of log(Phi) far to the left is -x - 1 / x + 2 / x**3, far to the right 0."""
    for x in (-30.0, -1e3, -1e8):
        got = adgen.grad(lambda x: scipy.special.log_ndtr(x))(x)
        assert got == pytest.approx(-x - 1 / x + 2 / x**3, rel=10 / x**6 + 1e-13)
    assert adgen.grad(lambda x: scipy.special.log_ndtr(x))(50.0) == 0.0
    assert adgen.grad(adgen.grad(lambda x: scipy.special.log_ndtr(x)))(50.0) == 0.0


COUNTS = {
    "poisson": (0.7,),
    "binom": (5.0, 0.3),
    "bernoulli": (0.3,),
    "geom": (0.3,),
    "nbinom": (1.0, 0.3),
}


@pytest.mark.parametrize("method", ["pmf", "logpmf"])
@pytest.mark.parametrize("name", COUNTS)
def test_nothing_moves_what_cannot_be_counted(name: str, method: str) -> None:
    law = getattr(getattr(scipy.stats, name), method)
    given = COUNTS[name]
    places = (0, 1) if name == "nbinom" else (len(given) - 1,)
    for seen in (np.array([-1.0, 1.5]), np.array([-1.0, 1.0, 1.5])):

        def total(*more: Any, seen: Any = seen) -> Any:
            return np.sum(law(seen, *more))

        alone = lambda *more: law(1.0, *more)  # noqa: E731
        with np.errstate(all="ignore"):
            for place in places:
                got = adgen.grad(total, argnums=place)(*given)
                wanted = adgen.grad(alone, argnums=place)(*given)
                assert got == pytest.approx(wanted if len(seen) == 3 else 0.0)
