"""Traps of memory: values needed after they are overwritten, aliases, views, two buffers."""

import math

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(1.3)
def overwritten_number(x):
    y = x * x
    z = y * x
    y = math.sin(y)
    return y * z


@zoo(1.3)
def needed_after_overwriting_in_a_loop(x):
    y = x
    for i in range(4):
        z = y * y
        y = z + x
        z = z * y
        y = y * 0.3 + z * 0.1
    return y


@zoo(draw(4))
def entry_needed_after_overwriting(x):
    y = x * 1.0
    for i in range(1, 4):
        y[i] = y[i] * y[i - 1]
    return np.sum(y)


@zoo(draw(4))
def entry_overwritten_often(x):
    y = x.copy()
    for i in range(3):
        for j in range(4):
            y[j] = y[j] * y[(j + 1) % 4] * 0.9 + x[j]
    return np.sum(y)


@zoo(draw(5), 0.3)
def two_buffers_copied(u, c):
    new = np.zeros(5)
    u = u.copy()
    for t in range(3):
        for i in range(1, 4):
            new[i] = u[i] + c * (u[i - 1] - 2.0 * u[i] + u[i + 1])
        u[:] = new
    return np.sum(u * u)


@zoo(draw(5), 0.3)
def two_buffers_rebound(u, c):
    for t in range(3):
        new = u.copy()
        new[1:-1] = u[1:-1] + c * (u[:-2] - 2.0 * u[1:-1] + u[2:])
        u = new
    return np.sum(u * u)


@zoo(draw(4))
def two_buffers_swapped(x):
    a = x * 1.0
    b = np.zeros(4)
    for t in range(3):
        b[0] = a[0] * a[1]
        b[1:] = a[:-1] * 0.5 + a[1:]
        a, b = b, a
    return np.sum(a * a)


@zoo(draw(3))
def alias_written(x):
    a = x * 2.0
    b = a
    b[0] = x[1] * x[2]
    return np.sum(a * a)


@zoo(draw(3))
def alias_written_both_ways(x):
    a = x * 2.0
    b = a
    b[0] = a[1]
    a[1] = b[0] * b[2]
    return np.sum(b * x)


@zoo(draw(4))
def alias_by_augmented_assignment(x):
    a = x * 2.0
    b = a
    b += x
    b *= a
    return np.sum(a * x)


@zoo(draw(5))
def view_written(x):
    a = x * 2.0
    inner = a[1:-1]
    inner[0] = x[0] * x[1]
    inner *= inner
    return np.sum(a * x)


@zoo(draw(6), 0.4)
def view_augmented(u, s):
    a = u * s
    inner = a[1:-1]
    inner *= inner
    return np.sum(a * u)


@zoo(draw(6))
def view_of_a_view_written(x):
    a = x * 1.0
    b = a[1:]
    c = b[::2]
    c[1] = x[0] ** 2
    c += 1.0
    return np.sum(a * a)


@zoo(draw(3, 4))
def row_view_written(m):
    a = m * 1.0
    row = a[1]
    row[2] = m[0, 0] * m[1, 2]
    row *= 2.0
    return np.sum(a * a)


@zoo(draw(4))
def view_read_after_its_array_is_written(x):
    a = x * 1.0
    head = a[:2]
    s = np.sum(head)
    a[0] = x[3] * s
    return s * np.sum(head * head)


@zoo(draw(4))
def read_before_and_after_a_store(x):
    a = x * 1.0
    before = a[1] * a[2]
    a[1] = before * x[0]
    after = a[1] * a[2]
    return before * after


@zoo(draw(4))
def sum_before_and_after_a_store(x):
    a = x * x
    s = np.sum(a * x)
    a[2] = s
    return np.sum(a * a) * s


@zoo(draw(3))
def array_kept_in_a_list_then_rebound(x):
    kept = []
    a = x
    for i in range(3):
        kept.append(a)
        a = a * x + 0.1
    return np.sum(kept[0] * kept[2]) + np.sum(a)


@zoo(draw(3))
def copies_kept_in_a_list(x):
    kept = []
    a = x * 1.0
    for i in range(3):
        kept.append(a.copy())
        a[i] = a[i] * a[0] + 0.3
    return np.sum(kept[0] * kept[1] * kept[2]) + np.sum(a)


@zoo(draw(4))
def shifted_into_itself(x):
    a = x * 1.0
    a[1:] = a[:-1]
    a[:-1] = a[1:] * x[0]
    return np.sum(a * x)


@zoo(draw(4))
def reversed_into_itself(x):
    a = x * 1.0
    a[:] = a[::-1]
    return np.sum(a * np.arange(4.0) * x[0])


@zoo(draw(4))
def entries_swapped(x):
    a = x * 1.0
    a[0], a[3] = a[3], a[0] * a[1]
    return a[0] * a[3] ** 2 + a[1]


@zoo(draw(3))
def copy_is_independent(x):
    a = x * 1.0
    b = a.copy()
    b[0] = 5.0
    a[1] = b[2] * b[1]
    return np.sum(a * b)


@zoo(draw(3))
def array_written_after_it_was_used(x):
    a = x * 1.0
    y = np.sin(a)
    a[0] = 9.0
    return np.sum(y * a * x)


@zoo(draw(3))
def square_written_over_itself(x):
    a = x * 1.0
    a *= a
    a += a
    a[:] = a * a
    return np.sum(a)


@zoo(draw(3))
def argument_returned(x):
    return x


@zoo(draw(3))
def argument_viewed_and_returned(x):
    return x[1:]


@zoo(draw(3), draw(3, seed=2))
def sum_gives_one_adjoint_to_two(x, y):
    return np.sum(x + y)


@zoo(draw(3), draw(3, seed=2))
def sum_without_reduction(x, y):
    return x + y


@zoo(draw(3))
def carried_array_is_replaced(x):
    a = x
    for i in range(3):
        a = np.sin(a) * x
    return np.sum(a)


@zoo(draw(3))
def carried_array_in_a_branch(x):
    a = x * 1.0
    for i in range(3):
        if a[i] > 0.0:
            a = a * 0.5
        else:
            a[i] = a[i] * a[0]
    return np.sum(a * a)


@zoo(draw(2, 3))
def loop_over_rows_that_are_written(m):
    a = m * 1.0
    for i in range(2):
        row = a[i]
        row[0] = row[1] * row[2]
        row[1:] *= m[i, 0]
    return np.sum(a * a)


@zoo(draw(3))
def callee_that_copies_first(x):
    def doubled(v):
        v = v.copy()
        v[0] = v[1] * v[2]
        return v

    return np.sum(doubled(x) * x)


@zoo(draw(3))
def while_with_stores(x):
    a = x * 1.0
    k = 0
    while a[0] < 2.0 and k < 4:
        a[0] = a[0] + a[1] * a[1] + 0.1
        a[2] *= a[0]
        k += 1
    return np.sum(a)


@zoo(1.1)
def number_kept_in_a_list_then_changed(x):
    kept = [x]
    y = x
    for i in range(3):
        y *= x
        kept.append(y)
        y += 0.1
    return kept[0] * kept[1] + kept[3] * y


@zoo(draw(3))
def adjoint_of_a_slice_is_a_view(x):
    a = np.zeros(6)
    a[:3] = x
    a[3:] = a[:3] * a[:3]
    a[1:4] = a[2:5] * x[0]
    return np.sum(a * a)


@zoo(draw(3))
def zero_over_an_alias_of_the_result(x):
    y = np.zeros(3)
    y[:] = x
    z = y
    z[1] = 0.0
    return y
