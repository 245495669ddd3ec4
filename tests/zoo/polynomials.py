"""Polynomials fitted, divided and made of roots; quantiles and lines of lists of numbers."""

import statistics

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(6), draw(6, seed=2))
def fitted(x, y):
    c = np.polyfit(x, y, 2)
    return np.sum(np.polyval(c, x) ** 2) + c[0] * c[1]


@zoo(draw(6), draw(6, seed=2), draw(6, seed=3))
def fitted_with_weights(x, y, w):
    return np.sum(np.polyfit(x, y, 1, w=1.0 + w * w) ** 2)


@zoo(draw(4))
def made_of_roots(roots):
    return np.sum(np.poly(roots) ** 2) + np.poly([roots[0], 2.0])[1]


@zoo(draw(5))
def its_roots(p):
    z = np.roots(p)
    return np.sum(np.abs(z) ** 2) + np.sum(np.real(z) ** 3)


@zoo(draw(5), 2.0 + draw(3, seed=2))
def divided(u, v):
    q, r = np.polydiv(u, v)
    return np.sum(q**2) + np.sum(r**3)


@zoo(2.5)
def window(beta):
    return np.sum(np.kaiser(5, beta) ** 2)


@zoo(draw(7))
def cut_points(x):
    values = [v * v for v in x]
    low, middle, high = statistics.quantiles(values)
    deciles = statistics.quantiles(values, n=10, method="inclusive")
    return low * high + middle + deciles[2] * deciles[7] + statistics.median_low(values)


@zoo(draw(5), draw(5, seed=2))
def regression(x, y):
    line = statistics.linear_regression(list(x), list(y))
    slope, intercept = line
    spread = statistics.correlation(x, y) * statistics.covariance(list(x), list(y))
    return line.slope * intercept + slope**2 + spread


TURNED = np.array([1.0 + 2.0j, 0.5 - 1.0j, 2.0j])


@zoo(draw(4, seed=4))
def real_parts_times_complex(p):
    u = np.real(np.roots(p)) ** 2
    return np.abs(np.sum((TURNED * u + 1j) ** 2))


@zoo(draw(4, seed=4))
def real_parts_in_a_phase(p):
    u = np.real(np.roots(p))
    z = np.exp(1j * u) / (1.0 + 2.0j)
    return np.abs(np.dot(z, u)) + np.sum(np.imag(z + u) ** 2)


@zoo(draw(4, seed=4))
def real_parts_through_a_complex_matrix(p):
    u = np.real(np.roots(p)) ** 2
    return np.abs(np.sum(np.outer(TURNED, TURNED) @ u)) + np.abs(
        np.sum(np.fft.fft(u)[1:])
    )


@zoo(draw(4, seed=4), 0.7)
def number_times_what_may_be_complex(p, a):
    z = a * np.roots(p)
    return np.abs(np.sum(z * z)) + np.real(a * np.sum(z))
