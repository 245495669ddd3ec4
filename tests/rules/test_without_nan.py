"""Means and moments of scipy.stats that leave out NaN: those of the vector that is left."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

import adgen
from adgen.errors import AdgenError

GAPS = np.array([1.0, np.nan, 2.0, 4.0, 0.7, np.nan, 3.0])
CALLS = {
    "gmean": lambda x: stats.gmean(x, nan_policy="omit"),
    "hmean": lambda x: np.sum(stats.hmean(x, keepdims=True, nan_policy="omit")),
    "pmean": lambda x: stats.pmean(x, 2.3, nan_policy="omit"),
    "skew": lambda x: stats.skew(x, 0, False, "omit"),
    "kurtosis": lambda x: stats.kurtosis(
        np.reshape(x, (1, -1)), axis=None, nan_policy="omit"
    ),
    "moment": lambda x: np.sum(stats.moment(x, [2, 3], nan_policy="omit")),
}


@pytest.mark.parametrize("name", CALLS)
def test_what_is_left_counts(name):
    f = CALLS[name]
    left = ~np.isnan(GAPS)
    value, slopes = adgen.value_and_grad(f)(GAPS)
    assert value == f(GAPS)
    np.testing.assert_array_equal(slopes[~left], 0.0)
    np.testing.assert_allclose(slopes[left], adgen.grad(f)(GAPS[left]), rtol=1e-12)
    assert adgen.check(f, GAPS[left]).reverse < 1e-12


@pytest.mark.parametrize(
    ("f", "why"),
    [
        (lambda x: stats.gmean(x.reshape(1, -1), nan_policy="omit"), "no vector"),
        (lambda x: stats.gmean(x, weights=x, nan_policy="omit"), "`nan_policy`"),
        (lambda x: stats.zscore(x, nan_policy="omit"), "`nan_policy`"),
    ],
)
def test_what_is_refused(f, why):
    with pytest.raises(AdgenError, match=why):
        adgen.vjp(f, GAPS)
