"""for: over ranges, arrays, rows, tuples, lists, enumerate, zip, reversed, dict items."""

import math

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(1.1, 4)
@zoo(1.1, 0)
def over_range(x, n):
    y = 1.0
    for i in range(n):
        y = y * x + i
    return y


@zoo(1.1)
def over_range_from_to(x):
    y = x
    for i in range(2, 6):
        y = math.sin(y) * i
    return y


@zoo(1.1)
def over_range_with_a_step(x):
    y = x
    for i in range(1, 10, 3):
        y = y * x - i
    return y


@zoo(draw(5))
def over_range_backwards(x):
    y = 0.0
    for i in range(len(x) - 1, -1, -1):
        y = y * 0.5 + x[i] ** 2
    return y


@zoo(draw(4))
def over_an_array(x):
    y = 1.0
    for e in x:
        y = y * (1.0 + e * e)
    return y


@zoo(draw(3, 2))
def over_the_rows_of_a_matrix(a):
    y = 1.0
    for row in a:
        y = y + row[0] * np.sum(row * row) * y
    return y


@zoo(draw(3, 2))
def over_the_entries_of_rows(a):
    y = 0.0
    for row in a:
        for e in row:
            y = y * 0.5 + e * e
    return y


@zoo(1.1, 0.7)
def over_a_tuple(x, y):
    z = 1.0
    for e in (x, y, x * y):
        z = z * e + e
    return z


@zoo(1.1, 0.7)
def over_a_list_of_constants(x, y):
    z = x
    for c in [0.5, 1.5, -2.0]:
        z = z * c + y
    return z * z


@zoo([1.1, 0.7, -0.3])
def over_a_list_argument(xs):
    z = 1.0
    for x in xs:
        z = z * math.cos(x)
    return z


@zoo(draw(4))
def over_enumerate(x):
    y = 0.0
    for i, e in enumerate(x):
        y = y + i * e * e
    return y


@zoo(draw(4))
def over_enumerate_with_a_start(x):
    y = 1.0
    for i, e in enumerate(x, start=1):
        y = y * (1.0 + e / i)
    return y


@zoo(draw(4), draw(4, seed=2))
def over_zip(x, y):
    z = 0.0
    for a, b in zip(x, y):
        z = z * a + b * b
    return z


@zoo(draw(4), draw(3, seed=2))
def over_zip_of_unequal_lengths(x, y):
    z = 0.0
    for a, b in zip(x, y):
        z = z + a * a * b
    return z


@zoo(draw(3), draw(3, seed=2))
def over_zip_in_enumerate(x, y):
    z = 0.0
    for i, (a, b) in enumerate(zip(x, y)):
        z = z + a**i * b
    return z


@zoo(draw(4, low=0.5, high=1.5))
def over_reversed(x):
    y = 1.0
    for e in reversed(x):
        y = e + 1.0 / y
    return y


@zoo(1.3)
def over_reversed_range(x):
    y = x
    for i in reversed(range(1, 4)):
        y = y * x + i
    return y


@zoo({"a": 1.1, "b": 0.7})
def over_dict_items(params):
    y = 1.0
    for key, value in params.items():
        if key == "a":
            y = y * value
        else:
            y = y + value * value
    return y


@zoo({"a": 1.1, "b": 0.7})
def over_dict_values_and_keys(params):
    y = 1.0
    for value in params.values():
        y = y * value
    for key in params:
        y = y + params[key] ** 2
    return y


@zoo(1.3, 3)
def nested_loops(x, n):
    y = x
    for i in range(n):
        for j in range(i + 1):
            y = math.sin(y) + j * x
        y = y * x
    return y


@zoo(draw(3, 4))
def nested_loops_over_indices(a):
    y = 0.0
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            y = y + a[i, j] ** 2 * (i - j)
    return y


@zoo(1.3)
def loop_with_a_branch(x):
    y = x
    for i in range(5):
        if i % 2 == 0:
            y = y * x
        else:
            y = y + math.sin(x)
    return y


@zoo(0.4)
def loop_with_a_test_on_active(x):
    y = x
    for i in range(6):
        if y < 1.0:
            y = y + x * x + 0.1
        else:
            y = y * 0.5
    return y


@zoo(1.3)
def index_used_after_the_loop(x):
    i = 0
    for i in range(4):
        x = x * 1.1
    return x * i


@zoo(draw(3))
def target_is_an_existing_name(x):
    e = 2.0
    s = e * x[0]
    for e in x:
        s = s + e * e
    return s * e


@zoo(1.3)
def two_loops_in_a_row(x):
    y = x
    for i in range(3):
        y = y * x
    z = y
    for i in range(2):
        z = z + y * math.sin(z)
    return z


@zoo(1.3, 4)
def bound_is_changed_in_the_loop(x, n):
    y = x
    for i in range(n):
        n = 0
        y = y * x + n
    return y


@zoo(1.3, 0.4)
def several_carried_names(x, y):
    a, b = x, y
    for i in range(4):
        a, b = a * b, a + 0.3 * b
    return a + b


@zoo(1.0, 1.0)
def fibonacci(x, y):
    for i in range(6):
        x, y = y, x + y * 0.5
    return y * x


@zoo(draw(2, 3))
def unpacked_rows(a):
    y = 0.0
    for p, q, r in a:
        y = y + p * q - r * y
    return y


@zoo(1.3)
def over_a_range_kept_in_a_name(x):
    steps = range(3)
    y = x
    for i in steps:
        y = y * x
    return y * len(steps)


@zoo(1.3)
def over_a_list_built_before(x):
    terms = []
    for i in range(4):
        terms.append(x**i)
    y = 0.0
    for t in terms:
        y = y * 0.5 + t * t
    return y


@zoo(draw(4))
def over_pairs_of_slices(x):
    y = 0.0
    for a, b in zip(x[:-1], x[1:]):
        y = y + (b - a) ** 2
    return y


@zoo(draw(2, 2, 2))
def over_matrices_of_a_stack(a):
    p = np.eye(2)
    for m in a:
        p = p @ m + m
    return np.sum(p)
