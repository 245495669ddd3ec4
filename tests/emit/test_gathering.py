"""Lists that the user wrote in one piece stand in one piece."""

from __future__ import annotations

import textwrap

import numpy as np
import pytest

import adgen


def nested(x):
    rows = [[a * b for b in x] for a in x]
    return max(rows, key=sum)[0]


def pairs(x, y):
    return sum(a * b for a, b in sorted(zip(x, y)))


def literals(x, n):
    return max([x[0], x[1] ** 2, 1.0], key=lambda v: -v) * [x[0], 2.0 * x[1]][n]


def own_loop(x):
    squares = []
    for v in x:
        squares.append(v * v)
    squares.append(x[0])
    return sum(squares) * len(squares)


def last_of(x):
    done = [+v for v in x]
    return sum(done) * v_after(x)


def v_after(x):
    v = 1.0
    for v in x:
        pass
    return v


X = np.array([0.7, 1.3, 0.4])
CASES = {
    nested: (X,),
    pairs: (X, X[::-1].copy()),
    literals: (X, 1),
    own_loop: (X,),
    last_of: (X,),
}


def forward_sweep(function):
    derivative = adgen.grad(function)
    derivative(*CASES[function])
    text = derivative.source.partition("    # forward sweep\n")[2]
    return textwrap.dedent(text.partition("\n\n")[0]).splitlines()


def test_comprehensions():
    assert forward_sweep(nested)[:3] == [
        "rows = [[a * b for b in x] for a in x]",
        "v5 = [sum(v4) for v4 in rows]",
        "v6 = max(range(len(v5)), key=v5.__getitem__)",
    ]


def test_what_stands_in_the_list_is_not_made_anew():
    assert "v4 = list(zip(x, y))" in "\n".join(forward_sweep(pairs))


def test_literals():
    lines = forward_sweep(literals)
    assert [line.split(" = ")[1] for line in lines if "= [" in line] == [
        "[v1, v2**2, 1.0]",
        "[-v6 for v6 in v5]",
        "[v1, 2.0 * v2]",
    ]
    assert any("max(range(len(" in line for line in lines)


def test_a_loop_of_the_user_stays_a_loop():
    assert forward_sweep(own_loop)[:4] == [
        "squares = []",
        "for v in x:",
        "    squares.append(v * v)",
        "squares.append(x[0])",
    ]


@pytest.mark.parametrize("function", CASES, ids=lambda f: f.__name__)
def test_gradients(function):
    args = CASES[function]
    gradient = adgen.grad(function)(*args)
    for i in range(3):
        step = np.zeros(3)
        step[i] = 1e-6
        high = function(args[0] + step, *args[1:])
        low = function(args[0] - step, *args[1:])
        assert gradient[i] == pytest.approx((high - low) / 2e-6, rel=1e-7)


def test_equal_keys_give_the_first():
    def largest(x):
        return max(x, key=lambda v: v > 0.5)

    def least(x):
        return min(x, key=lambda v: v > 0.5)

    assert adgen.grad(largest)(X).tolist() == [1.0, 0.0, 0.0]
    assert adgen.grad(least)(X).tolist() == [0.0, 0.0, 1.0]
