"""What has no rule is refused with the reason, and with what has one instead."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.interpolate
import scipy.optimize
import scipy.special

import adgen
from adgen.errors import AdgenError
from adgen.rules.absent import ABSENT, WITHOUT_SLOPE, why_absent, why_absent_class
from adgen.rules.registry import callable_of, find


def distinct(x):
    return np.sum(np.unique(x))


def least(x):
    return scipy.optimize.fmin(lambda p: np.sum((p - x) ** 2), np.zeros(4))[0]


def spline(x):
    return scipy.interpolate.BSpline(np.arange(8.0), x, 3)(3.5)


def exponential_integral(x):
    return scipy.special.expn(x[0], 1.5)


@pytest.mark.parametrize(
    ("function", "reason"),
    [
        (distinct, "one fewer is left"),
        (least, "minimize has a rule"),
        (exponential_integral, "`n`: SciPy takes integers only"),
        (spline, "make_interp_spline and CubicSpline have rules"),
    ],
)
def test_the_refusal_gives_the_reason(function, reason):
    with pytest.raises(AdgenError, match=reason):
        adgen.grad(function)(np.array([0.3, 0.5, 0.9, 1.2]))


@pytest.mark.parametrize("name", WITHOUT_SLOPE)
def test_a_parameter_without_slope_is_one(name):
    function, _, parameter = name.partition(":")
    rule = find(function)
    assert parameter in [p.name for p in rule.parameters]
    assert parameter not in rule.differentiated


@pytest.mark.parametrize("name", ABSENT)
def test_what_is_listed_exists_and_has_no_rule(name):
    assert callable(callable_of(name))
    assert find(name) is None


def test_a_method_has_the_reason_of_its_class():
    rotation = "scipy.spatial.transform.Rotation"
    assert why_absent(f"{rotation}.from_rotvec") == ABSENT[rotation]
    assert (
        why_absent_class(scipy.interpolate.BSpline)
        == ABSENT["scipy.interpolate.BSpline"]
    )
    assert why_absent("np.sort") == ""
    assert why_absent_class(np.broadcast) == ABSENT["np.broadcast"]
    assert why_absent_class(int) == ""


def test_a_function_that_calls_another_is_named():
    def lowest(a):
        return scipy.optimize.fmin(lambda x: (x[0] - a) ** 2, [0.0])[0]

    with pytest.raises(AdgenError, match="scipy.optimize.fmin .*: minimize has a rule"):
        adgen.grad(lowest)(1.0)
