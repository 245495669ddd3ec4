"""Names that `del` has taken away: where they are read Python raises, and so does the text."""

from __future__ import annotations

import numpy as np
import pytest

import adgen


def a_function_of_two_iterations(x, n):
    def double(v):
        return v * 2

    s = 0.0
    for i in range(n):
        s += double(x[i])
        del double
    return s


def of_an_iteration_before(x, n):
    last = 1.0
    for i in range(n):
        x = x * last
        if i == 0:
            del last
    return np.sum(x)


def bound_and_deleted_in_a_loop(x, n):
    s = 0.0
    for i in range(2):
        if i < n:
            y = x[i]
            del y
            continue
        y = x[i] * 2
        s += y
    return s + y


def by_a_function(x, n):
    k = x[0]

    def drop():
        nonlocal k
        del k

    if n > 1:
        drop()
    return k * x[1]


def twice(x, n):
    y = x * 2
    for _ in range(n):
        del y
    return np.sum(x)


FUNCTIONS = [
    a_function_of_two_iterations,
    of_an_iteration_before,
    bound_and_deleted_in_a_loop,
    by_a_function,
    twice,
]


@pytest.mark.parametrize("f", FUNCTIONS, ids=lambda f: f.__name__)
def test_where_python_raises(f):
    x = np.array([0.7, 1.3])
    assert adgen.check(f, x, 1)
    with pytest.raises(NameError):
        f(x, 2)
    for derivative in (adgen.grad(f), adgen.value_and_grad(f)):
        with pytest.raises(NameError):
            derivative(x, 2)


def test_a_name_of_the_module_that_comes_later():
    source = """
def f(x):
    try:
        return scale(x)
    except NameError:
        return x * x
"""
    f = adgen.from_source(source)
    gradient = adgen.grad(f)
    assert gradient(3.0) == 6.0
    f.__globals__["scale"] = lambda x: 5.0 * x
    assert gradient(3.0) == 5.0
