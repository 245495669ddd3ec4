"""Exceptions of which it is known, when the derivative is made, whether they are raised."""

import numpy as np

from tests.zoo.registry import draw, zoo


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
