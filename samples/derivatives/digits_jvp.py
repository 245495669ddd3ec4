# Derivative of loss in samples/digits.py, written by adgen 0.1.0. Do not edit; to write
# it anew:
#
#     adgen jvp samples/digits.py:loss --wrt x,W1,b1,W2,b2,W3,b3 --like "x=float[m,n], \
#         labels=float[m,d], W1=float[n,k], b1=float[k], W2=float[k,l], b2=float[l], \
#         W3=float[l,d], b3=float[d]" -o samples/derivatives/digits_jvp.py
#
# source sha256: e0dd5f04d0910ac5c9fd5a3219c636ecb8e8a2e6de91d6686592cd290e168d83
# text sha256:   0e944f732afc45ce7822d2b12e194b6c62556c3c7a455a2ee5ba4c64df438901

import numpy as np


def softmax_jvp(z, z_dot):
    """`softmax` and its derivative in the direction z_dot."""
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    e_dot = z_dot * e
    v1 = np.sum(e, axis=1, keepdims=True)
    v1_dot = np.sum(e_dot, axis=1, keepdims=True)
    v2 = e / v1
    v2_dot = (e_dot - v2 * v1_dot) / v1
    return v2, v2_dot


def loss_jvp(
    x,
    labels,
    W1,
    b1,
    W2,
    b2,
    W3,
    b3,
    x_dot,
    W1_dot,
    b1_dot,
    W2_dot,
    b2_dot,
    W3_dot,
    b3_dot,
):
    """`loss` and its derivative in the direction (x_dot, W1_dot, b1_dot, W2_dot,
    b2_dot, W3_dot, b3_dot).
    """
    if (
        [*map(np.ndim, (x, labels, W1, b1, W2, b2, W3, b3))] != [2, 2, 2, 1, 2, 1, 2, 1]
        or any(1 in np.shape(a) for a in (x, labels, W1, b1, W2, b2, W3, b3))
        or any(np.asarray(a).dtype.kind != "f" for a in (x, W1, b1, W2, b2, W3, b3))
        or np.iscomplexobj(labels)
    ):
        raise TypeError(
            "made for x: float[m, n], labels: float[m, d], W1: float[n, k], b1: "
            "float[k], W2: float[k, l], b2: float[l], W3: float[l, d], b3: float[d]"
        )

    v1 = np.tanh(0.5 * (x @ W1 + b1))
    v2 = 0.5 * (1.0 + v1)
    v2_dot = 0.25 * (x_dot @ W1 + x @ W1_dot + b1_dot) * (1 - v1 * v1)
    h2 = np.tanh(v2 @ W2 + b2)
    h2_dot = (v2_dot @ W2 + v2 @ W2_dot + b2_dot) * (1 - h2 * h2)
    y, y_dot = softmax_jvp(h2 @ W3 + b3, h2_dot @ W3 + h2 @ W3_dot + b3_dot)
    v3 = len(x)
    return -np.sum(labels * np.log(y)) / v3, -np.sum(labels * (y_dot / y)) / v3
