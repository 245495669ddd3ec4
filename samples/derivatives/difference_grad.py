# Derivative of f in samples/difference.py, written by adgen 0.1.0. Do not edit; to
# write it anew:
#
#     adgen grad samples/difference.py:f -o samples/derivatives/difference_grad.py
#
# source sha256: bc740d591051685bb4ac9897d62247948e4c2aa2ec85a32b05f7f5d142340714
# text sha256:   72db194549629cb6656282dc03e4c975d8f00e157f76031ecb99d6da4a365cae

import numpy as np


def f_grad(x1, x2, x3, x4, out_bar=1.0):
    """Gradient of `f` with respect to x1, x2, x3, x4; `out_bar` is the adjoint of its
    result.
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
    return x1_bar, x2_bar, b_bar, b_bar
