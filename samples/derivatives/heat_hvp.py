# Derivative of misfit in samples/heat.py, written by adgen 0.1.0. Do not edit; to write
# it anew:
#
#     adgen hvp samples/heat.py:misfit --wrt u --like 'u=float[n], k=float, steps=int, \
#         measured=float[n], weight=float' -o samples/derivatives/heat_hvp.py
#
# source sha256: a175ce3d61895d11ca0ca73981f1dd8d6da0c24644cbc664503fec159906b290
# text sha256:   7a36b827595dbb7ccff393c711460382c07e61adbcc470b52f8dc59a13e0df9f

import numpy as np


def misfit_hvp(u, k, steps, measured, weight, u_dot):
    """Derivative of `misfit_grad` in the direction u_dot."""
    if (
        [*map(np.ndim, (u, k, steps, measured, weight))] != [1, 0, 0, 1, 0]
        or 1 in np.shape(u) + np.shape(measured)
        or np.shape(measured)[0] != np.shape(u)[0]
        or any(map(np.iscomplexobj, (u, k, measured, weight)))
    ):
        raise TypeError(
            "made for u: float[n], k: float, steps: int, measured: float[n], weight: float"
        )

    # forward sweep
    rough_dot = u_dot - np.roll(u_dot, 1)
    for _ in range(steps):
        u_dot = u_dot + k * (np.roll(u_dot, 1) - 2.0 * u_dot + np.roll(u_dot, -1))

    # reverse sweep
    apart_bar_dot = 0.5 * (2 * u_dot)
    u_bar_dot = apart_bar_dot
    for _ in reversed(range(steps)):
        v1_bar_dot = u_bar_dot * k
        u_bar_dot += np.roll(v1_bar_dot, 1)
        u_bar_dot -= 2.0 * v1_bar_dot
        u_bar_dot += np.roll(v1_bar_dot, -1)
    rough_bar_dot = 2 * rough_dot * weight
    u_bar_dot += rough_bar_dot
    u_bar_dot += np.roll(-rough_bar_dot, -1)
    return u_bar_dot
