import numpy as np
from scipy.special import softmax


def mlp_loss_grad(x, labels, w1, b1, w2, b2, out_bar=1.0):
    # forward sweep
    h1 = np.tanh(x @ w1 + b1)
    p = softmax(h1 @ w2 + b2, axis=1)

    # reverse sweep
    p_bar = -out_bar / len(x) * labels / p
    v2_bar = p * (p_bar - np.sum(p * p_bar, axis=1, keepdims=True))
    w2_bar = h1.T @ v2_bar
    b2_bar = np.sum(v2_bar, axis=0)
    v1_bar = v2_bar @ w2.T * (1 - h1 * h1)
    w1_bar = x.T @ v1_bar
    b1_bar = np.sum(v1_bar, axis=0)
    return w1_bar, b1_bar, w2_bar, b2_bar
