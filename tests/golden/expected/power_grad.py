# def power(x):
#     """The power of a signal, by the fast Fourier transform."""
#     return np.sum(np.abs(transform(x + 0j)) ** 2)

import numpy as np


def _unbroadcast(bar, like):
    """`bar` in the shape of `like`: summed where `like` was broadcast, else repeated."""
    shape = np.shape(like)
    if shape == ():
        bar = np.sum(bar)
    extra = np.ndim(bar) - len(shape)
    axes = tuple(range(extra)) + tuple(
        i + extra
        for i, n in enumerate(shape)
        if n == 1 and i + extra >= 0 and np.shape(bar)[i + extra] != 1
    )
    if axes:
        bar = np.sum(bar, axis=axes, keepdims=True)
        bar = np.reshape(bar, np.shape(bar)[max(extra, 0) :])
    if np.shape(bar) != shape:
        bar = np.broadcast_to(bar, shape)
    return np.real(bar) if np.iscomplexobj(bar) and not np.iscomplexobj(like) else bar


def transform_forward(x):
    """`transform`, and what its reverse sweep needs."""
    if len(x) == 1:
        result = x
        even = even_saved = odd = odd_saved = v2 = v3 = v4 = None
    else:
        even, even_saved = transform_forward(x[::2])
        odd, odd_saved = transform_forward(x[1::2])
        v1 = -2.0j * np.pi * np.arange(len(x) // 2) / len(x)
        v2 = np.exp(v1)
        turned = v2 * odd
        v3 = even + turned
        v4 = even - turned
        result = np.concatenate([v3, v4])
    saved = even, even_saved, odd, odd_saved, v2, v3, v4
    return result, saved


def transform_reverse(x, saved, out_bar):
    """Adjoints of x from the adjoint of `transform`'s result."""
    even, even_saved, odd, odd_saved, v1, v2, _ = saved
    if len(x) == 1:
        x_bar = out_bar
    else:
        turned = v1 * odd
        v6 = len(v2)  # np.concatenate([even + turned, even - turned])
        v2_bar = out_bar[:v6]
        v5_bar = out_bar[v6:]
        even_bar = _unbroadcast(v5_bar, even)  # even - turned
        even_bar = even_bar + _unbroadcast(v2_bar, even)  # even + turned
        # turned = np.exp(-2j * np.pi * np.arange(len(x) // 2) / len(x)) * odd
        v7 = (_unbroadcast(v2_bar, turned) - _unbroadcast(v5_bar, turned)) * v1
        # even, odd = transform(x[::2]), transform(x[1::2])
        v4_bar = transform_reverse(x[1::2], odd_saved, _unbroadcast(v7, odd))
        x_bar = np.zeros_like(x)
        x_bar[1::2] = v4_bar
        v3_bar = transform_reverse(x[::2], even_saved, even_bar)
        x_bar[::2] += v3_bar
    return x_bar


def power_grad(x, out_bar=1.0):
    """Gradient of `power` with respect to x; `out_bar` is the adjoint of its result."""
    # forward sweep
    v1 = x + 0.0j
    v2, saved = transform_forward(v1)
    v3 = np.abs(v2)

    # reverse sweep
    # np.abs(transform(x + 0j)) ** 2
    v2_bar = 2 * v3 * out_bar * (np.conj(v2) / np.where(v3 == 0.0, 1.0, v3))
    v1_bar = transform_reverse(v1, saved, v2_bar)  # transform(x + 0j)
    x_bar = np.real(v1_bar)  # x + 0j
    x_bar = x_bar.copy()
    return x_bar
