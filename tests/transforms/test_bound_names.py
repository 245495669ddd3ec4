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


def in_a_while(x, n):
    while n > 0:
        y = x * x
        n -= 1
    return 2 * y


def in_a_loop_without_end(x, n):
    while True:
        if n <= 0:
            break
        y = x * x
        n -= 1
    return 2 * y


def in_a_branch_of_a_loop(x, n):
    for i in range(3):
        if i < n:
            y = x * x
    return 2 * y


def before_a_break(x, n):
    for i in range(3):
        if i < n:
            y = x * x
            break
    return 2 * y


def behind_a_continue(x, n):
    for i in range(3):
        if i >= n:
            continue
        y = x * x
    return 2 * y


def in_an_inner_loop(x, n):
    for _ in range(2):
        for _ in range(n):
            y = x * x
    return 2 * y


def read_in_a_branch(x, n):
    if n > 0:
        y = x * x
    s = x
    if n > -1:
        s = s + 3 * y
    return s


def read_in_a_loop(x, n):
    if n > 0:
        y = x * x
    s = x
    for _ in range(2):
        s = s + 3 * y
    return s


def read_before_it_is_bound(x, n):
    s = x
    for i in range(3):
        if i >= n:
            s = s + 3 * y  # noqa: F821
        y = x * x  # noqa: F841
    return s


def returned_by_a_function(x, n):
    def inner(v):
        for i in range(3):
            if i < n:
                z = v * v
        return z

    return 2 * inner(x)


def given_to_a_function(x, n):
    def summed(v):
        s = 0.0
        for i in range(3):
            if i > 0:
                s = s + v * i
        return s

    if n > 0:
        y = x * x
    return summed(y) + x


def a_number_in_a_branch(x, n):
    if n > 0:
        y = 2.0
    return x * x + y


def a_tuple_of_numbers_in_a_branch(x, n):
    if n > 0:
        y = (1.0, 2.0)
    return x * x * y[1] + y[0]


def a_number_behind_an_exit(x, n):
    if n < 0:
        return x
    if n > 1:
        y = 2.0
    return x * x * y


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
    in_a_while,
    in_a_loop_without_end,
    in_a_branch_of_a_loop,
    before_a_break,
    behind_a_continue,
    in_an_inner_loop,
    read_in_a_branch,
    read_in_a_loop,
    read_before_it_is_bound,
    returned_by_a_function,
    given_to_a_function,
    a_number_in_a_branch,
    a_tuple_of_numbers_in_a_branch,
    a_number_behind_an_exit,
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


def captured_and_not_read(x):
    if x[0] > 0:
        y = x[1]

    def scaled(v):
        if x[0] > 0:
            return y * v
        return 2 * v

    s = x[0]
    for _ in range(3):
        s = scaled(s)
    return s


def none_on_one_side(x):
    def found(v):
        return v * v if v > 1 else None

    if x[0] > 0:
        y = found(x[0])
    if x[0] > 0 and y is None:
        return x[1]
    return x[0] * x[1]


def found_or_not(x):
    found = False
    for v in x:
        if v > 1:
            y = v * v
            found = True
    if found and x[0] < 1:
        return 2 * y
    return x[0]


def read_behind_an_and(x):
    found = False
    for v in x:
        if v > 1:
            y = v * v
            found = True
    if found and y > 1.5:
        return x[0] * y
    return x[1]


def returned_from_within(x):
    for v in x:
        for w in x:
            if v * w > 3:
                return 2 * w
        x = x * 1.1
    return x[0]


def assigned_in_the_test(x):
    y = x[0]
    while (z := y * y) < 9:
        y = z + 0.5
    return y + z


def test_none_is_not_taken_for_a_name_that_is_not_bound():
    assert list(adgen.grad(none_on_one_side)(np.array([0.5, 3.0]))) == [0.0, 1.0]
    assert list(adgen.grad(none_on_one_side)(np.array([-0.5, 3.0]))) == [3.0, -0.5]


def test_a_name_that_is_captured_and_not_read():
    x = np.array([-0.5, 3.0])
    assert list(adgen.grad(captured_and_not_read)(x)) == [8.0, 0.0]
    assert list(adgen.grad(captured_and_not_read)(-x)) == [-27.0, 13.5]


@pytest.mark.parametrize(
    ("f", "x"),
    [
        (known_range, 0.5),
        (early_return, np.array([0.5, 2.0])),
        (read_where_it_is_bound, np.array([0.5, 2.0])),
        (found_or_not, np.array([0.5, 2.0])),
        (read_behind_an_and, np.array([0.5, 2.0])),
        (read_behind_an_and, np.array([0.5, 0.2])),
        (returned_from_within, np.array([0.5, 2.0])),
        (assigned_in_the_test, np.array([0.5, 2.0])),
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
