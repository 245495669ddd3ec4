# def g(x, y, z):
#     return log(x * y) + sin(z)

from numpy import cos


def g_grad(x, y, z, out_bar=1.0):
    """Gradient of `g` with respect to x, y, z.

    `out_bar` is the adjoint of its result.
    """
    # forward sweep
    v1 = x * y

    # reverse sweep
    z_bar = out_bar * cos(z)  # sin(z)
    v1_bar = out_bar / v1  # log(x * y)
    x_bar = v1_bar * y  # x * y
    y_bar = v1_bar * x
    return x_bar, y_bar, z_bar
