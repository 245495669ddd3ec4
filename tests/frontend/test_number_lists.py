"""Lists of numbers of the text: written out where that is short, else made at run time."""

from __future__ import annotations

import numpy as np
import pytest

import adgen
from adgen.errors import LanguageError
from tests.zoo import number_lists


def lines_of(function, *args):
    derivative = adgen.grad(function)
    derivative(*args)
    return derivative.source.splitlines()


@pytest.mark.parametrize(
    "name, made",
    [("two_buffers", "p = [0.0] * 20"), ("table_of_the_text", "best = [0.5, 1.0, 0.0")],
)
def test_long_loops_stay_loops(name, made):
    argument = 0.3 if name == "two_buffers" else number_lists.draw(4)
    lines = lines_of(getattr(number_lists, name), argument)
    assert any(line.strip().startswith(made) for line in lines)
    assert len(lines) < 70


def test_short_loops_are_written_out():
    function = number_lists.short_loops_are_written_out
    lines = lines_of(function, number_lists.draw(3))
    assert not any("[0.0]" in line for line in lines)


def appended(x, n):
    p = [1.0 * i for i in range(n)]
    p.append([x, x * x])
    return p[-1][1]


def filled(x, n):
    p = [None] * n
    for i in range(n):
        p[i] = [x, x * i]
    return p[3][1]


def replaced(x, n):
    p = [[x * i] for i in range(n)]
    p[1] = x
    return p[1] * p[2][0]


def joined(x, n):
    p = [1.0 * i for i in range(n)] + [[x, x * x]]
    return p[-1][1]


def extended(x, n):
    p = [1.0 * i for i in range(n)]
    p.extend([[x * i] for i in range(n)])
    return p[-1][0]


def chosen(x, n):
    p = [x if i % 2 else [x * x] for i in range(n)]
    return p[1]


def exchanged(x, n):
    p = [1.0 * i for i in range(n)]
    p[1:2] = [[x, x * x]]
    return p[1][1]


@pytest.mark.parametrize(
    "function", [appended, filled, replaced, joined, extended, chosen, exchanged]
)
def test_lists_among_numbers_are_refused(function):
    """Their adjoints are of no form that is known."""
    with pytest.raises(LanguageError, match="list"):
        adgen.grad(function)(0.3, np.int64(6))
