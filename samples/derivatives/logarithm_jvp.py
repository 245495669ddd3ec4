# Derivatives of g, chain in samples/logarithm.py, written by adgen 0.1.0. Do not edit;
# to write it anew:
#
#     adgen jvp samples/logarithm.py:g,chain -o samples/derivatives/logarithm_jvp.py
#
# source sha256: 1a11a45e7e31546b160dc76a387696572937b793c2950db8cb3684c6499cb794
# text sha256:   5b44ad4ca2ca88c99af90612defd4f7a67540d0f19ecf0013f08d90eade60e0b

import math

import numpy as np


def g_jvp(x, y, z, x_dot, y_dot, z_dot):
    """`g` and its derivative in the direction (x_dot, y_dot, z_dot)."""
    if any(map(np.ndim, (x, y, z))) or any(map(np.iscomplexobj, (x, y, z))):
        raise TypeError("made for x: float, y: float, z: float")

    v1 = x * y
    v1_dot = x_dot * y + x * y_dot
    return math.log(v1) + math.sin(z), v1_dot / v1 + z_dot * math.cos(z)


def chain_jvp(x, x_dot):
    """`chain` and its derivative in the direction x_dot."""
    if np.ndim(x) != 0 or np.iscomplexobj(x):
        raise TypeError("made for x: float")

    v1 = x * x
    v1_dot = 2 * x * x_dot
    v2 = math.exp(math.sin(v1))
    v2_dot = v1_dot * math.cos(v1) * v2
    return v2, v2_dot
