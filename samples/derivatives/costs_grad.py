# Derivative of ackley in samples/costs.py, written by adgen 0.1.0. Do not edit; to
# write it anew:
#
#     adgen grad samples/costs.py:ackley --like "x=float[:]" -o \
#         samples/derivatives/costs_grad.py
#
# source sha256: 788ae461e5990e8d720f165c435cd25756f97cd3bd74a377130e2874b2100d50
# text sha256:   9fa7c96caeb1297e00a2ba18e2e2c26a766a99defb608f6b586e12b8ea1ff367

import numpy as np


def ackley_grad(x, out_bar=1.0):
    """Gradient of `ackley` with respect to x.

    `out_bar` is the adjoint of its result.
    """
    if np.ndim(x) != 1 or np.asarray(x).dtype.kind != "f":
        raise TypeError("made for x: float[:]")

    # forward sweep
    distance = np.sqrt(np.mean(x * x))
    v1 = 2.0 * np.pi
    v2 = v1 * x
    waves = np.mean(np.cos(v2))
    v3 = np.exp(-0.2 * distance)
    v4 = np.exp(waves)

    # reverse sweep
    x_bar = out_bar * v4 / len(x) * np.sin(v2) * v1  # np.exp(waves)
    # distance = np.sqrt(np.mean(x * x))
    x_bar += 2 * x * (2.0 * out_bar * v3 / distance / len(x))
    return x_bar
