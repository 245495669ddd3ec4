"""Lengths of slices whose bounds are computed, and what they spare the reverse sweep."""

from __future__ import annotations

import numpy as np
import pytest

import adgen
from tests.zoo import algorithms, in_place, models, windows


def text(f, *args, wrt=0):
    gradient = adgen.grad(f, wrt)
    gradient(*args)
    return gradient.source


@pytest.mark.parametrize(
    ("f", "args"),
    [
        (windows.filtered_by_shifted_windows, (windows.IMAGE, windows.KERNEL)),
        (windows.filtered_window_by_window, (windows.IMAGE, windows.KERNEL)),
        (windows.correlated, (windows.SIGNAL, windows.SIGNAL[:3])),
        (windows.scaled_windows_of_three, (windows.SIGNAL, windows.SIGNAL[:2])),
        (windows.windows_of_given_length_summed, (windows.SIGNAL, 2)),
        (windows.rod_of_given_length, (1.5, 6, 0.1)),
    ],
)
def test_windows_inside_of_an_array_are_as_long_as_they_look(f, args):
    varied = [i for i, arg in enumerate(args) if not isinstance(arg, int)]
    assert "_unbroadcast" not in text(f, *args, wrt=tuple(varied))


def test_nothing_is_kept_of_windows_of_the_arguments():
    found = text(
        windows.filtered_by_shifted_windows, windows.IMAGE, windows.KERNEL, wrt=(0, 1)
    )
    assert "tape" not in found and "copy" not in found
    assert "out += kernel[i, j] * image" in found


MATRIX = np.array([[2.0, 0.3, -0.1], [0.4, 1.7, 0.2], [0.1, -0.3, 1.9]])


@pytest.mark.parametrize(
    ("f", "args"),
    [
        (windows.eliminated_by_slices, (MATRIX,)),
        (models.gauss_elimination, (MATRIX, np.array([1.0, -0.5, 0.7]))),
        (algorithms.lu_without_pivots, (MATRIX,)),
        (in_place.lu_with_pivots, (MATRIX, np.array([1.0, -0.5, 0.7]))),
    ],
)
def test_slices_by_the_same_bounds_are_equally_long(f, args):
    assert "_unbroadcast" not in text(f, *args)


def outside(x, w):
    y = np.zeros(len(x) - 2)
    for i in range(4):
        y = y + w[i] * np.sum(x[i : len(x) - 2 + i])
    return np.sum(y**2)


def not_made(x):
    s = 0.0
    for i in range(3):
        s += np.sum(x[i : len(x) - 3 + i] * x[0 : len(x) - 3])
    return s


@pytest.mark.parametrize("n", [2, 3, 4, 7])
def test_windows_that_leave_the_array_are_not_taken_for_longer_ones(n):
    x = np.linspace(0.3, 1.4, n)
    w = np.array([0.5, -0.2, 0.7, 1.1])
    for f, args in ((outside, (x, w)), (not_made, (x,))):
        try:
            f(*args)
        except ValueError:
            continue
        found = adgen.grad(f)(*args)
        wanted = [
            (f(x + h, *args[1:]) - f(x - h, *args[1:])) / 2e-6 for h in 1e-6 * np.eye(n)
        ]
        np.testing.assert_allclose(found, wanted, atol=1e-7)
