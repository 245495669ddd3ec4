"""The text of what is done with lists: a slice is a list of its own, and keeps its name."""

from __future__ import annotations

import numpy as np

import adgen

X = np.array([0.5, 1.2, 0.7])


def squares_added(x):
    ys = [x[0]]
    for v in x:
        if v > 1.0:
            ys += [y * y for y in ys]
        else:
            ys.append(v)
    return sum(y * y for y in ys)


def arrays_added(x):
    ys = [x]
    zs = [2 * x, x * x]
    ys += zs[1:]
    ys[1] += x
    return np.sum(ys[0] * ys[1]) + np.sum(zs[1] * zs[0])


def called_as_the_seed(x):
    out = []
    for i, v in enumerate(x):
        out.append(v * 0.5)
        if v > 1.0:
            out.append(v * v * i)
    return sum(o * o for o in out)


def _text(function):
    adgen.check(function, X)
    derivative = adgen.grad(function)
    derivative(X)
    return derivative.source


def test_a_slice_of_a_list_is_not_copied():
    _, _, back = _text(squares_added).partition("# reverse sweep")
    assert ".pop()" in back and ".copy()" not in back, back


def test_the_arrays_in_a_slice_are_those_of_the_list():
    assert arrays_added(X) == adgen.value_and_grad(arrays_added)(X)[0]
    adgen.check(arrays_added, X)


def test_a_branch_that_leaves_a_list_as_it_is_assigns_nothing():
    text = _text(called_as_the_seed)
    assert "out_bar = out_bar_1" not in text and "out_bar_1 = out_bar" not in text
