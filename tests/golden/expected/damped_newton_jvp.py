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


def damped_newton_jvp(a, x0, tol, max_iter, a_dot, x0_dot):
    """`damped_newton` and its derivative in the direction (a_dot, x0_dot)."""
    x = x0
    x_dot = x0_dot
    for k in range(max_iter):
        r = x * x - a
        r_dot = 2 * x * x_dot - a_dot
        if abs(r) < tol:
            break
        v1 = 2.0 * x
        v1_dot = 2.0 * x_dot
        step = r / v1
        step_dot = (r_dot - step * v1_dot) / v1
        if step > 1.0:
            step = 1.0
            step_dot = 0.0
        x = x - step
        x_dot -= step_dot
    return x, x_dot
