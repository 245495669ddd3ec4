# def factorial(x, n):
#     if n == 0:
#         return 1.0
#     return x * factorial(x, n - 1) + x


def factorial_forward(x, n):
    """`factorial`, and what its reverse sweep needs."""
    if n == 0:
        v2 = 1.0
        v1 = saved = None
    else:
        v1, saved = factorial_forward(x, n - 1)
        v2 = x * v1 + x
    saved = v1, saved
    return v2, saved


def factorial_reverse(x, n, saved, out_bar):
    """Adjoints of x from the adjoint of `factorial`'s result."""
    v1, saved = saved
    if n == 0:
        x_bar = 0.0
    else:
        x_bar = out_bar + out_bar * v1  # x * factorial(x, n - 1)
        x_bar_1 = factorial_reverse(x, n - 1, saved, out_bar * x)  # factorial(x, n - 1)
        x_bar += x_bar_1
    return x_bar


def factorial_grad(x, n, out_bar=1.0):
    """Gradient of `factorial` with respect to x.

    `out_bar` is the adjoint of its result.
    """
    # forward sweep
    v1 = n == 0
    if v1:
        saved = None
    else:
        v2, saved = factorial_forward(x, n - 1)

    # reverse sweep
    if v1:
        x_bar = 0.0
    else:
        x_bar = out_bar + out_bar * v2  # x * factorial(x, n - 1)
        x_bar_1 = factorial_reverse(x, n - 1, saved, out_bar * x)  # factorial(x, n - 1)
        x_bar += x_bar_1
    return x_bar
