"""Derivatives that are made for the object of a method, for switches and counts."""

import pickle

import numpy as np
import pytest

import adgen


class Counted:
    scale = 0.5

    def __init__(self, size):
        self.size, self.calls, self.last = size, 0, None

    def value(self, x):
        if len(x) != self.size:
            raise ValueError("another size")
        self.calls += 1
        self.last = x * 2.0
        return self.scale * np.sum(x**2) + np.sum(self.last)


def test_methods_that_change_their_object():
    counted, x = Counted(3), np.array([1.0, 2.0, 3.0])
    gradient = adgen.grad(counted.value)
    np.testing.assert_allclose(gradient(x), x + 2.0)
    assert (counted.calls, counted.last) == (0, None), "a derivative changes nothing"
    counted.scale = 2.0
    np.testing.assert_allclose(gradient(x), 4.0 * x + 2.0)
    counted.size = 2
    np.testing.assert_allclose(gradient(x[:2]), 4.0 * x[:2] + 2.0)
    with pytest.raises(ValueError, match="another size"):
        gradient(x)


def test_methods_that_change_their_object_in_all_modes():
    counted, x = Counted(2), np.array([1.0, 2.0])
    value, slope = adgen.jvp(counted.value, (x,), (np.ones(2),))
    assert (value, slope) == (8.5, 7.0)
    value, pullback = adgen.vjp(counted.value, x)
    np.testing.assert_allclose(pullback(1.0)[0], x + 2.0)
    np.testing.assert_allclose(adgen.hessian(counted.value)(x), np.eye(2))
    assert adgen.value_and_grad(counted.value)(x)[0] == 8.5
    assert counted.calls == 0


def of_unknown_kind(x, full=False):
    rows = {"value": x * 2.0}
    return (rows["value"], rows) if full else rows["value"]


def test_switches():
    gradient = adgen.grad(of_unknown_kind)
    assert gradient(1.5) == 2.0
    _, pullback = adgen.vjp(lambda x: of_unknown_kind(x, True)[0], 1.5)
    assert pullback(1.0) == (2.0,)
    value, slope = adgen.jvp(of_unknown_kind, (1.5, True), (1.0, None))
    assert value == (3.0, {"value": 3.0}) and slope == (2.0, {"value": 2.0})
    value, slope = adgen.jvp(of_unknown_kind, (1.5, False), (1.0, None))
    assert (value, slope) == (3.0, 2.0)


def refused(x, full=False, count=2):
    return np.sum(np.unique(x)) * count + full


def test_what_is_refused_stays_refused():
    with pytest.raises(adgen.NoRuleError, match=r"np\.unique"):
        adgen.grad(refused)(np.ones(2))


def returns_either(x, n):
    return (x, x) if n > 1 else x


def test_counts():
    assert adgen.jvp(returns_either, (1.5, 1), (1.0, None)) == (1.5, 1.0)
    assert adgen.jvp(returns_either, (1.5, 2), (1.0, None))[1] == (1.0, 1.0)


def scaled(x, n):
    return (n * x, x) if n == 2 else n * x


def test_a_setting_of_one_call_may_vary_in_another():
    assert adgen.jvp(scaled, (1.5, 2), (1.0, None))[1] == (2.0, 1.0)
    with pytest.raises(adgen.LanguageError, match="depending on which way"):
        adgen.jvp(scaled, (1.5, 2.0), (None, 1.0))
    with pytest.raises(adgen.LanguageError, match="depending on which way"):
        adgen.jvp(scaled, (1.5, 2), (None, 1.0))


def test_derivatives_with_settings_are_pickled():
    counted, x = Counted(2), np.array([1.0, 2.0])
    gradient = adgen.grad(counted.value)
    gradient(x)
    again = pickle.loads(pickle.dumps(gradient))
    np.testing.assert_allclose(again(x), x + 2.0)
    report = adgen.check(Counted(2).value, x)
    assert report.forward < 1e-8


class Node:
    def __init__(self, n):
        self.n = n


class Pair:
    """Two nodes, which may be one."""

    def __init__(self, a, b):
        self.a, self.b = a, b

    def moved(self, x):
        self.a.n += x
        self.b.n *= 2.0
        return self.a.n * x


def test_an_object_that_stands_twice_in_that_of_the_method():
    gradient = adgen.grad(Pair(Node(1.0), Node(3.0)).moved)
    assert gradient(2.0) == 5.0
    node = Node(1.0)
    with pytest.raises(adgen.errors.ArgumentError, match="two places: of `self`"):
        adgen.grad(Pair(node, node).moved)(2.0)
    pair = Pair(Node(1.0), Node(3.0))
    gradient = adgen.grad(pair.moved)
    assert gradient(2.0) == 5.0
    pair.b = pair.a
    with pytest.raises(adgen.errors.ArgumentError, match="two places: of `self`"):
        gradient(2.0)


def test_counts_of_a_gradient_that_is_kept():
    gradient = adgen.grad(scaled)
    for n in (1, 3, 1, 0):
        assert gradient(1.5, n) == n
        assert gradient(x=1.5, n=n) == n
    with pytest.raises(adgen.errors.ArgumentError, match="returns a tuple"):
        gradient(1.5, 2)


def test_check_changes_no_object():
    counted, x = Counted(2), np.array([1.0, 2.0])
    assert adgen.check(counted.value, x).reverse < 1e-12
    assert (counted.calls, counted.last) == (0, None)
    node = Node(1.0)
    report = adgen.check(Pair(node, Node(2.0)).moved, 1.5)
    assert report.forward < 1e-8
    assert node.n == 1.0


def test_derivatives_for_counts_are_pickled_as_text():
    def local(x, n):
        return (x**n, x) if n == 2 else x**n

    gradient = adgen.grad(local)
    assert gradient(2.0, 3) == 12.0
    assert gradient(2.0, 1) == 1.0
    again = pickle.loads(pickle.dumps(gradient))
    assert (again(2.0, 3), again(2.0, 1)) == (12.0, 1.0)
    with pytest.raises(adgen.SourceError, match="unpickled as text"):
        again(2.0, 4)
