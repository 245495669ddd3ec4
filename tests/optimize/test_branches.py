"""Additions on the side of a branch that has something to add: dump in, dump out."""

from __future__ import annotations

from functools import partial

import numpy as np

import adgen
from adgen.ir.kinds import FLOAT, Array
from tests import dumps

KINDS = {"s": FLOAT, "v_bar": FLOAT, "w_bar": FLOAT, "x_bar": Array("float", ("n",))}
becomes = partial(dumps.becomes, only=["branches", "dce"], kinds=KINDS)
stays = partial(dumps.stays, only=["branches"], kinds=KINDS)


def test_zero_is_not_added():
    becomes(
        """
        def f(x_bar.0, s.0, t.0):
            v_bar.0 := if t.0:
                %1 := 2.0 * s.0
                yield %1
            else:
                yield 0.0
            x_bar.1 := x_bar.0 with [0] += v_bar.0
            return x_bar.1
        """,
        """
        def f(x_bar.0, s.0, t.0):
            x_bar.1 := if t.0:
                %1 := 2.0 * s.0
                x_bar.2 := x_bar.0 with [0] += %1
                yield x_bar.2
            else:
                yield x_bar.0
            return x_bar.1
        """,
    )


def test_two_additions_of_one_branch_on_its_two_sides():
    becomes(
        """
        def f(x_bar.0, s.0, t.0):
            v_bar.0, w_bar.0 := if t.0:
                yield 0.0, s.0
            else:
                yield s.0, 0.0
            x_bar.1 := x_bar.0 with [0] += v_bar.0
            x_bar.2 := x_bar.1 with [1] += w_bar.0
            return x_bar.2
        """,
        """
        def f(x_bar.0, s.0, t.0):
            x_bar.2 := if t.0:
                x_bar.4 := x_bar.0 with [1] += s.0
                yield x_bar.4
            else:
                x_bar.3 := x_bar.0 with [0] += s.0
                yield x_bar.3
            return x_bar.2
        """,
    )


def test_what_is_read_again_is_a_number():
    stays("""
        def f(x_bar.0, s.0, t.0):
            v_bar.0 := if t.0:
                yield 2.0
            else:
                yield 0.0
            x_bar.1 := x_bar.0 with [0] += v_bar.0
            return x_bar.1, v_bar.0
        """)


def test_an_array_that_is_read_in_between_is_not_written_before():
    stays("""
        def f(x_bar.0, s.0, t.0):
            v_bar.0 := if t.0:
                yield 2.0
            else:
                yield 0.0
            w_bar.0 := x_bar.0[1]
            x_bar.1 := x_bar.0 with [0] += v_bar.0
            return x_bar.1, w_bar.0
        """)


def test_a_place_that_the_branch_decides():
    stays("""
        def f(x_bar.0, s.0, t.0):
            v_bar.0, k.0 := if t.0:
                yield 2.0, 1
            else:
                yield 0.0, 0
            x_bar.1 := x_bar.0 with [k.0] += v_bar.0
            return x_bar.1
        """)


def sum_of_large_squares(x):
    total = 0.0
    for v in x:
        if v > 0.5:
            total += v**2
    return total


def test_as_by_hand():
    gradient = adgen.grad(sum_of_large_squares)
    np.testing.assert_allclose(gradient(np.array([0.3, 0.7])), [0.0, 1.4])
    assert gradient.source.split("reverse sweep")[-1].splitlines()[1:] == [
        "    x_bar = np.zeros_like(x)",
        "    for i in reversed(range(len(x))):",
        "        v = x[i]",
        "        if v > 0.5:",
        "            v_bar = 2 * v * out_bar  # total += v**2",
        "            x_bar[i] += v_bar",
        "    return x_bar",
    ]
