def damped_newton_grad(a, x0, tol, max_iter, out_bar=1.0):
    # forward sweep
    tape = []
    x = x0
    for k in range(max_iter):
        r = x * x - a
        if abs(r) < tol:
            break
        step = r / (2.0 * x)
        v1 = step > 1.0
        tape.append((x, step, v1))
        if v1:
            step = 1.0
        x = x - step

    # reverse sweep
    a_bar = 0.0
    x_bar = out_bar
    for x, step, v2 in reversed(tape):
        step_bar = -x_bar
        if v2:
            step_bar = 0.0
        r_bar = step_bar / (2.0 * x)
        x_bar -= step_bar * step / x
        x_bar += 2.0 * r_bar * x
        a_bar -= r_bar
    return a_bar, x_bar
