"""Stores, views and aliases: what Python computes, or an error on the line of the user."""

# The functions are programs people write, not models of style.
# ruff: noqa: F821
from __future__ import annotations

import numpy as np
import pytest

import adgen
from tests.frontend.agreement import agrees, refused

X = np.array([0.5, -1.25, 2.0, 0.0, 3.5])
COLUMNS = np.asfortranarray(np.ones((2, 3)))
A = np.arange(12.0).reshape(3, 4) / 7


def advect(u, c):
    for i in range(1, len(u)):
        u[i] = u[i] - c * u[i] * (u[i] - u[i - 1])
    return np.sum(u * u)


def smooth(u, s):
    a = u * s
    inner = a[1:-1]
    inner *= inner
    return np.sum(a * u)


def alias(x):
    a = x * 1.0
    b = a
    b[0] = 7.0
    return a[0] + b[1]


def view_of_view(x):
    a = x * 1.0
    b = a[1:]
    c = b[1:3]
    c[0] = 9.0
    b[2] = 5.0
    return a + 0.0


def row_store(a):
    b = a * 1.0
    row = b[1]
    row[2] = 4.0
    row[1:] += 1.0
    return b + 0.0, row


def nested_subscript(a):
    b = a * 1.0
    b[1][2] = 4.0
    b[0][:] = b[1][1:2]
    return b[1][2] + b[2][0], b


def read_before_write(x):
    a = x * 1.0
    t = a[0]
    a[0] = 3.0
    return t + a[0]


def augmented_items(x):
    a = x * 1.0
    a[0] += 2.0
    a[1] -= 2.0
    a[2] *= a[1]
    a[1:3] /= 2.0
    a[-1] **= 2
    return a


def repeated_index(x):
    a = x * 1.0
    a[[0, 0, 1]] += 1.0
    b = x * 1.0
    np.add.at(b, [0, 0, 1], 1.0)
    return a, b


def masked(x):
    a = x * 1.0
    a[a < 0] = 0.0
    a[x > 1] += 10.0
    return a


def in_branch(x, p):
    a = x * 1.0
    if p > 0:
        a[0] = p
    else:
        a[1:] = a[:-1]
    return a


def overlapping(x):
    a = x * 1.0
    a[1:] = a[:-1]
    a[1:] += a[:-1]
    return a


def swapped_buffers(x, n):
    u = x * 1.0
    v = x * 2.0
    for i in range(n):
        v[1:] = u[:-1] + v[1:]
        u, v = v, u
    return u, v


def written_in_nested_loops(a):
    b = np.zeros((3, 4))
    for i in range(3):
        for j in range(4):
            b[i, j] = a[i, j] * a[i, j - 1]
            if j == 2:
                continue
            b[i][j] += 1.0
    return b


def fresh_in_loop(x, n):
    s = 0.0
    for k in range(n):
        w = x * k
        w[0] = s
        v = w[1:]
        v *= 2.0
        s = s + np.sum(w)
    return s


def augmented_name_is_seen(x):
    a = x * 1.0
    b = a
    a += 1.0
    return b


def augmented_number(x):
    y = x
    y += 1.0
    return x * y


def buffer_carried(x, n):
    hist = np.zeros((n, len(x)))
    u = x.copy()
    for k in range(n):
        u = u + 0.5 * u
        hist[k] = u
    return hist, u


def reshaped_buffer(n):
    z = np.zeros(n * 2).reshape(n, 2)
    z[0] = 1.0
    z[:, 1] += 2.0
    return z


def fill_and_sort(x):
    a = x.copy()
    a.sort()
    b = np.empty(len(x))
    b.fill(3.0)
    return a, b


def chosen_array(x, p):
    if p > 0:
        a = x * 1.0
    else:
        a = x * 2.0
    a[0] = 1.0
    return a


def while_store(x):
    a = x * 1.0
    i = 0
    while i < len(a) and a[i] < 2.0:
        a[i] = a[i] + 1.0
        i += 1
    return a, i


def column_sweep(a, n):
    b = a.copy()
    for k in range(n):
        b[:, 1:-1] = 0.5 * (b[:, :-2] + b[:, 2:])
    return b


def break_with_store(x, n):
    a = x * 1.0
    for i in range(n):
        a[i] = 1.0
        if x[i] > 1.0:
            a[0] = 5.0
            break
        a[i] = a[i] * 2.0
    return a


def lists_in_loop(x, n):
    xs = []
    for i in range(n):
        xs.append(x * i)
    total = 0.0
    for v in xs:
        total += v
    return total, xs[-1], len(xs), xs


def records(x, n):
    tape = []
    for i in range(n):
        tape.append((x, i))
        x = x * 0.5
    s = 0.0
    while tape:
        y, k = tape.pop()
        s += y * k
    return s


def static_list(x):
    xs = [x, 2 * x]
    xs.append(3 * x)
    xs[0] = 5.0
    ys = xs
    ys.append(1.0)
    return xs[0] * xs[-1] + xs[2] + len(xs)


def list_in_branch(x):
    xs = [x]
    if x > 0:
        xs.append(2 * x)
    return sum(xs) + len(xs)


def dict_store(x):
    d = {"a": x}
    d["b"] = 2 * x
    d["a"] += 1.0
    total = 0.0
    for k, v in d.items():
        total += v
    return total, d


def list_of_lists_appended(x, n):
    xs = [x]
    for i in range(n):
        xs.append(xs[-1] * 0.5 + xs[i])
    return xs[-1]


def stack_of_arrays(x, n):
    rows = []
    for i in range(n):
        rows.append(x + i)
    return np.array(rows), np.stack(rows)


def array_of_structure(x, y):
    return np.array([[x, y], [y, x * y]]) @ np.array([x, 1.0])


CASES = [
    (advect, X, 0.3),
    (smooth, X, 0.3),
    (alias, X),
    (view_of_view, X),
    (row_store, A),
    (nested_subscript, A),
    (read_before_write, X),
    (augmented_items, X),
    (repeated_index, X),
    (masked, X),
    (in_branch, X, 1.0),
    (in_branch, X, -1.0),
    (overlapping, X),
    *[(swapped_buffers, X, n) for n in (0, 1, 2, 5)],
    (written_in_nested_loops, A),
    (fresh_in_loop, X, 4),
    (augmented_name_is_seen, X),
    (augmented_number, 2.0),
    (buffer_carried, X, 3),
    (reshaped_buffer, 3),
    (fill_and_sort, X),
    (chosen_array, X, 1.0),
    (chosen_array, X, -1.0),
    (while_store, X),
    (column_sweep, A, 3),
    (break_with_store, X, 5),
    (lists_in_loop, 2.0, 4),
    (lists_in_loop, X, 4),
    (records, 2.0, 5),
    (static_list, 2.0),
    (list_in_branch, 2.0),
    (list_in_branch, -2.0),
    (dict_store, 2.0),
    (list_of_lists_appended, 2.0, 5),
    (stack_of_arrays, X, 3),
    (array_of_structure, 2.0, 3.0),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0].__name__)
def test_agrees(case):
    function, *args = case
    agrees(function, *args)


def test_the_array_of_a_reshape_is_written():
    def f(x):
        a = x * 1.0
        b = a.reshape(-1, 1)
        a[0] = 2.0
        return np.sum(b)

    agrees(f, X)  # of one axis: a view in any case
    agrees(f, A)  # if the line before it does not raise


def test_the_generated_code_asks_whether_a_reshape_is_a_view():
    def f(x):
        a = x * 1.0
        b = a.reshape(-1)
        b[0] = 2.0
        return np.sum(a)

    gradient = adgen.grad(f)
    assert np.array_equal(gradient(A), np.where(A == 0.0, 0.0, 1.0))
    assert "if not a.flags.c_contiguous:" in gradient.source
    with pytest.raises(ValueError, match="is not a view here"):
        gradient(np.asfortranarray(A))


def test_the_generated_code_asks_only_where_it_matters():
    def f(x):
        a = x * 1.0
        b = a.reshape(-1)
        return np.sum(b * b) + np.sum(a)

    gradient = adgen.grad(f)
    gradient(A)
    assert "flags" not in gradient.source


def test_the_generated_code_asks_how_an_argument_lies():
    def f(x):
        b = x.reshape(-1, 1)
        x[0] = 2.0
        return np.sum(b * b)

    agrees(f, A)
    gradient = adgen.grad(f)
    gradient(A)
    assert "if not x.flags.c_contiguous:" in gradient.source
    for other in (np.asfortranarray(A), np.ones((6, 8))[::2, ::2]):
        with pytest.raises(ValueError, match="its reshape is a copy"):
            gradient(other)


def test_the_reshape_of_a_transpose_is_written():
    def f(x):
        b = x.T.reshape(-1)
        b[0] = 2.0
        return np.sum(x)  # here

    refused(f, A, says="may share memory with `b`", line="# here")


def test_an_array_of_the_module_that_lies_in_columns():
    def f(x):
        a = COLUMNS * 2.0
        b = a.reshape(-1)
        b[0] = x[0]
        return np.sum(a)  # here

    refused(f, X, says="may share memory with `b`", line="# here")


def test_a_function_that_returns_a_view_is_put_in_line():
    def rows(a, k):
        if k > 1:
            a = a + 1.0
        return a[k:]

    def f(x):
        b = x * 1.0
        v = rows(b, 1)
        v[0] = 3.0 * x[0]
        return np.sum(b * b)

    agrees(f, X)


def test_one_of_two_arguments_is_written_and_the_other_read():
    def f(x, y):
        x[0] = y[1] ** 2
        return np.sum(x * y)

    agrees(f, X, X + 1.0)
    gradient = adgen.grad(f, argnums=(0, 1))
    gradient(X, X + 1.0)
    assert gradient.source.count("np.shares_memory(x, y)") == 1
    with pytest.raises(ValueError, match="x and y share memory"):
        gradient(X[1:], X[:-1])
    both = np.arange(8.0)
    gradient(both[::2], both[1::2])  # one after the other, but apart


def test_an_argument_is_written_and_what_a_function_made_of_another_is_read():
    def f(x, y):
        z = y if x[0] > 0 else y[::-1]
        x[0] = 1.0
        return np.sum(z)  # here

    agrees(f, X, X + 1.0)


def test_whether_memory_is_shared_must_not_be_asked():
    def f(x):
        return x[0] if np.shares_memory(x, x[1:]) else x[1]  # here

    refused(f, X, says="np.shares_memory", line="# here")


def test_a_chosen_alias_is_written():
    def f(x, p):
        a = x * 1.0
        b = x * 2.0
        if p > 0:
            c = a
        else:
            c = b
        c[0] = 3.0 * x[1]
        a[1] = c[0] * x[2]
        return np.sum(a * b) + np.sum(c * c)

    agrees(f, X, 1.0)
    agrees(f, X, -1.0)


def test_one_of_two_arguments_is_written():
    def f(x, y):
        a = x if x[0] > 0.0 else y
        a[0] = 2.0 * x[1]
        return np.sum(x * y)

    agrees(f, X, X + 1.0)
    gradient = adgen.grad(f)
    with pytest.raises(ValueError, match="share memory"):
        gradient(X, X)


def test_a_chosen_alias_is_written_in_a_loop_that_reads_the_array():
    def f(x, p):
        a, b = x * 1.0, x * 2.0
        c = a if p > 0 else b
        for i in range(len(x)):
            c[i] = 2.0 * a[0]  # here
        return a[0]

    refused(f, X, 1.0, says="may share memory", line="# here")


def test_an_array_in_a_list_is_written():
    def f(x, n):
        xs = []
        a = x * 1.0
        for i in range(n):
            xs.append(a)
            a[0] = 2.0  # here
        return xs[0]

    refused(f, X, 3, says="may be one", line="# here")


def test_previous_iterations_array_is_written():
    def f(x, n):
        xs = []
        for i in range(n):
            if i > 0:
                a[0] = 2.0
            a = x * 1.0
            xs.append(a)  # here
        return xs[0]

    refused(f, X, 3, says="may share memory", line="# here")


def test_a_float_is_stored_into_integers():
    def f(x):
        a = np.zeros(3, dtype=int)
        a[0] = x  # here
        return a[0] * x

    refused(f, 2.5, says="cuts its fraction off", line="# here")


def test_a_global_array_is_written():
    def f(x):
        X[0] = x  # here
        return x

    refused(f, 2.5, says="global or captured", line="# here")


def test_the_values_of_a_dict_change_in_a_loop_over_them_and_an_array():
    def f(x):
        d = {"a": x[0], "b": x[1]}
        s = 0.0
        for v, w in zip(d.values(), x):  # here
            d["b"] = v * w
            s += v
        return s

    refused(f, X, says="the loop runs over `d`, which is written in it", line="# here")


def test_a_list_of_unknown_length_grows_in_a_loop_over_it():
    def f(x):
        xs = [v * v for v in x]
        s = 0.0
        for v in xs:  # here
            if len(xs) < 9:
                xs.append(v)
            s += v
        return s

    refused(f, X, says="the length of `xs` changes in a loop over it", line="# here")


def test_a_list_that_grows_on_one_path_while_it_is_iterated():
    def f(x):
        xs = [x[0], x[1]]
        total = 0.0
        for v in xs:  # here
            if v > 0.0:
                xs.append(-v)
            total += v
        return total

    refused(f, X, says="is changed in a loop over it", line="# here")


def test_keys_that_change_while_a_dict_is_iterated():
    def f(x):
        d = {"a": x[0]}
        for k in d:  # here
            d["b"] = d[k]
        return d["a"]

    refused(f, X, says="the keys of `d` change in a loop over it", line="# here")


def test_a_list_iterated_backwards_whose_length_changes():
    def f(x):
        xs = [x[0], x[1]]
        for v in reversed(xs):  # here
            xs.append(v)
        return xs[0]

    refused(f, X, says="the length of a list changes", line="# here")


def test_two_names_swap_and_a_third_sees_one():
    def f(x, n):
        u = x * 1.0
        v = x * 2.0
        w = u
        for i in range(n):
            v[0] = 1.0
            u, v = v, u
        return w[0]  # here

    refused(f, X, 3, says="may share memory", line="# here")
