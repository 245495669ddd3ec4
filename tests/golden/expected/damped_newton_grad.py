# def damped_newton(a, x0, tol, max_iter):
#     x = x0
#     for k in range(max_iter):
#         r = x * x - a
#         if abs(r) < tol:
#             break
#         step = r / (2.0 * x)
#         if step > 1.0:
#             step = 1.0
#         x = x - step
#     return x


def damped_newton_grad(a, x0, tol, max_iter, out_bar=1.0):
    """Gradient of `damped_newton` with respect to a, x0.

    `out_bar` is the adjoint of its result.
    """
    # forward sweep
    tape = []
    x = x0
    for k in range(max_iter):
        r = x * x - a
        if abs(r) < tol:
            break
        step = r / (2.0 * x)
        tape.append((x, step))
        if step > 1.0:
            step = 1.0
        x = x - step

    # reverse sweep
    x_bar = out_bar
    a_bar = 0.0
    for x, step in reversed(tape):
        step_bar = -x_bar  # x = x - step
        if step > 1.0:
            step_bar = 0.0
        r_bar = step_bar / (2.0 * x)  # step = r / (2.0 * x)
        x_bar -= 2.0 * r_bar * step
        a_bar -= r_bar
        x_bar += 2 * x * r_bar  # r = x * x - a
    x0_bar = x_bar
    return a_bar, x0_bar
