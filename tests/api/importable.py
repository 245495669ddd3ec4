"""Functions another process can import."""

import numpy as np

import adgen


def energy(x, k=2.0):
    return np.sum(k * x * x)


@adgen.grad
def decorated(x):
    return x**3


class Spring:
    def __init__(self, k):
        self.k = k

    def energy(self, x):
        return self.k * x * x

    @adgen.grad
    def force(self, x):
        return self.k * x * x
