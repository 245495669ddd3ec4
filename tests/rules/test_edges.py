"""The edges of shapes: no elements, one element along an axis, no axes, more rows than columns.

What is wrong at an edge has the wrong shape, or is not a number, without a word.
"""

from __future__ import annotations

import numpy as np
import pytest
import scipy.integrate
import scipy.linalg

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


@pytest.mark.parametrize("shape", [(3, 3), (4, 3), (2, 3), (1, 3), (1, 1)])
def test_polar_factors_of_any_shape(shape):
    a = np.random.default_rng(2).standard_normal(shape)
    adgen.check(lambda a: scipy.linalg.polar(a)[0] ** 3, a)
    adgen.check(lambda a: scipy.linalg.polar(a)[1] ** 3, a)


def test_polar_factors_from_the_left_are_refused():
    def stretched(a):
        return scipy.linalg.polar(a, side="left")[1]

    with pytest.raises(adgen.AdgenError, match="from the left"):
        adgen.jvp(stretched, (np.eye(2),), (np.eye(2),))
    with pytest.raises(adgen.AdgenError, match="from the left"):
        adgen.vjp(stretched, np.eye(2))[1](np.eye(2))
