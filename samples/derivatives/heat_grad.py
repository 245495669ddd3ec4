# Derivative of misfit in samples/heat.py, written by adgen 0.1.0. Do not edit; to write
# it anew:
#
#     adgen grad samples/heat.py:misfit --wrt u --value --like "u=float[n], k=float, \
#         steps=int, measured=float[n], weight=float" -o \
#         samples/derivatives/heat_grad.py
#
# source sha256: 841c59ae41c95f478a9a829ca3c754dd516a3f9e820d19009bfa014fb15be2fc
# text sha256:   961e6439d340502afd462b10b64ee7f0858cd63f22a3f1d6e9df03a4e449621c

import numpy as np


def misfit_value_and_grad(u, k, steps, measured, weight, out_bar=1.0):
    """`misfit` and its gradient with respect to u.

    `out_bar` is the adjoint of its result.
    """
    if (
        [*map(np.ndim, (u, k, steps, measured, weight))] != [1, 0, 0, 1, 0]
        or 1 in np.shape(u) + np.shape(measured)
        or np.asarray(u).dtype.kind != "f"
        or any(map(np.iscomplexobj, (k, measured, weight)))
    ):
        raise TypeError(
            "made for u: float[n], k: float, steps: int, measured: float[n], "
            "weight: float"
        )

    # forward sweep
    rough = u - np.roll(u, 1)
    penalty = weight * np.sum(rough * rough)
    for _ in range(steps):
        u = u + k * (np.roll(u, 1) - 2.0 * u + np.roll(u, -1))
    apart = u - measured
    v2 = 0.5 * np.sum(apart * apart) + penalty

    # reverse sweep
    apart_bar = apart * out_bar  # apart * apart
    u_bar = apart_bar
    for _ in reversed(range(steps)):
        v1_bar = u_bar * k  # k * (np.roll(u, 1) - 2.0 * u + np.roll(u, -1))
        u_bar += np.roll(v1_bar, 1)  # np.roll(u, -1)
        u_bar -= 2.0 * v1_bar  # 2.0 * u
        u_bar += np.roll(v1_bar, -1)  # np.roll(u, 1)
    # penalty = weight * np.sum(rough * rough)
    rough_bar = 2 * rough * (out_bar * weight)
    u_bar += rough_bar
    u_bar -= np.roll(rough_bar, -1)  # rough = u - np.roll(u, 1)
    return v2, u_bar
