# Derivatives of anomaly, distance in samples/kepler.py, written by adgen 0.1.0. Do not
# edit; to write it anew:
#
#     adgen grad samples/kepler.py:anomaly,distance --wrt M,e -o \
#         samples/derivatives/kepler_grad.py
#
# source sha256: 43ff33d5fa856092b580f5c7065bf3de80f4cd609813aafb279e38c07614bca9
# text sha256:   d0610d73a2eaec28026f75bd4fc1ae6e1c4684ae5ef1e225767c6f54bbf8f436

import math

import numpy as np


def anomaly_grad(M, e, tol=1e-12, max_steps=100, out_bar=1.0):
    """Gradient of `anomaly` with respect to M, e.

    `out_bar` is the adjoint of its result.
    """
    if any(map(np.ndim, (M, e, tol, max_steps))) or any(
        map(np.iscomplexobj, (M, e, tol))
    ):
        raise TypeError("made for M: float, e: float, tol: float, max_steps: int")

    # forward sweep
    tape = []
    E = M
    for _ in range(max_steps):
        v1 = math.sin(E)
        r = E - e * v1 - M
        if abs(r) < tol:
            break
        v2 = math.cos(E)
        v3 = 1.0 - e * v2
        step = r / v3
        tape.append((v1, v2, v3, step))
        if step > 0.5:
            step = 0.5
        elif step < -0.5:
            step = -0.5
        E = E - step

    # reverse sweep
    E_bar = out_bar
    e_bar = 0.0
    M_bar = 0.0
    for v1, v2, v3, step in reversed(tape):
        step_bar = -E_bar  # E = E - step
        if step > 0.5:
            step_bar = 0.0
        elif step < -0.5:
            step_bar = 0.0
        r_bar = step_bar / v3  # step = r / (1.0 - e * cos(E))
        v4 = r_bar * step
        e_bar += v4 * v2
        E_bar -= v4 * e * v1
        M_bar -= r_bar
        E_bar += r_bar
        e_bar -= r_bar * v1  # r = E - e * sin(E) - M
        E_bar -= r_bar * e * v2
    M_bar += E_bar
    return M_bar, e_bar


def anomaly_forward(M, e, tol):
    """`anomaly`, and what its reverse sweep needs."""
    tape = []
    E = M
    for _ in range(100):
        v1 = math.sin(E)
        r = E - e * v1 - M
        if abs(r) < tol:
            break
        v2 = math.cos(E)
        v3 = 1.0 - e * v2
        step = r / v3
        tape.append((v1, v2, v3, step))
        if step > 0.5:
            step = 0.5
        elif step < -0.5:
            step = -0.5
        E = E - step
    return E, tape


def anomaly_reverse(e, tape, out_bar):
    """Adjoints of M, e from the adjoint of `anomaly`'s result."""
    E_bar = out_bar
    e_bar = 0.0
    M_bar = 0.0
    for v1, v2, v3, step in reversed(tape):
        step_bar = -E_bar  # E = E - step
        if step > 0.5:
            step_bar = 0.0
        elif step < -0.5:
            step_bar = 0.0
        r_bar = step_bar / v3  # step = r / (1.0 - e * cos(E))
        v4 = r_bar * step
        e_bar += v4 * v2
        E_bar = E_bar - v4 * e * v1
        M_bar -= r_bar
        E_bar += r_bar
        e_bar -= r_bar * v1  # r = E - e * sin(E) - M
        E_bar -= r_bar * e * v2
    M_bar += E_bar
    return M_bar, e_bar


def distance_grad(M, e, axis, out_bar=1.0):
    """Gradient of `distance` with respect to M, e.

    `out_bar` is the adjoint of its result.
    """
    if any(map(np.ndim, (M, e, axis))) or any(map(np.iscomplexobj, (M, e, axis))):
        raise TypeError("made for M: float, e: float, axis: float")

    # forward sweep
    E, E_saved = anomaly_forward(M, e, 1e-12)
    v1 = math.cos(E)

    # reverse sweep
    v2_bar = out_bar * axis  # axis * (1.0 - e * cos(E))
    e_bar = -v2_bar * v1  # 1.0 - e * cos(E)
    E_bar = v2_bar * e * math.sin(E)  # cos(E)
    M_bar, e_bar_1 = anomaly_reverse(e, E_saved, E_bar)  # E = anomaly(M, e)
    e_bar += e_bar_1
    return M_bar, e_bar
