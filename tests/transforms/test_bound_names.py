"""Names that Python does not know on the path taken, and results that are None."""

from __future__ import annotations

import numpy as np
import pytest

import adgen


def last(x, n):
    for i in range(n):
        y = x * i
    return y


def behind_a_loop(x, n):
    for i in range(1, n + 1):
        y = x * x
    return x + y * i


def in_a_branch(x, n):
    s = x
    if n:
        y = x * x
    s = s * 2
    return s + 3 * y


def in_the_other_branch(x, n):
    if n == 0:
        s = x
    else:
        y = s = x * x
    return s * y


def in_a_function(x, n):
    def inner(v):
        if n:
            z = v * v
        return z

    return inner(x) * x


def over_an_array(x, n):
    for v in np.ones(n):
        y = v * x
    return y + v


CALLS = [
    lambda f, n: adgen.grad(f)(3.0, n),
    lambda f, n: adgen.value_and_grad(f)(3.0, n),
    lambda f, n: adgen.grad(adgen.grad(f))(3.0, n),
    lambda f, n: adgen.jvp(f, (3.0, n), (1.0, None)),
    lambda f, n: adgen.vjp(f, 3.0, n),
    lambda f, n: adgen.hvp(f)(3.0, n, 1.0),
]
FUNCTIONS = [
    last,
    behind_a_loop,
    in_a_branch,
    in_the_other_branch,
    in_a_function,
    over_an_array,
]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("f", FUNCTIONS)
def test_what_python_would_raise(f, call):
    call(f, 2)
    with pytest.raises(UnboundLocalError, match="is not bound"):
        call(f, 0)


def test_the_branch_or_the_loop_is_asked():
    gradient = adgen.grad(behind_a_loop)
    gradient(3.0, 2)
    lines = [line.strip() for line in gradient.source.splitlines()]
    assert [line for line in lines if line.startswith("if")] == ["if v1 <= 1:"]
    gradient = adgen.grad(in_a_branch)
    gradient(3.0, 2)
    assert "    if not n:\n        raise UnboundLocalError" in gradient.source


def known_range(x):
    for i in range(3):
        y = x * i
    return y + i


def early_return(x):
    for v in x:
        if v > 1:
            return v * v
    return x[0]


def read_where_it_is_bound(x):
    if x[0] > 0:
        y = x[1] * 2
    s = x[0]
    if x[0] > 0:
        s = s * y
    return s


@pytest.mark.parametrize(
    ("f", "x"),
    [
        (known_range, 0.5),
        (early_return, np.array([0.5, 2.0])),
        (read_where_it_is_bound, np.array([0.5, 2.0])),
    ],
)
def test_where_a_name_is_bound_nobody_asks(f, x):
    gradient = adgen.grad(f)
    gradient(x)
    assert "raise" not in gradient.source


def least(x):
    best = None
    for v in x:
        if best is None or v * v < best:
            best = v * v
    return best


def test_a_result_that_is_none():
    gradient = adgen.grad(least)
    assert list(gradient(np.array([3.0, 2.0]))) == [0.0, 4.0]
    with pytest.raises(TypeError, match="returns None"):
        gradient(np.zeros(0))
