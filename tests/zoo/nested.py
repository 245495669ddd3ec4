"""Derivatives inside functions, and constants marked as such."""

import functools
import math

import numpy as np

import adgen
from tests.zoo.registry import draw, zoo


def cubic(x):
    return x**3


def scaled_square(x, y):
    return x * y * y


@zoo(1.3)
def perturbation_confusion(x):
    return x * adgen.grad(lambda y: x + y)(x)


@zoo(1.3)
def perturbation_confusion_with_a_product(x):
    return x * adgen.grad(lambda y: x * y)(2.0)


@zoo(1.3)
def gradient_of_another_function(x):
    return adgen.grad(cubic)(x) * x


@zoo(1.3, 0.4)
def gradient_in_several_arguments(x, y):
    gx, gy = adgen.grad(scaled_square, argnums=(0, 1))(x, y)
    return gx * gy


@zoo(1.3)
def value_and_gradient(x):
    value, slope = adgen.value_and_grad(cubic)(x)
    return value * slope


@zoo(draw(3))
def gradient_of_an_array_function(x):
    g = adgen.grad(lambda v: np.sum(v**3))(x)
    return np.sum(g * x)


@zoo(0.4)
def gradient_step(x):
    def loss(w):
        return (w - x) ** 2 * w

    w = 1.0
    for _ in range(3):
        w = w - 0.1 * adgen.grad(loss)(w)
    return w


@zoo(1.3)
def pushforward_inside(x):
    y, y_dot = adgen.jvp(cubic, (x,), (x * x,))
    return y * y_dot


@zoo(1.3)
def gradient_of_a_gradient(x):
    return adgen.grad(adgen.grad(math.sin))(x)


@zoo(1.3, second_order=False)
def constant_factor(x):
    return adgen.constant(x * 1.0 + 0.0) * 0.0 + x * x


slope_of_cubic = adgen.grad(cubic)


@zoo(1.3)
def derivative_made_outside(x):
    return slope_of_cubic(x) * x


@zoo(draw(3))
def jacobian_inside(x):
    return np.sum(adgen.jacobian(lambda y: y**3 * y[0])(x) * np.outer(x, x))


@zoo(draw(3))
def hessian_inside(x):
    return np.sum(adgen.hessian(lambda y: np.sum(y**3) * y[0] * x[1])(x) @ x)


@zoo(draw(3))
def matrices_of_numbers_inside(x):
    slope = adgen.jacobian(np.sin)(x[0]) * x[1]
    return slope + adgen.hessian(lambda y: y**3 * x[2])(x[1])


@zoo(draw(2, low=0.5))
def newton_with_its_jacobian(a):
    x = np.array([1.0, 1.0])
    for _ in range(4):
        r = circle_and_line(x, a)
        x = x - np.linalg.solve(adgen.jacobian(circle_and_line)(x, a), r)
    return np.sum(x**2)


def circle_and_line(x, a):
    return np.array([x[0] ** 2 + x[1] - a[0], x[0] - x[1] ** 2 + a[1]])


jacobian_of_residuals = adgen.jacobian(circle_and_line, "a")


@zoo(draw(2))
def jacobian_made_outside(a):
    return np.sum(jacobian_of_residuals(a**2, a) * a)


class Cubic:
    def __init__(self, k):
        self.k = k

    def value(self, x):
        return self.k * x**3


def doubled(function):
    @functools.wraps(function)
    def wrapped(*args):
        return 2.0 * function(*args)

    return wrapped


@doubled
def cubed(x):
    return x**3


slope_of_a_method = adgen.grad(Cubic(2.0).value)
slope_of_a_decorated = adgen.grad(cubed)
slope_of_a_partial = adgen.grad(functools.partial(scaled_square, 3.0))


@zoo(1.5)
def gradients_of_methods_and_partials_made_outside(x):
    return (
        slope_of_a_method(x) ** 2 * slope_of_a_decorated(x) + slope_of_a_partial(x) * x
    )


@zoo(1.5)
def nested_functions_decorated_by_gradients(x):
    @adgen.grad
    def slope(t):
        return t**3 * x

    @adgen.value_and_grad(argnums=(0, 1))
    def both(s, t):
        return s * t**2 * x

    value, (of_s, of_t) = both(x, 2.0 * x)
    by_second = adgen.grad(argnums=1)
    return slope(x) * of_t + value * of_s + by_second(scaled_square)(x, x)
