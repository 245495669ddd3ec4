"""Comparisons, boolean operators, conditional expressions, if, elif, else."""

import math

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(1.3)
@zoo(-1.3)
def if_else(x):
    if x > 0.0:
        y = x * x
    else:
        y = math.sin(x)
    return y * x


@zoo(1.3)
@zoo(-1.3)
def if_without_else(x):
    y = x
    if x > 0.0:
        y = y * x
    return y * 3.0


@zoo(-2.0)
@zoo(0.5)
@zoo(3.0)
def elif_chain(x):
    if x < -1.0:
        y = -x * x
    elif x < 1.0:
        y = x**3
    elif x < 2.0:
        y = x
    else:
        y = math.log(x) * x
    return y


@zoo(1.3, 0.4)
@zoo(0.4, 1.3)
def conditional_expression(x, y):
    return (x if x > y else y) * x


@zoo(1.3, 0.4)
@zoo(-1.3, 0.4)
def conditional_expressions_nested(x, y):
    z = x * y if x > 0 else y if y > 1.0 else x - y
    return z * z


@zoo(0.5)
@zoo(1.5)
def chained_comparison(x):
    if 0.0 < x < 1.0 <= 2.0:
        return x * x
    return 3.0 * x


@zoo(1.3, 0.4)
@zoo(-1.3, 0.4)
@zoo(-1.3, -0.4)
def boolean_and_or(x, y):
    if x > 0.0 and y > 0.0:
        z = x * y
    elif x > 0.0 or y > 0.0:
        z = x - y * y
    else:
        z = x**3
    return z


@zoo(1.3, 2.0, wrt=(0,))
@zoo(1.3, 0.0, wrt=(0,))
def short_circuit_protects(x, d):
    if d != 0.0 and x / d > 0.5:
        return x * x
    return x + 3.0


@zoo(1.3)
def not_of_a_test(x):
    if not x < 1.0:
        return x**2
    return x


@zoo(1.3, 0.4)
@zoo(0.3, 1.4)
def test_kept_in_a_name(x, y):
    larger = x > y
    z = x * y
    if larger:
        z = z * x
    return z * y if not larger else z


@zoo(1.3, 0.0, wrt=(0,))
@zoo(1.3, 0.4)
def or_as_a_value(x, y):
    scale = y or 2.0
    return x * scale


@zoo(1.3)
@zoo(-0.3)
def branch_within_branch(x):
    y = x
    if x > -1.0:
        y = y * 2.0
        if x > 0.5:
            y = y * x
        else:
            y = y - x * x
        y = y + 1.0
    return y * y


@zoo(0.4, True)
@zoo(0.4, False)
def flag_as_an_argument(x, squared):
    if squared:
        return x * x
    return x


@zoo(0.4, "sin")
@zoo(0.4, "exp")
@zoo(0.4, "other")
def string_as_an_argument(x, kind):
    if kind == "sin":
        return math.sin(x)
    elif kind in ("exp", "power"):
        return math.exp(x)
    return x * x


@zoo(0.4, None)
@zoo(0.4, 2.5)
def none_as_an_argument(x, scale):
    if scale is None:
        scale = 3.0
    return x * x * scale


@zoo(1.2, 3)
@zoo(1.2, 4)
def parity_of_an_integer(x, n):
    if n % 2 == 0:
        return x**n
    else:
        return -(x**n)


@zoo(1.3)
@zoo(-1.3)
def name_bound_on_one_side(x):
    if x > 0.0:
        extra = x * x
    y = math.sin(x)
    if x > 0.0:
        y = y * extra
    return y


@zoo(draw(3))
def branch_on_a_reduction(x):
    if np.sum(x) > 0.0:
        y = x * x
    else:
        y = np.exp(x)
    return np.sum(y * x)


@zoo(draw(3))
def branch_on_an_entry(x):
    y = x
    if x[0] < 2.0:
        y = x * 2.0
    return np.sum(y * y)


@zoo(1.3, 0.4)
def branch_with_several_names(x, y):
    if x > y:
        a, b = x * x, y
        c = a * b
    else:
        a, b = y, x
        c = a - b
    return a * b * c


@zoo(1.3, 2)
@zoo(1.3, 7)
def membership(x, n):
    if n in (1, 2, 3) and n not in [3, 4]:
        return x * x
    return x * 3.0


@zoo(0.3)
@zoo(1.7)
def huber(x):
    return 0.5 * x**2 if abs(x) <= 1.0 else abs(x) - 0.5


@zoo(0.4, 1.5)
def branch_that_changes_nothing_active(x, y):
    k = 1
    if x > 0.0:
        k = 2
    return x * y * k


@zoo(1.3)
def tuples_are_compared(x):
    s = 0.0
    for i in range(2):
        for j in range(3):
            if (i, j) != (0, 0):
                s += x * i + x * x * j
            if (j, x) > (i, 1.0) and [i, j] == [1, 2]:
                s *= x
    return s


@zoo(draw(2, 2))
@zoo(draw(1, 1))
def shapes_are_compared(m):
    if m.shape == (1, 1):
        return m[0, 0]
    return np.sum(m**2)
