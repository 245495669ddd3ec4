"""Results written where the caller says: out=, where=, np.copyto, np.put, np.fill_diagonal."""

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(4))
def ufunc_out(x):
    z = np.empty(4)
    np.multiply(x, x, out=z)
    return np.sum(z * x)


@zoo(draw(4))
def ufunc_out_given_by_position(x):
    z = np.empty_like(x)
    np.add(x, 1.0, z)
    np.multiply(z, x, z)
    return np.sum(z)


@zoo(draw(4))
def ufunc_out_in_a_tuple(x):
    z = np.zeros_like(x)
    y = np.sin(x, out=(z,))
    z[0] = x[1] * x[2]
    return np.sum(y * x)


@zoo(draw(2, 4), draw(4))
def ufunc_out_into_a_row(a, x):
    b = a * 1.0
    np.multiply(x, a[0], out=b[1])
    np.exp(b[1], out=b[1])
    return np.sum(b * b)


@zoo(draw(5))
def ufunc_out_overlapping_its_input(x):
    z = x * 1.0
    np.add(z[1:], z[:-1], out=z[1:])
    np.subtract(z, z[::-1], out=z)
    return np.sum(z * x)


@zoo(draw(4))
def ufunc_out_in_a_loop(x):
    z = np.empty_like(x)
    y = x * 1.0
    for _ in range(3):
        np.multiply(y, x, out=z)
        np.sin(z, out=y)
    return np.sum(y)


@zoo(draw(4))
def ufunc_out_in_a_branch(x):
    z = np.zeros(4)
    if x[0] > 0.0:
        np.multiply(x, 2.0, out=z)
    else:
        np.multiply(x, x, out=z[:])
    return np.sum(z * z)


@zoo(draw(4))
def ufunc_out_broadcast(x):
    z = np.empty((3, 4))
    np.multiply(x, x[0], out=z)
    return np.sum(z * np.arange(12.0).reshape(3, 4))


@zoo(draw(4))
def ufunc_where_with_out(x):
    z = np.ones(4)
    np.multiply(x, x, out=z, where=x > 0.0)
    return np.sum(z * x)


@zoo(draw(4))
def ufunc_where_keeps_logarithm_from_the_rest(x):
    z = np.zeros_like(x)
    np.log(x, out=z, where=x > 0.0)
    return np.sum(z * x)


@zoo(draw(4), 0.7)
def ufunc_where_with_a_number(x, s):
    z = x * 1.0
    np.divide(s, x, out=z, where=np.abs(x) > 0.3)
    return np.sum(z)


@zoo(draw(3, 4), draw(4))
def ufunc_where_broadcast(a, x):
    z = a * 1.0
    np.multiply(a, x, out=z, where=x > 0.0)
    return np.sum(z * a)


@zoo(draw(4))
def ufunc_where_without_out(x):
    m = x > 0.0
    z = np.sqrt(x, where=m)
    return np.sum(z[m] * x[m])


@zoo(draw(3, 3), draw(3, 3))
def dot_out(a, b):
    c = np.empty((3, 3))
    np.dot(a, b, out=c)
    np.matmul(c, a, out=c)
    return np.sum(c * b)


@zoo(draw(3, 3))
def dot_out_by_position(a):
    c = np.zeros((3, 3))
    np.dot(a, a, c)
    return np.sum(c * a)


@zoo(draw(3, 4))
def reductions_out(a):
    s = np.zeros((2, 4))
    np.sum(a, axis=0, out=s[0])
    a.mean(axis=0, out=s[1])
    return np.sum(s * s)


@zoo(draw(3, 4))
def cumulated_out(a):
    c = np.empty((3, 4))
    np.cumsum(a, axis=1, out=c)
    np.cumsum(c, 0, None, c)
    return np.sum(c * a)


@zoo(draw(5))
def clip_and_take_out(x):
    z = np.zeros(5)
    np.clip(x, -0.5, 0.5, out=z)
    y = np.zeros(3)
    np.take(z, [0, 2, 2], out=y)
    x.clip(-0.2, 0.3, out=z)
    return np.sum(y * y) + np.sum(z * x)


@zoo(draw(4))
def out_is_the_result(x):
    z = np.zeros(4)
    y = np.cos(x, out=z)
    y += x
    return np.sum(z * x)


@zoo(draw(3), draw(3))
def concatenate_out(x, y):
    z = np.empty(6)
    np.concatenate((x, y), out=z)
    np.stack((y, x), out=z.reshape(2, 3))
    return np.sum(z**2 * np.arange(6.0))


@zoo(draw(4))
def copyto(x):
    z = np.zeros(4)
    np.copyto(z, x**2)
    np.copyto(z[1:3], x[0])
    return np.sum(z * x)


@zoo(draw(4))
def copyto_where(x):
    z = x * 2.0
    np.copyto(z, x**2, where=x < 0.0)
    np.copyto(z, 0.5, where=z > 1.0)
    return np.sum(z * x)


@zoo(draw(4))
def copied_array_is_another(x):
    z = np.zeros(4)
    y = x * x
    np.copyto(z, y)
    y[0] = 7.0
    z[1] = x[0]
    return np.sum(z * y)


@zoo(draw(5))
def put_values(x):
    z = x * 1.0
    np.put(z, [0, 2], x[1] ** 2)
    np.put(z, [3, 4], x[:2])
    z.put(1, x[0])
    return np.sum(z * z)


@zoo(draw(3, 3))
def put_into_a_matrix(a):
    z = a * 2.0
    np.put(z, [1, 5, 8], [a[0, 0], a[1, 1], 3.0])
    return np.sum(z * a)


@zoo(draw(5))
def put_fewer_values_than_places(x):
    z = np.zeros(5)
    np.put(z, [0, 1, 2, 4], x[:2])
    return np.sum(z * x)


@zoo(draw(5))
def place_values(x):
    z = x * 1.0
    np.place(z, x < 0.0, [x[0]])
    np.place(z, z > 0.5, x[1:3])
    return np.sum(z * z)


@zoo(draw(5))
def putmask_values(x):
    z = x * 1.0
    np.putmask(z, x < 0.0, x**2)
    np.putmask(z, z > 0.6, 0.1)
    return np.sum(z * x)


@zoo(draw(5))
def putmask_repeats_values(x):
    z = np.zeros(5)
    np.putmask(z, x < 0.5, x[:2])
    return np.sum(z * x)


@zoo(draw(3, 4))
def put_along_an_axis(a):
    z = a * 1.0
    order = np.argsort(a, axis=1)
    np.put_along_axis(z, order[:, :2], a[:, :2] ** 2, axis=1)
    np.put_along_axis(z, np.argmax(a, axis=0)[None, :], 0.5, axis=0)
    return np.sum(z * a)


@zoo(draw(3, 3))
def diagonal_filled(a):
    z = a * 1.0
    np.fill_diagonal(z, a[0, 1] ** 2)
    return np.sum(z * z)


@zoo(draw(3, 4), draw(3))
def diagonal_filled_with_values(a, x):
    z = a * 1.0
    np.fill_diagonal(z, x)
    return np.sum(z * z)


@zoo(draw(3))
def filled(x):
    z = np.empty((2, 3))
    z.fill(x[0] * x[1])
    z[1].fill(x[2])
    return np.sum(z * x)


@zoo(draw(3, 4))
def sorted_along_an_axis(a):
    z = a * 1.0
    z.sort(axis=0)
    z[1].sort()
    return np.sum(z * a)


@zoo(draw(5))
def view_sorted(x):
    z = x * 1.0
    z[1:4].sort()
    return np.sum(z * np.arange(5.0) * x)


@zoo(draw(4))
def subtracted_at(x):
    z = x * 1.0
    np.subtract.at(z, [0, 1, 1], x[:3] ** 2)
    return np.sum(z * z)


@zoo(draw(3, 4))
def added_at_in_a_view(a):
    z = a * 1.0
    np.add.at(z[1:], (np.array([0, 1, 0]), np.array([2, 2, 2])), a[0, :3])
    np.add.at(z.T, np.array([1, 1]), a[:2, :3])
    return np.sum(z * z)


@zoo(draw(4), draw(3, low=0.5))
def multiplied_at(x, v):
    z = x * 1.0
    np.multiply.at(z, np.array([0, 1, 1]), v)
    np.divide.at(z, np.array([2, 1]), v[:2])
    return np.sum(z * z)


@zoo(draw(3, 4), draw(4, low=0.5), draw(3, 4, low=0.5))
def rows_multiplied_at(a, v, w):
    z = a * 1.0
    np.multiply.at(z, [0, 1, 1], v)  # all of the row at each place
    np.divide.at(z, np.array([2, 0, 2]), w)
    return np.sum(z * z)


@zoo(draw(3, 4), draw(3, low=0.5))
def pairs_multiplied_at(a, v):
    z = a * 1.0
    np.multiply.at(z, ([0, 1, 1], [2, 0, 0]), v)
    np.maximum.at(z, (2, np.array([3, 3, 1])), v[0])
    return np.sum(z * z)


@zoo(draw(4))
def multiplied_at_by_itself(x):
    z = x * 1.0
    np.multiply.at(z, np.array([2, 0, 0]), z[1:])  # as it was before
    return np.sum(z * z)


@zoo(draw(4), draw(3))
def maximum_at(x, v):
    z = x * 1.0
    np.maximum.at(z, np.array([0, 1, 1]), v)
    np.minimum.at(z, np.array([2, 3]), 0.1)
    return np.sum(z * x)


@zoo(draw(3, 4))
def flat_element(a):
    z = a * 1.0
    z.flat[5] = a[0, 0] * a[1, 1]
    z.flat[-1] *= 2.0
    return np.sum(z * z) + z.flat[5]


@zoo(draw(3, 4))
def flat_slices(a):
    z = a * 1.0
    z.flat[::5] = a[0, 1]
    z.flat[[1, 2]] = a[1, :2]
    return np.sum(z * z)


@zoo(draw(3, 2))
def flat_in_a_loop(a):
    z = np.zeros((2, 3))
    for i in range(6):
        z.flat[i] = a.flat[i] ** 2 * i
    z.flat[0] += np.sum(z.flat[1:3])
    return np.sum(z * z)


@zoo(draw(3, 2))
def flat_of_a_transpose(a):
    z = a * 1.0
    z.T.flat[2] = a[0, 0] * a[1, 1]
    z[1:].flat[1] = a[0, 1]
    return np.sum(z * z * a)


@zoo(draw(4))
def numbers_put_where_none_are(x):
    a = x * 1.0
    a[1] = np.nan
    part = np.nan_to_num(a[1:], copy=False, nan=0.3)
    part *= 2.0
    return np.sum(a**2) + part[0]


@zoo(draw(3))
def numbers_put_into_an_argument(x):
    x[1] = np.nan
    np.nan_to_num(x, False, 0.7)
    return np.nan_to_num(x * x, copy=True)
