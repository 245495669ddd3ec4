"""Functions that call themselves with parts of arrays: one function is for all their sizes."""

from dataclasses import dataclass

import numpy as np

from tests.zoo.registry import draw, zoo


def transform(x):
    n = len(x)
    if n == 1:
        return x
    even = transform(x[::2])
    odd = transform(x[1::2])
    turned = np.exp(-2j * np.pi * np.arange(n // 2) / n) * odd
    return np.concatenate([even + turned, even - turned])


@zoo(draw(8))
@zoo(draw(1))
def power_of_a_signal(x):
    return np.sum(np.abs(transform(x + 0j)) ** 2 * np.arange(1, len(x) + 1))


def smooth(u, f, h):
    for _ in range(2):
        u = u.copy()
        u[1:-1] = u[1:-1] / 3 + (u[:-2] + u[2:] + h * h * f[1:-1]) / 3
    return u


def cycle(u, f, h):
    u = smooth(u, f, h)
    if len(u) <= 3:
        return u
    r = np.zeros_like(u)
    r[1:-1] = f[1:-1] + (u[:-2] - 2 * u[1:-1] + u[2:]) / h**2
    coarse = r[::2].copy()
    coarse[1:-1] = 0.25 * r[1:-2:2] + 0.5 * r[2:-1:2] + 0.25 * r[3::2]
    e = cycle(np.zeros_like(coarse), coarse, 2 * h)
    better = u.copy()
    better[::2] += e
    better[1::2] += 0.5 * (e[:-1] + e[1:])
    return smooth(better, f, h)


@zoo(draw(9), draw(9, seed=2), 0.125)
def multigrid(u, f, h):
    for _ in range(2):
        u = cycle(u, f, h)
    return u @ u


def halves(x):
    if len(x) <= 2:
        return x[0] * x[-1]
    middle = len(x) // 2
    return np.sin(halves(x[:middle])) + halves(x[middle:]) ** 2


@zoo(draw(7))
@zoo(draw(2))
def divided(x):
    return halves(x)


def crossed(u, v, w, z, n):
    # The sizes of u and v, of w and z change places from call to call.
    if n == 0:
        return np.sum(u * u[0]) + np.sum(np.sin(v)) + np.sum(w + z[:1])
    return crossed(v, u, z, w, n - 1) * np.sum(u) + np.sum(w[1:] * w[:-1])


@zoo(draw(3), draw(4, seed=2), draw(4, seed=3), draw(3, seed=4), 3)
@zoo(draw(3), draw(3, seed=2), draw(1, seed=3), draw(4, seed=4), 2)
def sizes_change_places(u, v, w, z, n):
    return crossed(u, v, w, z, n)


def widened(u, v, n):
    # u and v are of one size in the first call, and one of them is broadcast in the last.
    if n == 0:
        return np.sum(u * v)
    return (
        widened(u, v[: len(v) - 1], n - 1) + np.sum(u[1:] * v[1:])
        if n > 3
        else (widened(u[:1], v, 0) + np.sum(u[1:] + v[1:]))
    )


@zoo(draw(4), draw(4, seed=2), 1)
def broadcast_in_the_last_call(u, v, n):
    return widened(u, v, n)


def scaled_rows(rows, weights):
    if len(rows) == 0:
        return 0.0
    first = rows[0] * weights
    return np.sum(first**2) + scaled_rows(rows[1:], weights[::-1])


@zoo(draw(3, 4), draw(4, seed=2))
def rows_one_after_the_other(rows, weights):
    return scaled_rows(rows, weights)


def even_part(x, n):
    return x if n == 0 else odd_part(x[1:] * 2.0, n - 1)


def odd_part(x, n):
    y = np.sin(x)
    return y if n == 0 else even_part(y[:-1], n - 1)


@zoo(draw(6), 3)
@zoo(draw(5), 4)
def each_calls_the_other(x, n):
    return np.sum(even_part(x, n) ** 2)


def refined(x, whole, depth):
    left, right = np.sin(x) * whole, np.cos(x) * whole
    if depth > 2 or abs(left - right) < 0.1:
        return left + right
    return refined(x / 2, left, depth + 1) * refined(x / 3, right, depth + 1)


@zoo(0.9, 1.4)
def depth_is_known_at_first(x, y):
    return refined(x, y, 0)


def simpson(f, a, b, eps, depth):
    m = 0.5 * (a + b)
    once = (b - a) / 6 * (f(a) + 4 * f(m) + f(b))
    left, right = 0.5 * (a + m), 0.5 * (m + b)
    twice = (b - a) / 12 * (f(a) + 4 * f(left) + 2 * f(m) + 4 * f(right) + f(b))
    if depth == 0 or abs(twice - once) < eps:
        return twice
    one = simpson(f, a, m, eps / 2, depth - 1)
    return one + simpson(f, m, b, eps / 2, depth - 1)


@zoo(0.7, 0.4)
def a_function_that_sees_the_names_around_it_is_passed_on(x, k):
    return simpson(lambda t: k * np.exp(-x * t * t), 0.0, x, 1e-3, 4)


def times(f, x, n):
    return x if n == 0 else times(f, f(x), n - 1)


@zoo(draw(3), 0.4, 3)
def a_function_that_sees_an_array_is_passed_on(w, x, n):
    def step(t):
        u = np.sin(w * t)
        return np.sum(u * w) / 3

    return times(step, x, n) + times(lambda t: step(t) * x, x, 2)


def legendre(n, x):
    if n == 0:
        return np.ones_like(x)
    if n == 1:
        return x
    return ((2 * n - 1) * x * legendre(n - 1, x) - (n - 1) * legendre(n - 2, x)) / n


@zoo(draw(3))
def an_argument_behind_a_literal_is_returned(x):
    return np.sum(legendre(5, x))


@dataclass
class Term:
    order: int
    x: np.ndarray


def power(term):
    if term.order == 0:
        return term.x
    return 2 * term.x[0] * power(Term(term.order - 1, term.x))


@zoo(draw(2))
def an_object_with_a_literal_is_passed_on(x):
    return np.sum(power(Term(3, x)))
