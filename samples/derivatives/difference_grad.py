# Derivative of f in samples/difference.py, written by adgen 0.1.0. Do not edit; to
# write it anew:
#
#     adgen grad samples/difference.py:f -o samples/derivatives/difference_grad.py
#
# source sha256: f8cf815d5be8b818d2e6710558c44bdc4b53c5dc95dfcb09908fb9bd2524e650
# text sha256:   79c00fb2d449e8738859a93fac27f3d4708744d97d8f26d206ca51e54f919a48

import numpy as np


def f_grad(x1, x2, x3, x4, out_bar=1.0):
    """Gradient of `f` with respect to x1, x2, x3, x4.

    `out_bar` is the adjoint of its result.
    """
    if any(map(np.ndim, (x1, x2, x3, x4))) or any(
        map(np.iscomplexobj, (x1, x2, x3, x4))
    ):
        raise TypeError("made for x1: float, x2: float, x3: float, x4: float")

    # forward sweep
    a = x1 * x2
    b = x3 + x4
    c = a - b

    # reverse sweep
    c_bar = 2 * c * out_bar  # c**2
    b_bar = -c_bar  # c = a - b
    x1_bar = c_bar * x2  # a = x1 * x2
    x2_bar = c_bar * x1
    x3_bar = b_bar
    x4_bar = b_bar
    return x1_bar, x2_bar, x3_bar, x4_bar
