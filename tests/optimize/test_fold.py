"""Constant folding: dump in, dump out."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

import adgen
from tests import dumps

becomes = partial(dumps.becomes, only=["fold"])
stays = partial(dumps.stays, only=["fold"])


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("3 - 1", "2"),
        ("3 / 2", "1.5"),
        ("7 // 2", "3"),
        ("2 ** 10", "1024"),
        ("2 ** -1", "0.5"),
        ("0.5 + 0.2", "0.7"),
        ("2 * 3.0", "6.0"),
        ("2 < 3", "True"),
        ("min(2, 1.0)", "1.0"),
        ("float(2)", "2.0"),
        ("abs(-2)", "2"),
    ],
)
def test_arithmetic_on_literals_is_what_python_computes(expression, value):
    text = "def f(x.0):\n    %1 := {}\n    %2 = x.0 ** %1\n    return %2\n"
    becomes(
        text.format(expression),
        f"def f(x.0):\n    %2 = x.0 ** {value}\n    return %2\n",
    )


@pytest.mark.parametrize(
    "expression",
    ["1 / 0", "2 ** 1000", "2.0 ** 10000", "1e308 * 10", "'a' + 'b'", "0 ** -1"],
)
def test_what_raises_or_is_not_finite_is_left(expression):
    stays(f"def f(x.0):\n    %1 := {expression}\n    return %1\n")


def test_the_arithmetic_of_the_user_is_left():
    stays("""
        def f(x.0):
            %1 = 3 - 1
            %2 = x.0 ** %1
            return %2
        """)


def test_results_are_folded_on():
    becomes(
        """
        def f(x.0):
            %1 := 3 - 1
            %2 := %1 * 2
            %3 := np.sum(x.0, axis=%2)
            return %3
        """,
        """
        def f(x.0):
            %3 := np.sum(x.0, axis=4)
            return %3
        """,
    )


@pytest.mark.parametrize("expression", ["0.1 + 0.2", "0.1 / 6", "1 / 3"])
def test_many_digits_are_not_written(expression):
    stays(f"def f(x.0):\n    %1 := {expression}\n    %2 = x.0 ** %1\n    return %2\n")


def last(x):
    total = x[0] * 1.0
    for k in (1, 2):
        total = total * x[k - 1]
    return total * x[3 - 1]


def test_integers_of_a_loop_that_is_written_out_are_those_of_each_step():
    gradient = adgen.grad(last)
    gradient(np.array([0.3, 0.4, 0.5]))
    assert "x[0]" in gradient.source and "x[1]" in gradient.source
    assert "1 - 1" not in gradient.source and "2 - 1" not in gradient.source
    assert "3 - 1" in gradient.source, "it stands as it is written"
