# def lorenz(s, sigma, rho, beta, dt, n):
#     """The end of n steps of Heun's method."""
#     for _ in range(n):
#         k1 = rates(s, sigma, rho, beta)
#         k2 = rates(s + dt * k1, sigma, rho, beta)
#         s = s + dt / 2 * (k1 + k2)
#     return s[2]

import numpy as np


def rates_forward(s, sigma, rho, beta):
    """`rates`, and what its reverse sweep needs."""
    x, y, z = s
    return np.array([sigma * (y - x), x * (rho - z) - y, x * y - beta * z])


def rates_reverse(s, sigma, rho, beta, out_bar):
    """Adjoints of s, sigma, rho, beta from the adjoint of `rates`'s result."""
    x, y, z = s
    # np.array([sigma * (y - x), x * (rho - z) - y, x * y - beta * z])
    v2_bar = out_bar[0]
    v4_bar = out_bar[1]
    v6_bar = out_bar[2]
    v5_bar = -v6_bar  # x * y - beta * z
    beta_bar = v5_bar * z  # beta * z
    z_bar = v5_bar * beta
    x_bar = v6_bar * y  # x * y
    y_bar = v6_bar * x
    y_bar -= v4_bar
    v3_bar = v4_bar * x
    x_bar += v4_bar * (rho - z)  # x * (rho - z)
    z_bar -= v3_bar
    sigma_bar = v2_bar * (y - x)  # sigma * (y - x)
    v1_bar = v2_bar * sigma
    y_bar += v1_bar
    x_bar -= v1_bar
    s_bar = np.array([x_bar, y_bar, z_bar])  # x, y, z = s
    rho_bar = v3_bar
    return s_bar, sigma_bar, rho_bar, beta_bar


def lorenz_grad(s, sigma, rho, beta, dt, n, out_bar=1.0):
    """Gradient of `lorenz` with respect to s, sigma, rho, beta.

    `out_bar` is the adjoint of its result.
    """
    # forward sweep
    tape = []
    for _ in range(n):
        k1 = rates_forward(s, sigma, rho, beta)
        v1 = s + dt * k1
        tape.append((s, v1))
        k2 = rates_forward(v1, sigma, rho, beta)
        s = s + dt / 2 * (k1 + k2)

    # reverse sweep
    s_bar = np.zeros_like(s)  # s[2]
    s_bar[2] = out_bar
    sigma_bar = 0.0
    rho_bar = 0.0
    beta_bar = 0.0
    for s, v1 in reversed(tape):
        v2_bar = s_bar * (dt / 2)  # s = s + dt / 2 * (k1 + k2)
        # k2 = rates(s + dt * k1, sigma, rho, beta)
        v1_bar, sigma_bar_1, rho_bar_1, beta_bar_1 = rates_reverse(
            v1, sigma, rho, beta, v2_bar
        )
        sigma_bar += sigma_bar_1
        rho_bar += rho_bar_1
        beta_bar += beta_bar_1
        s_bar = s_bar + v1_bar
        k1_bar = v2_bar + v1_bar * dt
        # k1 = rates(s, sigma, rho, beta)
        s_bar_1, sigma_bar_1, rho_bar_1, beta_bar_1 = rates_reverse(
            s, sigma, rho, beta, k1_bar
        )
        s_bar = s_bar + s_bar_1
        sigma_bar += sigma_bar_1
        rho_bar += rho_bar_1
        beta_bar += beta_bar_1
    return s_bar, sigma_bar, rho_bar, beta_bar
