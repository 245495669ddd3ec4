"""Names of strings, functions, None, arguments and objects that one path only binds.

They stand for the same thing wherever they are bound: nothing of a number tells.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

import adgen

A = np.array([0.7, 1.3])


class Model:
    def __init__(self, w):
        self.w = w


def a_string(a, n):
    if n > 2:
        mode = "a"
    return np.sum(a * a) if mode == "a" else np.sum(a)


def a_function(a, n):
    if n > 2:
        h = math.sin
    return h(a[0])


def a_def(a, n):
    if n > 2:

        def h(v):
            return v * v

    return h(a[0])


def none(a, n):
    if n > 2:
        s = None
    return a[0] * a[1] if s is None else a[0]


def an_argument(a, n):
    if n > 2:
        y = a
    return np.sum(y * y)


def a_tuple(a, n):
    if n > 2:
        y = (a, "s")
    return a[0] * a[1] if y[1] == "s" else a[0]


def an_object(a, n):
    if n > 2:
        m = Model(a)
    return np.sum(m.w * a)


def a_list(a, n):
    if n > 2:
        m = [a, a]
    return m[0][0] * m[1][1]


def a_module(a, n):
    if n > 2:
        import math as mm
    return mm.sin(1) * a[0]


def in_a_for(a, n):
    for _ in range(n - 2):
        mode = "s"
    return a[0] * a[1] if mode == "s" else a[0]


def in_a_while(a, n):
    while n > 2:
        mode = "s"
        n -= 1
    return a[0] * a[1] if mode == "s" else a[0]


def before_an_exception(a, n):
    try:
        if n < 3:
            raise ValueError
        mode = "s"
    except ValueError:
        pass
    return a[0] * a[1] if mode == "s" else a[0]


def deleted(a, n):
    mode = "s"
    if n <= 2:
        del mode
    return a[0] * a[1] if mode == "s" else a[0]


def seen_by_a_function(a, n):
    def g(v):
        return v * v if mode == "s" else v

    if n > 2:
        mode = "s"
    return g(a[0]) + g(a[1])


def seen_by_a_function_that_recurs(a, n):
    if n > 2:
        mode = "s"

    def g(v, k):
        if k == 0:
            return v * v if mode == "s" else v
        return g(v * a[1], k - 1)

    return g(a[0], n)


def read_in_a_loop(a, n):
    if n > 2:
        h = math.sin
    s = a[0]
    for _ in range(2):
        s = h(s)
    return s


def left_by_the_iteration_before(a, n):
    s = a[0]
    for i in range(4):
        if n > 2 or i > 1:
            mode = "s"
        s = s * a[1] if mode == "s" else s
    return s


FUNCTIONS = [
    a_string,
    a_function,
    a_def,
    none,
    an_argument,
    a_tuple,
    an_object,
    a_list,
    a_module,
    in_a_for,
    in_a_while,
    before_an_exception,
    deleted,
    seen_by_a_function,
    seen_by_a_function_that_recurs,
    read_in_a_loop,
    left_by_the_iteration_before,
]
CALLS = [
    lambda f, n: adgen.grad(f)(A, n),
    lambda f, n: adgen.jvp(f, (A, n), (A, None)),
    lambda f, n: adgen.hvp(f)(A, n, A),
]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("f", FUNCTIONS)
def test_what_python_would_raise(f, call):
    f(A, 3)
    call(f, 3)
    with pytest.raises(NameError):
        f(A, 1)
    with pytest.raises(UnboundLocalError, match="is not bound here"):
        call(f, 1)


@pytest.mark.parametrize("f", FUNCTIONS)
def test_where_it_is_bound(f):
    adgen.check(f, A, 3, argnums=0)


def test_nothing_but_the_question_is_added():
    gradient = adgen.grad(a_string)
    gradient(A, 3)
    lines = gradient.source.splitlines()
    assert len(lines) == 12
    assert "    if not n > 2:\n        raise UnboundLocalError" in gradient.source


def read_where_it_is_bound(a, n):
    if n > 2:
        mode = "s"
    s = a[0]
    if n > 2:
        s = s * a[1] if mode == "s" else s
    return s


def read_behind_an_and(a, n):
    if n > 2:
        mode = "s"
    return a[0] * a[1] if n > 2 and mode == "s" else a[0]


def bound_on_every_path(a, n):
    if n > 2:
        mode = "s"
    elif n > 1:
        return a[1]
    else:
        mode = "s"
    return a[0] * a[1] if mode == "s" else a[0]


def left_by_a_break(a, n):
    i = 0
    while True:
        h = math.sin
        i += 1
        if i > n:
            break
    return h(a[0])


@pytest.mark.parametrize(
    "f",
    [read_where_it_is_bound, read_behind_an_and, bound_on_every_path, left_by_a_break],
)
def test_a_name_that_is_bound_where_it_is_read(f):
    for n in (1, 2, 3):
        adgen.check(f, A, n, argnums=0)


def test_no_question_where_every_path_binds():
    for f in (bound_on_every_path, left_by_a_break):
        gradient = adgen.grad(f)
        gradient(A, 3)
        assert "UnboundLocalError" not in gradient.source


def bound_in_two_branches(a, n):
    for k in range(n):
        if k == 1:
            mode = a[1]
        if k == 2:
            mode = a[0]
    return a[0] * mode


def a_string_in_two_branches(a, n):
    for k in range(n):
        if k == 1:
            mode = "s"
        try:
            if k == 2:
                raise ValueError
        except ValueError:
            mode = "s"
    return a[0] * a[1] if mode == "s" else a[0]


@pytest.mark.parametrize("f", [bound_in_two_branches, a_string_in_two_branches])
def test_an_iteration_that_binds_nothing_keeps_the_name(f):
    for n in (2, 3, 4, 5):
        adgen.check(f, A, n, argnums=0)
    with pytest.raises(UnboundLocalError, match="is not bound here"):
        adgen.grad(f)(A, 1)
