"""The value beside a gradient is bit for bit the function's own, however arrays lie in memory.

Sums go through memory in the order in which the numbers lie there, so that a copy that lies in
another way has another last bit. The arrays here are large enough for it to show.
"""

import numpy as np
import pytest

import adgen


def turned_and_scaled(x, y):
    gram = np.clip(0.3 * (x * np.full((3, 3), x[-1])).T, -1.1, 0.9)
    gram *= np.tanh(np.array([[y, y, y], [gram[1, 1], y, y], [y, y, x[0]]]))
    return np.sum(gram) + np.sum(np.sin(gram))


def test_a_matrix_in_columns_stays_so_when_it_is_changed_in_place():
    both = adgen.value_and_grad(turned_and_scaled, (0, 1))
    draw = np.random.default_rng(0)
    for _ in range(100):
        x, y = draw.standard_normal(3), float(draw.standard_normal())
        assert both(x, y)[0] == turned_and_scaled(x, y)
    adgen.check(turned_and_scaled, x, y)


def copied_row_after_row(x):
    y = x.copy()
    z = x.T.copy()
    y[0] = 2.0
    return np.sum(y) * np.sum(z)


def copied_as_it_lies(x):
    y = np.copy(x.T)
    z = np.array(x.T)
    y[0] = 2.0
    return np.sum(y) * np.sum(z)


def written_and_needed(x):
    y = np.tanh(x.T)
    y[-1] += 1.0
    return np.sum(y[:-1])


def written_in_a_branch(x):
    y = np.tanh(x.T)
    if x[0, 0] > -9.0:
        y[0] += np.sum(y)
    return np.sum(y)


def written_in_a_loop(x):
    y = np.exp(0.1 * x.T)
    kept = []
    for i in range(3):
        y[i] += 0.1 * np.sum(y)
        kept.append(y.copy())
        y = y + x.T
    return np.sum(kept[0]) * np.sum(kept[1] * y)


def argument_written(x):
    x[0] *= 2.0
    return np.sum(x)


def view_summed_before_a_write(x):
    y = np.sin(x)
    v = y[:, :-1]
    s = np.sum(v) + np.sum(v**2)
    y[0] = 1.0
    return s * np.sum(y)


def views_of_a_view(x):
    y = np.sin(x)
    v = y[::2, ::2]
    s = np.sum(v) * np.mean(v) + v[0] @ v[1]
    y[0] = s
    y[1] = np.sum(v) + s
    return np.sum(y)


def column_before_a_write(x):
    y = np.sin(x)
    v = y[:, 1]
    s = np.sum(v) * (v @ v)
    y[0] = s
    return np.sum(y)


def norm(v):
    return np.linalg.norm(v) * np.sum(v)


def view_given_to_a_function(x):
    y = np.sin(x)
    v = y[1:].T
    w = norm(v) + np.sum(v**2) * v[0, 0]
    y[0] = 2.0
    y[2] = w
    return np.sum(y)


FUNCTIONS = (
    copied_row_after_row,
    copied_as_it_lies,
    written_and_needed,
    written_in_a_branch,
    written_in_a_loop,
    argument_written,
    view_summed_before_a_write,
    views_of_a_view,
    column_before_a_write,
    view_given_to_a_function,
)


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("function", FUNCTIONS)
def test_copies_lie_as_in_the_program(function, order):
    both = adgen.value_and_grad(function)
    draw = np.random.default_rng(0)
    for _ in range(20):
        x = np.array(draw.standard_normal((4, 30)), order=order)
        assert both(x)[0] == function(x.copy(order="K"))
    adgen.check(function, x)
