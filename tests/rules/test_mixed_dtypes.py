"""Integers beside reals: the kind of a result knows that it is real.

`np.convolve(np.array([1, 2, 1]), x)` is real although its first operand is not. A kind that
says otherwise would be a zero derivative without a word.
"""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

import adgen
from adgen.ir.kinds import is_discrete
from tests.rules.calls import Call
from tests.rules.samples import Sample
from tests.rules.test_registry import SAMPLES

INTERNAL = {"reduceat_adjoint"}
"""Their first operand is an adjoint, which is always real."""


def variants(sample: Sample) -> list[tuple[Any, ...]]:
    """The arguments of a sample with one of its real ones made of integers."""
    found = []
    for i, value in enumerate(sample.args):
        real = isinstance(value, np.ndarray) and value.dtype.kind == "f"
        if (real or isinstance(value, float)) and np.all(np.isfinite(value)):
            whole = np.ceil(np.abs(value)).astype(int)
            whole = whole if real else int(whole)
            found.append((*sample.args[:i], whole, *sample.args[i + 1 :]))
    return found


@pytest.mark.parametrize("name", sorted(set(SAMPLES) - INTERNAL))
def test_a_real_result_has_the_kind_of_reals(name: str) -> None:
    for sample in SAMPLES[name]:
        for args in variants(sample):
            call = Call(sample.fn, args, sample.kwargs, "sizes", sample.fixed)
            if not call.active:
                continue
            try:
                with warnings.catch_warnings(), np.errstate(all="ignore"):
                    warnings.simplefilter("ignore")
                    values = call.primal()
            except (TypeError, ValueError, IndexError, np.linalg.LinAlgError):
                continue  # NumPy takes no integers there
            for result, value in zip(call.apply.results, values):
                if isinstance(value, float | complex) or (
                    isinstance(value, np.ndarray) and value.dtype.kind in "fc"
                ):
                    assert not is_discrete(call.kinds[result]), (str(sample), args)


def kernel(x):
    return np.sum(np.convolve(np.array([1, 2, 1]), x) ** 2)


def filled(x):
    return np.sum(np.full_like(np.array([1, 2]), x[0]))


def inserted(x):
    return np.sum(np.insert(np.array([1, 2]), 1, x[0]))


def summed(x):
    return np.sum(2.0 * x, dtype=int) * x[0]


def test_an_integer_kernel():
    x = np.array([0.3, 0.4, 0.5])
    both = np.convolve(np.array([1, 2, 1]), x)
    want = 2.0 * np.convolve(both, [1, 2, 1], "valid")
    np.testing.assert_allclose(adgen.grad(kernel)(x), want)


@pytest.mark.parametrize("function", [filled, inserted, summed])
def test_what_cuts_reals_off_is_refused(function):
    with pytest.raises(adgen.AdgenError, match="gives integers here"):
        adgen.grad(function)(np.array([1.5, 2.5]))
