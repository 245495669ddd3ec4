# Derivative of misfit in samples/heat.py, written by adgen 0.1.0. Do not edit; to write
# it anew:
#
#     adgen hvp samples/heat.py:misfit --wrt u --like "u=float[n], k=float, steps=int, \
#         measured=float[n], weight=float" -o samples/derivatives/heat_hvp.py
#
# source sha256: 841c59ae41c95f478a9a829ca3c754dd516a3f9e820d19009bfa014fb15be2fc
# text sha256:   9eb621099a4501311a4944348256864a16fa085eff2a9079e93e16006837a9ad

import numpy as np


def misfit_hvp(u, k, steps, measured, weight, u_dot):
    """Derivative of `misfit_grad` in the direction u_dot."""
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
    rough_dot = u_dot - np.roll(u_dot, 1)
    for _ in range(steps):
        u_dot = u_dot + k * (np.roll(u_dot, 1) - 2.0 * u_dot + np.roll(u_dot, -1))

    # reverse sweep
    u_bar_dot = u_dot
    for _ in reversed(range(steps)):
        v1_bar_dot = u_bar_dot * k
        u_bar_dot = u_bar_dot + np.roll(v1_bar_dot, 1)
        u_bar_dot -= 2.0 * v1_bar_dot
        u_bar_dot += np.roll(v1_bar_dot, -1)
    rough_bar_dot = 2 * rough_dot * weight
    u_bar_dot = u_bar_dot + rough_bar_dot
    u_bar_dot -= np.roll(rough_bar_dot, -1)
    return u_bar_dot
