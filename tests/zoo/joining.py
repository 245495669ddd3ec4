"""Arrays joined by indexing: np.r_ and np.c_, and the index that np.s_ makes."""

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(4), 0.7)
def in_a_row(x, s):
    y = np.r_[x, s, 0:3, s * x[1:]]
    return np.sum(y * y * y)


@zoo(draw(3), 0.7)
def in_a_row_with_steps(x, s):
    y = np.r_[0.0:1.0:3j, s] * np.r_[x, 1.0]
    return np.sum(np.sin(y))


@zoo(draw(4), draw(4, 2), 0.7)
def as_columns(x, a, s):
    y = np.c_[x, a, s * x]
    return np.sum(y**2 @ np.arange(4.0))


@zoo(draw(4), 0.7)
def as_columns_of_numbers(x, s):
    return np.sum(np.c_[s, x[0]] * np.c_[x[1], s])


@zoo(draw(4, 4))
def a_written_slice(a):
    return np.sum(a[np.s_[1:, ::2]] ** 3)


@zoo(draw(3, 3) + 2.0 * np.eye(3), second_order=False)
def complex_eigenvalues_of_a_real_matrix(a):
    w = np.linalg.eigvals(a)
    return np.sum(np.abs(w) ** 3 + np.real(w) * np.imag(w) ** 2)


@zoo(draw(3, 4))
def spectrum_of_a_real_matrix(a):
    return np.sum(np.abs(np.fft.rfft2(a * a)))
