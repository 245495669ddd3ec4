"""Derivatives with respect to objects: what the zoo does not ask."""

from __future__ import annotations

import copy
import functools
from collections import namedtuple
from dataclasses import dataclass, field

import numpy as np
import pytest

import adgen
from adgen.errors import ArgumentError, KindError

Pair = namedtuple("Pair", "a b")


@dataclass
class Rates:
    fast: float
    slow: float = 2.0
    steps: int = 3
    name: str = "rates"
    history: list = field(default_factory=list)


class Line:
    """A straight line."""

    offset = 1.0

    def __init__(self, slope):
        if slope is None:
            raise ValueError("a line needs a slope")
        self.slope = slope
        self.f = np.sin

    def at(self, x):
        y = self.slope * x
        return self.f(y) + self.offset


def damped(rates, x):
    for _ in range(rates.steps):
        x = x - rates.fast * x * rates.slow
    return x


def slower(rates, other):
    rates.fast = rates.fast * other.slow
    return rates.fast * other.fast


def at_one(line):
    return line.at(1.0)


def test_the_gradient_is_of_the_same_class():
    found = adgen.grad(damped)(Rates(0.1), 1.0)
    assert type(found) is Rates
    assert (found.steps, found.name, found.history) == (None, None, [])
    assert found.fast == pytest.approx(-6.0 * 0.8**2)


def test_no_init_is_called_for_a_gradient():
    found = adgen.grad(at_one)(Line(0.5))
    assert type(found) is Line
    assert vars(found) == {"slope": pytest.approx(np.cos(0.5)), "f": None}


def test_values_of_objects_make_no_new_derivative():
    gradient = adgen.grad(damped)
    gradient(Rates(0.1), 1.0)
    gradient(Rates(0.2, 3.0), 2.0)
    assert len(gradient.specialisations) == 1


def test_strings_and_functions_in_objects_are_known():
    gradient = adgen.grad(at_one)
    line = Line(0.5)
    assert gradient(line).slope == pytest.approx(np.cos(0.5))
    line.f = np.exp
    assert gradient(line).slope == pytest.approx(np.exp(0.5))


def test_a_tangent_is_an_object_of_the_class():
    value, tangent = adgen.jvp(
        damped, (Rates(0.1), 1.0), (Rates(1.0, 0.0, None, None), None)
    )
    assert value == pytest.approx(0.8**3)
    assert tangent == pytest.approx(-6.0 * 0.8**2)
    with pytest.raises(ArgumentError, match="the structures differ"):
        adgen.jvp(damped, (Rates(0.1), 1.0), (Pair(1.0, 0.0), None))


def test_matrices_have_the_structure_of_the_objects():
    def f(p):
        return np.array([p.a * p.b, p.b])

    found = adgen.jacobian(f)(Pair(2.0, 3.0))
    assert found.a == pytest.approx([3.0, 0.0])
    assert found.b == pytest.approx([2.0, 1.0])
    matrix = adgen.hessian(lambda p: p.a * p.b**2)(Pair(2.0, 3.0))
    assert matrix == Pair(Pair(0.0, 6.0), Pair(6.0, 4.0))


def test_the_same_object_twice():
    rates = Rates(0.5)
    gradient = adgen.grad(slower, argnums=(0, 1))
    first, second = gradient(rates, copy.copy(Rates(0.7)))
    assert (first.fast, second.slow) == (pytest.approx(1.4), pytest.approx(0.35))
    with pytest.raises(ArgumentError, match="the same Rates stands in two places"):
        gradient(rates, rates)


class Holder:
    def __init__(self, part):
        self.part, self.scale = part, 2.0


def changed_beside(holder, rates):
    rates.slow = 3.0 * holder.scale
    return holder.part.slow * holder.scale


def test_the_same_object_in_another_one():
    rates = Rates(0.5)
    value, pullback = adgen.vjp(changed_beside, Holder(rates), Rates(0.7))
    assert value == 2.0 * rates.slow
    assert pullback(1.0)[0].scale == rates.slow
    with pytest.raises(ArgumentError, match="the same Rates stands in two places"):
        adgen.vjp(changed_beside, Holder(rates), rates)


def changed_count(a, b):
    b["n"] = 3.0 * a["n"]
    return a["n"] * 2.0


def test_the_same_dict_with_an_integer():
    counts = {"n": 2}
    assert adgen.grad(changed_count)({"n": 2}, counts) == {"n": 2.0}
    with pytest.raises(ArgumentError, match="the same dict stands in two places"):
        adgen.grad(changed_count)(counts, counts)


def test_an_object_is_not_changed():
    rates = Rates(0.5)
    adgen.grad(slower)(rates, Rates(0.7))
    assert rates == Rates(0.5)


def test_a_bound_method_sees_its_object_as_it_is_now():
    line = Line(0.5)
    gradient = adgen.grad(line.at)
    assert gradient(2.0) == pytest.approx(0.5 * np.cos(1.0))
    line.slope = 0.25
    assert gradient(2.0) == pytest.approx(0.25 * np.cos(0.5))


def test_a_method_that_is_replaced(monkeypatch):
    gradient = adgen.grad(at_one)
    gradient(Line(0.5))
    monkeypatch.setattr(Line, "at", at_zero)
    assert gradient(Line(0.5)).slope == 0.0


def at_zero(self, x):
    return self.offset + 0.0 * self.slope


def test_an_object_that_is_part_of_itself():
    line = Line(0.5)
    line.parent = line
    with pytest.raises(KindError, match="a Line that is part of itself"):
        adgen.grad(at_one)(line)


def test_a_list_that_contains_itself():
    items = [1.0]
    items.append(items)
    with pytest.raises(adgen.AdgenError, match="a list or dict that contains itself"):
        adgen.grad(lambda items: 2.0 * items[0])(items)
    with pytest.raises(adgen.AdgenError, match="a list or dict that contains itself"):
        adgen.jvp(lambda d: 2.0 * d["x"], ({"x": items},), ({"x": items},))


class WithACache:
    """Its objects are not taken apart: `cached` is a descriptor of functools."""

    def __init__(self, a):
        self.a = a

    @functools.lru_cache  # noqa: B019
    def cached(self, x):
        return self.a * x**2

    def value(self, x):
        return self.a * x**3


class DerivedFromIt(WithACache):
    def value(self, x):
        return super().value(x) * 2


def test_super_of_an_object_that_is_not_taken_apart():
    assert adgen.grad(DerivedFromIt(2.0).value)(2.0) == 48.0


def test_a_classmethod_is_decorated_outside():
    with pytest.raises(adgen.AdgenError, match="@classmethod above"):

        class Wrong:
            @adgen.grad
            @classmethod
            def value(cls, x):
                return x**2
