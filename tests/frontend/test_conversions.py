"""`dtype=` of ufuncs: the value is NumPy's to the bit, and the slopes have the right types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import scipy.special

import adgen
from adgen.errors import AdgenError
from tests import oracle

X = np.array([0.7, 0.3, 1.9])
ONES = (np.sqrt, np.exp, np.sin, np.square, np.negative, np.abs, scipy.special.erf)
PAIRS = (np.add, np.multiply, np.divide, np.power, np.arctan2, np.hypot, np.maximum)


@pytest.mark.slow
@pytest.mark.parametrize("ufunc", (*ONES, *PAIRS), ids=lambda u: u.__name__)
@pytest.mark.parametrize("dtype", [np.float32, float, "float32"], ids=str)
@pytest.mark.parametrize("own", [np.float32, float])
def test_numbers_are_converted_as_asked(ufunc: np.ufunc, dtype: Any, own: Any) -> None:
    x, others = X.astype(own), [X + 0.1] * (ufunc.nin - 1)

    def program(x, *others):
        return ufunc(x, *others, dtype=dtype)

    def plain(x):
        return ufunc(x, *others)

    value, dot = adgen.jvp(program, (x, *others), (x, *[0.0 * X for _ in others]))
    wanted = ufunc(x, *others, dtype=dtype)
    assert value.tobytes() == wanted.tobytes()
    assert dot.dtype == value.dtype == np.dtype(dtype)
    _, pullback = adgen.vjp(program, x, *others)
    x_bar = pullback(np.ones_like(value))[0]
    assert x_bar.dtype == own
    slope = oracle.five_point(plain, [x.astype(float)], [X])
    narrow = np.float32 in (own, np.dtype(dtype))
    room = 1e-5 if narrow else oracle.FIVE_POINT
    assert oracle.error(np.sum(x_bar * x), np.sum(dot)) < room
    assert oracle.error(dot, slope) < room


def of_numbers(x):
    y = np.multiply(x[0], 3, dtype=np.float32)
    return y * np.add(np.sin(x[1]), x[0], dtype=np.complex64).real


def into_memory_where(x):
    y = np.zeros(3)
    np.multiply(x, x, out=y, where=x > 0.5, dtype=np.float32)
    x[0] = 3.0
    return np.sum(y) * x[1]


def all_pairs(x):
    return np.sum(np.add.outer(x, x[:2], dtype=np.float32) ** 2)


def of_the_type_of_another(x):
    like = np.zeros(3, np.float32)
    return np.sum(np.divide([x[0], 1, x[2]], x, dtype=like.dtype) * x)


def products_of_rows(x):
    return np.sum(np.matmul(np.ones((2, 3), np.float32), x * x, dtype=np.float64))


def complex_of_reals(x):
    return np.sum(np.exp(x, dtype=complex) * 1j * x).imag


PROGRAMS = (
    of_numbers,
    into_memory_where,
    all_pairs,
    of_the_type_of_another,
    products_of_rows,
    complex_of_reals,
)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda f: f.__name__)
def test_programs(program: Callable[..., Any]) -> None:
    value, slope = adgen.value_and_grad(program)(X.copy())
    wanted = program(X.copy())
    assert value == wanted and type(value) is type(wanted)
    assert slope.dtype == float
    # Differences so far apart that the rounding of the numbers does not matter.
    steps = [program(X + s * 0.02 * X) for s in (-2, -1, 1, 2)]
    seen = (steps[0] - 8 * steps[1] + 8 * steps[2] - steps[3]) / 0.24
    assert oracle.error(np.sum(slope * X), seen) < 1e-4


def test_the_derivative_converts_once() -> None:
    gradient = adgen.grad(lambda x: np.sum(np.multiply(x, x, dtype=np.float32)))
    assert gradient(X).dtype == float
    assert gradient.source.count("np.array(x, dtype=np.float32)") == 1


@pytest.mark.parametrize(
    "call",
    [
        lambda x: np.sin(x, dtype=int),
        lambda x: np.ldexp(x, 2, dtype=np.float32),
        lambda x: scipy.special.eval_legendre(2, x, dtype=np.float32),
        lambda x: np.multiply(x, 1j, dtype=float),
    ],
)
def test_what_has_no_such_loop_is_refused(call: Callable[..., Any]) -> None:
    with pytest.raises(AdgenError, match=r"astype|np\.real"):
        adgen.grad(lambda x: np.sum(call(x)))(X)
