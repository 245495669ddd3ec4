"""Integrals and differential equations."""

import numpy as np
from scipy.integrate import dblquad, fixed_quad, odeint, quad, quad_vec, solve_ivp

from tests.zoo.registry import zoo


@zoo(2.0, 0.5)
def integral_to_a_limit(k, b):
    value, error = quad(lambda t: np.exp(-k * t * t) * np.cos(t), 0.0, b)
    return value * k


@zoo(0.2, 1.4)
def integral_between_limits(a, b):
    return quad(lambda t, p: np.sin(p * t), a, b, args=(a * b,))[0]


@zoo(np.array([1.0, 0.5]))
def integral_to_infinity(p):
    return quad(lambda t: np.exp(-p[0] * t * t) * np.cos(p[1] * t), 0.0, np.inf)[0]


@zoo(np.array([1.0, 0.5]), 1.2)
def integral_of_a_vector(p, b):
    values, _ = quad_vec(lambda t: np.exp(-p * t), 0.0, b)
    return np.sum(values**2)


@zoo(0.7, 1.2)
def integral_of_an_integral(k, b):
    def inner(x):
        return quad(lambda y: np.exp(-k * x * y), 0.0, x)[0]

    return quad(inner, 0.0, b)[0]


@zoo(1.3, 0.7)
def pendulum(k, y0):
    def right_side(y, t, k):
        return [y[1], -k * np.sin(y[0])]

    times = np.linspace(0.0, 2.0, 5)
    y = odeint(right_side, [y0, 0.0], times, args=(k,), rtol=1e-13, atol=1e-13)
    return np.sum(y[-1] ** 2) + y[2, 0]


@zoo(np.array([1.0, 0.2]), np.array([0.5, 1.0, 1.7]))
def decay_seen_at_times(y0, times):
    y = odeint(lambda t, y: -(y**2), y0, times, tfirst=True, rtol=1e-11, atol=1e-12)
    return np.sum(y[:, 0] * y[:, 1]) + y[1, 0]


@zoo(np.array([1.3, 0.4]), 1.1)
def oscillator_to_an_end(p, end):
    def right_side(t, y):
        return np.array([y[1], -p[0] * y[0] - p[1] * y[1]])

    found = solve_ivp(
        right_side, (0.0, end), np.array([1.0, 0.5]), rtol=1e-11, atol=1e-12
    )
    if not found.success:
        raise ValueError(found.message)
    return found.y[0, -1] * p[0]


@zoo(np.array([1.3, 0.4]), 0.3)
def growth_from_a_start(p, start):
    found = solve_ivp(
        lambda t, y, p: -p[0] * y + np.cos(p[1] * t),
        (start, 2.0),
        [1.0],
        args=(p,),
        t_eval=[0.5, 1.0, 2.0],
        rtol=1e-11,
        atol=1e-12,
    )
    return np.sum(found.y * np.array([1.0, 2.0, 3.0])) + np.sum(found.t) * start


@zoo(np.array([[-1.0, 0.5], [0.2, -0.7]]), second_order=False)
def linear_system(a):
    found = solve_ivp(
        lambda t, y: a @ y,
        (0.0, 1.0),
        np.array([1.0, 2.0]),
        t_eval=[1.0],
        rtol=1e-11,
        atol=1e-12,
    )
    return np.sum(found.y**2)


@zoo(0.7)
def over_a_region(k):
    value, _ = dblquad(lambda y, x: np.exp(-k * x * y) * y, 0.0, k, lambda x: x, 1.5)
    return value


@zoo(0.7, 1.3)
def over_a_region_with_arguments(k, b):
    def density(y, x, p, q):
        return np.cos(p * x) * y**q

    return dblquad(density, 0.0, b, 0.0, lambda x: 1.0 + x, args=(k, 2.0))[0]


@zoo(0.7, 1.3)
def by_gauss(k, b):
    value, _ = fixed_quad(lambda x: np.exp(-k * x), k, b, n=4)
    return value * fixed_quad(lambda x, p: x**p, 0.0, b, args=(2.5,))[0]
