"""Derivatives of special functions in their parameters, against mpmath with 40 digits."""

from __future__ import annotations

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


@pytest.mark.slow
@pytest.mark.parametrize("v", [0.3, 1.0, 2.5, 20.0, -1.0, -2.3])
@pytest.mark.parametrize("z", [0.01, 1.0, 10.0, 100.0])
def test_bessel_functions_in_their_order(v: float, z: float) -> None:
    agrees("jv_slope", (v, z), lambda t: mpmath.besselj(t, z), v)
    agrees("yv_slope", (v, z), lambda t: mpmath.bessely(t, z), v)
    agrees("ive_slope", (v, z), lambda t: mpmath.besseli(t, z) * mpmath.exp(-z), v)
    agrees("kve_slope", (v, z), lambda t: mpmath.besselk(t, z) * mpmath.exp(z), v)


@pytest.mark.parametrize(("a", "b"), [(0.5, 1.5), (-1.3, 2.0), (-2.0, 0.5), (1.0, 1.0)])
@pytest.mark.parametrize("x", [-50.0, -0.1, 5.0, 60.0])
def test_confluent_hypergeometric(a: float, b: float, x: float) -> None:
    agrees("hyp1f1_slope", (a, b, x, 0), lambda t: mpmath.hyp1f1(t, b, x), a)
    agrees("hyp1f1_slope", (a, b, x, 1), lambda t: mpmath.hyp1f1(a, t, x), b)


@pytest.mark.parametrize("parameters", [(0.5, 1.5, 2.2), (-2.0, 0.5, 3.0)])
@pytest.mark.parametrize("x", [-50.0, -0.1, 0.2, 0.98])
def test_hypergeometric(parameters: tuple[float, ...], x: float) -> None:
    for place in range(3):

        def function(t: Any, place: int = place) -> Any:
            moved = list(parameters)
            moved[place] = t
            return mpmath.hyp2f1(*moved, x)

        agrees("hyp2f1_slope", (*parameters, x, place), function, parameters[place])


@pytest.mark.parametrize("v", [0.5, 7.3])
@pytest.mark.parametrize("x", [-20.0, 0.5, 100.0])
def test_limit_function(v: float, x: float) -> None:
    agrees("hyp0f1_slope", (v, x), lambda t: mpmath.hyp0f1(t, x), v)


@pytest.mark.parametrize("s", [1.1, 2.0, 20.0])
@pytest.mark.parametrize("q", [0.1, 1.0, 50.0])
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
    ],
)
def test_beyond_the_domain_of_the_formula(slope: str, args: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="known for|does not converge"):
        HELPERS[slope](*args)
