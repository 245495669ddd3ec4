"""Arrays written through views that no index takes: a.T, reshape, ravel, flip, squeeze, real."""

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(3, 4))
def transpose_written(a):
    b = a * 1.0
    t = b.T
    t[0] = a[:, 1] * 2.0
    t[1, 2] *= a[0, 0]
    t[1:, :2] += 1.0
    return np.sum(b * b * a)


@zoo(draw(3, 4))
def transpose_sees_the_array(a):
    b = a * 1.0
    t = b.T
    b[0, 1] = a[2, 2] ** 2
    t[3] = t[1]
    return np.sum(t[1:] ** 2) + np.sum(b)


@zoo(draw(3, 4))
def transpose_of_a_part(a):
    b = a * 1.0
    t = b[1:].T
    t[0] = a[0, 0]
    c = b.T[1:3]
    c[0] *= c[1]
    return np.sum(b * b)


@zoo(draw(3, 4))
def transpose_written_in_a_loop(a):
    b = a * 1.0
    t = b.T
    for i in range(3):
        t[i + 1] = 0.5 * t[i] ** 2 + b[:, 0]
    return np.sum(b * a)


@zoo(draw(3, 3))
def transpose_added_to_the_array(a):
    b = a * 1.0
    b += b.T
    b.T[...] *= 2.0
    return np.sum(b * a)


@zoo(draw(2, 3, 2))
def axes_permuted_and_written(a):
    b = a * 1.0
    p = b.transpose(2, 0, 1)
    p[0] = a[:, :, 1] ** 2
    q = np.swapaxes(b, 0, 2)
    q[1, 2] *= 3.0
    m = np.moveaxis(b, 1, 0)
    m[0, 0, 1] = a[0, 0, 0]
    return np.sum(b * b * a)


@zoo(draw(2, 3, 2))
def axes_permuted_and_written_in_a_loop(a):
    b = a * 1.0
    m = np.moveaxis(b, 1, 0)
    for i in range(2):
        m[i + 1] = m[i] * b[0, 0, 0]
        b[1, i, 0] = m[i, 1, 1]
    return np.sum(b * a)


@zoo(draw(3, 2))
def reshape_written(a):
    b = np.zeros((3, 2))
    b[...] = a
    v = b.reshape(-1)
    v[3] = a[0, 0] ** 2
    v[::2] *= a[1, 1]
    w = b.reshape(2, 3)
    w[0] = w[1] * 2.0
    return np.sum(b * b) + v[0]


@zoo(draw(6))
def reshape_of_a_line_written(x):
    b = x * 1.0
    m = b.reshape(2, 3)
    m[0, 1] = x[5] * x[4]
    m[1] *= m[0]
    b[0] = 2.0 * x[1]
    return np.sum(m * m)


@zoo(draw(6))
def reshape_of_a_part_written(x):
    b = x * 1.0
    m = b[2:].reshape(2, 2)
    m += m.T
    m[0] *= x[0]
    return np.sum(b * b)


@zoo(draw(3, 2))
def ravel_written(a):
    b = a.copy()
    r = b.ravel()
    r[1] = a[0, 0] * a[2, 1]
    r *= 2.0
    r[2:4] = b[0]
    return np.sum(b**3)


@zoo(draw(3, 2))
def ravel_written_in_a_loop(a):
    b = a.copy()
    r = np.ravel(b)
    for i in range(5):
        r[i + 1] += 0.5 * r[i] ** 2
    return np.sum(b * a)


@zoo(draw(3, 2))
def ravel_read_only(a):
    b = a * 1.0
    r = np.ravel(b.T)
    return np.sum(r * np.arange(6.0)) + np.sum(b.reshape(-1) ** 2)


@zoo(draw(3, 2))
def flatten_is_a_copy(a):
    b = a.copy()
    r = b.flatten()
    r[0] = 3.0
    b[1, 1] = a[0, 0] ** 2
    return np.sum(b * b) + np.sum(r * r)


@zoo(draw(4))
def flip_written(x):
    b = x * 1.0
    r = np.flip(b)
    r[0] = x[0] * x[1]
    r[1:] += r[:-1]
    return np.sum(b * x)


@zoo(draw(3, 4))
def flips_of_a_matrix_written(a):
    b = a * 1.0
    np.flipud(b)[0] = a[1]
    np.fliplr(b)[:, 0] *= 2.0
    r = np.flip(b, axis=1)
    r[1, 1:] += a[0, 0]
    return np.sum(b * b)


@zoo(draw(4))
def new_axis_written(x):
    b = x * 1.0
    c = b[:, None]
    c[1] = x[0] ** 2
    r = np.expand_dims(b, 0)
    r[0, 2:] *= x[1]
    return np.sum(b * b)


@zoo(draw(4, 1))
def squeeze_written(a):
    b = a * 1.0
    s = np.squeeze(b)
    s[1] = a[0, 0] ** 2
    t = b.squeeze(axis=1)
    t[2:] *= s[0]
    return np.sum(b * b)


@zoo(draw(3, 3))
def diagonal_seen_after_a_write(a):
    b = a * 1.0
    d = np.diagonal(b)
    b[1, 1] = a[0, 2] ** 2
    return np.sum(d * d) + np.sum(np.diag(b) * a[0])


@zoo(draw(3))
def broadcast_seen_after_a_write(x):
    b = x * 1.0
    c = np.broadcast_to(b, (2, 3))
    b[0] = x[1] * x[2]
    return np.sum(c * c)


@zoo(draw(4))
def same_memory_by_another_function(x):
    b = x * 1.0
    c = np.asarray(b)
    c[0] = x[1] ** 2
    d = np.atleast_1d(b)
    d[1:] *= c[0]
    return np.sum(b * b)


@zoo(draw(4))
def real_and_imaginary_part_written(x):
    z = x + 1j * x**2
    z.real[0] = x[1]
    z.imag *= 2.0
    r = z.real
    r[1:3] += x[0] * x[3]
    return np.sum(np.abs(z) ** 2 * x)


@zoo(draw(4))
def real_and_imaginary_part_assigned(x):
    z = np.zeros(4, dtype=complex)
    z.real = x
    z.imag = x**2
    z.imag[1] = z.real[0] * 3.0
    w = z * z
    return np.sum(w.real - 2.0 * w.imag)


@zoo(draw(4))
def real_part_of_real_numbers_is_the_array(x):
    b = x * 1.0
    b.real[0] = x[1] ** 2
    return np.sum(b * b)


@zoo(draw(6))
def split_parts_written(x):
    b = x * 1.0
    u, v = np.split(b, 2)
    u[0] = v[2] ** 2
    v *= u[0]
    return np.sum(b * x)


@zoo(draw(3, 4))
def view_of_a_view_of_a_view(a):
    b = a * 1.0
    u = b[1:]
    v = u[:, ::-1]
    w = v[:, 1:3]
    w[0, 0] = a[0, 0] * a[2, 2]
    v[1] *= w[0, 0]
    return np.sum(b * b)


@zoo(draw(6))
def scalars_through_a_view_in_a_loop(x):
    b = x * 1.0
    v = b[1:5]
    for i in range(3):
        v[i + 1] += v[i] * b[i]
    return np.sum(b * b)


@zoo(draw(4, 3))
def rows_through_a_view_in_a_loop(a):
    b = a * 1.0
    v = b[1:]
    for i in range(3):
        row = v[i]
        row[0] = row[1] * b[i, 2]
        row *= 0.5
    return np.sum(b * a)


@zoo(draw(4, 3))
def interior_of_a_grid(a):
    u = a * 1.0
    inner = u[1:-1, 1:-1]
    for _ in range(3):
        inner += 0.1 * (u[2:, 1:-1] - 2.0 * inner + u[:-2, 1:-1]) * inner
    return np.sum(u * u)


@zoo(draw(3, 4))
def view_masked(a):
    b = a * 1.0
    v = b[1:, 1:]
    v[v < 0.0] *= 0.1
    b.T[b.T > 0.5] = a[0, 0]
    return np.sum(b * b)


@zoo(draw(3, 4))
def view_with_index_arrays(a):
    b = a * 1.0
    v = b[1:]
    v[[0, 1], [1, 2]] = a[0, :2]
    v[:, [0, 3]] += a[0, 2]
    np.add.at(v, ([0, 0], [1, 1]), a[0, 0])
    return np.sum(b * b)


@zoo(draw(4))
def views_in_a_list(x):
    b = x * 1.0
    vs = [b[:2], b[2:], b[::-1]]
    vs[0][0] = 5.0 * x[1]
    vs[1] *= 2.0
    vs[2][0] = x[0]
    return np.sum(b**2)


def second_half(a):
    return a[2:]


def reversed_rows(a):
    b = a[::-1]
    return b, b.T


@zoo(draw(4))
def view_from_a_function(x):
    b = x * 1.0
    v = second_half(b)
    v[0] = x[0] * x[1]
    v *= 2.0
    return np.sum(b * b)


@zoo(draw(3, 2))
def views_from_a_function(a):
    b = a * 1.0
    v, t = reversed_rows(b)
    v[0] = a[0] ** 2
    t[1] += 1.0
    return np.sum(b * b) + np.sum(v * a)


def smooth(u, steps):
    for _ in range(steps):
        u[1:-1] = 0.5 * (u[2:] + u[:-2]) * u[1:-1]
    return u[1:-1]


@zoo(draw(6))
def part_of_the_argument_returned_changed(x):
    b = x * 1.0
    inner = smooth(b, 2)
    inner[0] = x[0]
    return np.sum(b * b) + np.sum(inner)


def combine(u, v):
    u[0] = v[1] * 2.0
    v[1] = u[0] ** 2
    return u[1] * v[0]


@zoo(draw(4))
def one_array_as_two_arguments(x):
    b = x * 1.0
    y = combine(b, b)
    return y * np.sum(b)


@zoo(draw(4))
def overlapping_views_as_arguments(x):
    b = x * 1.0
    y = combine(b[:3], b[1:])
    return y * np.sum(b * x)


@zoo(draw(4))
@zoo(-draw(4))
def view_of_one_part_or_another(x):
    a = x * 1.0
    b = a[:2] if x[0] > 0.0 else a[2:]
    b[0] = x[3] * 2.0
    b *= x[1]
    return np.sum(a * a)


@zoo(draw(4, 3))
@zoo(-draw(4, 3))
def row_chosen_by_a_branch(a):
    b = a * 1.0
    if a[0, 0] > 0.0:
        row = b[1]
    else:
        row = b[2]
    row[0] = a[0, 1] ** 2
    b[1] *= 2.0
    return np.sum(row * a[3]) + np.sum(b * b)


@zoo(draw(5))
def smaller_half_halved(x):
    a = x * 1.0
    for _ in range(3):
        k = len(a) // 2
        part = a[:k] if np.sum(a[:k]) < np.sum(a[k:]) else a[k:]
        part *= 0.5
        part += x[0]
    return np.sum(a * x)


@zoo(draw(3, 4))
def line_of_a_matrix_chosen(a):
    b = a * 1.0
    for i in range(3):
        if b[i, 0] > 0.0:
            line = b[:, i]
        else:
            line = b[:, 3]
        line[1:] = line[:-1] * a[0, 0]
    return np.sum(b * b)


@zoo(draw(4))
def one_array_or_another(x):
    u = x * 1.0
    v = x * x
    w = u if x[0] > 0.0 else v
    w[0] = x[1]
    return np.sum(w * w)


@zoo(draw(2, 3))
def reshape_of_an_argument_is_written(x):
    """The generated code makes sure that the argument lies row after row."""
    y = x.reshape(-1)
    y[1:] *= y[:-1]
    return np.sum(x * x)


@zoo(draw(3, 3))
def reshape_of_rows_of_an_argument_is_written(x):
    x[0] = x[1] * x[2]
    y = x[1:].ravel()
    for i in range(len(y)):
        y[i] *= x[0, i % 3]
    return np.sum(x * x)


@zoo(draw(3))
def reshapes_of_what_lies_row_after_row(x):
    """Sorted, stacked, multiplied, beside arrays of one axis that lie in any way."""
    a = np.sort(np.outer(x, x) * x[::-1], axis=0)
    b = np.stack([x, x[::-1]]) @ a.T
    flat, line = a.ravel(), b.reshape(6)
    flat[0] = x[0]
    line[::2] += flat[:3]
    return np.sum(a * a) + np.sum(b[1] * b[0])


@zoo(draw(2, 3))
def reshape_of_what_lies_as_an_argument_does(x):
    a = np.full_like(x, 2.0) * x
    flat = a.ravel()
    flat[0] = x[0, 2]
    return np.sum(a * a)


@zoo(draw(3))
def reshaped_array_of_lists(x):
    g = 0.5 * np.array([[v * x[0] for v in x] for _ in x[1:]])
    flat = g.reshape(-1)
    flat[1] = x[0] ** 2
    flat[::2] *= x[1]
    return np.sum(g**2)


@zoo(draw(3))
def reshaped_array_of_arrays_in_a_list(x):
    rows = []
    for v in x:
        rows.append(np.outer(x, x * v).T)
    g = np.array(rows)
    flat = g.ravel()
    flat[::3] *= x[1]
    return np.sum(g**2 * x)
