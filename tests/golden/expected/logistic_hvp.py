# def logistic(x, r, n):
#     for _ in range(n):
#         x = r * x * (1.0 - x)
#     return x


def logistic_hvp(x, r, n, x_dot):
    """Derivative of `logistic_grad` in the direction x_dot."""
    # forward sweep
    tape = []
    tape_dot = []
    for _ in range(n):
        v1 = r * x
        v1_dot = r * x_dot
        v2 = 1.0 - x
        v2_dot = -x_dot
        tape.append((v1, v2))
        tape_dot.append((v1_dot, v2_dot))
        x = v1 * v2
        x_dot = v1_dot * v2 - v1 * x_dot

    # reverse sweep
    x_bar = 1.0
    x_bar_dot = 0.0
    for (v1, v2), (v1_dot, v2_dot) in zip(reversed(tape), reversed(tape_dot)):
        v3_dot = (x_bar_dot * v2 + x_bar * v2_dot) * r
        x_bar_dot = v3_dot - (x_bar_dot * v1 + x_bar * v1_dot)
        x_bar = x_bar * v2 * r - x_bar * v1  # x = r * x * (1.0 - x)
    return x_bar_dot
