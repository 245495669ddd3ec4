"""Calls of SciPy that take a function: what becomes of them, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import integrate, optimize

import adgen
from adgen.errors import LanguageError

k, p = 2.0, np.array([1.0, 2.0])


def root(k):
    return optimize.brentq(lambda x: x * x - k, 0.0, 9.0)


def test_the_call_stays_as_it_is():
    gradient = adgen.grad(root)
    gradient(k)
    text = gradient.source
    assert "def residual(x, k):\n    return x * x - k" in text
    assert "brentq(residual, 0.0, 9.0, args=(k,))" in text


def test_value_is_that_of_the_solver():
    value, _ = adgen.value_and_grad(root)(k)
    assert value == root(k)


def test_the_start_has_no_derivative():
    def by_newton(start, k):
        return optimize.newton(lambda x: x * x - k, start)

    start_bar, k_bar = adgen.grad(by_newton, argnums=(0, 1))(1.0, k)
    assert start_bar == 0.0
    assert k_bar == pytest.approx(0.5 / np.sqrt(k))


def test_third_derivative():
    third = adgen.grad(adgen.grad(adgen.grad(root)))
    assert third(k) == pytest.approx(3.0 / 8.0 * k**-2.5)


def test_second_derivative_of_a_differential_equation():
    def end(k):
        y = integrate.odeint(lambda y, t: -k * y, [1.0], [0.0, 2.0], rtol=1e-12)
        return y[-1, 0]

    second = adgen.grad(adgen.grad(end))
    assert second(0.7) == pytest.approx(4.0 * np.exp(-1.4), rel=1e-6)


def full_output(k):
    return optimize.brentq(lambda x: x * x - k, 0.0, 9.0, full_output=True)[0]


def bounded(p):
    found = optimize.minimize(lambda x: np.sum((x - p) ** 2), p, bounds=[(0, 1)] * 2)
    return np.sum(found.x)


def with_constraints(p):
    limit = {"type": "ineq", "fun": lambda x: x[0]}
    found = optimize.minimize(lambda x: np.sum((x - p) ** 2), p, constraints=limit)
    return np.sum(found.x)


def both_at_once(p):
    return np.sum(
        optimize.minimize(lambda x: (x @ x, 2.0 * x), p, jac=True, tol=1e-9).x
    )


def unknown_attribute(p):
    return np.sum(optimize.root(lambda x: x - p, np.zeros(2)).qtf)


def events(k):
    found = integrate.solve_ivp(
        lambda t, y: -k * y, (0.0, 1.0), [1.0], events=lambda t, y: y[0] - 0.5
    )
    return found.y[0, -1]


def integrand_of_arrays(k):
    return integrate.quad(lambda t: np.array([k * t]), 0.0, 1.0)[0]


def writes_what_it_sees(k):
    seen = np.zeros(1)

    def residual(x):
        seen[0] = x
        return x * x - k

    return optimize.brentq(residual, 0.0, 9.0) + seen[0]


def matrix_unknown(p):
    return np.sum(optimize.fsolve(lambda x: x - p[0], np.zeros((2, 2))))


@pytest.mark.parametrize(
    ("function", "argument", "message"),
    [
        (full_output, k, "with `full_output`"),
        (bounded, p, "with `bounds`"),
        (with_constraints, p, "with `constraints`"),
        (both_at_once, p, "with `jac=True`"),
        (unknown_attribute, p, "does not know the attribute `qtf`"),
        (events, k, "with the argument `events`"),
        (integrand_of_arrays, k, "the integrand of quad is no number"),
        (writes_what_it_sees, k, "writes `seen`"),
        (matrix_unknown, p, "the unknowns are no vector"),
    ],
)
def test_refused(function, argument, message):
    with pytest.raises(LanguageError, match=message):
        adgen.grad(function)(argument)
