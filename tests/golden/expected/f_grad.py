# def f(x1, x2, x3, x4):
#     return ((x1 * x2) - (x3 + x4)) ** 2


def f_grad(x1, x2, x3, x4, out_bar=1.0):
    """Gradient of `f` with respect to x1, x2, x3, x4.

    `out_bar` is the adjoint of its result.
    """
    # forward sweep
    v1 = x1 * x2 - (x3 + x4)

    # reverse sweep
    v1_bar = 2 * v1 * out_bar  # ((x1 * x2) - (x3 + x4)) ** 2
    x3_bar = -v1_bar  # (x1 * x2) - (x3 + x4)
    x4_bar = -v1_bar
    x1_bar = v1_bar * x2  # x1 * x2
    x2_bar = v1_bar * x1
    return x1_bar, x2_bar, x3_bar, x4_bar
