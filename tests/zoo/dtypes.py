"""Types of numbers: float32, ints as reals, booleans, constants of integers, complex."""

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(3).astype(np.float32))
def single_precision(x):
    return np.sum(x * x * 2.0)


@zoo(draw(3).astype(np.float32), draw(3, seed=2))
def single_with_double(x, y):
    return np.sum(x * y)


@zoo(draw(4).astype(np.float32))
def single_as_numbers_of_python(x):
    t = 0.0
    for v in x.tolist():
        t = t * 1.1 + v * v
    (a, b), (c, _) = x.reshape(2, 2).tolist()
    return t + a * b / c


@zoo(draw(3).astype(np.longdouble), draw(3, seed=2))
@zoo(draw(3), draw(3, seed=2).astype(np.longdouble))
@zoo(draw(3).astype(np.longdouble), draw(3, seed=2).astype(np.float32))
def long_with_double(x, y):
    z = np.zeros(3)
    z[1:] = x[:-1] * y[1:]
    return np.sum(z * np.arange(3)) * np.sum(x * y)


@zoo(draw(3).astype(np.longdouble))
def long_in_a_loop(x):
    best, t = None, 0.0
    for v in x:
        t = t * 2 + v * v
        if best is None or abs(v) > abs(best):
            best = v
    return t + best**3


@zoo(draw(3).astype(np.longdouble), draw(3, seed=2))
def long_and_complex(x, y):
    z = np.where(x > 0, x * 1j * y, y + 2j)
    return np.sum(np.abs(z + x)) + np.sum(z.real * z.imag)


@zoo(draw(3).astype(np.float32))
def single_cast_to_double(x):
    y = x.astype(np.float64)
    return np.sum(y * y * np.sin(y))


@zoo(draw(3).astype(np.float32), draw(3, seed=2))
def single_computed_in_double(x, y):
    z = np.multiply(x, x, dtype=np.float64)
    np.add(z, y, out=z, where=y > 0, dtype=z.dtype)
    return np.sum(z * np.sqrt(2 + x, dtype=float) * np.add(x[0], 2, dtype=float))


@zoo(np.float32(1.3))
def single_number(x):
    return x * x + np.float32(2.0)


@zoo(np.float64(1.3))
def numpy_number(x):
    return x * x + np.sin(x)


@zoo(2, 3.5, wrt=(0, 1))
def integer_as_a_real(x, y):
    return x * x * y + x


@zoo(3, wrt=(0,))
def integer_to_a_power(x):
    return x**2 / 2


@zoo(1.3)
def integers_in_formulas(x):
    return x * 2 + 1 - x**3 // 1 * 0 + 7 // 2


@zoo(draw(3))
def array_of_integers(x):
    k = np.arange(3)
    return np.sum(x * k) + np.sum(x**k)


@zoo(draw(3))
def array_of_integers_divided(x):
    k = np.array([1, 2, 3])
    return np.sum(x / k) + np.sum((k / 2) * x)


@zoo(draw(4))
def booleans_as_numbers(x):
    positive = x > 0.0
    return np.sum(x * positive) + np.sum(positive) * x[0]


@zoo(draw(3))
def mask_cast_to_float(x):
    w = (x > 0.0).astype(float)
    return np.sum(w * x * x)


@zoo(1.3)
def cast_to_float(x):
    return float(x) * x + int(x) * x


@zoo(0.3, 0.4)
def complex_in_between(x, y):
    z = complex(x, y) ** 2
    return z.real * z.imag


@zoo(draw(4))
def spectrum(x):
    z = np.fft.fft(x)
    return np.sum(np.abs(z) ** 2 * np.arange(4))


@zoo(draw(3), draw(3, seed=2))
def complex_arrays(x, y):
    z = np.exp(1j * x) * y
    return np.sum(np.real(z * z)) + np.sum(np.imag(z))


@zoo(draw(3), np.array([2, 0, 1]))
def integer_array_as_a_constant(x, order):
    return np.sum(x[order] * x * order)


@zoo(draw(3))
def single_zeros_filled(x):
    y = np.zeros(3, dtype=np.float64)
    y[:] = x * 2
    y[0] = 1
    return np.sum(y * y)


@zoo(draw(3))
def array_by_the_name_of_its_type(x):
    return np.sum(np.float64(x) ** 2) + np.mean(np.double(x[1:]))


@zoo(draw(3).astype(np.float32))
def single_array_by_the_name_of_its_type(x):
    return np.sum(np.float64(x) * np.float32(x * x))


@zoo(draw(3), draw(2, seed=2))
def complex_by_the_name_of_its_type(x, y):
    z = np.complex128(x) * 1j + np.complex128([y[0], y[1], 2.0])
    return np.sum(np.abs(z * z))
