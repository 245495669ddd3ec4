"""Solutions of equations and minima, by the implicit function theorem."""

import numpy as np
from scipy import optimize
from scipy.integrate import odeint, quad
from scipy.optimize import brentq, fsolve, least_squares, minimize, newton, root

import adgen
from tests.zoo.registry import zoo

TIGHT = 1e-14


def kepler(angle, mean, eccentricity):
    return angle - eccentricity * np.sin(angle) - mean


@zoo(0.7, 0.4)
def root_between_bounds(mean, eccentricity):
    angle = brentq(kepler, -4.0, 4.0, args=(mean, eccentricity), xtol=TIGHT)
    return np.cos(angle) * mean


@zoo(2.0, 0.5)
def root_of_a_lambda(k, c):
    x = optimize.bisect(lambda x: x**3 - k * x - c, 0.0, 9.0, xtol=TIGHT)
    y = optimize.ridder(lambda y: y * y * k - x, 0.0, 9.0, xtol=TIGHT)
    return x * y


@zoo(2.0)
def root_of_a_nested_function(k):
    scale = np.sin(k)

    def residual(x, shift):
        y = x * x * x
        if x > 0.0:
            y = y + scale * x
        return y - shift

    return optimize.toms748(residual, 0.0, 9.0, args=(k,), xtol=TIGHT) * scale


@zoo(2.0)
def newton_with_derivative(k):
    return newton(
        lambda x: x**3 - k * x - 1.0, 2.0, fprime=lambda x: 3.0 * x**2 - k, tol=TIGHT
    )


@zoo(np.array([1.0, 2.0, 5.0]))
def newton_for_each_element(k):
    x = newton(lambda x: x * x - k, np.ones(3), tol=TIGHT)
    return np.sum(x**3)


@zoo(2.0, 0.3)
def object_of_a_root(k, c):
    found = optimize.root_scalar(
        lambda x: np.exp(x) - k * x - 3.0 * c, bracket=[0.5, 9.0], xtol=TIGHT
    )
    if not found.converged:
        raise ValueError("no root")
    return found.root**2


@zoo(0.4)
def fixed_point_of_a_number(c):
    return optimize.fixed_point(lambda x: np.cos(x) * c, 0.5, xtol=1e-14)


@zoo(np.array([1.0, 2.0]))
def several_equations(p):
    def equations(x):
        return [x[0] ** 2 + p[0] * x[1] - 3.0, x[1] - p[1] * np.sin(x[0])]

    x = fsolve(equations, [1.0, 1.0], xtol=TIGHT)
    return x[0] * x[1]


@zoo(np.array([[3.0, 1.0], [0.5, 2.0]]), np.array([1.0, 2.0]))
def equations_with_a_matrix(a, b):
    solution = root(lambda x, a, b: a @ x + 0.1 * x**3 - b, np.zeros(2), args=(a, b))
    if not solution.success:
        raise ValueError(solution.message)
    return np.sum(solution.x**2) + solution.fun[0]


@zoo(np.array([1.0, 2.0]))
def equations_with_their_matrix(p):
    def equations(x):
        return np.array([x[0] ** 2 + p[0] * x[1] - 3.0, x[1] - p[1] * x[0]])

    def matrix(x):
        return np.array([[2.0 * x[0], p[0]], [-p[1], 1.0]])

    x = fsolve(equations, np.ones(2), fprime=matrix, xtol=TIGHT)
    return np.sum(root(equations, np.ones(2), jac=matrix, tol=TIGHT).x) * x[0]


@zoo(1.5, np.array([0.3, -0.2, 0.5]))
def roots_in_a_loop(k, shifts):
    total = 0.0
    x = k
    for shift in shifts:
        args = (x, shift)
        x = brentq(lambda z, x, c: z**3 + k * z - c - x, -9.0, 9.0, args, xtol=TIGHT)
        total = total + x * x
    return total


@zoo(1.5)
@zoo(-1.5)
def root_in_a_branch(k):
    if k > 0.0:
        return brentq(lambda z: z**3 + k * z - 1.0, -9.0, 9.0, xtol=TIGHT)
    y = k * k
    return brentq(lambda z: z + np.sin(z) / 2.0 - y, -9.0, 9.0, xtol=TIGHT) * k


def settled(k, start):
    x = brentq(lambda z: z**3 + k * z - start, -9.0, 9.0, xtol=TIGHT)
    y = x * k
    return x, y


@zoo(1.5, 0.3)
def roots_in_a_function(k, c):
    x, y = settled(k, c)
    u, v = settled(x, y)
    return u * v


@zoo(1.5)
def root_of_what_contains_a_root(k):
    def inner(y):
        return brentq(lambda z: z**3 + k * z - y, -9.0, 9.0, xtol=TIGHT)

    return brentq(lambda y: inner(y) + y - k, -9.0, 9.0, xtol=TIGHT)


@zoo(2.0)
def root_of_what_was_written(k):
    weights = np.zeros(3)
    for i in range(3):
        weights[i] = k * i
    return brentq(lambda x: weights @ x ** np.arange(3) - k, 0.0, 9.0, xtol=TIGHT)


@zoo(np.array([1.3, 0.8]))
def least_value(p):
    def objective(x):
        return (x[0] - p[0]) ** 2 * (1.0 + p[1] ** 2) + (x[1] - p[1] * x[0]) ** 2

    def slope(x):
        across = 2.0 * (x[1] - p[1] * x[0])
        along = 2.0 * (x[0] - p[0]) * (1.0 + p[1] ** 2)
        return np.array([along - p[1] * across, across])

    best = minimize(objective, np.zeros(2), jac=slope, tol=1e-14)
    return best.x[0] * best.x[1] + best.fun


@zoo(np.array([1.3, 0.8]))
def least_squares_of_a_line(data):
    t = np.array([0.0, 1.0])
    found = least_squares(
        lambda x: x[0] + x[1] * t - data,
        np.zeros(2),
        jac=lambda x: np.stack([np.ones(2), t], axis=1),
    )
    return found.x[0] * found.x[1] ** 2


@zoo(2.0)
def least_value_of_a_number(k):
    return optimize.minimize_scalar(lambda x: (x - np.sin(k)) ** 2 + x, tol=1e-12).fun


@zoo(np.array([1.0, 2.0]))
def start_from_the_solution_before(p):
    x = np.ones(2)
    for _ in range(3):
        x = fsolve(lambda z, c: z**3 + z - c, x, args=(x * p,), xtol=1e-12)
    return np.sum(x)


@zoo(1.3)
def root_of_a_list_that_grows(k):
    numbers = []
    for i in range(3):
        numbers.append(k * i)
    return brentq(lambda x: x**3 + x - sum(c * c for c in numbers), -9.0, 9.0)


@zoo(2.0)
def roots_until_small(k):
    x = k
    while x > 0.1:
        x = brentq(lambda z, c: z**3 + 2.0 * z - c, -9.0, 9.0, args=(x,))
    return x


@zoo(3.0)
def root_of_a_function_with_two_ends(k):
    def residual(x):
        if x < 0.0:
            return x - k
        return x * x * x - k

    return brentq(residual, -5.0, 5.0, xtol=TIGHT)


@zoo(2.0, second_order=False)
def root_of_a_derivative(k):
    return brentq(lambda x: adgen.grad(lambda z: z**4 - k * z)(x), 0.0, 5.0)


@zoo({"a": 1.0, "b": 2.0})
def integral_with_a_dict(p):
    return quad(lambda t, q: q["a"] * np.exp(-q["b"] * t), 0.0, 1.0, args=(p,))[0]


@zoo(0.6)
def fit_of_a_differential_equation(target):
    def misfit(rate):
        y = odeint(lambda y, t: -rate[0] * y, [1.0], [0.0, 1.0], rtol=1e-12, atol=1e-13)
        return (y[1] - target) / 0.1

    return least_squares(misfit, np.array([0.3]), xtol=1e-13, gtol=1e-14).x[0]
