"""Methods and attributes of arrays."""

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(3, 4))
def sums(a):
    return a.sum() * a.sum(axis=0)[1] + a.sum(1)[2]


@zoo(draw(3, 4))
def sum_with_keepdims(a):
    return (a * a.sum(axis=1, keepdims=True)).sum()


@zoo(draw(3, 4))
def means(a):
    return (a - a.mean(axis=0)).mean() + (a * a.mean()).sum()


@zoo(draw(5))
def variance_and_deviation(x):
    return x.var() * 2.0 + x.std() * x.std(ddof=1)


@zoo(draw(3, 4), draw(3, 4, seed=2))
def transposed(a, b):
    return (a.T @ b).sum() + (a @ b.T)[0, 1]


@zoo(draw(2, 3, 4))
def transposed_axes(a):
    b = a.transpose(2, 0, 1)
    return (b[1] * b[2]).sum() + a.T[0, 1, 1] ** 2


@zoo(draw(6))
def reshaped(x):
    m = x.reshape(2, 3)
    n = x.reshape((3, -1))
    return (m @ n).sum() * m[0, 1]


@zoo(draw(2, 3))
def raveled(a):
    flat = a.ravel()
    return (flat * np.arange(6.0) * a.flatten()).sum()


@zoo(draw(3, 4))
def shape_unpacked(a):
    m, n = a.shape
    y = 0.0
    for i in range(m):
        y = y + a[i, n - 1] * a[i, 0]
    return y / (m * n)


@zoo(draw(3, 4))
def sizes(a):
    return a.sum() / a.size * a.ndim + a[0, 0] ** 2 * a.shape[0] * len(a)


@zoo(draw(4), draw(4, seed=2))
def dot_products(x, y):
    return x.dot(y) * x.dot(x)


@zoo(draw(3, 3), draw(3))
def dot_with_a_matrix(a, x):
    return a.dot(x).dot(x)


@zoo(draw(4))
def extremes(x):
    return x.max() * x.min() + x.max() ** 2


@zoo(draw(3, 4))
def extremes_along_an_axis(a):
    return (a.max(axis=0) * a.min(axis=0)).sum()


@zoo(draw(4))
def products(x):
    return x.prod() + (1.5 + x).prod()


@zoo(draw(4))
def cumulated(x):
    return (x.cumsum() * x).sum() * x[0]


@zoo(draw(4))
def copied(x):
    y = x.copy()
    return (y * x).sum()


@zoo(draw(4))
def cast(x):
    return (x.astype(float) * x).sum() + x.astype(np.float64)[0] ** 2


@zoo(draw(4))
def clipped(x):
    return (x.clip(-0.5, 0.5) * x).sum()


@zoo(draw(4))
def item_taken(x):
    return float(x[0]) * x.item(1) + x.sum().item()


@zoo(draw(3, 3))
def diagonals(a):
    return a.trace() * a.diagonal().sum() + (a.diagonal() ** 2).sum()


@zoo(draw(1, 3))
def squeezed(a):
    return (a.squeeze() * a.squeeze(axis=0)).sum()


@zoo(draw(4))
def repeated(x):
    return (x.repeat(2) * np.arange(8.0)).sum() * x.take([0, 2, 2]).sum()


@zoo(draw(2, 3))
def axes_swapped(a):
    return (a.swapaxes(0, 1) @ a)[1, 2]


@zoo(draw(5))
def positions(x):
    return x[x.argmax()] * x[x.argmin()] + x[x.argsort()[1]]


@zoo(draw(4))
def methods_chained(x):
    return (x * x).reshape(2, 2).sum(axis=0).max()


@zoo(draw(4))
def all_and_any(x):
    return (x * x).sum() if (x < 2.0).all() and (x > 0.0).any() else x[0]


@zoo(draw(4))
def real_parts(x):
    return (x.real * x).sum() + x.conj()[0]


@zoo(draw(4))
def listed(x):
    values = x.tolist()
    return values[0] * values[3]


@zoo(draw(3))
def dtype_read(x):
    y = np.zeros(3, dtype=x.dtype)
    return (x * (y + 2.0)).sum()
