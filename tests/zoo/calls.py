"""Calls: keywords, defaults, star arguments, recursion, functions as values, other modules."""

# ruff: noqa: E731
import functools
import math
import operator
from functools import partial

import numpy as np

from tests.zoo import elsewhere
from tests.zoo.elsewhere import is_even, scaled, shifted, spring, through_here
from tests.zoo.registry import draw, zoo


def product(x, y):
    return x * y


def weighted(x, y, w=0.3, v=2.0):
    z = w * x
    return z + v * y * x


def total(*parts):
    s = 0.0
    for p in parts:
        s = s + p * p
    return s


def polynomial(x, **coefficients):
    y = 0.0
    for c in coefficients.values():
        y = y * x + c
    return y


def two_results(x, y):
    s = x + y
    return s * x, s - y


def factorial_like(x, n):
    if n == 0:
        return 1.0
    return factorial_like(x, n - 1) * (x + n)


def clipped(x, low):
    if x < low:
        return low * low
    y = x
    for _ in range(2):
        y = y * x
    return y


def without_result(x):
    print(x)


@zoo(1.3, 0.4)
def plain(x, y):
    return product(x, y) + product(y, y)


@zoo(1.3, 0.4)
def keywords(x, y):
    return weighted(y=x, x=y, v=3.0)


@zoo(1.3, 0.4)
def defaults(x, y):
    return weighted(x, y) + weighted(x, y, 1.5)


@zoo(1.3, 0.4)
def keyword_only(x, y):
    return shifted(x, power=3) + shifted(y, by=x)


@zoo(1.3, 0.4)
def star_arguments(x, y):
    return total(x, y, x * y) + total()


@zoo(1.3, 0.4)
def star_at_the_call(x, y):
    pair = (x * y, y)
    return product(*pair) + total(x, *pair)


@zoo(1.3, 0.4)
def double_star_arguments(x, y):
    return polynomial(x, a=y, b=2.0, c=x * y)


@zoo(1.3, 0.4)
def double_star_at_the_call(x, y):
    options = {"w": y, "v": x}
    return weighted(x, y, **options)


@zoo(1.3, 0.4)
def multiple_results(x, y):
    a, b = two_results(x, y)
    return a * b


@zoo(1.3, 0.4)
def one_of_multiple_results(x, y):
    return two_results(x, y)[1] * x


@zoo(1.3, 4)
def recursion(x, n):
    return factorial_like(x, n)


@zoo(0.8, 3)
def recursion_on_itself(x, n):
    if n <= 0:
        return x
    return math.sin(recursion_on_itself(x * 1.1, n - 1)) * x


@zoo(1.3, 5)
def fibonacci_recursion(x, n):
    if n < 2:
        return x * n
    return fibonacci_recursion(x, n - 1) + 0.5 * x * fibonacci_recursion(x, n - 2)


@zoo(1.3, 3)
@zoo(1.3, 4)
def mutual_recursion(x, n):
    return is_even(n, x)


@zoo(1.3, 0.4)
def other_module(x, y):
    return elsewhere.scaled(x) * scaled(y)


@zoo(1.3)
def function_as_an_argument(x):
    return through_here(math.sin, x) + through_here(scaled, x)


@zoo(1.3)
def lambda_as_an_argument(x):
    return through_here(lambda t: t * t + 1.0, x)


@zoo(1.3, 0.4)
def lambda_with_a_captured_value(x, y):
    return through_here(lambda t: t * y, x)


@zoo(1.3)
def lambda_with_a_name(x):
    f = lambda t, k=3.0: t**2 * k
    return f(x) + f(x, 2.0)


@zoo(1.3, 0.4)
def nested_def(x, y):
    def inner(t):
        z = t * y
        return z + x

    return inner(x) * inner(2.0)


@zoo(1.3)
def nested_def_reads_a_later_value(x):
    k = 1.0

    def inner(t):
        return t * k

    k = x * x
    return inner(x)


@zoo(1.3)
def nested_def_with_a_loop(x):
    def repeat(f, t, n):
        for _ in range(n):
            t = f(t)
        return t

    def step(t):
        return math.sin(t) + x

    return repeat(step, x, 3)


@zoo(1.3)
def closure_returned(x):
    def make(k):
        def inner(t):
            return t * k

        return inner

    double = make(2.0)
    other = make(x)
    return double(x) + other(x)


@zoo(1.3, 0.4)
def partially_applied(x, y):
    f = partial(weighted, w=y)
    g = functools.partial(product, x)
    return f(x, 2.0) + g(y)


@zoo(1.3)
def functions_in_a_tuple(x):
    y = x
    for f in (math.sin, math.exp, scaled):
        y = f(y)
    return y


@zoo(1.3)
def functions_in_a_dict(x):
    table = {"sin": math.sin, "own": scaled}
    return table["sin"](x) * table["own"](x)


@zoo(1.3)
@zoo(-1.3)
def function_chosen_by_a_static_test(x):
    f = math.sin if len("ab") == 2 else math.cos
    return f(x)


@zoo(1.3, 0.4)
def callee_with_early_return(x, y):
    return clipped(x, 0.5) + clipped(y, 0.5)


@zoo(1.3)
def call_in_a_loop(x):
    y = x
    for i in range(3):
        y = weighted(y, x, w=0.5) + i
    return y


@zoo(0.3, draw(4), 1.7)
def callee_at_several_kinds(q, p, k):
    return np.sum(spring(q, k) * spring(p, k))


@zoo(draw(4), draw(4, seed=2), 1.7)
def callee_of_arrays(q, p, k):
    s = spring(q, k)
    t = spring(p, k)
    return np.sum(s * t)


@zoo(1.3)
def callee_without_result(x):
    without_result(x)
    return x * x


@zoo(1.3)
def call_in_a_branch(x):
    if product(x, x) > 1.0:
        return factorial_like(x, 2)
    return x


@zoo(1.3, 0.4)
def operators_as_functions(x, y):
    return operator.mul(x, y) + functools.reduce(operator.add, [x, y, x * y])


@zoo(1.3)
def composed(x):
    def compose(*functions):
        def composition(t):
            for f in functions:
                t = f(t)
            return t

        return composition

    return compose(math.sin, scaled, math.exp)(x)


@zoo(1.3, 0.4)
def callee_keeps_an_argument(x, y):
    def keep(a, b):
        return a

    return keep(x, y) * x


@zoo(1.3)
def result_called_twice(x):
    y = factorial_like(x, 2)
    return y * y + factorial_like(y, 1)


@zoo(1.3)
def positional_only(x):
    def inner(a, /, b, *, c=1.0):
        return a * b**2 + c * a

    return inner(x, 2.0, c=x)


@zoo(draw(3))
def map_of_an_own_function(x):
    return sum(map(scaled, x)) + np.sum(np.array([scaled(e) for e in x]))


def _gain(x):
    return x * 3.0


class Model:
    """An object with numbers and a method."""

    def __init__(self, rate):
        self.rate = rate

    def scale(self, x):
        return x * x * self.rate


MODEL = Model(0.7)


@zoo(1.3)
def bound_method_of_a_global(x):
    return MODEL.scale(x) + _gain(x)


DEEP = 30


@zoo(1.01)
def deep_recursion(x):
    return factorial_like(x, DEEP) / factorial_like(1.0, DEEP)
