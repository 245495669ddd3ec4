"""Algorithms that work in place: solvers, time steps, sorting, with buffers, views and out=."""

import numpy as np

from tests.zoo.registry import draw, positive, zoo


@zoo(draw(5, low=0.1))
def argument_by_two_names(x):
    y = x
    y[0] = x[1] * 2
    return np.sum(x * y)


@zoo(draw(5, low=0.1))
def strided_views_and_a_reshape(x):
    a = np.zeros(10)
    a[::2] = x
    b = a[1::2]
    b[:] = x**2
    c = a.reshape(5, 2)
    c[:, 0] *= c[:, 1]
    return np.sum(a * np.arange(10.0))


@zoo(draw(5, low=0.1))
def outputs_in_a_loop(x):
    a = np.zeros((3, 5))
    t = np.empty(5)
    for i in range(3):
        np.sin(x * i, out=t)
        np.multiply(t, x, out=a[i])
    return np.sum(a**2)


@zoo(draw(5, low=0.1))
def leapfrog(x):
    q = x[:2].copy()
    p = x[2:4].copy()
    for _ in range(10):
        p -= 0.05 * q**3
        np.add(q, 0.1 * p, out=q)
        p -= 0.05 * q**3
    return np.sum(q * p)


@zoo(draw(5, low=0.1))
def runge_kutta_with_buffers(x):
    def f(y, out):
        out[0] = y[1]
        out[1] = -np.sin(y[0])
        out[2:] = y[2:] * y[0]

    y = x.copy()
    k1 = np.empty(5)
    k2 = np.empty(5)
    k3 = np.empty(5)
    k4 = np.empty(5)
    for _ in range(3):
        f(y, k1)
        f(y + 0.05 * k1, k2)
        f(y + 0.05 * k2, k3)
        f(y + 0.1 * k3, k4)
        y += 0.1 / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return np.sum(y)


@zoo(draw(5, low=0.1))
def tridiagonal_solution(x):
    n = 5
    c = np.full(n, -1.0)
    d = x.copy()
    b = 2.5 + x**2
    for i in range(1, n):
        w = -1.0 / b[i - 1]
        b[i] -= w * c[i - 1]
        d[i] -= w * d[i - 1]
    d[-1] /= b[-1]
    for i in range(n - 2, -1, -1):
        d[i] = (d[i] - c[i] * d[i + 1]) / b[i]
    return np.sum(d)


@zoo(draw(5, low=0.1))
def stencil_copied_back(x):
    u = np.zeros((4, 4))
    u[1:3, 1:3] = np.outer(x[:2], x[2:4])
    for _ in range(3):
        nu = u.copy()
        nu[1:-1, 1:-1] = (
            0.25
            * (u[2:, 1:-1] + u[:-2, 1:-1] + u[1:-1, 2:] + u[1:-1, :-2])
            * u[1:-1, 1:-1]
        )
        u[:] = nu
    return np.sum(u)


@zoo(draw(5, low=0.1))
def bubble_sort(x):
    a = x.copy()
    for i in range(5):
        for j in range(4 - i):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
    return np.sum(a * np.arange(5.0))


@zoo(draw(5, low=0.1))
def gram_schmidt(x):
    A = np.outer(x, x) + np.diag(x) + np.eye(5)
    Q = np.zeros((5, 5))
    for j in range(5):
        v = A[:, j].copy()
        for i in range(j):
            r = Q[:, i] @ A[:, j]
            v -= r * Q[:, i]
        Q[:, j] = v / np.sqrt(v @ v)
    return np.sum(Q * A)


@zoo(draw(5, low=0.1))
def butterflies(x):
    a = np.concatenate((x, x[:3]))
    step = 1
    while step < 8:
        for i in range(0, 8, 2 * step):
            u = a[i : i + step]
            v = a[i + step : i + 2 * step]
            t = u - v
            u += v
            v[:] = t * x[0]
        step *= 2
    return np.sum(a * a)


@zoo(draw(5, low=0.1))
def ring_buffer(x):
    buf = np.zeros(3)
    s = 0.0
    for i in range(5):
        buf[i % 3] = x[i]
        s += buf.mean() * buf[(i + 1) % 3]
    return s


@zoo(draw(5, low=0.1))
def every_operator_in_place(x):
    a = np.outer(x, x)
    a **= 2
    a @= a
    a /= a[0, 0]
    a -= a.mean()
    return np.sum(a)


@zoo(draw(5, low=0.1))
def history_shifted(x):
    h = np.zeros((4, 5))
    for i in range(4):
        h[1:] = h[:-1]
        h[0] = x * (i + 1) * h[1, 0] + x
    return np.sum(h * h)


@zoo(draw(5, low=0.1))
def rolled_in_place(x):
    a = x.copy()
    for _ in range(2):
        last = a[-1]
        a[1:] = a[:-1]
        a[0] = last**2
    return np.sum(a * x)


@zoo(positive(4), draw(4))
def cholesky_and_two_solutions(a, b):
    n = len(b)
    lower = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1):
            s = a[i, j] - lower[i, :j] @ lower[j, :j]
            lower[i, j] = np.sqrt(s) if i == j else s / lower[j, j]
    x = b.copy()
    for i in range(n):
        x[i] -= lower[i, :i] @ x[:i]
        x[i] /= lower[i, i]
    for i in range(n - 1, -1, -1):
        x[i] = (x[i] - lower[i + 1 :, i] @ x[i + 1 :]) / lower[i, i]
    return np.sum(x * x)


@zoo(positive(4))
def cholesky_in_place(a):
    n = len(a)
    for k in range(n):
        a[k, k] = np.sqrt(a[k, k])
        for i in range(k + 1, n):
            a[i, k] /= a[k, k]
        for j in range(k + 1, n):
            for i in range(j, n):
                a[i, j] -= a[i, k] * a[j, k]
    return np.sum(np.log(np.diagonal(a)))


@zoo(positive(4), draw(4))
def lu_with_pivots(a, b):
    n = len(b)
    for k in range(n - 1):
        p = k + np.argmax(np.abs(a[k:, k]))
        if p != k:
            a[[k, p]] = a[[p, k]]
            b[[k, p]] = b[[p, k]]
        for i in range(k + 1, n):
            a[i, k] /= a[k, k]
            a[i, k + 1 :] -= a[i, k] * a[k, k + 1 :]
            b[i] -= a[i, k] * b[k]
    for i in range(n - 1, -1, -1):
        b[i] -= a[i, i + 1 :] @ b[i + 1 :]
        b[i] /= a[i, i]
    return np.sum(b * b)


@zoo(draw(6))
def gauss_seidel_red_and_black(x):
    u = x.copy()
    for _ in range(3):
        for start in (1, 2):
            u[start:-1:2] = 0.5 * (u[start - 1 : -2 : 2] + u[start + 1 :: 2]) - 0.1 * (
                u[start:-1:2] ** 2
            )
    return np.sum(u * x)


@zoo(draw(5, 4))
def heat_on_a_plate(a):
    u = a.copy()
    new = np.empty_like(u)
    for _ in range(3):
        new[...] = u
        inner = u[1:-1, 1:-1]
        np.multiply(inner, inner, out=new[1:-1, 1:-1])
        new[1:-1, 1:-1] += 0.1 * (u[2:, 1:-1] + u[:-2, 1:-1] - 2.0 * inner)
        u, new = new, u
    return np.sum(u * a)
