"""Derivatives that users write in Python for functions that return several values."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.linalg

import adgen
from adgen.errors import NoRuleError

X = np.array([0.3, 0.5, 0.9])
A = np.array([[2.0, 1.0, 0.3], [0.5, 3.0, 0.2], [0.1, 0.4, 1.5]])


def squares_and_sum(x):
    return x * x, np.sum(x)


def in_a_variable(x) -> tuple[np.ndarray, float]:
    out = (x * x, np.sum(x))
    return out


def by_another(x):
    return squares_and_sum(x)


def backward(x, out_bar):
    squares_bar, sum_bar = out_bar
    return (2.0 * x * squares_bar + sum_bar,)


def with_adjoints(function):
    custom = adgen.custom_vjp(function)
    custom.defvjp(lambda x: (function(x), x), backward)
    return custom


def with_tangents(function):
    custom = adgen.custom_jvp(function)
    custom.defjvp(lambda p, t: (function(*p), (2.0 * p[0] * t[0], np.sum(t[0]))))
    return custom


FUNCTIONS = [squares_and_sum, in_a_variable, by_another]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_vector_and_a_number(function):
    custom = with_adjoints(function)

    def both(x):
        squares, total = custom(x)
        return np.sum(squares) * total

    wanted = 2.0 * X * np.sum(X) + np.sum(X * X)
    assert adgen.grad(both)(X) == pytest.approx(wanted)
    assert adgen.grad(lambda x: np.sum(custom(x)[0]))(X) == pytest.approx(2.0 * X)
    assert adgen.grad(lambda x: custom(x)[1])(X) == pytest.approx(np.ones(3))
    value, pullback = adgen.vjp(custom, X)
    assert value[0].tolist() == (X * X).tolist() and value[1] == np.sum(X)
    assert pullback((np.ones(3), 2.0))[0] == pytest.approx(2.0 * X + 2.0)
    assert adgen.testing.check_rule(custom, X).first.reverse < 1e-9
    with pytest.raises(NoRuleError, match="no derivative in forward mode"):
        adgen.jvp(both, (X,), (X,))


@pytest.mark.parametrize("function", FUNCTIONS)
def test_tangents_of_a_vector_and_a_number(function):
    custom = with_tangents(function)

    def both(x):
        squares, total = custom(x)
        return np.sum(squares) * total

    value, dot = adgen.jvp(both, (X,), (X,))
    assert dot == pytest.approx(3.0 * value)
    _, (squares_dot, _) = adgen.jvp(custom, (X,), (np.ones(3),))
    assert squares_dot == pytest.approx(2.0 * X)


def test_tangents_of_several_numbers_turned_round():
    @adgen.custom_jvp
    def square_and_next(x):
        return x * x, x + 1.0

    square_and_next.defjvp(lambda p, t: (square_and_next(*p), (2 * p[0] * t[0], t[0])))

    def product(x):
        square, following = square_and_next(x)
        return square * following

    assert adgen.grad(product)(2.0) == 16.0
    assert adgen.grad(lambda x: square_and_next(x)[1])(2.0) == 1.0


def test_factors_of_scipy():
    """P is constant: with L U = P^T A, the adjoint is P L^-T (tril + triu) U^-T."""

    @adgen.custom_vjp
    def factors(a):
        return scipy.linalg.lu(a)

    def factors_forward(a):
        found = factors(a)
        return found, found

    def factors_backward(saved, out_bar):
        p, lower, upper = saved
        _, lower_bar, upper_bar = out_bar
        inner = np.tril(lower.T @ lower_bar, -1) + np.triu(upper_bar @ upper.T)
        return (p @ np.linalg.solve(lower.T, inner) @ np.linalg.inv(upper).T,)

    factors.defvjp(factors_forward, factors_backward)

    def sizes(called):
        def program(a):
            _, lower, upper = called(a)
            return np.sum(lower**2) + np.sum(upper**3)

        return program

    wanted = adgen.grad(sizes(scipy.linalg.lu))(A)
    assert adgen.grad(sizes(factors))(A) == pytest.approx(wanted)


def test_one_of_two_results_in_a_loop():
    @adgen.custom_vjp
    def product_and_sum(x, y):
        return x * y, x + y

    product_and_sum.defvjp(
        lambda x, y: (product_and_sum(x, y), (x, y)),
        lambda s, bar: (s[1] * bar[0] + bar[1], s[0] * bar[0] + bar[1]),
    )

    def steps(x, n):
        y = x
        for _ in range(n):
            x, y = product_and_sum(x, y)
        return x

    def plain(x, n):
        y = x
        for _ in range(n):
            x, y = x * y, x + y
        return x

    assert adgen.grad(steps)(0.7, 4) == pytest.approx(adgen.grad(plain)(0.7, 4))


def hidden(x):
    out = (x * x, np.sum(x))
    return out


def nested(x):
    return x, (x, x)


def one(x) -> tuple[np.ndarray, float]:
    return x


def listed(x):
    return [x, x]


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (hidden, "hidden returns a tuple of ndarray, float64, .* shows 1 result: "),
        (nested, "nested returns a tuple of ndarray, tuple, "),
        (one, "one returns one ndarray, and its text shows 2 results"),
        (listed, "listed returns a list of ndarray, ndarray"),
    ],
)
@pytest.mark.parametrize("made", [with_adjoints, with_tangents])
def test_results_that_the_text_does_not_show(function, said, made):
    custom = made(function)
    assert type(custom(X)) is type(function(X))
    with pytest.raises(TypeError, match=said):
        if made is with_adjoints:
            adgen.grad(lambda x: np.sum(custom(x)[0]))(X)
        else:
            adgen.jvp(lambda x: np.sum(custom(x)[0]), (X,), (X,))


@pytest.mark.parametrize(
    ("given", "said"),
    [((1.0,), "one tangent for each result"), ((X, X), "a tangent of shape")],
)
def test_tangents_that_do_not_fit_the_results(given, said):
    custom = adgen.custom_jvp(squares_and_sum)
    custom.defjvp(lambda p, t: (squares_and_sum(*p), given))
    with pytest.raises((TypeError, ValueError), match=said):
        adgen.jvp(lambda x: custom(x)[1], (X,), (X,))
