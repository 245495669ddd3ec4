"""Slices whose bounds are computed: windows that move, triangles of matrices, lengths of 1."""

from __future__ import annotations

import numpy as np

from tests.zoo.registry import draw, zoo

IMAGE = np.array([[0.3, -0.7, 1.1, 0.4], [0.9, 0.2, -0.5, 1.3], [-0.4, 0.8, 0.6, -1.2]])
KERNEL = np.array([[0.5, -0.2], [0.7, 1.1]])
SIGNAL = np.array([0.4, -0.9, 1.3, 0.2, 0.7])


@zoo(IMAGE, KERNEL)
@zoo(IMAGE, np.array([[1.5]]))
@zoo(KERNEL, KERNEL)
def filtered_by_shifted_windows(image, kernel):
    height, width = image.shape
    p, q = kernel.shape
    out = np.zeros((height - p + 1, width - q + 1))
    for i in range(p):
        for j in range(q):
            out += kernel[i, j] * image[i : height - p + 1 + i, j : width - q + 1 + j]
    return np.sum(out**2)


@zoo(IMAGE, KERNEL)
@zoo(IMAGE, np.array([[1.5]]))
@zoo(KERNEL, KERNEL)
def filtered_window_by_window(image, kernel):
    p, q = kernel.shape
    height, width = image.shape[0] - p + 1, image.shape[1] - q + 1
    out = np.zeros((height, width))
    for i in range(height):
        for j in range(width):
            out[i, j] = np.sum(image[i : i + p, j : j + q] * kernel) ** 2
    return np.sum(out)


@zoo(SIGNAL, np.array([0.2, -0.6, 0.4]))
@zoo(SIGNAL, np.array([0.3]))
def correlated(x, w):
    n = len(x) - len(w)
    s = 0.0
    for i in range(n + 1):
        s += np.tanh(np.sum(w * x[i : i + len(w)]))
    return s


@zoo(SIGNAL, np.array([0.2, -0.6]))
def scaled_windows_of_three(x, w):
    y = np.zeros(len(x) - 2)
    for i in range(3):
        y += w[0] * x[i : len(x) - 2 + i] ** 2
        y *= w[1]
    return y @ y


@zoo(SIGNAL, 2)
@zoo(SIGNAL, 4)
@zoo(SIGNAL, 5)
def windows_of_a_given_length(x, k):
    total = np.zeros(k)
    for i in range(len(x) - k + 1):
        total += x[i : i + k] * x[:k]
    return np.prod(total) + np.sum(total**2)


@zoo(np.array([1.3, 0.7]))
@zoo(np.array([1.3]))
def window_longer_than_the_array(x):
    s = x[0]
    for i in range(3):
        s += np.sum(x[i : len(x) - 3 + i]) * np.sum(x[-1:])
    return s * x[0]


@zoo(SIGNAL)
def last_slice_beside_this_one(x):
    before = x[:1]
    s = 0.0
    for k in range(1, 3):
        now = x[:k]
        s += np.sum(before * now * now)
        before = now
    return s


@zoo(SIGNAL)
def slices_kept_in_a_list(x):
    rows = []
    for k in range(1, 4):
        rows.append(x[:k])
    return np.sum(rows[0] * rows[1]) + np.sum(rows[0] * rows[2] ** 2)


@zoo(SIGNAL, 2)
@zoo(SIGNAL, 1)
def slice_of_one_beside_a_longer_one(x, n):
    s = 0.0
    for k in range(n):
        head, tail = x[: k + 1], x[k + 1 : 2 * k + 2]
        s += np.sum(head * tail) + np.sum(head[:1] * tail)
    return s


@zoo(np.array([[2.0, 0.3, -0.1], [0.4, 1.7, 0.2], [0.1, -0.3, 1.9]]))
def eliminated_by_slices(a):
    a = a.copy()
    n = len(a)
    for k in range(n - 1):
        for i in range(k + 1, n):
            a[i, k + 1 :] -= a[i, k] / a[k, k] * a[k, k + 1 :]
    return np.sum(np.log(np.diag(a)))


@zoo(SIGNAL, SIGNAL[::-1].copy(), 2)
@zoo(SIGNAL, np.array([0.8]), 0)
def equal_slices_of_two_arrays(x, y, k):
    s = 0.0
    for i in range(k + 1):
        s += np.sum(x[i:] * y[i:] ** 2)
    return s


@zoo(1.5, 6, 0.1, wrt=(0, 2))
@zoo(1.5, 3, 0.1, wrt=(0, 2))
@zoo(1.5, 2, 0.1, wrt=(0, 2))
@zoo(1.5, 1, 0.1, wrt=(0, 2))
def rod_of_given_length(left, n, c):
    u = np.zeros(n)
    u[0] = left
    for _ in range(4):
        u[1:-1] += c * (u[2:] - 2 * u[1:-1] + u[:-2]) + u[0] ** 2
    return np.sum(u**2)


@zoo(SIGNAL, 2)
@zoo(SIGNAL, 1)
@zoo(SIGNAL, 5)
def windows_of_given_length_summed(x, k):
    y = np.zeros(k)
    for i in range(len(x) - k + 1):
        y += x[i : i + k] * np.arange(k)
    return np.sum(y**2)


@zoo(SIGNAL, 3, 1)
@zoo(SIGNAL, 1, 3)
@zoo(SIGNAL, 3, 3)
def arrays_of_two_given_lengths(x, n, m):
    a = np.ones(n) * x[0]
    b = np.full((m, 1), x[1])
    c = np.zeros((m, n))
    c += a
    c *= b + x[2]
    return (
        np.sum(c**2)
        + np.sum(np.ones(n) * x[3])
        + np.sum(np.linspace(0.0, 1.0, m) * x[4])
    )


@zoo(SIGNAL, 0.1, 3)
@zoo(SIGNAL[:2].copy(), 0.1, 3)
@zoo(SIGNAL[:1].copy(), 0.1, 1)
def rod_with_ends_joined_on(u, c, steps):
    for _ in range(steps):
        inner = u[1:-1] + c * (u[2:] - 2 * u[1:-1] + u[:-2])
        u = np.concatenate((u[:1] * c, inner, [0.3], u[2:3]))
    return np.sum(u**2)


@zoo(SIGNAL)
@zoo(SIGNAL[:1].copy())
def differences_with_a_start(x):
    d = np.concatenate(([0.0], np.diff(x)))
    e = np.concatenate((x[1:], x[:1]))
    return np.sum(d * x + d * e**2)


@zoo(SIGNAL[:3].copy(), 0.4)
@zoo(SIGNAL[:2].copy(), 0.4)
def pieces_of_equal_length_or_not(x, a):
    y = np.concatenate((x[:2], x[:2]))
    z = np.concatenate((x[:1], x[2:], [a]))
    w = np.concatenate((x[3:], [a]))
    return np.sum(y) * np.sum(z * x[: len(z)]) + np.sum(w * x)


@zoo(draw(4, 3), 0.1)
@zoo(draw(1, 3), 0.1)
@zoo(draw(4, 3), 0.1, "wrap")
def padded_by_ghost_cells(u, c, mode="edge"):
    for _ in range(2):
        p = np.pad(u, 1, mode=mode)
        flow = p[2:, 1:-1] + p[:-2, 1:-1] + p[1:-1, 2:] + p[1:-1, :-2]
        u = u + c * (flow - 4 * p[1:-1, 1:-1])
    wide = np.pad(u, ((0, 0), (0, 2)))
    return np.sum(u**2 * wide[:, 2:])


@zoo(draw(5), 0.1)
@zoo(draw(1), 0.1)
@zoo(draw(2), 0.1)
def joined_to_ghost_cells(u, c):
    for _ in range(2):
        g = np.concatenate(([u[0]], u, [u[-1]]))
        flow = 0.5 * g[1:] ** 2 - g[:-1]
        u = u - c * (flow[1:] - flow[:-1])
    return np.sum(u**2)


@zoo(draw(5, 6), draw(2, 3), 0.2)
@zoo(draw(6, 7), draw(2, 3), 0.2, 2)
@zoo(draw(2, 3), draw(2, 3), 0.2)
@zoo(draw(3, 4), draw(1, 1), 0.2, 3)
def convolved_with_a_stride(image, kernel, bias, stride=1):
    height, width = kernel.shape
    rows = (image.shape[0] - height) // stride + 1
    columns = (image.shape[1] - width) // stride + 1
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            y, x = i * stride, j * stride
            out[i, j] = np.sum(image[y : y + height, x : x + width] * kernel) + bias
    return np.sum(np.tanh(out))


def flux_of(density):
    return density * (1.0 - density)


@zoo(np.abs(draw(6)) * 0.3, 0.1, 3)
@zoo(np.abs(draw(3)) * 0.3, 0.1, 2)
def lengths_on_the_tape(density, ratio, steps):
    rho = density
    for _ in range(steps):
        f = flux_of(rho)
        flow = 0.5 * (f[1:] + f[:-1]) - 0.5 / ratio * (rho[1:] - rho[:-1])
        inner = rho[1:-1] - ratio * (flow[1:] - flow[:-1])
        rho = np.concatenate((rho[:1], inner, rho[-1:]))
    return np.sum(rho * np.arange(len(rho)))
