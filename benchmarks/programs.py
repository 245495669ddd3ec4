"""The programs that are measured: by size, and by what they are made of."""

from __future__ import annotations

import math

import numpy as np


def formula(x1, x2, x3, x4):
    a = x1 * x2
    b = x3 + x4
    c = a - b
    return c**2


def branch(x, y):
    if x > y:
        z = math.sin(x) * y
    else:
        z = x * x
    return z


def loop(x, r, n):
    for _ in range(n):
        x = r * x * (1.0 - x)
    return x


def newton(a, n):
    x = a
    for _ in range(n):
        x = 0.5 * (x + a / x)
    return x


def mlp(x, labels, w1, b1, w2, b2, w3, b3):
    h1 = np.tanh(x @ w1 + b1)
    h2 = np.tanh(h1 @ w2 + b2)
    s = h2 @ w3 + b3
    e = np.exp(s - np.max(s, axis=1, keepdims=True))
    p = e / np.sum(e, axis=1, keepdims=True)
    return -np.sum(labels * np.log(p)) / len(x)


def simulation(q, p, k, m, steps, dt):
    """Forty lines: two oscillators, a wall, friction, an early stop."""
    energy = 0.0
    lost = 0.0
    drift = q - p
    u = 2.0 * q
    v = p / m
    for _ in range(steps):
        force = -k * u
        drag = 0.1 * v * abs(v)
        acceleration = (force - drag) / m
        v_half = v + 0.5 * dt * acceleration
        u_new = u + dt * v_half
        if u_new > 1.5:
            over = u_new - 1.5
            u_new = 1.5 - over
            v_half = -0.9 * v_half
            lost = lost + over * over
        elif u_new < -1.5:
            under = -1.5 - u_new
            u_new = -1.5 + under
            v_half = -0.9 * v_half
            lost = lost + under * under
        force = -k * u_new
        drag = 0.1 * v_half * abs(v_half)
        acceleration = (force - drag) / m
        v = v_half + 0.5 * dt * acceleration
        u = u_new
        kinetic = 0.5 * m * v * v
        potential = 0.5 * k * u * u
        total = kinetic + potential
        energy = energy + total * dt
        if total < 1e-6:
            break
        drift = drift + u * dt
    mean = energy / (steps * dt)
    spread = math.sqrt(mean * mean + drift * drift)
    result = spread + math.log(1.0 + lost)
    return result * math.exp(-0.1 * result)


def straight(statements: int) -> str:
    """The source of a function of so many statements in a row."""
    lines = ["def straight(x, y):", "    a = x * y"]
    forms = (
        "a = a * 0.5 + y",
        "b = a - x",
        "a = b * 0.25 + a",
        "a = a / (1.0 + y * y)",
    )
    lines += [f"    {forms[i % 4]}" for i in range(statements - 1)]
    return "\n".join([*lines, "    return a", ""])
