# Derivative of ackley in samples/costs.py, written by adgen 0.1.0. Do not edit; to
# write it anew:
#
#     adgen grad samples/costs.py:ackley --like "x=float[:]" -o \
#         samples/derivatives/costs_grad.py
#
# source sha256: 788ae461e5990e8d720f165c435cd25756f97cd3bd74a377130e2874b2100d50
# text sha256:   27e7b35611f400cbe3f8a41db12d607151bfa6db06e0b552d34d7d02c79a994a

import numpy as np


def ackley_grad(x, out_bar=1.0):
    """Gradient of `ackley` with respect to x.

    `out_bar` is the adjoint of its result.
    """
    if np.ndim(x) != 1 or np.asarray(x).dtype.kind != "f":
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
    x_bar += 2 * x * (0.1 * (20.0 * out_bar * v5) / distance / len(v1))
    return x_bar
