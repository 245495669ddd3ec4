# def logistic(x, r, n):
#     for _ in range(n):
#         x = r * x * (1.0 - x)
#     return x


def logistic_value_and_grad(x, r, n, out_bar=1.0):
    """`logistic` and its gradient with respect to x.

    `out_bar` is the adjoint of its result.
    """
    # forward sweep
    tape = []
    for _ in range(n):
        v1 = r * x
        v2 = 1.0 - x
        tape.append((v1, v2))
        x = v1 * v2

    # reverse sweep
    x_bar = out_bar
    for v1, v2 in reversed(tape):
        x_bar = x_bar * v2 * r - x_bar * v1  # x = r * x * (1.0 - x)
    return x, x_bar
