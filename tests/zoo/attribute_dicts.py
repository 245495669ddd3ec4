"""Objects whose attributes come from a dict: `self.__dict__.update(settings)`, `vars(p)`."""

import numpy as np

from tests.zoo.registry import zoo

POINT = np.array([0.7, 0.9, 1.3])


class Bunch:
    power = 2

    def __init__(self, **settings):
        self.__dict__.update(settings)

    def value(self, x):
        return self.scale * np.sum(x**self.power)


@zoo(POINT)
def from_keywords(x):
    b = Bunch(scale=x[0], power=3)
    return b.value(x) * Bunch(scale=x[1] * x[2]).value(x)


@zoo(POINT)
def from_pairs(x):
    b = Bunch()
    vars(b).update([("scale", x[0]), ("shift", x[1])])
    vars(b).update({"shift": b.shift * b.scale}, scale=x[2])
    return b.value(x) + b.shift


@zoo(POINT)
def in_a_loop(x):
    b = Bunch(scale=1.0)
    for v in x:
        b.__dict__.update(scale=b.scale * v + 1)
    return b.value(x)
