"""Programs as people write them: optimisation, filters, integrators, networks, statistics."""

import math

import numpy as np
from scipy.special import erf, expit, logsumexp, softmax

from tests.zoo.registry import draw, positive, zoo


@zoo(draw(5))
def rosenbrock(x):
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)


@zoo(draw(4))
def rosenbrock_by_loop(x):
    y = 0.0
    for i in range(len(x) - 1):
        y += 100.0 * (x[i + 1] - x[i] ** 2) ** 2 + (1.0 - x[i]) ** 2
    return y


@zoo(7.3, 9.0, 1e-3, 30, wrt=(0, 1))
@zoo(7.3, 9.0, 1e-3, 3, wrt=(0, 1))
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


@zoo(draw(6), 0.3)
def advection(u, c):
    u = u.copy()
    for i in range(1, len(u)):
        u[i] = u[i] - c * u[i] * (u[i] - u[i - 1])
    return np.sum(u * u)


@zoo(draw(6), 0.2, 4)
def heat_equation(u, c, steps):
    for _ in range(steps):
        inner = u[1:-1] + c * (u[2:] - 2.0 * u[1:-1] + u[:-2])
        u = np.concatenate([u[:1], inner, u[-1:]])
    return np.sum(u * u)


@zoo(1.0, 0.3, 0.1)
def runge_kutta(y, k, h):
    def slope(t, y):
        return -k * y * y + math.sin(t)

    t = 0.0
    for _ in range(5):
        a = slope(t, y)
        b = slope(t + h / 2, y + h / 2 * a)
        c = slope(t + h / 2, y + h / 2 * b)
        d = slope(t + h, y + h * c)
        y = y + h / 6 * (a + 2 * b + 2 * c + d)
        t = t + h
    return y


@zoo(draw(2), draw(2, seed=2), 0.1)
def leapfrog(q, p, h):
    def force(q):
        return -q / (1.0 + np.sum(q * q)) ** 1.5

    p = p + 0.5 * h * force(q)
    for _ in range(3):
        q = q + h * p
        p = p + h * force(q)
    p = p - 0.5 * h * force(q)
    return 0.5 * np.sum(p * p) - 1.0 / np.sqrt(1.0 + np.sum(q * q))


@zoo(draw(4), 0.9, 0.3, 0.5)
def kalman_filter_of_numbers(observations, a, q, r):
    mean = 0.0
    variance = 1.0
    loglik = 0.0
    for y in observations:
        mean = a * mean
        variance = a * a * variance + q
        s = variance + r
        e = y - mean
        loglik = loglik - 0.5 * (math.log(2.0 * math.pi * s) + e * e / s)
        gain = variance / s
        mean = mean + gain * e
        variance = (1.0 - gain) * variance
    return loglik


@zoo(draw(3, 2), draw(2, 2), positive(2), positive(2, seed=2), draw(2, 2, seed=3))
def kalman_filter(observations, a, q, r, h):
    m = np.zeros(2)
    p = np.eye(2)
    loglik = 0.0
    for y in observations:
        m = a @ m
        p = a @ p @ a.T + q
        s = h @ p @ h.T + r
        e = y - h @ m
        solved = np.linalg.solve(s, e)
        loglik = loglik - 0.5 * (np.log(np.linalg.det(s)) + e @ solved)
        gain = np.linalg.solve(s, h @ p).T
        m = m + gain @ e
        p = p - gain @ s @ gain.T
    return loglik


@zoo(
    draw(5, 4),
    np.eye(3)[[0, 2, 1, 1, 0]],
    draw(4, 3),
    draw(3),
    draw(3, 3),
    draw(3, seed=2),
    wrt=(2, 3, 4, 5),
)
def network(x, labels, w1, b1, w2, b2):
    h = np.tanh(x @ w1 + b1)
    p = softmax(h @ w2 + b2, axis=1)
    return -np.sum(labels * np.log(p)) / len(x)


@zoo(draw(4, 3), np.array([1.0, 0.0, 1.0, 1.0]), draw(3, seed=2), 0.3, wrt=(2, 3))
def logistic_regression(x, y, w, b):
    p = expit(x @ w + b)
    loss = -np.mean(y * np.log(p) + (1.0 - y) * np.log(1.0 - p))
    return loss + 0.1 * np.sum(w**2)


@zoo(draw(3, 4))
def softmax_by_hand(a):
    z = a - np.max(a, axis=1, keepdims=True)
    e = np.exp(z)
    p = e / np.sum(e, axis=1, keepdims=True)
    return np.sum(p * np.arange(4.0)) + np.sum(p**2)


@zoo(draw(5, 2), draw(3), draw(3, 2, seed=2), draw(3, seed=3))
def gaussian_mixture(x, alphas, means, logs):
    weights = alphas - logsumexp(alphas)
    d = (x[:, None, :] - means[None, :, :]) / np.exp(logs)[:, None]
    exponents = -0.5 * np.sum(d * d, axis=2) - 2 * logs + weights
    return np.sum(logsumexp(exponents, axis=1))


@zoo(100.0, 95.0, 0.5, 0.02, 0.3)
def black_scholes(s, k, t, r, sigma):
    d1 = (math.log(s / k) + (r + 0.5 * sigma**2) * t) / (sigma * math.sqrt(t))
    d2 = d1 - sigma * math.sqrt(t)

    def normal(d):
        return 0.5 * (1.0 + math.erf(d / math.sqrt(2.0)))

    return s * normal(d1) - k * math.exp(-r * t) * normal(d2)


@zoo(np.array([90.0, 100.0, 110.0]), 0.5, 0.02, 0.3)
def black_scholes_of_arrays(s, t, r, sigma):
    d = (np.log(s / 100.0) + (r + 0.5 * sigma**2) * t) / (sigma * np.sqrt(t))
    call = s * 0.5 * (1.0 + erf(d / np.sqrt(2.0)))
    return np.sum(call)


@zoo(draw(3), 3.7, 6)
def logistic_map(x, r, n):
    x = 0.5 + 0.3 * x
    for _ in range(n):
        x = 0.25 * r * x * (1.0 - x)
    return np.sum(x)


@zoo(draw(5), 0.4)
def horner(c, x):
    y = 0.0
    for a in c[::-1]:
        y = y * x + a
    return y


@zoo(0.7)
def series_until_small(x):
    term = x
    total = x
    n = 1
    while abs(term) > 1e-12:
        term = -term * x * x / ((2 * n) * (2 * n + 1))
        total += term
        n += 1
    return total


@zoo(2.0, 1.0)
def bisection_then_newton(a, b):
    x = 1.0 + b * 0.1
    for i in range(30):
        f = x**3 - a * x - b
        slope = 3.0 * x**2 - a
        x = x - f / slope
        if abs(f) < 1e-13:
            break
    return x


@zoo(draw(4, 2), draw(4, seed=2), 0.5, 0.8)
def gaussian_process(x, y, length, noise):
    d = np.sum((x[:, None, :] - x[None, :, :]) ** 2, axis=2)
    k = np.exp(-0.5 * d / length**2) + noise * np.eye(4)
    l = np.linalg.cholesky(k)
    z = np.linalg.solve(l, y)
    return 0.5 * z @ z + np.sum(np.log(np.diag(l)))


@zoo(draw(3), draw(3, 3), draw(3, 3, seed=2), draw(4, 3, seed=3))
def recurrent_network(h, w, u, inputs):
    for x in inputs:
        h = np.tanh(w @ h + u @ x)
    return np.sum(h * h)


@zoo(draw(5), draw(3, seed=2))
def convolution_by_loops(signal, kernel):
    out = np.zeros(3)
    for i in range(3):
        for j in range(3):
            out[i] += signal[i + j] * kernel[j]
    return np.sum(out**2)


@zoo(positive(3))
def cholesky_by_loops(a):
    l = np.zeros((3, 3))
    for i in range(3):
        for j in range(i + 1):
            s = a[i, j]
            for k in range(j):
                s -= l[i, k] * l[j, k]
            if i == j:
                l[i, j] = math.sqrt(s)
            else:
                l[i, j] = s / l[j, j]
    return np.sum(l * l * l)


@zoo(positive(3), draw(3), wrt=(0, 1))
def gauss_elimination(a, b):
    a = a.copy()
    b = b.copy()
    n = len(b)
    for k in range(n - 1):
        for i in range(k + 1, n):
            f = a[i, k] / a[k, k]
            a[i, k:] -= f * a[k, k:]
            b[i] -= f * b[k]
    x = np.zeros(n)
    for i in range(n - 1, -1, -1):
        x[i] = (b[i] - a[i, i + 1 :] @ x[i + 1 :]) / a[i, i]
    return np.sum(x * x)


@zoo(draw(3, 2), draw(3, seed=2, low=0.5, high=2.0))
def gravity(positions, masses):
    energy = 0.0
    for i in range(3):
        for j in range(i):
            d = positions[i] - positions[j]
            energy -= masses[i] * masses[j] / np.sqrt(d @ d + 0.01)
    return energy


@zoo(draw(3), draw(2, 3, seed=2))
def gradient_descent_inside(x, a):
    for _ in range(4):
        x = x - 0.1 * (a.T @ (a @ x) - 1.0)
    return np.sum(x * x)


@zoo(draw(6), 0.5)
def exponential_smoothing(x, a):
    level = x[0]
    error = 0.0
    for e in x[1:]:
        error += (e - level) ** 2
        level = a * e + (1.0 - a) * level
    return error


@zoo(draw(4, seed=2), draw(4, seed=3))
def correlation(x, y):
    a = x - x.mean()
    b = y - y.mean()
    return (a @ b) / np.sqrt((a @ a) * (b @ b))


@zoo(0.3, 1.1)
def simpson(a, b):
    n = 8
    h = (b - a) / n
    total = math.exp(-a * a) + math.exp(-b * b)
    for i in range(1, n):
        x = a + i * h
        total += (4.0 if i % 2 else 2.0) * math.exp(-x * x)
    return total * h / 3.0


@zoo(np.array([0.2, -0.5, 0.9]))
def rotation_matrix(angles):
    a, b, c = angles
    rx = np.array([[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]])
    rz = np.array([[np.cos(c), -np.sin(c), 0], [np.sin(c), np.cos(c), 0], [0, 0, 1]])
    v = rx @ rz @ np.array([1.0, b, 2.0])
    return v[0] * v[1] + v[2]


@zoo(positive(6))
def split_step_of_a_wave(x):
    k = np.fft.fftfreq(6) * 6
    u = np.fft.ifft(np.exp(-1j * k**2 * 0.01) * np.fft.fft(x * np.exp(1j * x)))
    return np.sum(np.abs(u) ** 2 * np.arange(6)) + np.sum(np.angle(u) ** 2)
