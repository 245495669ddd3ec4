"""What is taken from lists of equal entries: dump in, dump out; and gradients of sums."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

import adgen
from adgen.ir.kinds import FLOAT, Listing
from tests import dumps

BARS = {"bars": Listing((FLOAT,))}
becomes = partial(dumps.becomes, only=["fills", "dce"], kinds=BARS)
stays = partial(dumps.stays, only=["fills"], kinds=BARS)


def test_entries_popped_in_a_loop():
    becomes(
        """
        def f(c.0, n.0):
            bars.0 := list.fill(c.0, n.0)
            x.3, bars.3 := for i.0 in range(0, n.0, 1) with x.1 = 1.0, bars.1 = bars.0:
                bars.2, v.0 := list.pop(bars.1)
                x.2 := x.1 + v.0
                yield x.2, bars.2
            return x.3
        """,
        """
        def f(c.0, n.0):
            x.3 := for i.0 in range(0, n.0, 1) with x.1 = 1.0:
                x.2 := x.1 + c.0
                yield x.2
            return x.3
        """,
    )


def test_a_list_that_also_grows_stays():
    stays("""
        def f(c.0, n.0):
            bars.0 := list.fill(c.0, n.0)
            x.3, bars.4 := for i.0 in range(0, n.0, 1) with x.1 = 1.0, bars.1 = bars.0:
                bars.2, v.0 := list.pop(bars.1)
                x.2 := x.1 + v.0
                bars.3 := list.append(bars.2, x.2)
                yield x.2, bars.3
            return x.3
        """)


def test_a_list_of_the_user_stays():
    """Its entries may be one array, which is written under one of the names."""
    stays("""
        def f(c.0, n.0):
            bars.0 = list.fill(c.0, n.0)
            bars.1, v.0 = list.pop(bars.0)
            return v.0
        """)


def total(x):
    return sum(v * v for v in x)


def means(x):
    return np.log(sum(np.exp(v) for v in x) / len(x))


def rows(x):
    m = np.outer(x, x)
    return np.sum(sum(row * row for row in m) * x)


@pytest.mark.parametrize("function", [total, means, rows])
def test_nobody_needs_the_terms_of_a_sum(function):
    x = np.array([0.4, -0.9, 1.3])
    derivative = adgen.grad(function)
    gradient = derivative(x)
    assert ".pop(" not in derivative.source and "len(v" not in derivative.source
    for i in range(3):
        step = np.zeros(3)
        step[i] = 1e-6
        slope = (function(x + step) - function(x - step)) / 2e-6
        assert gradient[i] == pytest.approx(slope, rel=1e-7)


def test_adjoints_of_the_terms_are_apart():
    """One array is the adjoint of every term; what is written into one is not in the others."""

    def f(x):
        parts = [x * k for k in (1.0, 2.0)]
        parts[0][0] = 0.0
        s = sum(parts)
        return s @ s

    x = np.array([0.4, -0.9])
    gradient = adgen.grad(f)(x)
    assert gradient == pytest.approx([2 * 4 * x[0], 2 * 9 * x[1]])
