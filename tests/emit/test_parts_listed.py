"""Lists of parts of one array, one of which is written: the text shows where the parts stand."""

from __future__ import annotations

import pytest

import adgen
from adgen.errors import LanguageError
from tests.zoo import parts_listed
from tests.zoo.registry import draw


def test_a_list_has_the_places_of_parts():
    derivative = adgen.grad(parts_listed.pairs_that_are_doubled)
    derivative(draw(6))
    source = derivative.source
    assert "parts.append((2 * i, 2 * i + 2))" in source
    assert "start, stop = parts[j]" in source
    assert "y_bar[start:stop]" in source
    assert source.count("copy()") == 2  # x.copy(), and what is multiplied


def two_arrays(x):
    y, z, parts = x.copy(), 2.0 * x, []
    for i in range(len(x)):
        parts.append(y[i:] if i % 2 else z[i:])
    for part in parts:
        part *= 2.0
    return y.sum() * z.sum()


def entry_replaced(x):
    y, parts = x.copy(), []
    for i in range(len(y) - 1):
        parts.append(y[i : i + 2])
    parts[0] = x[:2] ** 2
    for part in parts:
        part *= 2.0
    return (y**2).sum()


@pytest.mark.parametrize("function", [two_arrays, entry_replaced])
def test_other_lists_are_refused_as_they_stand(function):
    with pytest.raises(LanguageError, match="may be one array or one list"):
        adgen.grad(function)(draw(4))
