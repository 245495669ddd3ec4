"""Calls that the front end looks into stand in the text as the user wrote them."""

import numpy as np
import pytest

import adgen


@pytest.mark.parametrize(
    ("call", "written"),
    [
        (lambda x: np.linalg.norm(x), "np.linalg.norm(x)"),
        (lambda x: np.linalg.norm(x, axis=0), "np.linalg.norm(x, axis=0)"),
        (lambda x: np.linalg.norm(x, 1), "np.linalg.norm(x, ord=1)"),
    ],
)
def test_norms(call, written):
    derivative = adgen.value_and_grad(call)
    derivative(np.array([1.0, -2.0, 0.5]))
    assert written in derivative.source
