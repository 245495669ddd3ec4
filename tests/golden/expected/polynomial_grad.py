# def polynomial(c, x):
#     terms = [c[i] * x**i for i in range(4)]
#     return sum(terms)

import numpy as np


def polynomial_grad(c, x, out_bar=1.0):
    """Gradient of `polynomial` with respect to c, x.

    `out_bar` is the adjoint of its result.
    """
    # forward sweep
    terms = []
    tape = []
    for i in range(4):
        v1 = x**i
        tape.append((i, v1))
        terms.append(c[i] * v1)

    # reverse sweep
    terms_bar = [out_bar] * len(terms)  # sum(terms)
    c_bar = np.zeros_like(c)
    x_bar = 0.0
    for i, v1 in reversed(tape):
        v2_bar = terms_bar.pop()  # terms = [c[i] * x**i for i in range(4)]
        x_bar += i * x ** (i - (i != 0)) * (v2_bar * c[i])
        c_bar[i] += v2_bar * v1
    return c_bar, x_bar
