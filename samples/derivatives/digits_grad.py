# Derivative of loss in samples/digits.py, written by adgen 0.1.0. Do not edit; to write
# it anew:
#
#     adgen grad samples/digits.py:loss --wrt x,W1,b1,W2,b2,W3,b3 --value --like \
#         "x=float[m,n], labels=float[m,d], W1=float[n,k], b1=float[k], W2=float[k,l], \
#         b2=float[l], W3=float[l,d], b3=float[d]" -o \
#         samples/derivatives/digits_grad.py
#
# source sha256: e0dd5f04d0910ac5c9fd5a3219c636ecb8e8a2e6de91d6686592cd290e168d83
# text sha256:   4da114d420031ba95c6a4cc22b9fa9f6be66a082f2ea34c8647e50eebd72abdf

import numpy as np


def softmax_forward(z):
    """`softmax`, and what its reverse sweep needs."""
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    v1 = np.sum(e, axis=1, keepdims=True)
    saved = e, v1
    return e / v1, saved


def softmax_reverse(saved, out_bar):
    """Adjoints of z from the adjoint of `softmax`'s result."""
    e, v1 = saved
    e_bar = out_bar / v1  # e / np.sum(e, axis=1, keepdims=True)
    z_bar = (e_bar - np.sum(e_bar * (e / v1), axis=1, keepdims=True)) * e
    return z_bar


def loss_value_and_grad(x, labels, W1, b1, W2, b2, W3, b3, out_bar=1.0):
    """`loss` and its gradient with respect to x, W1, b1, W2, b2, W3, b3.

    `out_bar` is the adjoint of its result.
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

    # forward sweep
    v2 = np.tanh(0.5 * (x @ W1 + b1))
    v3 = 0.5 * (1.0 + v2)
    h2 = np.tanh(v3 @ W2 + b2)
    y, y_saved = softmax_forward(h2 @ W3 + b3)
    v6 = len(x)
    v7 = -np.sum(labels * np.log(y)) / v6

    # reverse sweep
    # -np.sum(labels * np.log(y)) / len(x)
    v5_bar = softmax_reverse(y_saved, -(out_bar / v6) * labels / y)
    b3_bar = np.sum(v5_bar, axis=0)
    W3_bar = h2.T @ v5_bar
    v4_bar = v5_bar @ W3.T * (1 - h2 * h2)  # h2 = np.tanh(h1 @ W2 + b2)
    b2_bar = np.sum(v4_bar, axis=0)
    W2_bar = v3.T @ v4_bar
    v1_bar = 0.25 * (v4_bar @ W2.T) * (1 - v2 * v2)  # 0.5 * (1.0 + np.tanh(0.5 * z))
    b1_bar = np.sum(v1_bar, axis=0)  # h1 = sigmoid(x @ W1 + b1)
    x_bar = v1_bar @ W1.T
    W1_bar = x.T @ v1_bar
    return v7, (x_bar, W1_bar, b1_bar, W2_bar, b2_bar, W3_bar, b3_bar)
