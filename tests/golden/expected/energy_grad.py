# def energy(q, p, k):
#     s = spring(q, k)
#     t = spring(p, k)
#     return np.sum(s * t)

import numpy as np


def spring_forward(q, k):
    """`spring`, and what its reverse sweep needs."""
    r = np.sin(q)
    return k * r, r


def spring_reverse(q, k, r, out_bar):
    """Adjoints of q, k from the adjoint of `spring`'s result."""
    k_bar = np.sum(out_bar * r)  # k * r
    r_bar = out_bar * k
    q_bar = r_bar * np.cos(q)  # r = np.sin(q)
    return q_bar, k_bar


def energy_grad(q, p, k, out_bar=1.0):
    """Gradient of `energy` with respect to q, p, k.

    `out_bar` is the adjoint of its result.
    """
    # forward sweep
    s, s_saved = spring_forward(q, k)
    t, t_saved = spring_forward(p, k)

    # reverse sweep
    s_bar = out_bar * t  # s * t
    t_bar = out_bar * s
    p_bar, k_bar = spring_reverse(p, k, t_saved, t_bar)  # t = spring(p, k)
    q_bar, k_bar_1 = spring_reverse(q, k, s_saved, s_bar)  # s = spring(q, k)
    k_bar += k_bar_1
    return q_bar, p_bar, k_bar
