"""What only a `break` changes is the loop's start on every iteration before: one name, no adjoint
that is carried, in the text of the gradient."""

from __future__ import annotations

from typing import Any

import numpy as np

import adgen

POINT = np.array([0.3, 0.5, 0.9, 0.2])


def exercised(s: Any, strike: float, rate: float) -> Any:
    total = 0.0
    for t in range(len(s)):
        e = strike - s[t]
        if e > rate * t and e > 0.3:
            total += e * np.exp(-rate * t)
            break
    return total


def first_large(x: Any) -> Any:
    y = x * 2.0
    for t in range(len(y)):
        if y[t] > 0.9:
            y[t] *= y[0]
            break
    return np.sum(y**2)


def first_recorded(x: Any) -> Any:
    seen = []
    for v in x:
        if v > 0.4:
            seen.append(v * v)
            break
    return sum(seen)


def _gradient(function: Any, *args: Any) -> Any:
    """The gradient, checked against differences at the arguments."""
    found = adgen.grad(function)
    adgen.check(function, *args)
    found(*args)
    return found


def test_a_sum_that_starts_at_a_break_has_no_carried_adjoint() -> None:
    source = _gradient(exercised, POINT, 0.8, 0.1).source
    sweep = source.split("# reverse sweep")[1]
    assert "total_bar" not in sweep, source


def test_an_array_that_is_written_before_a_break_has_one_name() -> None:
    source = _gradient(first_large, POINT).source
    assert "y_1" not in source and "y_bar_1" not in source, source


def test_a_tape_that_is_appended_to_before_a_break_has_one_name() -> None:
    source = _gradient(first_recorded, POINT).source
    assert "tape_1" not in source and "seen_1" not in source, source
