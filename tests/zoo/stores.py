"""Stores to fresh arrays: entries, slices, masks, in loops; np.add.at; append-only lists."""

import math

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(1.3, 0.4)
def entries(x, y):
    a = np.zeros(3)
    a[0] = x
    a[1] = y * x
    a[2] = a[0] * a[1]
    return np.sum(a * a)


@zoo(draw(4))
def entries_in_a_loop(x):
    y = np.zeros(4)
    for i in range(4):
        y[i] = x[i] ** 2 * i
    return np.sum(y)


@zoo(draw(4))
def entries_added_to(x):
    y = np.zeros(4)
    for i in range(4):
        y[i] += x[i]
        y[i - 1] += x[i] * x[0]
    return np.sum(y * y)


@zoo(draw(4))
def entries_multiplied(x):
    y = np.ones(4)
    y[1] *= x[0]
    y[1:3] *= x[1]
    y[2] -= x[2]
    y[3] /= 2.0 + x[3]
    return np.sum(y * x)


@zoo(draw(4), 0.4)
def slices(x, s):
    y = np.zeros(6)
    y[1:5] = x * s
    y[:2] = s
    y[-1] = x[0]
    return np.sum(y * y)


@zoo(draw(4))
def slices_added_to(x):
    y = np.zeros(6)
    y[1:5] += x
    y[:4] += x * x
    y[::2] -= x[0]
    return np.sum(y * y)


@zoo(draw(4))
def overwritten(x):
    y = np.zeros(4)
    y[:] = x * 3.0
    y[1] = 0.0
    y[2:] = x[:2]
    return np.sum(y * y)


@zoo(draw(5))
def mask_store(x):
    y = x * 2.0
    y[y < 0.0] = 0.0
    return np.sum(y * x)


@zoo(draw(5))
def mask_store_of_a_value(x):
    y = x.copy()
    y[x > 0.0] = x[0] * 3.0
    return np.sum(y * y)


@zoo(draw(5))
def mask_store_augmented(x):
    y = x.copy()
    y[y < 0.0] *= 0.1
    y[x > 0.2] += x[1]
    return np.sum(y * y)


@zoo(draw(3, 3))
def matrix_entries(a):
    b = np.zeros((3, 3))
    for i in range(3):
        for j in range(i + 1):
            b[i, j] = a[i, j] * a[j, i]
    return np.sum(b * a)


@zoo(draw(3, 2), draw(2))
def matrix_rows_and_columns(a, v):
    b = np.zeros((3, 2))
    b[0] = v
    b[1, :] = a[2] * v
    b[:, 1] += a[:, 0]
    b[2][0] = v[1] * v[0]
    return np.sum(b * b)


@zoo(draw(3))
def index_array_store(x):
    y = np.zeros(5)
    y[[0, 3, 4]] = x * x
    y[np.array([1, 2])] = x[:2]
    return np.sum(y * np.arange(5.0) * y)


@zoo(draw(3))
def index_array_store_with_repeats(x):
    y = np.zeros(4)
    y[[1, 1, 2]] = x
    return np.sum(y * y)


@zoo(draw(3))
def index_array_added_with_repeats(x):
    y = np.zeros(4)
    y[[1, 1, 2]] += x
    return np.sum(y * y)


@zoo(draw(3))
def added_at_repeated_indices(x):
    y = np.zeros(4)
    np.add.at(y, [1, 1, 2], x * x)
    return np.sum(y * y)


@zoo(1.3)
def list_appended(x):
    xs = []
    for i in range(4):
        xs.append(x**i)
    return sum(xs) * xs[2]


@zoo(1.3)
def list_appended_from_a_start(x):
    xs = [x]
    for i in range(3):
        xs.append(math.sin(xs[-1]) + x)
    return xs[-1] * xs[0]


@zoo(1.3)
def list_of_tuples_appended(x):
    history = []
    y = x
    for i in range(3):
        y = y * x + 0.1
        history.append((y, i))
    z = 0.0
    for v, k in history:
        z = z + v * k
    return z


@zoo(draw(3))
def list_to_array(x):
    rows = []
    for e in x:
        rows.append(e * e)
    return np.sum(np.array(rows) * x)


@zoo(draw(3))
def list_of_arrays_stacked(x):
    rows = []
    for i in range(3):
        rows.append(x * i)
    return np.sum(np.stack(rows) ** 2)


@zoo(draw(5))
def list_appended_conditionally(x):
    kept = []
    for e in x:
        if e > 0.0:
            kept.append(e * e)
    return sum(kept) / (1.0 + len(kept))


@zoo(1.3)
def list_popped(x):
    stack = [x, x * x]
    stack.append(x**3)
    top = stack.pop()
    return top * stack[-1]


@zoo(1.3)
def two_lists(x):
    a = []
    b = []
    for i in range(3):
        a.append(x * i)
        b.append(x + i)
    return sum(p * q for p, q in zip(a, b))


@zoo(draw(4))
def store_in_a_branch(x):
    y = np.zeros(4)
    for i in range(4):
        if x[i] > 0.0:
            y[i] = x[i] ** 2
        else:
            y[i] = -x[i]
    return np.sum(y * x)


@zoo(draw(4))
def recurrence_in_an_array(x):
    y = np.zeros(5)
    y[0] = x[0]
    for i in range(4):
        y[i + 1] = 0.5 * y[i] ** 2 + x[i]
    return y[4]


@zoo(draw(4))
def store_before_a_break(x):
    y = np.zeros(4)
    for i in range(4):
        y[i] = x[i] * x[0]
        if i == 2:
            break
    return np.sum(y * y)


@zoo(draw(3))
def array_filled_with_full(x):
    y = np.full(4, x[0])
    y[2] = x[1] * x[2]
    return np.sum(y * y)


@zoo(draw(3))
def empty_then_filled(x):
    y = np.empty(3)
    y[0] = x[2]
    y[1:] = x[:2] * x[2]
    return np.prod(y)


@zoo(draw(3))
def zeros_like_then_filled(x):
    y = np.zeros_like(x)
    y[1] = x[0]
    y[0] = x[1] * y[1]
    return np.sum(y * y)


@zoo(draw(3, 3))
def store_of_an_ellipsis(a):
    b = np.zeros((3, 3))
    b[...] = a * 2.0
    b[..., 0] = 1.0
    return np.sum(b * a)


@zoo(draw(2))
def array_result_that_was_stored(x):
    y = np.zeros(3)
    y[0] = x[0] * x[1]
    y[1:] = np.sin(x)
    return y


@zoo(draw(3))
def parameter_written(u):
    for i in range(1, 3):
        u[i] = u[i] - 0.3 * u[i] * (u[i] - u[i - 1])
    return np.sum(u * u)


@zoo(1.3)
def store_of_a_constant_over_active(x):
    y = np.zeros(2)
    y[0] = x * x
    y[0] = 3.0
    y[1] = y[0] * x
    return np.sum(y)


@zoo(draw(2, 3))
def triangular_substitution(a):
    x = np.zeros(3)
    for i in range(3):
        x[i] = a[0, i] - np.sum(a[1, :i] * x[:i])
    return x[2] * x[1]


@zoo(draw(3))
def negative_and_variable_indices(x):
    y = np.zeros(3)
    k = len(x)
    y[-1] = x[k - 1]
    y[k - 2] = x[-2] * y[-1]
    return np.sum(y * y)
