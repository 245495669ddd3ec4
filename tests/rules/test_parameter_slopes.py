"""Derivatives of special functions in their parameters, against mpmath with 40 digits."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from adgen.rules.runtime import HELPERS

mpmath = pytest.importorskip("mpmath")

GOOD = 1e-9


def agrees(
    slope: str,
    args: tuple[Any, ...],
    function: Callable[..., Any],
    at: Any,
    order: Any = 1,
) -> None:
    with mpmath.workdps(40):
        wanted = mpmath.diff(function, at, order)
        error = abs((mpmath.mpf(float(HELPERS[slope](*args))) - wanted) / wanted)
    assert error < GOOD, (slope, args, float(error))


@pytest.mark.parametrize("a", [0.01, 0.3, 1.0, 10.0, 100.0])
@pytest.mark.parametrize("share", [1e-3, 0.5, 0.9, 1.1, 3.0])
def test_incomplete_gamma(a: float, share: float) -> None:
    x = a * share
    for order in (1, 2):
        agrees(
            "gammainc_slope",
            (a, x, order),
            lambda t: mpmath.gammainc(t, 0, x, regularized=True),
            a,
            order,
        )


@pytest.mark.parametrize(("a", "b"), [(0.1, 0.2), (0.5, 4.0), (3.0, 1.0), (30.0, 50.0)])
@pytest.mark.parametrize("x", [0.001, 0.4, 0.6])
def test_incomplete_beta(a: float, b: float, x: float) -> None:
    for orders in ((1, 0), (0, 1), (2, 0), (1, 1), (0, 2)):
        agrees(
            "betainc_slope",
            (a, b, x, *orders),
            lambda s, t: mpmath.betainc(s, t, 0, x, regularized=True),
            (a, b),
            orders,
        )


def in_turn(*axes: list[float]) -> list[tuple[float, ...]]:
    """Every other point of a grid, so that neighbours along each axis are not both in it."""
    numbered = itertools.product(*map(enumerate, axes))
    return [
        tuple(value for _, value in point)
        for point in numbered
        if sum(i for i, _ in point) % 2 == 0
    ]


ORDERS = [0.3, 1.0, 2.5, 20.0, 50.0, -1.0, -2.3, -2.0 + 1e-9]
BESSEL = in_turn(ORDERS, [0.01, 1.0, 10.0, 15.0, 40.0, 100.0], [1, 2])


@pytest.mark.slow
@pytest.mark.parametrize(("v", "z", "times"), BESSEL)
def test_bessel_functions_in_their_order(v: float, z: float, times: int) -> None:
    for slope, function in (
        ("jv_slope", lambda t: mpmath.besselj(t, z)),
        ("yv_slope", lambda t: mpmath.bessely(t, z)),
        ("ive_slope", lambda t: mpmath.besseli(t, z) * mpmath.exp(-z)),
        ("kve_slope", lambda t: mpmath.besselk(t, z) * mpmath.exp(z)),
    ):
        agrees(slope, (v, z, times), function, v, times)


BESSEL_FAR_OUT = [(0.3, 1e4), (200.0, 100.0), (300.0, 280.0), (120.0, 1.0)]
BESSEL_FAR_OUT += [(-3.0, 2e4), (200.0, 900.0), (1.0, 1e-8)]


@pytest.mark.parametrize(("v", "z"), BESSEL_FAR_OUT)
def test_bessel_functions_far_out(v: float, z: float) -> None:
    """Where they wave often, and where they are tiny: relative to the slope itself."""
    for slope, function in (
        ("jv_slope", lambda t: mpmath.besselj(t, z)),
        ("ive_slope", lambda t: mpmath.besseli(t, z) * mpmath.exp(-z)),
    ):
        agrees(slope, (v, z), function, v)


def in_each_parameter(
    slope: str, parameters: tuple[float, ...], x: float, function: Callable[..., Any]
) -> None:
    """Once in each parameter, and twice in each pair."""
    count = len(parameters)
    for first in range(count):
        once = tuple(int(i == first) for i in range(count))
        agrees(slope, (*parameters, x, first), function, parameters, once)
        for second in range(count):
            twice = tuple(n + (i == second) for i, n in enumerate(once))
            at = (*parameters, x, first, second)
            agrees(slope, at, function, parameters, twice)


@pytest.mark.parametrize(("a", "b"), [(0.5, 1.5), (-1.3, 2.0), (-2.0, 0.5), (1.0, 1.0)])
@pytest.mark.parametrize("x", [-50.0, -0.1, 5.0, 60.0])
def test_confluent_hypergeometric(a: float, b: float, x: float) -> None:
    in_each_parameter("hyp1f1_slope", (a, b), x, lambda s, t: mpmath.hyp1f1(s, t, x))


@pytest.mark.parametrize("parameters", [(0.5, 1.5, 2.2), (-2.0, 0.5, 3.0)])
@pytest.mark.parametrize("x", [-50.0, -0.1, 0.2, 0.98])
def test_hypergeometric(parameters: tuple[float, ...], x: float) -> None:
    in_each_parameter("hyp2f1_slope", parameters, x, lambda *p: mpmath.hyp2f1(*p, x))


PAIRS = ((1, 0), (0, 1), (2, 0), (1, 1), (0, 2))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("a", "b", "x"), in_turn([0.05, 0.7, 20.0], [-3.0, 1.0, 7.3], [0.01, 3.0, 30.0])
)
def test_second_confluent_function(a: float, b: float, x: float) -> None:
    for orders in PAIRS:
        at = (a, b, x, *orders)
        agrees("hyperu_slope", at, lambda s, t: mpmath.hyperu(s, t, x), (a, b), orders)


@pytest.mark.parametrize("n", [2, 3, 20])
@pytest.mark.parametrize("x", [-0.7, 0.15, 3.0])
def test_polynomials(n: int, x: float) -> None:
    for times in (1, 2):
        at = (n, 0.3, x, times)
        agrees("gegenbauer_slope", at, lambda t: mpmath.gegenbauer(n, t, x), 0.3, times)
        agrees("genlaguerre_slope", at, lambda t: mpmath.laguerre(n, t, x), 0.3, times)

    def jacobi(s: Any, t: Any) -> Any:
        return mpmath.jacobi(n, s, t, x)

    for in_a, in_b in PAIRS:
        places = [0] * in_a + [1] * in_b
        at = (n, 0.3, -0.4, x, *places)
        agrees("jacobi_slope", at, jacobi, (0.3, -0.4), (in_a, in_b))


@pytest.mark.parametrize("a", [0.3, 4.0])
@pytest.mark.parametrize("b", [0.2, 5.0])
@pytest.mark.parametrize("x", [0.01, 20.0])
def test_wright_bessel(a: float, b: float, x: float) -> None:
    def function(s: Any, t: Any) -> Any:
        terms = (
            mpmath.mpf(x) ** k * mpmath.rgamma(s * k + t) / mpmath.factorial(k)
            for k in range(200)
        )
        return mpmath.fsum(terms)

    for in_a, in_b in PAIRS:
        places = [0] * in_a + [1] * in_b
        agrees("wright_slope", (a, b, x, *places), function, (a, b), (in_a, in_b))


@pytest.mark.parametrize("v", [0.5, 7.3])
@pytest.mark.parametrize("x", [-20.0, 0.5, 100.0])
def test_limit_function(v: float, x: float) -> None:
    for times in (1, 2):
        agrees("hyp0f1_slope", (v, x, times), lambda t: mpmath.hyp0f1(t, x), v, times)


def kolmogorov(y: Any) -> Any:
    """The law of Kolmogorov, by the series that converges fast."""
    if y > 0.9:
        terms = ((-1) ** k * mpmath.exp(-2 * k * k * y * y) for k in range(1, 20))
        return -2 * mpmath.fsum(terms)
    waves = ((2 * k - 1) * mpmath.pi / y for k in range(1, 12))
    factor = mpmath.sqrt(2 * mpmath.pi) / y
    return 1 - factor * mpmath.fsum(mpmath.exp(-wave * wave / 8) for wave in waves)


@pytest.mark.parametrize("y", [0.2, 0.5, 0.79, 0.81, 1.0, 3.0])
def test_law_of_kolmogorov(y: float) -> None:
    for times in (2, 3):
        agrees("kolmogorov_slope", (y, times), kolmogorov, y, times)


@pytest.mark.parametrize(
    ("n", "d"), [(2, 0.3), (3, 0.001), (10, 0.123), (10, 0.77), (200, 0.0333)]
)
def test_law_of_smirnov(n: int, d: float) -> None:
    def exceeded(t: Any) -> Any:
        terms = (
            mpmath.binomial(n, j)
            * (t + mpmath.mpf(j) / n) ** (j - 1)
            * (1 - t - mpmath.mpf(j) / n) ** (n - j)
            for j in range(int(n * (1 - d)) + 1)
        )
        return t * mpmath.fsum(terms)

    for times in (2, 3) if n > 2 else (2,):
        agrees("smirnov_slope", (n, d, times), exceeded, d, times)


@pytest.mark.parametrize(
    ("s", "q"),
    [
        *itertools.product([1.1, 2.0, 20.0], [0.1, 1.0, 50.0]),
        *itertools.product([-0.4, -2.0, -10.5, -50.3], [1.0]),
    ],
)
def test_zeta(s: float, q: float) -> None:
    for order in (1, 2):
        agrees("zeta_slope", (s, q, order), lambda t: mpmath.zeta(t, q), s, order)


@pytest.mark.parametrize(
    ("slope", "args"),
    [
        ("jv_slope", (1.0, -1.0)),
        ("hyp2f1_slope", (0.5, 1.5, 2.0, 0.999, 0)),
        ("hyp2f1_slope", (0.5, 1.5, 2.0, -500.0, 0)),
        ("hyp0f1_slope", (0.5, -100.0)),
        ("hyp1f1_slope", (30.0, 1.0, -30.0, 0)),
        ("hyp2f1_slope", (15.0, 20.0, 0.3, -90.0, 0)),
        ("jv_slope", (1.0, 1e7)),
    ],
)
def test_beyond_the_domain_of_the_formula(slope: str, args: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="known|does not converge|loses its"):
        HELPERS[slope](*args)
