# def branch(x, y):
#     if x > y:
#         z = math.sin(x) * y
#     else:
#         z = x * x
#     return z

import math


def branch_grad(x, y, out_bar=1.0):
    """Gradient of `branch` with respect to x, y.

    `out_bar` is the adjoint of its result.
    """
    # forward sweep
    v1 = x > y
    if v1:
        v2 = math.sin(x)

    # reverse sweep
    if v1:
        y_bar = out_bar * v2
        x_bar = out_bar * y * math.cos(x)  # z = math.sin(x) * y
    else:
        x_bar = 2 * x * out_bar  # z = x * x
        y_bar = 0.0
    return x_bar, y_bar
