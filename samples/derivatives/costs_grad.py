# Derivative of ackley in samples/costs.py, written by adgen 0.1.0. Do not edit; to
# write it anew:
#
#     adgen grad samples/costs.py:ackley --like 'x=float[:]' -o \
#         samples/derivatives/costs_grad.py
#
# source sha256: 32b4f64972478833076c4c92e8de37529de4255c133d19f1bfbd50686fd196ff
# text sha256:   ab9e5ca56b3586fbb07fa2043de62010f1803bf9d07bce228303d825f3b9035e

import numpy as np


def ackley_grad(x, out_bar=1.0):
    """Gradient of `ackley` with respect to x; `out_bar` is the adjoint of its result."""
    if np.ndim(x) != 1 or np.iscomplexobj(x):
        raise TypeError("made for x: float[:]")

    # forward sweep
    v1 = x * x
    distance = np.sqrt(np.mean(v1))
    v2 = 2.0 * np.pi
    v3 = v2 * x
    v4 = np.cos(v3)
    waves = np.mean(v4)
    v5 = np.exp(-0.2 * distance)
    v6 = np.exp(waves)

    # reverse sweep
    # 20.0 - 20.0 * np.exp(-0.2 * distance) + np.e - np.exp(waves)
    x_bar = -(-out_bar * v6 / len(v4) * np.sin(v3)) * v2
    # distance = np.sqrt(np.mean(x * x))
    v7 = 2 * x * (0.5 * (-0.2 * (-20.0 * out_bar * v5)) / distance / len(v1))
    x_bar += v7
    return x_bar
