# def reaction(u, v, feed, kill, n):
#     """Two substances that diffuse and react, in place (Gray and Scott)."""
#     u, v = u.copy(), v.copy()
#     for _ in range(n):
#         a, b = u[1:-1], v[1:-1]
#         spread = u[:-2] - 2 * a + u[2:]
#         used = a * b**2
#         v[1:-1] += 0.08 * (v[:-2] - 2 * b + v[2:]) + used - (feed + kill) * b
#         u[1:-1] += 0.16 * spread - used + feed * (1 - a)
#     return np.sum(v**2)

import numpy as np


def reaction_grad(u, v, feed, kill, n, out_bar=1.0):
    """Gradient of `reaction` with respect to u, v, feed, kill.

    `out_bar` is the adjoint of its result.
    """
    # forward sweep
    u = u.copy()
    v = v.copy()
    tape = []
    for _ in range(n):
        a = u[1:-1]
        b = v[1:-1]
        tape.append((a.copy(), b.copy()))
        spread = u[:-2] - 2 * a + u[2:]
        used = a * b**2
        v[1:-1] += 0.08 * (v[:-2] - 2 * b + v[2:]) + used - (feed + kill) * b
        u[1:-1] += 0.16 * spread - used + feed * (1 - a)

    # reverse sweep
    v_bar = 2 * v * out_bar  # v**2
    u_bar = np.zeros_like(u)
    feed_bar = 0.0
    kill_bar = 0.0
    for a, b in reversed(tape):
        v5_bar = u_bar[1:-1]  # u[1:-1] += 0.16 * spread - used + feed * (1 - a)
        feed_bar += np.sum(v5_bar * (1 - a))
        spread_bar = 0.16 * v5_bar
        # v[1:-1] += 0.08 * (v[:-2] - 2 * b + v[2:]) + used - (feed + kill) * b
        v4_bar = v_bar[1:-1]
        v3_bar = -v4_bar
        v2_bar = np.sum(v3_bar * b)
        b_bar = v3_bar * (feed + kill)
        feed_bar += v2_bar
        kill_bar += v2_bar
        used_bar = v4_bar - v5_bar
        v1_bar = 0.08 * v4_bar
        v_bar[2:] += v1_bar
        b_bar -= 2 * v1_bar
        v_bar[:-2] += v1_bar
        a_bar = used_bar * b**2 - v5_bar * feed  # used = a * b**2
        b_bar += 2 * b * (used_bar * a)
        u_bar[2:] += spread_bar  # spread = u[:-2] - 2 * a + u[2:]
        a_bar -= 2 * spread_bar
        u_bar[:-2] += spread_bar
        v_bar[1:-1] += b_bar  # a, b = u[1:-1], v[1:-1]
        u_bar[1:-1] += a_bar
    return u_bar, v_bar, feed_bar, kill_bar
