def root_grad(a, tol, out_bar=1.0):
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
    a_bar = 0.0
    x_bar = out_bar
    for x in reversed(tape):
        v2_bar = 0.5 * x_bar
        v1_bar = v2_bar / x
        a_bar += v1_bar
        x_bar = v2_bar - v1_bar * a / x
    a_bar += x_bar
    return a_bar
