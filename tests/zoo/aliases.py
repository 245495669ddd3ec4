"""Memory shared, seen through more than one name: callees, closures, containers, loops."""

import numpy as np

from tests.zoo.registry import draw, zoo


def write_first(a, v):
    a[0] = v * a[1]


@zoo(draw(3))
def callee_writes_argument(x):
    a = x * 1.0
    write_first(a, x[2])
    return np.sum(a * a)


@zoo(draw(3))
def closure_writes(x):
    a = x * 1.0

    def put(i, v):
        a[i] = v

    put(0, x[1] * x[2])
    put(1, a[0] * x[0])
    return np.sum(a * a)


@zoo(draw(3))
def array_in_list_modified(x):
    a = x * 1.0
    xs = [a, x]
    a[0] = x[1]
    return np.sum(xs[0] * xs[1])


@zoo(draw(3))
def array_in_dict_modified(x):
    d = {"w": x * 1.0, "b": x[0]}
    d["w"][1] = x[2] * x[0]
    return np.sum(d["w"] * x) * d["b"]


@zoo(draw(3, 3))
def rows_swapped_through_views(m):
    a = m * 1.0
    a[0], a[1] = a[1], a[0]
    return np.sum(a * m)


@zoo(draw(3, 3))
def rows_swapped_by_index(m):
    a = m * 1.0
    a[[0, 1]] = a[[1, 0]]
    return np.sum(a * m * m)


@zoo(draw(4))
def overlapping_augmented(x):
    a = x * 1.0
    a[1:] += a[:-1]
    a += a[::-1]
    return np.sum(a * x)


@zoo(draw(3, 2))
def rows_written_in_iteration(m):
    a = m * 1.0
    for row in a:
        row *= row[0]
    return np.sum(a * a)


@zoo(draw(3, 2))
def rows_enumerated_and_written(m):
    a = m * 1.0
    for i, row in enumerate(a):
        row[0] = row[1] * m[i, 0]
    return np.sum(a * a)


@zoo(draw(3, 2))
def double_subscript_store(m):
    a = m * 1.0
    a[1][0] += m[0, 1]
    a[2][1] = a[1][0] * m[0, 0]
    return np.sum(a * a)


@zoo(draw(3))
def augmented_by_scalars(x):
    a = x * 1.0
    a -= a.mean()
    a /= np.sqrt(np.sum(a * a))
    a *= x[0]
    return np.sum(a**3)


@zoo(draw(3, 2))
def augmented_by_axis(m):
    a = m * 1.0
    a -= a.mean(axis=0)
    a *= m[:, :1]
    return np.sum(a**2)


@zoo(draw(4))
def reversed_view_written(x):
    a = x * 1.0
    b = a[::-1]
    b[0] = x[0] * x[1]
    return np.sum(a * b)


@zoo(draw(2, 2))
def transpose_written(m):
    a = m * 1.0
    b = a.T
    b[0, 1] = m[0, 0] * m[1, 1]
    return np.sum(b * m)


@zoo(draw(3))
def view_survives_rebinding(x):
    a = x * 1.0
    b = a[1:]
    a = x * 2.0
    b[0] = a[0] * x[2]
    return np.sum(a) * np.sum(b * b)


@zoo(draw(3))
def alias_after_rebinding(x):
    a = x * 1.0
    b = a
    a = a + 1.0
    b[0] = 7.0 * x[1]
    return np.sum(a * b)


@zoo(draw(4))
def alias_in_a_loop(x):
    a = x * 1.0
    for i in range(3):
        b = a
        b[i] = b[i + 1] * x[0]
    return np.sum(a * x)


@zoo(draw(4))
def view_in_a_loop(x):
    a = x * 1.0
    for i in range(3):
        b = a[i : i + 2]
        b *= b[::-1]
        b[0] += x[i]
    return np.sum(a * x)


@zoo(draw(4))
def flag_arrays(x):
    done = np.zeros(4, dtype=bool)
    total = 0.0
    for _ in range(2):
        for i in range(4):
            if not done[i] and x[i] > 0.0:
                total += x[i] ** 2
                done[i] = True
    return total * x[0]


@zoo(draw(4))
def counts_in_int_arrays(x):
    count = np.zeros(2, dtype=int)
    sums = np.zeros(2)
    for e in x:
        k = 0 if e < 0.0 else 1
        count[k] += 1
        sums[k] += e
    return np.sum(sums**2 / (1 + count))


@zoo(draw(4), draw(4, seed=2))
def where_with_nan_on_the_other_side(x, y):
    with_sqrt = np.where(x > 0.0, np.sqrt(np.maximum(x, 1e-3)), y)
    return np.sum(with_sqrt * y)


@zoo(draw(3))
def chained_array_assignment(x):
    a = b = x * 2.0
    a[0] = x[1] * x[2]
    return np.sum(a * b)


@zoo(draw(6))
def strided_writes(x):
    a = np.zeros((2, 3))
    a[0, ::2] = x[:2]
    a[:, 1] = x[4:]
    a[1, 2:] += x[3]
    a[::-1, 0] *= 3.0
    a[1] += a[0]
    return np.sum(a * a)


@zoo(draw(2, 3, 2))
def three_dimensional_writes(x):
    a = np.zeros((2, 3, 2))
    a[0] = x[1]
    a[:, 1] += x[0, :2, :]
    a[..., 0] *= 2.0
    a[1, :, 1] = a[0, :, 0] * x[0, :, 0]
    return np.sum(a * x)


@zoo(draw(3))
def store_broadcasts(x):
    a = np.zeros((2, 3))
    a[:] = x
    a[:, 0] = x[1] * x[2]
    a[1] *= 2.0
    a += x[:, None][:2]
    return np.sum(a * a)


@zoo(draw(5))
def mask_kept_while_written(x):
    a = x * 1.0
    m = a > 0.0
    a[m] = a[m] ** 2
    a[~m] = -a[~m] * x[0]
    return np.sum(a[m]) * np.sum(a[~m])


@zoo(draw(5), np.array([0, 2, 2, 1]))
def scatter_and_gather(x, k):
    a = np.zeros(5)
    for i in range(4):
        a[k[i]] += x[i] ** 2
    b = a[k] * x[:4]
    np.add.at(a, k, b)
    return np.sum(a * x)


@zoo(draw(3))
def returned_in_the_middle_of_stores(x):
    a = x * 1.0
    for i in range(3):
        a[i] = a[i] * a[i - 1] + 1.0
        if a[i] > 1.2:
            a[0] = a[0] * x[2]
            return np.sum(a * x)
    return np.sum(a)


@zoo(draw(3))
def result_array_from_a_loop(x):
    a = np.zeros(3)
    for i in range(3):
        a[i] = x[i] * x[i - 1]
    return a


@zoo(draw(3))
def same_array_returned_twice(x):
    y = x * x
    return y, y, x


@zoo(draw(3), 0.4)
def mixed_results(x, s):
    a = np.zeros(3)
    a[0] = s
    a[1:] = x[1:] * s
    return a[:2], {"s": s * s, "v": a[1]}, (x,)


@zoo(draw(3, 3), draw(3))
def matrix_in_place_product(a, x):
    b = a @ a
    b[0] = x
    b @= a
    c = b.T @ b
    c[1, 1] += x[0]
    return np.trace(c) + np.sum(c @ x)


@zoo(draw(4))
def slices_of_slices_of_result(x):
    a = np.concatenate([x, x[::-1]])
    b = a[1:-1].reshape(3, 2)
    return np.sum(b[:, 0] * b[::-1, 1])


@zoo(np.array(0.7), np.array([0.4]))
def arrays_of_one(x, y):
    z = x * y
    z[0] += x
    return float(z[0]) * float(y[0])


@zoo(draw(0), 0.7)
def empty_array(x, s):
    return np.sum(x * s) + s * s


@zoo(draw(3), 1.0)
@zoo(draw(3), -1.0)
def one_of_two_arrays_is_written(x, p):
    u, v = x * 2, x * x
    a = u if p > 0 else v
    a[1:] *= x[1] * x[2]
    return np.sum(u * u) + np.sum(v * v * v) + np.sum(a)


@zoo(draw(3), 1.0)
@zoo(draw(3), -1.0)
def chosen_array_is_read_behind_a_write_to_it(x, p):
    u, v = x.copy(), x * x
    a = u if p > 0 else v
    u[0] = x[2] * x[1]
    v[1] = a[0]
    return np.sum(a * a) * v[1]


@zoo(draw(4))
def two_buffers_by_turns(x):
    u, v = x.copy(), np.zeros_like(x)
    for k in range(3):
        old, new = (u, v) if k % 2 == 0 else (v, u)
        for i in range(1, len(x)):
            new[i] = old[i - 1] * old[i]
        new[0] = old[-1]
    return np.sum(u) + 2 * np.sum(v * v)


@zoo(draw(3), 1.0)
@zoo(draw(3), -1.0)
def two_names_for_two_arrays_either_way(x, p):
    u, v = x.copy(), x * x
    if p > 0:
        a, b = u, v
    else:
        a, b = v, u
    a += b
    b *= 2
    return np.sum(u * u) + np.sum(v * x) + np.sum(a)


@zoo(draw(3), 1.0)
@zoo(draw(3), -1.0)
def chosen_of_a_chosen_array_is_written(x, p):
    u, v, w = x.copy(), x * x, 2 * x
    a = u if p > 0 else v
    b = a if x[1] < p else w
    b[0] = 3 * x[2]
    return np.sum(u * u) + np.sum(v) + np.sum(w**3) + np.sum(a)


def _scale_first(a):
    a[0] = a[0] * a[1]


@zoo(draw(3), 1.0)
@zoo(draw(3), -1.0)
def callee_writes_one_of_two_arrays(x, p):
    u, v = x.copy(), x * x
    _scale_first(u if p > 0 else v)
    return np.sum(u * v)
