"""Features met together, and the library as people use it."""

# ruff: noqa: B008, E731
import cmath
import functools
import math
import operator

import numpy as np
import numpy.linalg as la
from numpy import cos, sin
from numpy.linalg import norm, solve

from tests.zoo.registry import draw, zoo


@zoo(draw(3))
def while_with_array_test(x):
    y = x * 1.0
    n = 0
    while np.max(np.abs(y)) < 2.0 and n < 6:
        y = y * 1.7 + x
        n += 1
    return np.sum(y * y)


@zoo(draw(2, 2))
def newton_on_a_system(m):
    x = np.array([1.0, 0.5])
    for _ in range(6):
        f = np.array([x[0] ** 2 + x[1] - 2.0 - m[0, 0], x[0] - x[1] ** 2 * m[1, 1]])
        jac = np.array([[2.0 * x[0], 1.0], [1.0, -2.0 * x[1] * m[1, 1]]])
        dx = np.linalg.solve(jac, -f)
        x = x + dx
        if np.linalg.norm(dx) < 1e-12:
            break
    return x[0] * x[1]


@zoo(1.3)
def return_none_sometimes(x):
    def find(v):
        if v < 0.0:
            return None
        return v * v

    r = find(x)
    return x if r is None else r * x


@zoo(1.3, 0.4)
def default_is_evaluated_once(x, y):
    def f(a, b=x * y):
        return a * b

    return f(x) + f(y, 2.0)


@zoo(1.3)
def nonlocal_read_after_change(x):
    total = x
    f = lambda: total * 2.0
    total = total * x
    return f()


@zoo(draw(4))
def window_sums(x):
    return sum(np.sum(x[max(0, i - 1) : i + 2]) ** 2 for i in range(len(x)))


@zoo(draw(4))
def pairwise_loop(x):
    e = 0.0
    for i in range(len(x)):
        for j in range(i + 1, len(x)):
            d = x[i] - x[j]
            if abs(d) < 0.05:
                continue
            e += 1.0 / (0.1 + d * d)
    return e


@zoo(0.7, 0.2)
def complex_iteration(a, b):
    c = complex(a, b)
    z = 0j
    for _ in range(4):
        z = z * z + c
    return abs(z) ** 2


@zoo(0.7, 0.2)
def cmath_functions(a, b):
    z = cmath.exp(complex(a, b)) * cmath.sqrt(complex(b, a))
    return z.real * z.imag


@zoo(draw(3))
def imported_names(x):
    return norm(sin(x)) * cos(x[0]) + la.norm(x) + solve(np.eye(3) * 2.0, x)[1]


@zoo(1.3)
def reduce_with_lambda(x):
    return functools.reduce(lambda a, b: a * b + x, [x, 2.0, x * x])


@zoo(draw(3))
def operator_functions(x):
    return operator.add(x[0], operator.mul(x[1], x[2]))


@zoo(draw(3))
def numpy_reductions_with_arguments(x):
    return np.sum(x, dtype=float) + np.sum(x * x) + np.mean(x, keepdims=True)[0]


@zoo(draw(2, 3))
def reductions_over_two_axes(m):
    return np.sum(np.sum(m * m, axis=(0, 1)) * m) + np.mean(m, axis=(-1,))[0]


@zoo(draw(2, 3, 2))
def reductions_of_three_axes(a):
    b = a.sum(axis=(0, 2)) * a.max(axis=2).min(axis=0)
    return np.sum(b * a.mean(axis=(0, 2), keepdims=True)[0, :, 0])


@zoo(draw(3))
def powers_of_arrays(x):
    return (
        np.sum(np.power(x, 3))
        + np.sum(np.float_power(np.abs(x), 1.5))
        + np.sum(np.square(x))
    )


@zoo(draw(3))
def trig_functions(x):
    return np.sum(
        np.arctan(x) * np.arcsinh(x) + np.tan(x) / np.cosh(x) - np.arcsin(x * 0.5)
    )


@zoo(draw(3, low=0.2, high=2.0))
def log_functions(x):
    return np.sum(
        np.log1p(x) * np.log2(x) + np.log10(x) * np.expm1(-x) + np.cbrt(x) + np.sqrt(x)
    )


@zoo(draw(3), draw(3, seed=2))
def two_argument_functions(x, y):
    return np.sum(
        np.hypot(x, y) + np.logaddexp(x, y) * np.fmax(x, y) + np.copysign(x, y)
    )


@zoo(draw(4))
def window_of_shapes(x):
    a = np.expand_dims(x, 0)
    b = np.atleast_2d(x).T
    c = np.squeeze(a)
    d = np.moveaxis(a[None], 0, -1)
    return np.sum(a @ b) + np.sum(c * x) + np.sum(d[0, :, 0] ** 3)


@zoo(draw(5))
def statistics_of_arrays(x):
    return (
        np.var(x) * np.std(x, ddof=1)
        + np.median(x)
        + np.ptp(x) * np.average(x, weights=np.arange(5.0))
    )


@zoo(draw(5), draw(5, seed=2))
def interpolation(x, y):
    grid = np.linspace(-1.0, 1.0, 5)
    return np.sum(np.interp(0.9 * x, grid, y)) + np.trapezoid(y, grid)


@zoo(draw(4), draw(3, seed=2))
def convolutions(x, k):
    return np.sum(np.convolve(x, k) ** 2) + np.sum(np.correlate(x, k, mode="valid"))


@zoo(draw(4), 0.3)
def polynomials(c, x):
    return np.polyval(c, x) * x


@zoo(draw(3, 3))
def factorisations(m):
    a = m @ m.T + 3.0 * np.eye(3)
    q, r = np.linalg.qr(a)
    return (
        np.sum(np.abs(np.diag(r)))
        + np.trace(np.linalg.inv(a))
        + np.linalg.slogdet(a)[1]
    )


@zoo(1.3, "exp")
@zoo(1.3, "square")
def table_of_functions(x, name):
    table = {"exp": math.exp, "square": lambda v: v * v}
    return table[name](x) * x


@zoo(1.3)
def assertion_of_kinds(x):
    assert isinstance(x, float)
    if isinstance(x, np.ndarray):
        return x.sum()
    return x * x


@zoo(draw(3), 1.3)
def kinds_decide(x, s):
    def total(v):
        if isinstance(v, np.ndarray) and v.ndim == 1:
            return v.sum()
        return v * 2.0

    return total(x) * total(s)


@zoo(1.3)
def early_exit_in_callee_in_loop(x):
    def step(v, i):
        if v > 3.0:
            return v
        for j in range(i):
            if j == 2:
                return v * 1.5
            v = v + x * 0.1
        return v * 1.2

    for i in range(5):
        x = step(x, i)
    return x * x


@zoo(draw(3), 5)
def leapfrog_with_history(x, n):
    q, p = x, x * 0.3
    qs = np.zeros((n, 3))
    for t in range(n):
        p = p - 0.05 * q
        q = q + 0.1 * p
        p = p - 0.05 * q
        qs[t] = q
    return np.sum(np.diff(qs, axis=0) ** 2)


@zoo(draw(3), draw(3, 3))
def swaps_in_loops(x, m):
    a, b, c = x, x * 2.0, m[0]
    for i in range(3):
        a, b, c = b * c, a + m[i], b
    return np.sum(a * b - c)


@zoo(draw(6))
def reshape_and_store(x):
    m = (x * 2.0).reshape(2, 3).copy()
    m[0, 1:] = m[1, :2] * x[0]
    m[:, 0] *= m[:, 2]
    v = m.ravel().copy()
    v[::3] = 1.0
    return np.sum(v * x)


@zoo(draw(4))
def comparison_chains_on_arrays(x):
    inside = (x > -0.5) & (x < 0.5) | (x > 0.9)
    return np.sum(x[inside] ** 2) + np.sum(np.where(~inside, x, 0.0) ** 3)


@zoo(2.5, 3)
def integer_powers(x, n):
    return x**n + x ** (-n) + x ** (n // 2) + 2**n * x + (-1) ** n * x


@zoo(-1.3, 3)
def negative_base(x, n):
    return x**n * abs(x) ** 0.5


@zoo(1.3)
def shadows_builtins(x):
    sum = x * x
    max = sum + x
    list = [sum, max]
    return list[0] * list[1]


@zoo(1.3)
def names_like_generated_ones(x):
    v1 = x * x
    x_bar = v1 + 1.0
    out_bar = x_bar * x
    tape = [out_bar]
    tape.append(v1)
    x_dot = tape[0] * tape[1]
    return x_dot + x_bar


@zoo(1.3, 0.2)
def argument_named_out_bar(x, out_bar):
    x_bar = x * out_bar
    return x_bar * x_bar


@zoo(draw(3))
def argument_default_array(x, w=np.array([1.0, 2.0, 3.0])):
    return np.sum(x * w) ** 2


@zoo(1.3)
def keyword_only_default(x, *, k=3.0):
    return x**k


@zoo(1.3, 0.5, 2.0)
def var_positional(*xs):
    y = 1.0
    for i, x in enumerate(xs):
        y = y * (x + i)
    return y


@zoo(1.3)
def multiple_break_levels(x):
    y = x
    for i in range(3):
        k = 0
        while True:
            k += 1
            for j in range(4):
                y *= 1.05
                if j == k:
                    break
            else:
                break
            if y > 3.0 + i:
                break
    return y


@zoo(0.9)
def float_loop_variable(x):
    t = 0.0
    y = 1.0
    while t < 1.0:
        h = min(0.3, 1.0 - t)
        y = y + h * (x - y * t)
        t = t + h
    return y


@zoo(draw(3))
def any_all_on_lists(x):
    flags = [e > 0.0 for e in x]
    if any(flags):
        return sum(e for e, f in zip(x, flags) if f)
    return x[0]


@zoo(draw(3))
def enumerate_a_list_of_arrays(x):
    parts = [x * i for i in range(3)]
    total = np.zeros(3)
    for i, p in enumerate(parts):
        total += p * i
    return np.sum(total * x)


@zoo(1.3)
def unpacked_in_call_of_lambda(x):
    args = (x, x * x)
    return (lambda a, b: a * b + a)(*args)


@zoo(1.3)
def sum_of_conditional_terms(x):
    return sum((x**i if i % 2 else -x) for i in range(5)) / len(
        [i for i in range(5) if i % 2]
    )


@zoo(draw(4), draw(4, seed=2))
def masked_assignment_from_array(x, y):
    a = x * 1.0
    m = y > 0.0
    a[m] = y[m] * x[m]
    a[~m] += 1.0
    return np.sum(a**2)


@zoo(draw(3, 4))
def argmax_per_row(m):
    k = np.argmax(m, axis=1)
    return np.sum(m[np.arange(3), k] ** 2)


@zoo(draw(2, 3), draw(3, seed=2))
def matvec_by_comprehension(m, x):
    y = np.array([sum(a * b for a, b in zip(row, x)) for row in m])
    return y @ y
