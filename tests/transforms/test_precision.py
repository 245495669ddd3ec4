"""Adjoints of arrays of float64 are of full precision beside narrower arrays."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import adgen

WEIGHTS = np.array([1.0, 2.0, 3.0], np.float16) / 3
POINT = np.array([0.7, 1.3, 0.4])


def of_an_argument(x: Any, w: Any) -> Any:
    return np.sum(np.sin(x) * x) + np.sum(x * w)


def of_the_module(x: Any, w: Any) -> Any:
    return np.sum(np.sin(x) * x) + np.sum(x * WEIGHTS)


def of_its_own(x: Any, w: Any) -> Any:
    own = np.array([1.0, 2.0, 3.0], np.float16) / 3
    return np.sum(np.sin(x) * x) + np.sum(x * own)


def written_in_a_loop(x: Any, w: Any) -> Any:
    y = x * 1.0
    for i in range(2):
        y[i] = np.sin(y[i]) * y[i + 1]
    return np.sum(y * WEIGHTS)


def in_full(x: Any, w: Any) -> Any:
    y = x * 1.0
    for i in range(2):
        y[i] = np.sin(y[i]) * y[i + 1]
    return np.sum(y * w)


@pytest.mark.parametrize(
    ("mixed", "full"),
    [
        (of_an_argument, of_an_argument),
        (of_the_module, of_an_argument),
        (of_its_own, of_an_argument),
        (written_in_a_loop, in_full),
    ],
)
def test_an_adjoint_is_as_wide_as_its_variable(
    mixed: Callable[..., Any], full: Callable[..., Any]
) -> None:
    want = adgen.grad(full)(POINT, WEIGHTS.astype(float))
    got = adgen.grad(mixed)(POINT, WEIGHTS)
    assert got.dtype == np.float64
    np.testing.assert_allclose(got, want, rtol=1e-14)


def of_complex_numbers(z: Any, w: Any) -> Any:
    return np.sum(np.abs(z * z) ** 2) + np.sum(z * w).real


def test_an_adjoint_of_complex_numbers_is_as_wide_as_its_variable() -> None:
    z, w = POINT + 0.3j, (np.array([1.0, 2.0j, 3.0]) / 3).astype(np.complex64)
    want = adgen.grad(of_complex_numbers)(z, w.astype(complex))
    got = adgen.grad(of_complex_numbers)(z, w)
    assert got.dtype == np.complex128
    np.testing.assert_allclose(got, want, rtol=1e-14)


def test_single_precision_stays_single() -> None:
    derivative = adgen.grad(of_an_argument, argnums=(0, 1))
    gradient = derivative(POINT.astype(np.float32), WEIGHTS.astype(np.float32))
    assert [bar.dtype for bar in gradient] == [np.float32, np.float32]
    assert "float64" not in derivative.source


def scaled(a: Any, x: Any) -> Any:
    y = a * WEIGHTS
    y = y + x
    return np.sum(y * y)


def test_a_tangent_is_as_wide_as_its_variable() -> None:
    directions = (1.0, np.array([0.3, 0.7, 0.1]))
    _, got = adgen.jvp(scaled, (2.0, POINT), directions)
    y = 2.0 * WEIGHTS + POINT
    np.testing.assert_allclose(
        got, np.sum(2 * y * (1.0 * WEIGHTS.astype(float) + directions[1])), rtol=1e-14
    )
