def spring_forward(q, k):
    r = np.sin(q)
    return k * r, r


def spring_reverse(q, k, r, out_bar):
    k_bar = _unbroadcast(out_bar * r, k)
    r_bar = _unbroadcast(out_bar * k, r)
    q_bar = r_bar * np.cos(q)
    return q_bar, k_bar


def energy_grad(q, p, k, out_bar=1.0):
    # forward sweep
    s, s_saved = spring_forward(q, k)
    t, t_saved = spring_forward(p, k)

    # reverse sweep
    s_bar = _unbroadcast(out_bar * t, s)
    t_bar = _unbroadcast(out_bar * s, t)
    p_bar, k_bar = spring_reverse(p, k, t_saved, t_bar)
    q_bar, k_bar_1 = spring_reverse(q, k, s_saved, s_bar)
    k_bar = k_bar + k_bar_1
    return q_bar, p_bar, k_bar
