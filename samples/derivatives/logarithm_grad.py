# Derivatives of g, chain in samples/logarithm.py, written by adgen 0.1.0. Do not edit;
# to write it anew:
#
#     adgen grad samples/logarithm.py:g,chain -o samples/derivatives/logarithm_grad.py
#
# source sha256: 1a11a45e7e31546b160dc76a387696572937b793c2950db8cb3684c6499cb794
# text sha256:   dbf1d253af07208de238b686fa9c6d67e37d9106256ac7905f466e7300399e76

import math

import numpy as np


def g_grad(x, y, z, out_bar=1.0):
    """Gradient of `g` with respect to x, y, z.

    `out_bar` is the adjoint of its result.
    """
    if any(map(np.ndim, (x, y, z))) or any(map(np.iscomplexobj, (x, y, z))):
        raise TypeError("made for x: float, y: float, z: float")

    # forward sweep
    v1 = x * y

    # reverse sweep
    z_bar = out_bar * math.cos(z)  # sin(z)
    v1_bar = out_bar / v1  # log(x * y)
    x_bar = v1_bar * y  # x * y
    y_bar = v1_bar * x
    return x_bar, y_bar, z_bar


def chain_grad(x, out_bar=1.0):
    """Gradient of `chain` with respect to x; `out_bar` is the adjoint of its result."""
    if np.ndim(x) != 0 or np.iscomplexobj(x):
        raise TypeError("made for x: float")

    # forward sweep
    v1 = x * x
    v2 = math.exp(math.sin(v1))

    # reverse sweep
    x_bar = 2 * x * (out_bar * v2 * math.cos(v1))  # x * x
    return x_bar
