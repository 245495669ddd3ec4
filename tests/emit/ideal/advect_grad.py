import numpy as np


def advect_grad(u, c, out_bar=1.0):
    u = u.copy(order="K")

    # forward sweep
    n = len(u)
    u_tape = np.empty(n)
    for i in range(1, n):
        u_tape[i] = u[i]
        u[i] = u[i] - c * u[i] * (u[i] - u[i - 1])

    # reverse sweep
    u_bar = 2 * out_bar * u
    c_bar = 0.0
    for i in reversed(range(1, n)):
        v1_bar = u_bar[i]
        u_bar[i] = 0.0
        u[i] = u_tape[i]
        v2 = u[i] - u[i - 1]
        c_bar -= v1_bar * u[i] * v2
        v2_bar = -v1_bar * c * u[i]
        u_bar[i] += v1_bar - v1_bar * c * v2 + v2_bar
        u_bar[i - 1] -= v2_bar
    return u_bar, c_bar
