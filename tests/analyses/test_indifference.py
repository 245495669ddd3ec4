"""Indifference: extremes on which no result depends. The zoo holds them to differences."""

from __future__ import annotations

import numpy as np
import pytest

import adgen
from adgen.analyses.indifference import indifferent
from adgen.ir.kinds import FLOAT, UNKNOWN, Array
from tests.dumps import function_of

TABLE, COLUMN = Array("float", ("n", "k")), Array("float", ("n", 1))
KINDS = {"z": TABLE, "x": TABLE, "e": TABLE, "y": TABLE, "m": COLUMN, "s": COLUMN}

WEIGHTS = """
def f(z.0):
    m.0 = np.max(z.0, axis=1, keepdims=True)
    x.0 = z.0 - m.0
    e.0 = np.exp(x.0)
    s.0 = np.sum(e.0, axis=1, keepdims=True)
    y.0 = e.0 / s.0
    return y.0
"""
LOGARITHM = """
def f(z.0):
    m.0 = np.max(z.0)
    x.0 = z.0 - m.0
    e.0 = np.exp(x.0)
    s.0 = np.sum(e.0)
    l.0 = np.log(s.0)
    y.0 = m.0 + l.0
    return y.0
"""


def found(text, kinds):
    return {repr(var) for var in indifferent(function_of(text, kinds))}


def test_weights_with_the_sum_one():
    assert found(WEIGHTS, KINDS) == {"m.0"}


def test_the_logarithm_of_a_sum():
    assert found(LOGARITHM, {"m": FLOAT}) == {"m.0"}
    assert found(LOGARITHM, {"z": UNKNOWN, "m": UNKNOWN}) == {"m.0"}


@pytest.mark.parametrize("shape", ["e", "m"])
def test_shapes_have_to_be_known(shape):
    assert found(WEIGHTS, {**KINDS, shape: UNKNOWN}) == set()


@pytest.mark.parametrize(
    "was, instead",
    [
        ("s.0 = np.sum(e.0, axis=1, keepdims=True)", "s.0 = np.sum(e.0)"),
        ("s.0 = np.sum(e.0, axis=1, ", "s.0 = np.sum(e.0, axis=0, "),
        ("s.0 = np.sum(e.0, axis=1, keepdims=True)", "s.0 = np.sum(e.0, axis=1)"),
        ("np.exp(x.0)", "np.exp2(x.0)"),
        ("np.exp(x.0)", "np.exp(x.0, where=x.0)"),
        ("e.0 / s.0", "e.0 - s.0"),
        ("e.0 / s.0", "e.0 * s.0"),
        ("return y.0", "return y.0, s.0"),
        ("return y.0", "return y.0, m.0"),
    ],
)
def test_anything_else_depends_on_it(was, instead):
    assert was in WEIGHTS
    assert found(WEIGHTS.replace(was, instead), KINDS) == set()


def test_comparisons_carry_no_derivative():
    more = WEIGHTS.replace(
        "    return y.0", "    t.0 = z.0 == m.0\n    return y.0, t.0"
    )
    assert found(more, KINDS) == {"m.0"}


def test_no_term_is_left_of_it():
    """Where entries tie, too: the slope of log(sum(exp(x))) is the softmax of x."""

    def f(x):
        m = np.max(x)
        return m + np.log(np.sum(np.exp(x - m)))

    x = np.array([800.0, 1.0, 800.0])
    gradient = adgen.grad(f)
    assert gradient(x).tolist() == [0.5, 0.0, 0.5]
    assert "==" not in gradient.source.partition("# reverse sweep")[2]
