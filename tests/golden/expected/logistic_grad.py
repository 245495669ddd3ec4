# def logistic(x, r, n):
#     for _ in range(n):
#         x = r * x * (1.0 - x)
#     return x


def logistic_grad(x, r, n, out_bar=1.0):
    """Gradient of `logistic` with respect to x, r.

    `out_bar` is the adjoint of its result.
    """
    # forward sweep
    tape = []
    for _ in range(n):
        tape.append(x)
        x = r * x * (1.0 - x)

    # reverse sweep
    x_bar = out_bar
    r_bar = 0.0
    for x in reversed(tape):
        v1_bar = x_bar * (1.0 - x)  # x = r * x * (1.0 - x)
        r_bar += v1_bar * x
        x_bar = v1_bar * r - x_bar * (r * x)
    return x_bar, r_bar
