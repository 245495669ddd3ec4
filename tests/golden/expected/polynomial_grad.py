# def polynomial(c, x):
#     terms = [c[i] * x**i for i in range(4)]
#     return sum(terms)

import numpy as np


def polynomial_grad(c, x, out_bar=1.0):
    """Gradient of `polynomial` with respect to c, x.

    `out_bar` is the adjoint of its result.
    """
    # forward sweep
    tape = [(i, x**i) for i in range(4)]

    # reverse sweep
    c_bar = np.zeros_like(c)
    x_bar = 0.0
    for i, v1 in reversed(tape):
        # terms = [c[i] * x**i for i in range(4)]
        x_bar += i * x ** (i - (i != 0)) * (out_bar * c[i])
        c_bar[i] += out_bar * v1
    return c_bar, x_bar
