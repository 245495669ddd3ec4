"""Loops whose elements are looked up, or computed, when it is their turn: lists that are changed
while something runs over them, `map`, `filter`, generator expressions, zip of lists and arrays.
"""

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(3))
def list_changed_in_a_loop_over_it(x):
    xs = [x[0], x[1], x[2]]
    total = 0.0
    for v in xs:
        xs[1] = v * v
        total += v
    return total + xs[1]


@zoo(draw(3))
def list_that_grows_in_a_loop_over_it(x):
    queue = [x[0]]
    total = 0.0
    for v in queue:
        total += v * v
        if len(queue) < 4:
            queue.append(v * x[1])
    return total


@zoo(draw(3))
def list_that_shrinks_in_a_loop_over_it(x):
    xs = [x[0] * 2, x[1] * x[1], x[2]]
    total = 0.0
    for v in xs:
        total += v
        xs.pop()
    return total


@zoo(draw(3))
def lists_changed_in_a_zip(x):
    xs, ys = [x[0], x[1], x[2]], [x[1], x[2]]
    total = 0.0
    for i, (a, b) in enumerate(zip(xs, ys), 1):
        ys[1] = a * b
        xs[2] = a
        total += a * b * i
    return total


@zoo(draw(3))
def list_changed_in_a_loop_backwards(x):
    xs = [x[0], x[1], x[2]]
    total = 0.0
    for v in reversed(xs):
        xs[0] = v * v
        total += v
    return total


@zoo(draw(3))
def dict_changed_in_a_loop_over_it(x):
    params = {"a": x[0], "b": x[1]}
    total = 0.0
    for _, v in params.items():
        params["b"] = v * x[2]
        total += v
    return total


@zoo(draw(3))
def list_of_arrays_changed_in_a_loop_over_it(x):
    xs = [x, x * 2]
    total = 0.0
    for v in xs:
        xs[1] = v * v
        total += np.sum(v)
    return total


@zoo(draw(3))
def list_changed_while_a_generator_runs_over_it(x):
    xs = [x[0], x[1], x[2]]

    def doubled():
        for v in xs:
            yield v * 2

    total = 0.0
    for w in doubled():
        xs[2] = w * w
        total += w
    return total


# lists and arrays side by side --------------------------------------------------------


@zoo(draw(3))
def zip_of_a_list_and_an_array(x):
    total = 0.0
    for a, b in zip([x[0], x[1] * x[2], x[2]], x):
        total += a * a * b
    return total


@zoo(draw(3))
def zip_of_a_tuple_and_an_array(x):
    return sum(i * a * a * b for i, (a, b) in enumerate(zip((x[0], x[1]), x)))


@zoo(draw(3))
def zip_of_arrays_in_a_list_and_an_array(x):
    total = 0.0
    for a, b in zip([x, x * 2, x * x], x):
        total += np.sum(a) * b
    return total


@zoo(draw(3))
def zip_of_pairs_and_an_array(x):
    total = 0.0
    for (p, q), b in zip([(x[0], 1.0), (x[1], 2.0)], x):
        total += p * q * b
    return total


@zoo(draw(3))
def zip_of_dict_values_and_an_array(x):
    total = 0.0
    for b, a in zip(x, {"a": x[0], "b": x[1]}.values()):
        total += a * b
    return total


# map, filter, generator expressions ---------------------------------------------------


@zoo(draw(3))
def loop_over_map_of_a_list(x):
    total = 0.0
    for v in map(np.sin, [x[0], x[1]]):
        total += v
    return total


@zoo(draw(3))
def loop_over_map_while_its_list_changes(x):
    xs = [x[0], x[1], x[2]]
    total = 0.0
    for v in map(np.sin, xs):
        xs[2] = v * v
        total += v
    return total


@zoo(draw(3))
def loop_over_map_of_an_array(x):
    total = 0.0
    for v in map(np.sin, x):
        if v > 0.6:
            continue
        total = total * v + v
    return total


@zoo(np.array([0.5, 0.7, -0.3]))
def loop_over_filter_while_its_list_changes(x):
    xs = [x[0], x[1], x[2]]
    total = 0.0
    for v in filter(lambda v: v > 0.55, xs):
        xs[2] = 2 * v * v
        total += v
    return total


@zoo(draw(3))
def generator_of_what_the_loop_rebinds(x):
    total, k = 0.0, 1.0
    for v in (k * e for e in x):
        k = v + 1
        total += v
    return total


@zoo(np.array([0.5, 0.7, -0.3]))
def generator_with_a_test_in_a_zip(x):
    total = 0.0
    for v, w in zip((e * e for e in x if e > 0), x):
        total += v * w
    return total


@zoo(draw(3))
def generator_over_a_name_that_is_rebound(x):
    """The first iterable is evaluated where the generator expression stands."""
    xs = [x[0], x[1]]
    squares = (e * e for e in xs)
    xs = [x[1], x[2]]
    return sum(squares) + xs[0]


@zoo(draw(3))
def maps_and_generators_side_by_side(x):
    total = 0.0
    for i, (a, b) in enumerate(zip(map(np.sin, x), (e * e for e in x))):
        total += a * b * i
    return total


@zoo(draw(3))
def rows_of_a_generator_are_written(x):
    a = np.outer(x, x)
    total = 0.0
    for row in (r for r in a):
        row[0] = 5.0
        total += np.sum(row)
    return total + a[0, 0] * a[1, 1]


# arrays that are written in a loop over them ------------------------------------------


@zoo(draw(3))
def array_written_in_a_loop_over_it(x):
    total = 0.0
    for e in x:
        x[1] *= e
        total += e * e
    return total


@zoo(draw(3))
def array_and_its_reverse_written_in_a_zip(x):
    total = 0.0
    for i, (a, b) in enumerate(zip(x, x[::-1])):
        x[i] = a * b
        total += np.sin(a) * b
    return total


@zoo(draw(3))
def array_written_in_a_loop_backwards(x):
    total = 0.0
    for e in reversed(x):
        x[0] += e
        total += e * e
    return total


@zoo(draw(3))
def row_read_behind_a_write_to_its_array(x):
    a = np.outer(x, x)
    total = 0.0
    for row in a:
        a[1] = row * row[0]
        total += np.sum(row)
    return total


@zoo(draw(3))
def rows_written_in_a_zip(x):
    a = np.outer(x, x)
    total = 0.0
    for row, mirrored, e in zip(a, a[::-1], x):
        row *= e
        total += np.sum(mirrored)
    return total + a[0, 0] * a[1, 1]


@zoo(draw(3))
def array_added_to_in_a_loop_over_its_columns(x):
    a = np.outer(x, x)
    total = 0.0
    for k, column in enumerate(a.T, 2):
        a += column * k
        total += np.sum(column)
    return total + a[0, 0] * a[1, 1]


@zoo(draw(3))
def row_written_in_a_loop_over_the_row(x):
    a = np.outer(x, x)
    for row in a:
        for i, e in enumerate(row):
            row[(i + 1) % 3] += e * row[i]
    return np.sum(a * a)


@zoo(draw(3))
def array_written_in_two_loops_over_it(x):
    w = x.copy()
    for e in w:
        for f in w:
            w[1] += e * f
    return w[1]


@zoo(draw(3))
def numbers_beside_an_array_that_is_written(x):
    total = 0.0
    for i, e in zip(range(1, len(x)), x):
        x[i] = e * e
        total += e * i
    return total + x[-1]


@zoo(draw(4))
def array_written_in_a_loop_that_ends_early(x):
    y = x * 1.0
    for a, b in zip(y, y[1:]):
        y[-1] += a * b
        if a > 0.5:
            break
    else:
        y[0] += 1.0
    return np.sum(y * y)


@zoo(draw(3))
def list_of_unknown_length_written_in_a_loop_over_it(x):
    n = len(x)
    xs = [v * v for v in x]
    for k, v in enumerate(xs):
        xs[(k + 1) % n] += 0.5 * v
    return xs[0] * xs[1]


@zoo(draw(3))
def list_beside_an_array_written_in_a_zip(x):
    xs = [x[0], x[1], x[2]]
    total = 0.0
    for a, b in zip(xs, x):
        xs[2] = a * a
        total += a * b
    return total


@zoo(draw(3))
def array_written_while_a_generator_runs_over_it(x):
    y = x.copy()

    def elements():
        for e in y:
            yield 2.0 * e

    total = 0.0
    for e in elements():
        y[2] = e * e
        total += e
    return total
