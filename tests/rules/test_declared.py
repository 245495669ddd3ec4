"""Rules the user declares: by text, by function, and as functions of Python."""

from __future__ import annotations

import numpy as np
import pytest

from adgen.errors import LanguageError, NoRuleError, RuleError
from adgen.rules.custom import custom_jvp, custom_vjp
from adgen.rules.declare import RULES, elementwise, linear, rule
from adgen.rules.registry import callable_of, find, load_tables, name_of
from tests.rules.calls import Call


@pytest.fixture(autouse=True)
def rules_as_before():
    load_tables()
    before = dict(RULES)
    yield
    RULES.clear()
    RULES.update(before)


def cube(x, scale=1.0):
    return scale * x * x * x


def of(function, *args):
    name = name_of(function)
    assert name is not None
    return Call(name, args)


def fixed(function, *args):
    return Call(name_of(function), args, fixed=tuple(range(1, len(args))))


def reverse(call, *bars):
    return list(call.reverse(bars).values())


def test_elementwise_of_a_function():
    elementwise(cube, dx="3 * scale * x * x", dscale="x * x * x")
    call = of(cube, np.array([1.0, 2.0]), 0.5)
    x_bar, scale_bar = reverse(call, np.array([1.0, 10.0]))
    assert np.allclose(x_bar, [1.5, 60.0])
    assert np.isclose(scale_bar, 81.0)
    assert callable_of(name_of(cube)) is cube


def test_a_parameter_without_derivative_is_refused():
    elementwise(cube, dx="3 * scale * x * x")
    with pytest.raises(NoRuleError, match="no derivative with respect to `scale`"):
        reverse(of(cube, np.ones(2), 0.5), np.ones(2))


def test_a_call_that_does_not_fit_is_refused():
    call = Call("np.sin", (np.ones(2),), {"where": True})
    with pytest.raises(
        LanguageError, match="no rule for np.sin with the argument `where`"
    ):
        reverse(call, np.ones(2))


def test_linear_and_rule_by_text():
    linear("tests.rules.test_declared.twice(x)", x_bar="2 * out_bar")
    rule(
        "tests.rules.test_declared.power(x, n)",
        out_dot="slope * x_dot",
        x_bar="slope * out_bar",
        where="slope = n * x ** (n - 1)",
    )
    assert reverse(Call("tests.rules.test_declared.twice", (np.ones(2),)), np.ones(2))[
        0
    ].tolist() == [2.0, 2.0]
    call = Call("tests.rules.test_declared.power", (np.full(2, 3.0), 2))
    assert reverse(call, np.ones(2))[0].tolist() == [6.0, 6.0]


def twice(x):
    return 2 * x


def power(x, n):
    return x**n


def test_custom_jvp():
    @custom_jvp
    def f(x, y):
        return np.sin(x) * y

    @f.defjvp
    def f_jvp(primals, tangents):
        (x, y), (x_dot, y_dot) = primals, tangents
        return f(x, y), np.cos(x) * y * x_dot + np.sin(x) * y_dot

    call = of(f, 0.5, 2.0)
    x, y = call.active
    assert call.primal() == (np.sin(0.5) * 2.0,)
    assert call.forward({x: 1.0}) == (np.cos(0.5) * 2.0,)
    assert call.forward({x: 1.0, y: 1.0}) == (np.cos(0.5) * 2.0 + np.sin(0.5),)
    assert call.reverse((2.0,)) == {x: np.cos(0.5) * 4.0, y: np.sin(0.5) * 2.0}
    vectors = of(f, np.ones(2), 2.0)
    with pytest.raises(NoRuleError, match="a tangent alone"):
        vectors.reverse((np.ones(2),))


def test_custom_vjp():
    @custom_vjp
    def f(x, n, y):
        return x**n * y

    def forward(x, n, y):
        return f(x, n, y), (x, n, y)

    def backward(saved, out_bar):
        x, n, y = saved
        return out_bar * n * x ** (n - 1) * y, None, np.sum(out_bar * x**n)

    f.defvjp(forward, backward)
    call = of(f, np.array([1.0, 2.0]), 3, 2.0)
    x_bar, y_bar = reverse(call, np.ones(2))
    assert x_bar.tolist() == [6.0, 24.0]
    assert y_bar == 9.0


def test_functions_of_one_place_are_told_apart():
    def make(scale):
        def f(x):
            return scale * x

        elementwise(f, dx=str(scale))
        return f

    one, other = make(2.0), make(3.0)
    assert name_of(one) != name_of(other)
    assert find(name_of(one)).formulas["dx"] == "2.0"


def test_wrong_formulas_are_named():
    with pytest.raises(RuleError, match="is no expression"):
        elementwise(cube, dx="3 * scale *")
    rule(cube, out_dot="x_dot * slope", x_bar="out_bar * slope")
    with pytest.raises(RuleError, match="names `slope`"):
        reverse(fixed(cube, 1.0, 0.5), 1.0)
