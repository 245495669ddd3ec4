# def smooth(u, s):
#     """A view written through, then read under the array's own name."""
#     a = u * s
#     inner = a[1:-1]
#     inner *= inner
#     return np.sum(a * u)

import numpy as np


def smooth_grad(u, s, out_bar=1.0):
    """Gradient of `smooth` with respect to u, s.

    `out_bar` is the adjoint of its result.
    """
    # forward sweep
    a = u * s
    inner = a[1:-1].copy()
    a[1:-1] = inner * inner

    # reverse sweep
    a_bar = out_bar * u  # a * u
    u_bar = out_bar * a
    inner_bar = 2 * inner * a_bar[1:-1]  # inner *= inner
    a_bar[1:-1] = inner_bar  # inner = a[1:-1]
    s_bar = np.sum(a_bar * u)
    u_bar += a_bar * s  # a = u * s
    return u_bar, s_bar
