# Derivative of f in samples/difference.py, written by adgen 0.1.0. Do not edit; to
# write it anew:
#
#     adgen jvp samples/difference.py:f -o samples/derivatives/difference_jvp.py
#
# source sha256: f8cf815d5be8b818d2e6710558c44bdc4b53c5dc95dfcb09908fb9bd2524e650
# text sha256:   b533ed58231f2e80f295cd38e7f20dfb2c5caf67effb1811c71d5503460e49ea

import numpy as np


def f_jvp(x1, x2, x3, x4, x1_dot, x2_dot, x3_dot, x4_dot):
    """`f` and its derivative in the direction (x1_dot, x2_dot, x3_dot, x4_dot)."""
    if any(map(np.ndim, (x1, x2, x3, x4))) or any(
        map(np.iscomplexobj, (x1, x2, x3, x4))
    ):
        raise TypeError("made for x1: float, x2: float, x3: float, x4: float")

    a = x1 * x2
    a_dot = x1_dot * x2 + x1 * x2_dot
    b = x3 + x4
    b_dot = x3_dot + x4_dot
    c = a - b
    c_dot = a_dot - b_dot
    return c**2, 2 * c * c_dot
