"""Results that are a part of their argument: a write to one is a write to the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import adgen
from adgen.errors import LanguageError

_SQUARE = np.arange(1.0, 10.0).reshape(3, 3)
_SHARING: dict[str, Callable[[Any], Any]] = {
    "einsum": lambda x: np.einsum("ij->ji", x),
    "einsum of a diagonal": lambda x: np.einsum("ii->i", x),
    "einsum by numbers": lambda x: np.einsum(x, [1, 0]),
    "diff of order 0": lambda x: np.diff(x, n=0),
    "first power": lambda x: np.linalg.matrix_power(x, 1),
    "trim_zeros": lambda x: np.trim_zeros(np.ravel(x)),
    "float64": lambda x: np.float64(x),
}
_COPYING: dict[str, Callable[[Any], Any]] = {
    "einsum that sums": lambda x: np.einsum("ij->j", x),
    "einsum of two": lambda x: np.einsum("ij,jk->ik", x, x),
    "diff": lambda x: np.diff(x),
    "second power": lambda x: np.linalg.matrix_power(x, 2),
    "block": lambda x: np.block(x),
    "conj": lambda x: np.conj(x),
}
_VIEWS: dict[str, Callable[[Any], Any]] = {
    "matrix_transpose": lambda x: np.linalg.matrix_transpose(x),
    "conj of real numbers": lambda x: x.conj(),
    "conjugate of real numbers": lambda x: x.conjugate(),
}


@pytest.mark.parametrize("name", _SHARING)
def test_a_write_to_what_may_be_the_argument(name):
    function = _SHARING[name]

    def through_the_result(x):
        x = x * 2.0
        part = function(x)
        part[0] = 7.0
        return np.sum(x * x)

    def through_the_argument(x):
        x = x * 2.0
        part = function(x)
        x[0] = 7.0
        return np.sum(part * part)

    for written in (through_the_result, through_the_argument):
        with pytest.raises(LanguageError, match="may share memory"):
            adgen.grad(written)(_SQUARE)
    assert adgen.check(lambda x: np.sum(function(x) ** 2), _SQUARE).reverse < 1e-12


@pytest.mark.parametrize("name", (*_COPYING, *_VIEWS))
def test_a_write_to_what_is_a_copy_or_a_view(name):
    function = {**_COPYING, **_VIEWS}[name]

    def f(x):
        x = x * 2.0
        part = function(x)
        part[0] = x[1, 1] ** 2
        x[2, 0] = part[0] @ part[0] if part.ndim > 1 else part[0]
        return np.sum(part * part) + np.sum(x * x)

    value, slope = adgen.value_and_grad(f)(_SQUARE)
    assert value == f(_SQUARE)
    direction = np.sin(_SQUARE)
    step = 1e-6 * direction
    difference = (f(_SQUARE + step) - f(_SQUARE - step)) / 2e-6
    np.testing.assert_allclose(np.sum(slope * direction), difference, rtol=1e-6)


def shifted(x):
    x = x * 1.0
    x.flat[1:] = x.flat[:-1]
    return x


def from_a_copy(x):
    x = x * 1.0
    x.flat[1:4] = x[0, :3] * 1.0
    return x


def twice_into_one_place(x):
    x = x * 1.0
    x.flat[[1, 1]] = x[0, :2] * 1.0
    return x


def of_another_shape(x):
    y = x * 1.0
    y.flat[:] = x.T * 2.0
    y.flat = y * x
    return y


@pytest.mark.parametrize(
    "f", [shifted, from_a_copy, twice_into_one_place, of_another_shape]
)
def test_writes_element_by_element(f):
    x, direction, weights = _SQUARE, np.sin(_SQUARE), np.cos(_SQUARE)
    value, tangent = adgen.jvp(f, (x,), (direction,))
    np.testing.assert_array_equal(value, f(x))
    moved = (f(x + 1e-6 * direction) - f(x - 1e-6 * direction)) / 2e-6
    np.testing.assert_allclose(tangent, moved, atol=1e-7)
    value, pullback = adgen.vjp(f, x)
    np.testing.assert_array_equal(value, f(x))
    (x_bar,) = pullback(weights)
    np.testing.assert_allclose(np.sum(x_bar * direction), np.sum(weights * tangent))


def through_flat(x):
    x = x * 1.0
    x.flat[1:4] = x[0, :3]
    return np.sum(x * x)


def along_the_diagonal(x):
    x = x * 1.0
    np.fill_diagonal(x[:, 1:], x[0, :2])
    return np.sum(x * x)


@pytest.mark.parametrize("f", [through_flat, along_the_diagonal])
def test_what_is_read_while_it_is_written(f):
    with pytest.raises(LanguageError, match="written element by element"):
        adgen.grad(f)(_SQUARE)
