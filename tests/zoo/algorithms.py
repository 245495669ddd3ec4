"""Algorithms: recurrences, eliminations, filters, searches, dynamic programming, objects."""

# ruff: noqa: B023, E731
import math

import numpy as np

from tests.zoo.registry import draw, positive, zoo


@zoo(draw(8))
def shapes_shrink_in_a_loop(x):
    while len(x) > 1:
        x = x[::2] * x[1::2] + x[::2]
    return x[0]


def tree_sum(x):
    n = len(x)
    if n == 1:
        return x[0] * x[0]
    return tree_sum(x[: n // 2]) * 0.5 + tree_sum(x[n // 2 :])


@zoo(draw(5))
def divide_and_conquer(x):
    return tree_sum(x)


@zoo(draw(3, 3))
def elimination_step(m):
    a = m * 1.0
    for k in range(2):
        pivot = a[k]
        for i in range(k + 1, 3):
            a[i] -= pivot * (a[i, k] / (2.0 + pivot[k]))
    return np.sum(a * a)


@zoo(draw(3, 3))
def lu_without_pivots(m):
    a = m + 4.0 * np.eye(3)
    for k in range(3):
        a[k + 1 :, k] /= a[k, k]
        a[k + 1 :, k + 1 :] -= np.outer(a[k + 1 :, k], a[k, k + 1 :])
    return np.sum(a * m)


@zoo(draw(3, 3))
def gram_schmidt(m):
    q = m * 1.0
    for j in range(3):
        v = m[:, j]
        for i in range(j):
            v = v - (q[:, i] @ m[:, j]) * q[:, i]
        q[:, j] = v / np.sqrt(v @ v)
    return np.sum(q * m * m)


@zoo(draw(3, 3))
def modified_gram_schmidt_in_place(m):
    q = m.copy()
    for j in range(3):
        for i in range(j):
            q[:, j] -= (q[:, i] @ q[:, j]) * q[:, i]
        q[:, j] /= np.sqrt(np.sum(q[:, j] ** 2))
    return np.sum(q * m * m)


@zoo(draw(4), 0.3)
def tridiagonal_solve(d, s):
    n = len(d)
    c = np.zeros(n)
    x = np.zeros(n)
    b = 2.0 + s
    c[0] = s / b
    x[0] = d[0] / b
    for i in range(1, n):
        w = b - s * c[i - 1]
        c[i] = s / w
        x[i] = (d[i] - s * x[i - 1]) / w
    for i in range(n - 2, -1, -1):
        x[i] -= c[i] * x[i + 1]
    return np.sum(x * x)


@zoo(draw(4))
def bubble_sort(x):
    a = x.copy()
    n = len(a)
    for i in range(n):
        for j in range(n - 1 - i):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
    return np.sum(a * np.arange(4.0) * a)


@zoo(draw(3), draw(4, seed=2))
def dynamic_time_warping(x, y):
    n, m = len(x), len(y)
    d = np.full((n + 1, m + 1), 100.0)
    d[0, 0] = 0.0
    for i in range(n):
        for j in range(m):
            cost = (x[i] - y[j]) ** 2
            d[i + 1, j + 1] = cost + min(d[i, j + 1], d[i + 1, j], d[i, j])
    return d[n, m]


@zoo(draw(3, 2), draw(2, 2, seed=2), draw(2, seed=3))
def hidden_markov(logs, trans, start):
    alpha = start + logs[0]
    for t in range(1, 3):
        s = alpha[:, None] + trans
        m = np.max(s, axis=0)
        alpha = np.log(np.sum(np.exp(s - m), axis=0)) + m + logs[t]
    m = np.max(alpha)
    return np.log(np.sum(np.exp(alpha - m))) + m


@zoo(draw(3, 2), draw(2, 2, seed=2))
def viterbi(logs, trans):
    score = logs[0]
    for t in range(1, 3):
        new = np.zeros(2)
        for j in range(2):
            best = score[0] + trans[0, j]
            for i in range(1, 2):
                candidate = score[i] + trans[i, j]
                if candidate > best:
                    best = candidate
            new[j] = best + logs[t, j]
        score = new
    return max(score[0], score[1])


@zoo(draw(5), 0.2)
def jacobi_sweeps(u, c):
    a = u * 1.0
    b = np.zeros(5)
    for _ in range(3):
        for i in range(1, 4):
            b[i] = c * (a[i - 1] + a[i + 1]) + u[i]
        a, b = b, a
    return np.sum(a * a) + np.sum(b)


@zoo(draw(5), 0.2)
def gauss_seidel(u, c):
    a = u * 1.0
    for _ in range(3):
        for i in range(1, 4):
            a[i] = c * (a[i - 1] + a[i + 1]) + u[i]
    return np.sum(a * a)


@zoo(draw(3, 3))
def power_iteration(m):
    v = np.ones(3)
    lam = 0.0
    for _ in range(5):
        w = m @ v
        lam = np.sqrt(w @ w)
        v = w / lam
    return lam + v[0]


@zoo(positive(3), draw(3))
def conjugate_gradients(a, b):
    x = np.zeros(3)
    r = b - a @ x
    p = r
    rs = r @ r
    for _ in range(2):
        ap = a @ p
        alpha = rs / (p @ ap)
        x = x + alpha * p
        r = r - alpha * ap
        new = r @ r
        if new < 1e-12:
            break
        p = r + (new / rs) * p
        rs = new
    return x @ x


@zoo(draw(3))
def adam_inside(x):
    m = np.zeros(3)
    v = np.zeros(3)
    for t in range(1, 4):
        g = 2.0 * x + np.sin(x)
        m = 0.9 * m + 0.1 * g
        v = 0.99 * v + 0.01 * g * g
        x = x - 0.1 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.99**t)) + 1e-3)
    return np.sum(x * x)


@zoo(1.3, 0.4)
def secant(a, b):
    x0, x1 = 1.0, 1.5
    f0 = x0**3 - a * x0 - b
    for _ in range(6):
        f1 = x1**3 - a * x1 - b
        if abs(f1 - f0) < 1e-12:
            break
        x0, x1, f0 = x1, x1 - f1 * (x1 - x0) / (f1 - f0), f1
    return x1


@zoo(draw(2), 0.1)
def van_der_pol(y, h):
    for _ in range(4):
        k1 = np.array([y[1], (1 - y[0] ** 2) * y[1] - y[0]])
        z = y + h * k1
        k2 = np.array([z[1], (1 - z[0] ** 2) * z[1] - z[0]])
        y = y + h / 2 * (k1 + k2)
    return y[0] * y[1]


class Spring:
    def __init__(self, k, rest):
        self.k = k
        self.rest = rest

    def force(self, q):
        d = q - self.rest
        return -self.k * d

    def energy(self, q):
        f = self.force(q)
        return 0.5 * np.sum(f * f)

    def __call__(self, q):
        return self.energy(q) + 1.0


SPRING = Spring(1.7, np.array([0.1, 0.2, 0.3]))


@zoo(draw(3))
def object_called(q):
    return SPRING(q) * SPRING.energy(q) + SPRING.k


@zoo(1.3, 0.4)
def many_flags(x, y):
    up = x > y
    high = up and x > 1.0
    z = x
    if high:
        z *= y
    if not up or high:
        z += x * x
    if high is True:
        z -= y
    return z * (2.0 if up != high else 3.0)


@zoo(1.7)
def loop_with_many_exits(x):
    total = 0.0
    for i in range(5):
        for j in range(5):
            if (i + j) % 3 == 0:
                continue
            total += x**i / (j + 1)
            if total > 8.0:
                break
            if total > 100.0:
                return total * 2
        else:
            total *= 1.1
            continue
        if i > 2:
            return total * x
        total -= x
    return total


@zoo(draw(3, 3))
def symmetric_fill(m):
    a = np.zeros((3, 3))
    for i in range(3):
        for j in range(i, 3):
            a[i, j] = a[j, i] = m[i, j] * m[j, i]
    return np.sum(a * m)


@zoo(1.3)
def lambda_in_a_loop(x):
    y = x
    for i in range(3):
        f = lambda t: t * i + x
        y = f(y)
    return y


@zoo(1.3)
def functions_in_a_loop(x):
    y = x
    for f, c in [(math.sin, 1.0), (math.exp, 2.0), (lambda t: t * t, x)]:
        y = f(y) * c
    return y
