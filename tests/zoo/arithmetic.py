"""Operators of numbers: arithmetic, powers, constants, and the textbook formulas."""

# ruff: noqa: B002, F841

import math
from math import cos, exp, log, sin

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(1.3, -0.4)
def add(x, y):
    return x + y


@zoo(1.3, -0.4)
def subtract(x, y):
    return x - y


@zoo(1.3, -0.4)
def multiply(x, y):
    return x * y


@zoo(1.3, -0.4)
def divide(x, y):
    return x / y


@zoo(1.3, -0.4)
def power(x, y):
    return x**y


@zoo(1.3)
def square(x):
    return x**2


@zoo(-1.7)
def cube(x):
    return x**3


@zoo(1.7)
def power_of_one(x):
    return x**1 + x**0 + x**2.0 + x**-1


@zoo(0.8)
def power_with_a_constant_base(x):
    return 2**x + 0.5**x


@zoo(0.0)
def square_at_zero(x):
    return x**2 + 3.0 * x


@zoo(1.3)
def negate_twice(x):
    return -(-x) + +x


@zoo(5.3, 2.0)
def modulo(x, y):
    return x % y * x


@zoo(-5.3, 2.0)
def floor_division(x, y):
    return x // y * x + y


@zoo(1.3, 0.4)
def division_by_itself(x, y):
    return x / x + (x * y) / y


@zoo(1.3)
def constant_on_the_left(x):
    return 3.0 - 2.0 / x + 4 * x - 1


@zoo(1.3, -0.4, 2.0, 0.7)
def formula(x1, x2, x3, x4):
    return ((x1 * x2) - (x3 + x4)) ** 2


@zoo(1.3, 0.4, 2.0)
def both_modes(x, y, z):
    return log(x * y) + sin(z)


@zoo(1.3, 0.4, 2.0)
def one_value_used_often(x, y, z):
    a = x * y
    b = a * a + a
    c = b * a - z
    return c * b + c / a


@zoo(1.3, 0.4)
def unused_argument(x, y):
    return x * x


@zoo(1.3, 0.4)
def result_is_an_argument(x, y):
    return x


@zoo(1.3)
def result_is_a_constant(x):
    return 2.5


@zoo(1.3)
def dead_code(x):
    y = sin(x) * 3.0
    z = exp(y)
    y = x * x
    return y


@zoo(0.7)
def functions_of_math(x):
    return math.atan2(math.sqrt(x), math.cosh(x)) + math.hypot(x, 2.0) + math.log1p(x)


@zoo(0.7)
def functions_of_numpy_on_numbers(x):
    return np.sin(x) * np.exp(-x) + np.sqrt(x) / np.tanh(x)


@zoo(0.7)
def constants_of_modules(x):
    return np.pi * x + math.e * x**2 + math.tau


@zoo(-0.7)
def absolute_value(x):
    return abs(x) + np.abs(x) * x + math.fabs(x)


@zoo(2.3, 1.1)
def pow_as_a_function(x, y):
    return pow(x, 3) + pow(x, y) + math.pow(y, 2.5)


@zoo(2.3, 1.1)
def matrix_product_of_vectors(x, y):
    v = np.array([x, y, x * y])
    return v @ v


@zoo(2.3, 1.1)
def integers_between(x, y):
    n = 7 // 2
    k = (n << 2) % 5 | 8
    return x * k + y ** (n - 1)


@zoo(0.3)
def bits_of_integers(x):
    k = ~5 & 0xFF ^ 3
    return x * (k >> 4)


@zoo(0.4, 1.2)
def long_chain(x, y):
    a = sin(x * y)
    b = cos(a + x)
    c = exp(-b * y)
    d = log(1.0 + c * c)
    e = d / (1.0 + a * a)
    return e * b - c * a


@zoo(0.7, 1.3, 3)
@zoo(draw(4), 1.3, 3)
@zoo(draw(4).astype(np.float32), 1.3, 3, wrt=(0,))
@zoo(0.3 + 0.4j, 1.3, 3)
def powers_by_multiplication(x, k, n):
    half = 0.5 * x * x
    cube = x * x * x - k * x * x
    return np.real(np.sum(half + cube * (x * k * x) + n * x * x + x * -3.0 * x))


@zoo(draw(4), draw(4, seed=2))
def arithmetic_of_arrays(x, y):
    return np.sum(x * y - x / (2.0 + y) + x**2 * -y)


@zoo(draw(3), draw(3, seed=2))
def array_as_a_result(x, y):
    return x * y + np.sin(x)


@zoo(1.3, 0.4)
def several_results(x, y):
    return x * y, x + y


@zoo(0.3 + 0.4j)
def modulus_of_a_complex_number(z):
    return abs(z * z + 1.0)


@zoo(0.7, 4)
@zoo(0.7, 0)
def alternating_series(x, n):
    s = 0.0
    for k in range(n):
        s += (-1) ** k * x ** (2 * k + 1) / math.factorial(2 * k + 1)
    for k in range(-n, 1):
        s += x * 2**k
    return s * 2**-n
