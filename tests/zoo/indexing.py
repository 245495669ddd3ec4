"""Indexing: integers, slices, index arrays with repeats, masks, ellipsis, None."""

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(4))
def integers(x):
    return x[0] * x[1] + x[-1] ** 2


@zoo(draw(3, 4))
def pairs_of_integers(a):
    return a[0, 1] * a[-1, 2] + a[1][3]


@zoo(draw(6))
def slices(x):
    return np.sum(x[1:4] * x[:3]) + np.sum(x[::2] * x[3:]) + np.sum(x[-2:] * x[4:6])


@zoo(draw(6))
def slices_backwards(x):
    return np.sum(x[::-1] * np.arange(6.0) * x) + np.sum(x[4:1:-2])


@zoo(draw(3, 4))
def rows_and_columns(a):
    return np.sum(a[1] * a[0]) + np.sum(a[:, 2] * a[:, 0]) + np.sum(a[1:, ::2] ** 2)


@zoo(draw(4))
def index_list(x):
    return np.sum(x[[0, 2, 3]] ** 2)


@zoo(draw(4))
def index_list_with_repeats(x):
    return np.sum(x[[1, 1, 2, 1]] * np.arange(4.0) * x)


@zoo(draw(4), np.array([3, 0, 3]))
def index_array_argument(x, k):
    return np.prod(x[k])


@zoo(draw(3, 4))
def index_arrays_in_pairs(a):
    return np.sum(a[[0, 1, 1], [2, 3, 3]] ** 2)


@zoo(draw(3, 4))
def index_array_and_slice(a):
    return np.sum(a[[2, 0, 2], 1:3] ** 2) + np.sum(a[:, [0, 0]] * a[:, 1:2])


@zoo(draw(6))
def mask(x):
    return np.sum(x[x > 0.0] ** 2)


@zoo(draw(3, 4))
def mask_of_a_matrix(a):
    return np.sum(a[a < 0.0] ** 3)


@zoo(draw(3, 4))
def mask_of_rows(a):
    keep = np.array([True, False, True])
    return np.sum(a[keep] * a[0]) + np.sum(a[keep, 1])


@zoo(draw(2, 3, 4))
def ellipsis_index(a):
    return np.sum(a[..., 0] * a[..., -1]) + np.sum(a[1, ...] ** 2) + np.sum(a[...])


@zoo(draw(4))
def new_axes(x):
    return np.sum(x[None, :] * x[:, None] * x[:, np.newaxis])


@zoo(draw(4))
def variable_index(x):
    y = 0.0
    for i in range(4):
        y = y * x[i] + x[(i * 3) % 4]
    return y


@zoo(draw(4), 2)
def variable_slice(x, k):
    return np.sum(x[:k] * x[k:]) + np.sum(x[k - 1 : k + 1])


@zoo(draw(5))
def index_of_the_largest(x):
    return x[np.argmax(x)] ** 2


@zoo(draw(5))
def index_by_nonzero(x):
    k = np.nonzero(x > 0.0)[0]
    return np.sum(x[k] ** 2)


@zoo(draw(3, 3))
def index_by_a_tuple(a):
    k = (1, 2)
    return a[k] * a[0, 0]


@zoo(draw(4))
def slice_object(x):
    s = slice(1, None)
    return np.sum(x[s] ** 2)


@zoo(draw(4))
def index_of_an_index(x):
    return x[1:][1:][0] * x[1:3][-1]


@zoo(draw(3, 3))
def diagonal_by_index_arrays(a):
    k = np.arange(3)
    return np.prod(a[k, k])


@zoo(draw(4))
def empty_slice(x):
    return np.sum(x[2:2]) + np.sum(x * x)


@zoo(draw(4))
def all_of_it(x):
    return np.sum(x[:] * x[...])


@zoo(draw(2, 2, 3))
def integer_and_ellipsis(a):
    return np.sum(a[0, ..., 1:] * a[1][..., :2])


@zoo(draw(4))
def gathered_by_take(x):
    return np.sum(np.take(x, [0, 0, 3]) * np.arange(1.0, 4.0))


@zoo(draw(3, 4))
def gathered_along_an_axis(a):
    k = np.argsort(a, axis=1)
    return np.sum(np.take_along_axis(a, k, axis=1) * np.arange(4.0))


@zoo(draw(4), True)
def boolean_of_a_test_as_an_index(x, flag):
    return x[int(flag)] * x[2]


@zoo(draw(4, 4), draw(3))
def part_of_a_matrix(a, b):
    free = np.arange(1, 4)
    a = a.copy()
    a[np.ix_(free, [0, 2])] += 0.5 * b[:2]
    return np.sum(np.linalg.solve(a[np.ix_(free, free)] + 3.0 * np.eye(3), b))


@zoo(draw(4, 4))
def triangle_as_a_vector(a):
    rows, columns = np.triu_indices(4, 1)
    above = a[np.triu_indices(4, 1)]
    return np.sum(above**2 * a[columns, rows]) + np.sum(a[np.diag_indices(4)] ** 3)


@zoo(draw(5))
def matrix_of_its_triangle(v):
    m = np.zeros((3, 3))
    m[np.tril_indices(3)] = np.concatenate([v, v[:1]])
    m[np.diag_indices_from(m)] += 2.0
    return np.linalg.slogdet(m)[1] + np.sum(m[np.nonzero(m > 0.0)])


@zoo(np.array([0.0, 1.0, 2.0, 3.0]), draw(4), np.array([0.3, 1.7, 2.2]))
def interpolated_by_hand(xp, fp, q):
    total = 0.0
    for x in q:
        i = np.searchsorted(xp, x) - 1
        i = min(max(i, 0), len(xp) - 2)
        t = (x - xp[i]) / (xp[i + 1] - xp[i])
        total += (1 - t) * fp[i] + t * fp[i + 1]
    whole = np.where(fp > fp[0])[0]
    between = np.digitize(q, xp) - 1
    return total + np.sum(fp[whole]) ** 2 + np.sum(fp[between] * q)


@zoo(draw(6, low=0.3, high=1.9))
def accumulated_at_lists(x):
    o = np.ones(4)
    np.maximum.at(o, [0, 0, 3], x[:3])
    np.multiply.at(o, [1, 1], [x[0], x[3]])
    np.divide.at(o, (np.array([2, 1, 2]),), x[3:])
    np.add.at(o, [0, 0], [x[1], x[2]])
    return np.sum(o**2)


@zoo(draw(6), 2)
def bounds_of_slices(x, n):
    a = x.copy()
    s = slice(n, None)
    a[s] *= 2
    t = slice(s.start - 1, s.stop, s.step)
    a[t] += a[s.start]
    blocks = {"head": slice(0, 3), "tail": slice(3, 6)}
    a[blocks["head"]] *= a[blocks["tail"].start]
    return a @ a
