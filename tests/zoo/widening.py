"""Arrays that become real, or complex, on a path or in a loop."""

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(3), 0)
@zoo(draw(3), 3)
def integers_then_real_in_a_loop(x, n):
    a = np.zeros(3, int)
    for i in range(n):
        a = a + x * i
    return np.sum(a**2) + np.sum(x)


@zoo(draw(3), 0)
@zoo(draw(3), 3)
def real_then_complex_in_a_loop(x, n):
    a = np.zeros(3)
    for _ in range(n):
        a = a + 1j * x
    return np.sum(np.abs(a + x) ** 2)


@zoo(draw(3), 0)
@zoo(draw(3), 2)
def an_argument_that_becomes_complex(x, n):
    a = x
    for _ in range(n):
        a = a * (1 + 1j)
    return np.sum(a.real**2) + np.sum(a.imag)


@zoo(draw(3))
def a_state_that_becomes_complex(x):
    psi = np.zeros(3)
    psi[0] = 1
    h = np.outer(x, x)
    for _ in range(3):
        k1 = -1j * h @ psi
        k2 = -1j * h @ (psi + 0.05 * k1)
        psi = psi + 0.1 * k2
    return (psi.conj() @ h @ psi).real


@zoo(draw(3), True)
@zoo(draw(3), False)
def made_real_before_it_is_written(x, c):
    y = np.zeros(3, int) if c else np.zeros(3)
    y = y + x
    y[0] = x[1]
    return np.sum(y * y)
