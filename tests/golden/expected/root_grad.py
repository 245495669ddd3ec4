# def root(a, tol):
#     x = a
#     k = 0
#     while k < 50:
#         y = 0.5 * (x + a / x)
#         if abs(y - x) < tol:
#             break
#         x = y
#         k = k + 1
#     return x


def root_grad(a, tol, out_bar=1.0):
    """Gradient of `root` with respect to a; `out_bar` is the adjoint of its result."""
    # forward sweep
    tape = []
    x = a
    k = 0
    while k < 50:
        y = 0.5 * (x + a / x)
        if abs(y - x) < tol:
            break
        tape.append(x)
        k = k + 1
        x = y

    # reverse sweep
    x_bar = out_bar
    a_bar = 0.0
    for x in reversed(tape):
        v1_bar = 0.5 * x_bar  # y = 0.5 * (x + a / x)
        v2 = v1_bar / x
        a_bar += v2
        x_bar = v1_bar - v2 * (a / x)
    a_bar += x_bar
    return a_bar
