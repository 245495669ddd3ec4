"""The functions whose derivatives are pinned: those of the design, one by one, and more.

Each case is a function, the arguments it is tried at, and what is asked for.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy import cos, log, sin  # noqa: F401
from scipy.special import expit, softmax


def f(x1, x2, x3, x4):
    return ((x1 * x2) - (x3 + x4)) ** 2


def g(x, y, z):
    return log(x * y) + sin(z)


def root(a, tol):
    x = a
    k = 0
    while k < 50:
        y = 0.5 * (x + a / x)
        if abs(y - x) < tol:
            break
        x = y
        k = k + 1
    return x


def damped_newton(a, x0, tol, max_iter):
    x = x0
    for k in range(max_iter):
        r = x * x - a
        if abs(r) < tol:
            break
        step = r / (2.0 * x)
        if step > 1.0:
            step = 1.0
        x = x - step
    return x


def advect(u, c):
    """One upwind sweep of Burgers' equation, in place; the energy of the result."""
    for i in range(1, len(u)):
        u[i] = u[i] - c * u[i] * (u[i] - u[i - 1])
    return np.sum(u * u)


def smooth(u, s):
    """A view written through, then read under the array's own name."""
    a = u * s
    inner = a[1:-1]
    inner *= inner
    return np.sum(a * u)


def mlp_loss(x, labels, w1, b1, w2, b2, w3, b3):
    h1 = expit(x @ w1 + b1)
    h2 = np.tanh(h1 @ w2 + b2)
    p = softmax(h2 @ w3 + b3, axis=1)
    return -np.sum(labels * np.log(p)) / len(x)


def spring(q, k):
    r = np.sin(q)
    return k * r


def energy(q, p, k):
    s = spring(q, k)
    t = spring(p, k)
    return np.sum(s * t)


def branch(x, y):
    if x > y:
        z = math.sin(x) * y
    else:
        z = x * x
    return z


def logistic(x, r, n):
    for _ in range(n):
        x = r * x * (1.0 - x)
    return x


def factorial(x, n):
    if n == 0:
        return 1.0
    return x * factorial(x, n - 1) + x


def polynomial(c, x):
    terms = [c[i] * x**i for i in range(4)]
    return sum(terms)


def reaction(u, v, feed, kill, n):
    """Two substances that diffuse and react, in place (Gray and Scott)."""
    u, v = u.copy(), v.copy()
    for _ in range(n):
        a, b = u[1:-1], v[1:-1]
        spread = u[:-2] - 2 * a + u[2:]
        used = a * b**2
        v[1:-1] += 0.08 * (v[:-2] - 2 * b + v[2:]) + used - (feed + kill) * b
        u[1:-1] += 0.16 * spread - used + feed * (1 - a)
    return np.sum(v**2)


def transform(x):
    if len(x) == 1:
        return x
    even, odd = transform(x[::2]), transform(x[1::2])
    turned = np.exp(-2j * np.pi * np.arange(len(x) // 2) / len(x)) * odd
    return np.concatenate([even + turned, even - turned])


def power(x):
    """The power of a signal, by the fast Fourier transform."""
    return np.sum(np.abs(transform(x + 0j)) ** 2)


def rates(s, sigma, rho, beta):
    x, y, z = s
    return np.array([sigma * (y - x), x * (rho - z) - y, x * y - beta * z])


def lorenz(s, sigma, rho, beta, dt, n):
    """The end of n steps of Heun's method."""
    for _ in range(n):
        k1 = rates(s, sigma, rho, beta)
        k2 = rates(s + dt * k1, sigma, rho, beta)
        s = s + dt / 2 * (k1 + k2)
    return s[2]


@dataclass(frozen=True)
class Case:
    """`wrt` as `argnums`; `mode` is the name of the function of adgen."""

    function: Callable[..., Any]
    args: tuple[Any, ...]
    wrt: int | tuple[int, ...]
    mode: str = "grad"

    @property
    def name(self) -> str:
        """The name of the file."""
        return f"{self.function.__name__}_{self.mode}"


_draw = np.random.default_rng(1).standard_normal
_labels = np.eye(3)[[0, 2, 1, 1, 0]]
_network = [_draw(s) for s in ((4, 3), 3, (3, 6), 6, (6, 3), 3)]

CASES = [
    Case(f, (1.3, -0.4, 2.0, 0.7), (0, 1, 2, 3)),
    Case(g, (1.3, 0.4, 2.0), (0, 1, 2)),
    Case(g, (1.3, 0.4, 2.0), (0, 1, 2), "jvp"),
    Case(root, (7.3, 1e-6), 0),
    Case(damped_newton, (7.3, 9.0, 1e-3, 30), (0, 1)),
    Case(damped_newton, (7.3, 9.0, 1e-3, 30), (0, 1), "jvp"),
    Case(advect, (_draw(6), 0.3), (0, 1)),
    Case(smooth, (_draw(6), 0.3), (0, 1)),
    Case(mlp_loss, (_draw((5, 4)), _labels, *_network), (2, 3, 4, 5, 6, 7)),
    Case(energy, (_draw(4), _draw(4), 1.7), (0, 1, 2)),
    Case(branch, (0.4, 0.3), (0, 1)),
    Case(logistic, (0.3, 3.1, 5), (0, 1)),
    Case(logistic, (0.3, 3.1, 5), 0, "value_and_grad"),
    Case(logistic, (0.3, 3.1, 5), 0, "hvp"),
    Case(factorial, (0.7, 4), 0),
    Case(polynomial, (_draw(4), 0.7), (0, 1)),
    Case(reaction, (_draw(6), _draw(6), 0.03, 0.06, 3), (0, 1, 2, 3)),
    Case(power, (_draw(8),), 0),
    Case(lorenz, (_draw(3), 10.0, 28.0, 8 / 3, 0.01, 4), (0, 1, 2, 3)),
]
