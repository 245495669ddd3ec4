# def mlp_loss(x, labels, w1, b1, w2, b2, w3, b3):
#     h1 = expit(x @ w1 + b1)
#     h2 = np.tanh(h1 @ w2 + b2)
#     p = softmax(h2 @ w3 + b3, axis=1)
#     return -np.sum(labels * np.log(p)) / len(x)

import numpy as np
from scipy.special import expit, softmax


def mlp_loss_grad(x, labels, w1, b1, w2, b2, w3, b3, out_bar=1.0):
    """Gradient of `mlp_loss` with respect to w1, b1, w2, b2, w3, b3.

    `out_bar` is the adjoint of its result.
    """
    # forward sweep
    h1 = expit(x @ w1 + b1)
    h2 = np.tanh(h1 @ w2 + b2)
    p = softmax(h2 @ w3 + b3, axis=1)

    # reverse sweep
    p_bar = -(out_bar / len(x)) * labels / p  # -np.sum(labels * np.log(p)) / len(x)
    # p = softmax(h2 @ w3 + b3, axis=1)
    v3_bar = p * (p_bar - np.sum(p * p_bar, axis=1, keepdims=True))
    b3_bar = np.sum(v3_bar, axis=0)
    w3_bar = h2.T @ v3_bar
    v2_bar = v3_bar @ w3.T * (1 - h2 * h2)  # h2 = np.tanh(h1 @ w2 + b2)
    b2_bar = np.sum(v2_bar, axis=0)
    w2_bar = h1.T @ v2_bar
    v1_bar = v2_bar @ w2.T * (h1 * (1 - h1))  # h1 = expit(x @ w1 + b1)
    b1_bar = np.sum(v1_bar, axis=0)
    w1_bar = x.T @ v1_bar
    return w1_bar, b1_bar, w2_bar, b2_bar, w3_bar, b3_bar
