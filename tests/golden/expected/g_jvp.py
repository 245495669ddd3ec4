# def g(x, y, z):
#     return log(x * y) + sin(z)

from numpy import cos, log, sin


def g_jvp(x, y, z, x_dot, y_dot, z_dot):
    """`g` and its derivative in the direction (x_dot, y_dot, z_dot)."""
    v1 = x * y
    v1_dot = x_dot * y + x * y_dot
    return log(v1) + sin(z), v1_dot / v1 + z_dot * cos(z)
