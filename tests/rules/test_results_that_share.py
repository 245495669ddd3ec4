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
