"""Calls: of functions, closures, methods, builtins; comprehensions and structures."""

# The functions are programs people write, not models of style.
# ruff: noqa: C416, E731
from __future__ import annotations

import functools
import linecache
import math
import operator
from typing import Any

import numpy as np
import pytest

import adgen
from tests.frontend.agreement import agrees, lowered

X = np.array([0.5, -1.25, 2.0, 0.0, 3.5])
A = np.arange(12.0).reshape(3, 4) / 7
GAIN = 1.5
WEIGHTS = [0.5, 0.25, 2.0]
TABLE = {"scale": 2.0, "shift": 0.5}
MATRIX = np.arange(9.0).reshape(3, 3)


def square(v):
    """The square."""
    return v * v


def spring(q, k):
    r = np.sin(q)
    return k * r


def energy(q, p, k):
    s = spring(q, k)
    t = spring(p, k)
    return np.sum(s * t)


def pair(x, scale=2.0, *, shift=0.0):
    y = x * scale
    z = y + shift
    return y, z


def uses_pair(x):
    a, b = pair(x)
    c, d = pair(x, 3.0, shift=1.0)
    e = pair(shift=x, x=1.0)
    return a + b + c + d + e[1]


def collect(*args, **kwargs):
    total = 0.0
    for a in args:
        total = total + a
    for name, v in kwargs.items():
        total = total * v
    return total


def uses_collect(x):
    rest = (x, 2.0)
    options = {"k": x}
    return collect(1.0, x, *rest, **options, m=2.0)


def factorial(x, n):
    if n <= 1:
        return x
    return n * factorial(x, n - 1)


def is_even(x, n):
    if n == 0:
        return x
    return is_odd(x * 2.0, n - 1)


def is_odd(x, n):
    if n == 0:
        return -x
    return is_even(x + 1.0, n - 1)


def recursive_pair(x, n):
    if n == 0:
        return x, 1.0
    a, b = recursive_pair(x * 0.5, n - 1)
    return a + b, a * b


def recursion_first(x, n):
    if n > 0:
        y = recursion_first(x, n - 1)
        return y * x + 1.0
    return x


def apply_twice(f, x):
    y = f(x)
    return f(y)


def higher_order(x):
    return apply_twice(np.sin, x) + apply_twice(square, x)


def rk4(f, y, h):
    k1 = f(y)
    k2 = f(y + 0.5 * h * k1)
    k3 = f(y + 0.5 * h * k2)
    k4 = f(y + h * k3)
    return y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)


def integrate(y, a, n):
    def rhs(v):
        w = a * v
        return w - v * v

    for _ in range(n):
        y = rk4(rhs, y, 0.1)
    return y


def closure_sees_later_value(x):
    a = x
    g = lambda v: v * a
    first = g(2.0)
    a = x * 3
    return first + g(2.0)


def closure_of_closure(x):
    def outer(u):
        def inner(v):
            t = u * v
            if t > 1:
                return t + x
            return t - x

        return inner(u) + inner(2.0)

    return outer(x)


def make(a):
    def g(v):
        return a * v + GAIN

    return g


def returned_function(x):
    g = make(x)
    return g(2.0) + make(3.0)(x)


def partials(x):
    f = functools.partial(pair, scale=x)
    return f(2.0)[0] + functools.partial(pow, x)(3)


def default_argument(x, f=square, n=2):
    for _ in range(n):
        x = f(x)
    return x


def writes_argument(a, v):
    a[0] = v
    a[1:] *= v


def calls_writer(x, v):
    b = x * 1.0
    writes_argument(b, v)
    return np.sum(b * b)


def appends(xs, v):
    xs.append(v)
    return len(xs)


def calls_appender(x, n):
    xs = []
    for i in range(n):
        appends(xs, x * i)
    return sum(xs)


def first_row(a):
    b = a
    return b[0]


def result_is_view(a):
    r = first_row(a)
    return r * 2.0


def early_exit_callee(x, n):
    for i in range(n):
        if x * i > 2.0:
            return x * i
    return x


def inlined_in_loop(x, n):
    s = 0.0
    for i in range(n):
        s += early_exit_callee(x, i) * square(i)
    return s


def always_raises(x):
    raise ValueError("no")


def calls_raiser(x):
    y = x + 1
    if x > 0:
        y = always_raises(x)
    return y


def nested_recursion(x, n):
    def g(y, k):
        if k == 0:
            return y
        z = y * x
        return g(z, k - 1)

    return g(x, n)


def first_above(xs, limit):
    for v in xs:
        if v > limit:
            return v


def result_may_be_none(xs, limit):
    found = first_above(xs, limit)
    if found is None:
        return limit * 2
    return found * limit


def argument_may_be_none(xs, limit):
    found = first_above(xs, limit)

    def scaled(v):
        if found is None:
            return v
        w = found * v
        return w

    return scaled(limit)


# comprehensions ----------------------------------------------------------------------


def comprehension(x):
    ys = [v * v for v in x if v > 0]
    return sum(ys), len(ys), ys


def nested_comprehension(x, n):
    return [x * i + j for i in range(n) for j in range(i) if (i + j) % 2]


def generator_sum(x):
    return sum(v * v for v in x) + max(v for v in x) - min(abs(v) for v in x)


def any_all(x):
    a = 1.0 if any(v > 3 for v in x) else 2.0
    b = 1.0 if all(v > -9 for v in x) else 2.0
    return a + 10 * b


def nested_lists(a):
    return np.array([[v * 2 for v in row] for row in a])


def tuple_targets(x):
    return [a * b for a, b in zip(x, x[1:])]


def enumerate_zip_reversed(x):
    s = 0.0
    for i, (a, b) in enumerate(zip(x, reversed(x)), start=2):
        s += i * a - b
    for i in reversed(range(1, 4)):
        s *= i
    for a, i in zip(x, range(10)):
        s += a * i
    return s


def map_and_sorted(x):
    ys = list(map(square, x))
    zs = sorted(ys)
    total = 0.0
    for v in map(lambda a, b: a - b, x, x[::-1]):
        total += v
    return zs[0] + zs[-1] + total


def comprehension_of_static(p):
    ys = [w * 2 for w in p]
    d = {k: v for k, v in zip(("a", "b", "c"), ys)}
    return d["a"] + d["c"] + len(d)


def walrus_in_comprehension(x):
    ys = [last := v * v for v in x]
    return ys[-1] + last


def dot_of_lists(x):
    xs = [v for v in x]
    ws = [2.0 * v for v in x]
    return sum(a * b for a, b in zip(xs, ws))


def variable_of_comprehension_does_not_leak(x):
    v = 5.0
    ys = [v + 1 for v in x]
    return v + ys[0]


# structures --------------------------------------------------------------------------


def params(p, x):
    w, b = p["w"], p["b"]
    for scale in p["scales"]:
        x = x * scale
    for name, value in p.items():
        if name == "b":
            x = x + value
    return x @ w + b


def layers(x, ps):
    for w, b in ps:
        x = np.tanh(x @ w + b)
    return np.sum(x)


def layers_by_index(x, ps):
    for i in range(len(ps)):
        w, b = ps[i]
        x = np.tanh(x @ w + b)
        if i == len(ps) - 1:
            x = x * 2
    return np.sum(x)


def unrolled_with_exits(x):
    for k in (1.0, 2.0, 3.0, 4.0):
        if x * k > 5.0:
            break
        if k == 2.0:
            continue
        x = x + k
    else:
        x = -x
    return x


def unrolled_return(x, fs):
    for k in fs:
        if x > k:
            return k * x
    return x


def unpacking(x):
    (a, b), *rest, c = (x, 1.0), 2.0, 3.0, x * x
    [d, e] = rest
    return a + b * c - d / e


def unpack_array(x):
    a, b, c, d, e = x
    m, n = A.shape
    return a * b + c * d - e * m + n


def tuple_arithmetic(x):
    t = (x, 1.0) + (2.0,) * 2
    u = [x] * 3 + [1.0]
    return t[-1] * u[0] + len(t) + len(u) + t[1:3][0]


def tuples_in_branches(x):
    if x > 0:
        p = (x, 2.0)
    else:
        p = (-x, x * x)
    return p[0] * p[1]


def repeated_list(x, n):
    xs = [x] * n
    return sum(xs)


def select_by_name(x, mode):
    f = {"sin": np.sin, "cos": np.cos}[mode]
    if mode == "sin":
        return f(x)
    return f(x) * 2


def optional(x, y):
    if y is None:
        return x
    return x * y


def rank(x):
    if x.ndim == 2:
        return np.sum(x, axis=0)
    if isinstance(x, np.ndarray):
        return x * 2
    return x


def runtime_index(x, n):
    coefficients = [x, 2.0, 3.0]
    s = 0.0
    for i in range(n):
        s = s * x + coefficients[i % 3]
    return s


def global_structures(x):
    s = 0.0
    for w in WEIGHTS:
        s += w * x
    for i in range(3):
        s *= WEIGHTS[i]
    return s * TABLE["scale"] + TABLE["shift"] + GAIN * np.pi + MATRIX[1, 2]


# methods and builtins ----------------------------------------------------------------


def methods(a):
    b = a.T.reshape(2, -1)
    c = a.reshape((2, 6)).sum(axis=0) + a.flatten()[:6] + a.ravel()[:6]
    m, n = a.shape
    d = a.mean() + a.max() - a.min() + a[0].dot(a[1]) + a.size + a.ndim + m * n
    e = a.astype(int).sum() + a.copy().clip(0.1, 0.5).std() + a.prod() + a.trace()
    return b.cumsum(axis=1), c, d, e, a.transpose(1, 0), a.argmax()


def builtins_of_numbers(x):
    a = abs(-x) + round(x, 1) + float(int(x)) + pow(x, 2) + divmod(x, 0.3)[1]
    b = math.exp(x) + math.sqrt(x) + math.hypot(x, 1.0) + math.pi
    return a + b + max(x, 1.0, 2.0) + min(x, 0.1) + operator.mul(x, 3.0) + bool(x)


def text(x):
    label = f"{x:.2f} and {x!r:>10} {'a'}"
    print(label, "x", sep="-", end="")
    name = "a" + "b"
    if name == "ab":
        return x * len(label)
    return x


def power_operators(x, n):
    return x**2 + 2**x + x**n - -x + +x + (x % 0.7) * (x // 0.3) + (n << 2) + (n & 1)


def comparisons(x, n):
    return float(x != n) + 2 * (n in (1, 2, 3)) + 4 * (not x) + 8 * (n not in [x])


def stacked(x):
    a = np.stack([x, 2 * x])
    b = np.concatenate([x, [1.0, 2.0]])
    c = np.where(x > 0, x, 0.0)
    q, r = np.linalg.qr(A.T @ A + np.eye(4))
    return a, b, c, q @ r


def einsum(a):
    return np.einsum("ij,ij->i", a, a)


W = {"w": A.T, "b": X[:3], "scales": [1.0, 2.0]}
LAYERS = [(A[:, :3] + 0.1, X[:3]), (A[:, 1:], X[1:4])]

CASES = [
    (energy, X, X * 2, 1.7),
    (energy, 0.3, X, X),
    (uses_pair, 2.0),
    (uses_collect, 2.0),
    *[(factorial, 2.0, n) for n in (0, 1, 5)],
    *[(is_even, 2.0, n) for n in (0, 1, 5)],
    *[(recursive_pair, 2.0, n) for n in (0, 1, 5)],
    *[(recursion_first, 2.0, n) for n in (0, 1, 5)],
    (recursion_first, X, 3),
    (higher_order, 0.3),
    (higher_order, X),
    (integrate, 0.3, 1.1, 4),
    (integrate, X, 1.1, 4),
    (closure_sees_later_value, 2.0),
    (closure_of_closure, 2.0),
    (closure_of_closure, 0.2),
    (returned_function, 2.0),
    (partials, 2.0),
    (default_argument, 1.1),
    (calls_writer, X, 3.0),
    (calls_appender, 2.0, 4),
    (result_is_view, A),
    (inlined_in_loop, 0.7, 6),
    *[(nested_recursion, 2.0, n) for n in (0, 1, 4)],
    *[(result_may_be_none, X, limit) for limit in (0.5, 9.0)],
    *[(argument_may_be_none, X, limit) for limit in (0.5, 9.0)],
    *[(calls_raiser, x) for x in (-1.0, 1.0)],
    (comprehension, X),
    (nested_comprehension, 2.0, 5),
    (generator_sum, X),
    (any_all, X),
    (nested_lists, A),
    (tuple_targets, X),
    (enumerate_zip_reversed, X),
    (map_and_sorted, X),
    (comprehension_of_static, (1.0, 2.0, 3.0)),
    (walrus_in_comprehension, X),
    (dot_of_lists, X),
    (variable_of_comprehension_does_not_leak, X),
    (params, W, A),
    (layers, X[:3], LAYERS),
    (layers_by_index, X[:3], LAYERS),
    *[(unrolled_with_exits, x) for x in (-30.0, 0.1, 1.0, 3.0, 9.0)],
    *[(unrolled_return, x, (3.0, 2.0, 1.0)) for x in (0.0, 1.5, 9.0)],
    (unpacking, 2.0),
    (unpack_array, X),
    (tuple_arithmetic, 2.0),
    *[(tuples_in_branches, x) for x in (-1.0, 2.0)],
    *[(repeated_list, 2.0, n) for n in (0, 70)],
    *[(select_by_name, 2.0, m) for m in ("sin", "cos")],
    (optional, 2.0, None),
    (optional, 2.0, 3.0),
    *[(rank, x) for x in (A, X)],
    (runtime_index, 2.0, 5),
    (global_structures, 2.0),
    (methods, A),
    (builtins_of_numbers, 1.7),
    (text, 1.7),
    (power_operators, 1.7, 3),
    (comparisons, 1.7, 3),
    (stacked, X),
    (einsum, A),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0].__name__)
def test_agrees(case, capsys):
    function, *args = case
    agrees(function, *args)


def test_calls_with_the_same_kinds_share_one_function():
    program = lowered(energy, X, X[:3], 1.7)
    assert list(program.functions) == ["energy", "spring"]


def test_calls_with_different_kinds_do_not():
    program = lowered(energy, X, 1.0, 1.7)
    assert list(program.functions) == ["energy", "spring", "spring_2"]


def test_functions_exec_d_without_a_name_of_their_module_call_each_other():
    text = "def helper(x):\n    return x**2\n\ndef f(x):\n    return helper(x) * x\n"
    linecache.cache["<without>"] = (len(text), None, text.splitlines(True), "<without>")
    namespace: dict[str, Any] = {}
    exec(compile(text, "<without>", "exec"), namespace)
    assert adgen.grad(namespace["f"])(2.0) == 12.0
