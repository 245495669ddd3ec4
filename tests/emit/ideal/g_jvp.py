import numpy as np


def g_jvp(x, y, z, x_dot, y_dot, z_dot):
    v1 = x * y
    v1_dot = x_dot * y + x * y_dot
    v = np.log(v1)
    v_dot = v1_dot / v1
    w = np.sin(z)
    w_dot = z_dot * np.cos(z)
    return v + w, v_dot + w_dot
