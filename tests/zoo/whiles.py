"""while: tests on numbers, counters, active values; breaks, else."""

import math

from tests.zoo.registry import zoo


@zoo(1.3)
def counter(x):
    i = 0
    y = x
    while i < 4:
        y = y * x + i
        i += 1
    return y


@zoo(0.3)
def until_large(x):
    y = x
    while y < 3.0:
        y = y * 2.0 + x * x
    return y


@zoo(5.0)
def never_entered(x):
    y = x
    while y < 3.0:
        y = y * 2.0
    return y * y


@zoo(7.3, 1e-6, wrt=(0,))
def root_with_break(a, tol):
    x = a
    k = 0
    while k < 50:
        y = 0.5 * (x + a / x)
        if abs(y - x) < tol:
            break
        x = y
        k = k + 1
    return x


@zoo(1.3)
def while_true(x):
    y = x
    n = 0
    while True:
        y = math.sin(y) * 2.0
        n += 1
        if n == 3:
            break
        y = y * x
    return y


@zoo(1.3)
def while_with_continue(x):
    i = 0
    y = x
    while i < 6:
        i += 1
        if i % 2:
            continue
        y = y * x + i
    return y


@zoo(0.4)
def while_within_for(x):
    y = x
    for i in range(3):
        j = 0
        while j < i:
            y = y * x + 1.0
            j += 1
    return y


@zoo(0.4, 10.0)
def while_with_and(x, limit):
    n = 0
    y = x
    while n < 8 and y < limit:
        y = y * 3.0
        n = n + 1
    return y * x


@zoo(0.4)
def while_on_a_complex_test(x):
    a, b = 8.0, 3.0
    while not (a <= b) and abs(a - b) > 0.1:
        a, b = 0.5 * (a + b) * (1.0 + 0.01 * x), b * (1.0 + 0.1 * x)
    return a * b


@zoo(2.0)
def while_with_else(x):
    k = 0
    y = x
    while k < 3:
        y = y * x
        k += 1
    else:
        y = y + x
    return y


@zoo(2.0)
@zoo(20.0)
def while_else_after_break(x):
    k = 0
    while k < 3:
        if x > 10.0:
            break
        x = x * x * 0.5
        k += 1
    else:
        x = math.log(x)
    return x * 3.0


@zoo(1.7)
def while_with_walrus(x):
    y = x
    while (z := y * y) < 100.0:
        y = z + 0.5
    return y * z


@zoo(1.7)
def nested_whiles(x):
    i = 0
    y = x
    while i < 3:
        j = i
        while j < 3:
            y = y + x * math.cos(y)
            j += 1
        i += 1
    return y


@zoo(1.2)
def a_test_with_a_call(x):
    def small(v):
        return v < 5.0

    while small(x):
        x = x * x
    return x


@zoo(2.7)
def collatz_has_no_derivative_but_runs(x):
    n = 27
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return x * steps
