"""Random programs of names that may be unbound: right, UnboundLocalError as in Python, or
refused."""

from __future__ import annotations

import math

import numpy as np
import pytest

import adgen
from tests.transforms.random_names import program

pytestmark = pytest.mark.slow

A = np.array([0.7, 1.3])


@pytest.mark.parametrize("first", range(0, 100, 20))
def test_as_python(first):
    bound = unbound = 0
    for seed in range(first, first + 20):
        names = {"np": np, "math": math}
        f = adgen.from_source(program(seed), names)
        for n in range(4):
            try:
                value, gradient = adgen.value_and_grad(f)(A, np.int64(n))
            except adgen.AdgenError:
                continue
            except NameError:
                with pytest.raises(NameError):
                    f(A, n)
                unbound += 1
                continue
            assert value == f(A, n)
            assert gradient @ A == pytest.approx(_slope(f, n), rel=1e-5, abs=1e-7)
            bound += 1
    # A test of programs that are all refused would test nothing.
    assert bound >= 10 and unbound >= 5


def _slope(f, n):
    h = 1e-6
    return (f(A * (1 + h), n) - f(A * (1 - h), n)) / (2 * h)
