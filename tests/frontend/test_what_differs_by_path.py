"""What is a list here and an array there, or has a dtype that depends on the path: refused."""

from __future__ import annotations

import numpy as np
import pytest

import adgen
from adgen.errors import LanguageError

X = np.array([1.5, 2.5, 0.5])


def list_or_array(x, n):
    y = np.zeros(3) if n > 2 else [0.0, 0.0, 0.0]
    y[0] = x[0]
    return sum(i * v for i, v in enumerate(y * 2))


def list_made_an_array(x, n):
    y = list(x)
    for _ in range(n):
        y = np.array(y)
    return sum(3 * y)


def array_taken_apart(x, n):
    for _ in range(n):
        x = [v * 2 for v in x]
    return x[0]


def doubled(x, n):
    if n > 2:
        return [v * 2 for v in x]
    return x


def list_or_array_from_a_function(x, n):
    return sum(doubled(x, n) * 2)


@pytest.mark.parametrize(
    "f",
    [
        list_or_array,
        list_made_an_array,
        array_taken_apart,
        list_or_array_from_a_function,
    ],
)
def test_lists_and_arrays(f):
    for call in (adgen.grad(f), lambda x, n: adgen.jvp(f, (x, n), (x, None))):
        with pytest.raises(LanguageError, match="a list on one path and an array"):
            call(X, np.int64(0))


def chosen(x, n):
    y = np.zeros(3, int) if n else np.zeros(3)
    y[:] = x
    return np.sum(y * x)


def made_real(x, n):
    y = np.zeros(3, int)
    if n:
        y = y * 1.0
    y[:] = x
    return np.sum(y * x)


def made_real_in_a_loop(x, n):
    y = np.arange(3)
    for _ in range(n):
        y = y / 2
    y[0] = x[0]
    return np.sum(y * x)


def by_an_entry(x, n):
    y = np.array([0, 0, 0 if n else 0.0])
    y[:] = x
    return np.sum(y * x)


def like_another(x, n):
    y = np.zeros(3, int) if n else np.zeros(3)
    z = np.zeros_like(y)
    z[:] = x
    return np.sum(z * x)


def made_complex(x, n):
    y = np.zeros(3) if n else np.zeros(3, complex)
    y[:] = x * 1j + x
    return np.sum(y.real * x) + np.sum(y.imag * x)


@pytest.mark.parametrize(
    "f",
    [chosen, made_real, made_real_in_a_loop, by_an_entry, like_another, made_complex],
)
@pytest.mark.parametrize("n", [0, 1])
def test_what_an_array_has_no_room_for(f, n):
    for call in (adgen.grad(f), lambda x, n: adgen.jvp(f, (x, n), (x, None))):
        with pytest.raises(LanguageError, match="are cut off where it is the first"):
            call(X, np.int64(n))


def chosen_by_name(x, n):
    y = np.zeros(3, "i4" if n == 1 else "f8")
    y[:] = x
    return np.sum(y * x)


def as_another(x, n):
    y = np.zeros(3, int) if n else np.zeros(3)
    return np.sum((y + x).astype(y.dtype) * x)


@pytest.mark.parametrize("f", [chosen_by_name, as_another])
def test_dtypes_that_depend_on_the_path(f):
    with pytest.raises(LanguageError, match="dtype of an array depends on the path"):
        adgen.grad(f)(X, np.int64(1))


def fitted(w, x, n):
    for _ in range(n):
        w = w - 0.1 * x * np.sum(w)
    return np.sum(w)


def test_a_list_that_becomes_an_array_in_a_loop_is_to_be_one_before():
    with pytest.raises(LanguageError, match=r"both arrays, np\.array\(x\)"):
        adgen.grad(fitted)([0.1, 0.2, 0.3], X, np.int64(2))
    assert adgen.grad(fitted)(np.array([0.1, 0.2, 0.3]), X, 2).shape == (3,)
