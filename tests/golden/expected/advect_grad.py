# def advect(u, c):
#     """One upwind sweep of Burgers' equation, in place; the energy of the result."""
#     for i in range(1, len(u)):
#         u[i] = u[i] - c * u[i] * (u[i] - u[i - 1])
#     return np.sum(u * u)


def advect_grad(u, c, out_bar=1.0):
    """Gradient of `advect` with respect to u, c.

    `out_bar` is the adjoint of its result.
    """
    u = u.copy(order="K")

    # forward sweep
    tape = []
    for i in range(1, len(u)):
        v1 = u[i]
        v3 = v1 - u[i - 1]
        tape.append((i, v1, v3))
        u[i] = v1 - c * v1 * v3

    # reverse sweep
    u_bar = 2 * u * out_bar  # u * u
    c_bar = 0.0
    for i, v1, v3 in reversed(tape):
        v5_bar = u_bar[i]  # u[i] = u[i] - c * u[i] * (u[i] - u[i - 1])
        v4_bar = -v5_bar
        v2_bar = v4_bar * v3
        v3_bar = v4_bar * (c * v1)
        c_bar += v2_bar * v1
        u_bar[i] = v5_bar + v3_bar + v2_bar * c
        u_bar[i - 1] -= v3_bar
    return u_bar, c_bar
