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


@zoo(draw(3), 0)
@zoo(draw(3), 2)
def an_argument_that_becomes_complex_on_a_path(x, n):
    a = x
    if n:
        a = a * (1 + 1j)
    return np.sum(a.real**2) + np.sum(a.imag)


@zoo(draw(3), 0)
@zoo(draw(3), 1)
@zoo(draw(3), 2)
def a_list_that_becomes_complex(x, n):
    entries = [x]
    for _ in range(n):
        entries.append(entries[-1] * (1 + 1j))
    return np.sum(entries[-1].real ** 2)


@zoo(draw(3), 0)
@zoo(draw(3), 1)
@zoo(draw(3), 2)
def numbers_that_become_complex(x, n):
    entries = [x[0]]
    for _ in range(n):
        entries.append(entries[-1] * (1 + 1j))
    return entries[-1].real ** 2 + entries[-1].imag


@zoo(draw(3), 1)
@zoo(draw(3), 2)
def real_and_complex_in_one_list(x, n):
    entries = []
    for _ in range(n):
        entries.append(x)
        entries.append(x * 1j)
    return sum([np.sum((v * v).real) for v in entries]) + np.sum(x)


@zoo(draw(3), 1)
@zoo(draw(3), 2)
def entries_that_become_complex(x, n):
    p = [x[0], x[1], x[2]]
    for i in range(n):
        p[i] = p[i] * (1 + 2j)
    return sum((v * v).real for v in p)
