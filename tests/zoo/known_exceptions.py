"""Exceptions of which it is known, when the derivative is made, whether they are raised."""

import numpy as np

from tests.zoo.registry import draw, zoo

AXES = {"xyz": (0, 1, 2), "zyx": (2, 1, 0)}
NAMES = {axes: name for name, axes in AXES.items()}


@zoo(draw(3, low=0.4, high=1.6))
def words_or_numbers(x):
    """What a known text is, is known: `env[t]` is only read of names."""
    env = {"a": x[0], "b": x[1]}
    s = 1.0
    for t in "1.5 a 2 b".split():
        try:
            v = float(t)
        except ValueError:
            v = env[t]
        s = s * v + x[2]
    return s


class Measured:
    def __init__(self, values):
        self.values = values

    def norm(self):
        return np.sqrt(self.values @ self.values)


def size_of(v):
    try:
        return v.norm()
    except AttributeError:
        return np.abs(v).sum()


@zoo(draw(4, low=0.4, high=1.6))
def method_or_not(x):
    return size_of(Measured(x[:2])) * size_of(x[2:])


@zoo(draw(3), "zyx")
@zoo(draw(3), (1, 0, 2))
def name_or_tuple(x, axes):
    """A handler that nothing leads to is not looked at: `NAMES["zyx"]` would raise."""
    try:
        i, j, k = AXES[axes]
    except (AttributeError, KeyError):
        NAMES[axes] if axes in NAMES else None
        i, j, k = axes
    return x[i] * x[j] ** 2 + np.sin(x[k])


@zoo(0.7, "half")
@zoo(0.7, "none")
def key_that_is_missing(x, name):
    try:
        factor = {"half": 0.5, "third": 1.0 / 3.0}[name]
    except KeyError:
        factor = x
    return factor * x**2


def without_the_small(e):
    try:
        e[np.abs(e) < 0.05] = 0.0
    except TypeError:
        if np.abs(e) < 0.05:
            e = 0.0
    return np.hypot(e, 1.0)


@zoo(0.3, draw(3))
@zoo(0.01, np.array([0.3, 0.01]))
def numbers_take_no_items(x, v):
    """A number, and an array of numbers, in one function: which it is is known."""
    return without_the_small(x * 2.0) + np.sum(without_the_small(v * 1.5))


def latitude(angle):
    y = np.log(np.tan(0.25 * np.pi + 0.5 * angle))
    pole = abs(np.cos(angle)) < 1e-9
    try:
        y[pole] = np.sign(angle[pole]) * 40.0
    except TypeError:
        if pole:
            y = np.sign(angle) * 40.0
    return y


@zoo(0.3)
@zoo(np.array([0.3, -0.2]))
def arrays_without_axes_become_numbers(angle):
    return np.sum(latitude(np.asarray(angle)) ** 2)


@zoo(0.3)
@zoo(np.asarray(0.7))
@zoo(np.array([0.3, 0.7]))
def masks_of_arrays_without_axes(x):
    """The adjoint of an array without axes is a number of NumPy, which takes no items."""
    out = np.empty_like(np.hypot(x, 1.0))
    low = np.asarray(x) < 0.5
    out[low] = np.sin(np.asarray(x)[low]) * 2.0
    out[~low] = np.cos(np.asarray(x)[~low])
    out[low] *= out[low]
    return np.sum(out**2)


@zoo(0.3)
@zoo(np.array([0.3, 0.7]))
def numbers_read_by_masks(x):
    z = np.asarray(x)
    low = z < 0.5
    out = np.empty_like(z)
    out[low] = np.sin(z[low]) * 2.0
    out[~low] = np.cos(z[~low])
    return np.sum(np.hypot(out, z))


@zoo(2.0 * np.eye(2) + 0.3)
def said_and_raised_again(a):
    """A handler that raises the same again is none."""
    try:
        factor = np.linalg.cholesky(a @ a.T)
    except np.linalg.LinAlgError as error:
        print("not positive definite:", error)
        raise
    return np.sum(np.log(np.diag(factor)))


@zoo(2.0, 3.0)
def told_by_another(x, y):
    try:
        z = x / y
    except (ZeroDivisionError, OverflowError) as error:
        raise ValueError(f"{x} cannot be divided: {error}") from error
    return z**2


class Diverged(Exception):
    def __init__(self, message, steps=0, last=None):
        super().__init__(message)
        self.steps, self.last = steps, last


@zoo(2.0, 20)
def exceptions_with_keywords(a, most):
    x = a
    for i in range(most):
        try:
            y = 0.5 * (x + a / x)
        except ZeroDivisionError as error:
            raise Diverged("at zero", i) from error
        if abs(y - x) < 1e-13:
            return y
        x = y
    raise Diverged("too slow", steps=most, last=x)
