"""Lists: literals and lists that grow, changed in every way Python has."""

import heapq
import math

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(4))
def inserted_and_removed(x):
    xs = [x[0], x[1] * x[2]]
    xs.insert(1, x[3] * x[0])
    xs.insert(0, x[2] ** 2)
    del xs[1]
    return xs[0] * xs[1] + xs[-1]


@zoo(draw(4))
def popped_from_the_front(x):
    xs = [e * e for e in x]
    first = xs.pop(0)
    second = xs.pop(1)
    return first * second + sum(xs)


@zoo(draw(6))
def queue_in_a_loop(x):
    queue = [x[0], x[1]]
    s = 0.0
    for i in range(2, 6):
        queue.append(x[i] * queue[0])
        s += queue.pop(0) * queue[-1]
    return s + queue[0] * queue[1]


@zoo(draw(5))
def stack_in_a_while(x):
    stack = [x[0]]
    s = 0.0
    k = 0
    while stack and k < 5:
        v = stack.pop()
        s += v * v
        if k < 4:
            stack.append(v * x[k + 1])
        k += 1
    return s


@zoo(draw(4))
def items_set_in_a_loop(x):
    ys = [0.0] * len(x)
    for i in range(len(x)):
        ys[i] = x[i] ** 2
    for i in range(1, len(x)):
        ys[i] += ys[i - 1] * x[i]
    return sum(ys) * ys[-1]


@zoo(draw(4))
def items_of_a_grown_list_set(x):
    ys = []
    for e in x:
        ys.append(e * e)
    ys[0] = ys[1] * ys[2]
    ys[-1] *= 2.0
    for i in range(3):
        ys[i] = ys[i] * ys[i + 1]
    return sum(ys)


@zoo(draw(5))
def slice_of_a_grown_list(x):
    ys = [e * e for e in x]
    return sum(ys[1:3]) * ys[0] + sum(ys[::-1][:2]) + sum(ys[-2:])


@zoo(draw(5))
def slice_assigned(x):
    ys = [x[0], x[1], x[2], x[3], x[4]]
    ys[1:3] = [ys[3] * ys[4], ys[0]]
    ys[3:] = [ys[1] * 2.0]
    return ys[0] * ys[1] * ys[2] + ys[3]


@zoo(draw(5))
def reversed_in_place(x):
    ys = [e * e for e in x]
    ys.reverse()
    s = 0.0
    for i, y in enumerate(ys):
        s += y * i
    return s * ys[0]


@zoo(draw(5))
def sorted_in_place(x):
    ys = [e * 2.0 for e in x]
    ys.sort()
    return ys[0] * ys[1] + ys[-1] ** 2


@zoo(draw(5))
def sorted_backwards(x):
    ys = [e * 2.0 for e in x]
    ys.sort(reverse=True)
    return ys[0] * ys[1] + ys[-1] ** 2


@zoo(draw(5))
def sorted_by_key(x):
    ys = list(x)
    ys.sort(key=lambda v: -v * v)
    zs = sorted(x, key=abs, reverse=True)
    return ys[0] * ys[1] * 3.0 + zs[0] * zs[2]


@zoo(draw(4))
def pairs_sorted(x):
    pairs = [(e * e, i) for i, e in enumerate(x)]
    pairs.sort()
    s = 0.0
    for value, i in pairs:
        s += value * x[i] * (i + 1)
    return s + pairs[0][0]


@zoo(draw(4))
def cleared_and_filled_again(x):
    ys = [x[0], x[1]]
    s = ys[0] * ys[1]
    ys.clear()
    ys.append(x[2])
    ys.append(s)
    return ys[0] * ys[1] + len(ys)


@zoo(draw(4))
def copied_lists_are_apart(x):
    ys = [x[0], x[1]]
    zs = ys.copy()
    us = ys[:]
    vs = list(ys)
    ys[0] = x[2]
    zs[1] = x[3]
    return ys[0] * zs[0] + zs[1] * us[0] + vs[0] * us[1]


@zoo(draw(4))
def grown_lists_copied(x):
    ys = []
    for e in x:
        ys.append(e)
    zs = ys.copy()
    us = ys[:]
    ys.append(x[0] * x[1])
    zs[0] = 2.0 * x[1]
    return sum(ys) * sum(zs) + us[0] * us[-1]


@zoo(draw(4))
def lists_added_at_run_time(x):
    ys = [e * e for e in x]
    zs = [math.sin(e) for e in x]
    us = ys + zs
    us = us + [x[0]]
    s = 0.0
    for i in range(len(us)):
        s += us[i] * (i + 1)
    return s


@zoo(draw(4))
def extended_by_a_grown_list(x):
    ys = [x[0]]
    zs = [e * e for e in x]
    ys.extend(zs)
    ys += [e * 3.0 for e in x]
    ys.extend(e + 1.0 for e in x)
    s = 0.0
    for i, y in enumerate(ys):
        s += y * y * (i + 1)
    return s


@zoo(draw(3))
def list_repeated_at_run_time(x):
    ys = [e * e for e in x] * 2
    return ys[0] * ys[3] + ys[4] + ys[2] * ys[5]


@zoo(draw(3))
def aliases_of_a_grown_list(x):
    ys = []
    zs = ys
    for e in x:
        ys.append(e * e)
    zs[0] = x[1]
    zs.append(x[2] * x[0])
    return sum(ys) + ys[0] * ys[-1] * len(zs)


def scale_in_place(values, factor):
    for i in range(len(values)):
        values[i] *= factor


@zoo(draw(3), 1.3)
def list_changed_by_a_callee(x, a):
    ys = [x[0], x[1] ** 2, x[2]]
    scale_in_place(ys, a)
    zs = [e * e for e in x]
    scale_in_place(zs, ys[0])
    return sum(ys) * sum(zs)


@zoo(draw(4))
def count_index_and_membership(x):
    names = ["a", "b", "c", "b"]
    s = x[names.index("c")] * names.count("b")
    if "a" in names and "z" not in names:
        s *= x[0]
    places = []
    for i in range(4):
        if i % 2 == 0:
            places.append(i)
    if 2 in places:
        s += x[places[1]]
    return s * x[places.index(2)]


@zoo(draw(3))
def first_and_rest(x):
    first, *rest = [e * e for e in x]
    *most, last = rest
    return first * sum(rest) + last * len(most)


@zoo(draw(3))
def nested_list_of_zeros(x):
    m = [[0.0] * 3 for _ in range(3)]
    for i in range(3):
        for j in range(3):
            m[i][j] = x[i] * x[j] ** 2
    s = 0.0
    for i in range(3):
        s += m[i][i] * m[0][i]
    return s + m[1][2]


@zoo(draw(4))
def nested_list_of_run_time_size(x):
    n = len(x)
    m = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            m[i][j] = x[i] * x[j] ** 2
            if j > 0:
                m[i][j] += m[i][j - 1] * 0.5
    s = 0.0
    for i in range(n):
        for j in range(n):
            s += m[i][j] * (i + 2 * j)
    return s


@zoo(draw(3))
def matrix_product_of_lists(x):
    a = [[x[0], x[1]], [x[1], x[2]]]
    b = [[1.0, x[2]], [x[0], 2.0]]
    c = [[0.0, 0.0], [0.0, 0.0]]
    for i in range(2):
        for j in range(2):
            for k in range(2):
                c[i][j] += a[i][k] * b[k][j]
    return c[0][0] * c[1][1] - c[0][1] * c[1][0]


@zoo(draw(4))
def rows_of_a_nested_list(x):
    rows = []
    for i in range(3):
        row = []
        for e in x:
            row.append(e ** (i + 1))
        rows.append(row)
    total = 0.0
    for row in rows:
        total += sum(row) * row[0]
    a = np.array(rows)
    return total + np.sum(a[0] * a[2]) + rows[1][2]


@zoo(draw(4))
def triangle_of_lists(x):
    rows = []
    for i in range(4):
        rows.append([x[j] * x[i] for j in range(i + 1)])
    s = 0.0
    for row in rows:
        for v in row:
            s += v * v
    return s + rows[3][1] * rows[2][2]


@zoo(draw(4))
def list_of_records(x):
    particles = []
    for i in range(3):
        particles.append((x[i], x[i + 1], i))
    s = 0.0
    for position, velocity, k in particles:
        s += position * velocity * k
    p, v, _ = particles[1]
    particles[0] = (p * v, v, 5)
    return s + particles[0][0] * particles[0][2] * particles[2][1]


@zoo(draw(4))
def list_of_dicts(x):
    bodies = [{"p": x[0], "v": x[1]}, {"p": x[2], "v": x[3]}]
    for step in range(3):
        for body in bodies:
            body["p"] += 0.1 * body["v"]
            body["v"] -= 0.1 * body["p"] ** 2
    return bodies[0]["p"] * bodies[1]["v"] + bodies[1]["p"]


@zoo(draw(2, 3))
def list_of_arrays_changed(x):
    layers = [x[0].copy(), x[1] * 2.0]
    for k in range(3):
        layers[0] = layers[0] + layers[1] * 0.3
        layers[1] = layers[1] * layers[0]
    return np.sum(layers[0] * layers[1])


@zoo(draw(4))
def stacked_and_joined(x):
    rows = []
    for i in range(3):
        rows.append(x * (i + 1) + x[i])
    a = np.stack(rows)
    b = np.hstack([rows[0], rows[1]])
    d = np.mean(rows, axis=0)
    return np.sum(a[1] * a[2]) + np.sum(b[::2] ** 2) + np.sum(a[0] * d)


@zoo(draw(4))
def extremes_of_a_grown_list(x):
    ys = [e * (i + 1) for i, e in enumerate(x)]
    return max(ys) * min(ys) + np.max(ys) + np.sum(np.array(ys) * x)


@zoo(draw(4))
def history_kept(x):
    history = [x]
    for k in range(4):
        history.append(np.sin(history[-1]) * 0.9 + history[0] * 0.1)
    return np.sum(history[-1] * history[-2]) + np.sum(history[2])


@zoo(1.3)
def fibonacci_list(x):
    fib = [x, x * x]
    for i in range(2, 7):
        fib.append(fib[i - 1] * 0.5 + fib[i - 2] * x)
    return fib[6] * fib[-3]


@zoo(draw(3))
def dynamic_programme(x):
    best = [0.0] * 6
    for c in range(1, 6):
        for k in range(3):
            if k + 1 <= c:
                candidate = best[c - k - 1] + math.exp(x[k]) * (k + 1)
                if candidate > best[c]:
                    best[c] = candidate
    return best[5] * best[2]


@zoo(draw(4))
def removed_by_value(x):
    order = [0, 1, 2, 3]
    order.remove(2)
    s = 1.0
    for i in order:
        s *= x[i] + i
    return s


@zoo(draw(5))
def prefix_sums_zipped(x):
    sums = [0.0]
    for e in x:
        sums.append(sums[-1] + e * e)
    s = 0.0
    for a, b in zip(sums, sums[1:]):
        s += (b - a) * a
    return s


@zoo(draw(4))
def list_argument_swapped(x):
    ys = [x[0], x[1], x[2], x[3]]
    ys[0], ys[2] = ys[2], ys[0] * 2.0
    i, j = 1, 3
    ys[i], ys[j] = ys[j], ys[i]
    return ys[0] * 1.0 + ys[1] * 2.0 + ys[2] * ys[3]


@zoo(draw(5))
def bubble_sort_of_a_list(x):
    ys = list(x)
    n = len(ys)
    for i in range(n):
        for j in range(n - 1 - i):
            if ys[j] > ys[j + 1]:
                ys[j], ys[j + 1] = ys[j + 1], ys[j]
    s = 0.0
    for k in range(n):
        s += ys[k] * ys[k] * (k + 1)
    return s


@zoo(draw(4))
def deleted_in_a_loop(x):
    ys = [e * e for e in x]
    s = 0.0
    while len(ys) > 1:
        s += ys[0] * ys[1]
        del ys[0]
    return s + ys[0]


@zoo(draw(4))
def inserted_in_a_loop(x):
    ys = []
    for e in x:
        ys.insert(0, e * e)
    s = 0.0
    for i, y in enumerate(ys):
        s += y * (i + 1) * x[i]
    return s


@zoo(draw(3))
def list_in_a_tuple_in_a_dict(x):
    model = {"layers": [x[0], x[1]], "other": ([x[2]], 2.0)}
    model["layers"].append(x[0] * x[1])
    model["other"][0][0] *= model["other"][1]
    return sum(model["layers"]) * model["other"][0][0]


@zoo(draw(3))
def two_dimensional_comprehension(x):
    table = [[a * b for b in x] for a in x]
    flat = [v for row in table for v in row]
    transposed = [[row[j] for row in table] for j in range(3)]
    return sum(flat) * table[0][1] + transposed[2][1] * len(flat)


@zoo(draw(4))
def list_negative_and_computed_indices(x):
    ys = [e * e for e in x]
    s = ys[-1] * ys[-2]
    for i in range(1, 3):
        s += ys[-i] * ys[i - 1]
    return s


@zoo(draw(3))
def list_multiplied_in_place(x):
    ys = [x[0], x[1]]
    ys *= 2
    ys += (x[2], 1.0)
    return ys[0] * ys[3] + ys[2] * ys[4]


@zoo(draw(4))
def any_all_min_of_lists(x):
    ys = [abs(e) + 1.0 for e in x]
    if all(y > 0.5 for y in ys) and any(y > 1.0 for y in ys):
        return min(ys) * sum(sorted(ys)[:2])
    return sum(ys)


@zoo(draw(4))
def arrays_of_a_list_read_twice(x):
    ys = []
    for e in x:
        ys.append(x * e)
    z = ys[0] * x + ys[1]
    q = np.sum(z * z)
    total = sum(ys)
    return np.sum(total * total) + q


@zoo(draw(4))
def arrays_of_a_grown_list_replaced(x):
    ys = [x * e for e in x]
    for i in range(3):
        ys[i] = ys[i] * ys[i + 1]
    ys[-1] = x
    return np.sum(ys[0] * ys[1]) + np.sum(ys[3] * ys[2])


@zoo(draw(4))
def integers_in_a_list_become_floats(x):
    counts = [0] * 5
    for i in range(4):
        counts[i] = counts[i - 1] + x[i] * x[i]
    return counts[3] * counts[1]


@zoo(draw(4))
def list_of_lists_swapped(x):
    n = len(x)
    a = [[x[i] * x[j] + (i == j) for j in range(n)] for i in range(n)]
    for i in range(n):
        for j in range(i):
            a[i][j], a[j][i] = a[j][i], a[i][j] * 2.0
    return a[0][1] * a[2][1] + a[3][0]


@zoo(draw(3))
def gauss_elimination_with_lists(x):
    n = len(x)
    a = [[1.0 / (i + j + 1) + x[i] * x[j] for j in range(n)] for i in range(n)]
    b = [x[i] ** 2 for i in range(n)]
    for k in range(n):
        for i in range(k + 1, n):
            factor = a[i][k] / a[k][k]
            for j in range(k, n):
                a[i][j] -= factor * a[k][j]
            b[i] -= factor * b[k]
    y = [0.0] * n
    for i in range(n - 1, -1, -1):
        s = b[i]
        for j in range(i + 1, n):
            s -= a[i][j] * y[j]
        y[i] = s / a[i][i]
    return sum(y) * y[0]


@zoo(draw(4))
def records_with_lists(x):
    cells = []
    for i in range(4):
        cells.append((x[i] ** 2, [x[i], i * x[0]]))
    s = 0.0
    for weight, values in cells:
        s += weight * sum(values)
    return s


@zoo(draw(5))
def largest_kept_in_order(x):
    best = []
    for e in x:
        best.append(e * e)
        best.sort(reverse=True)
        if len(best) > 3:
            best.pop()
    return best[0] * best[1] + best[2]


@zoo(draw(5))
def inserted_by_bisection(x):
    ys = []
    for e in x:
        place = 0
        while place < len(ys) and ys[place] < e:
            place += 1
        ys.insert(place, e)
    s = 0.0
    for i, y in enumerate(ys):
        s += y * y * (i + 1)
    return s


@zoo(draw(5))
def taken_from_the_middle(x):
    ys = [e * e for e in x]
    s = 0.0
    k = 7
    while len(ys) > 1:
        k = (k * 5 + 3) % len(ys)
        s = s * 0.5 + ys.pop(k) * ys[0]
    s += ys.pop(-1)
    return s


@zoo(draw(5))
def slice_of_a_grown_list_replaced(x):
    ys = [e * e for e in x]
    ys[1:3] = [ys[0] * ys[4]]
    ys[:1] = [x[0], x[1], x[2]]
    del ys[4:]
    s = 0.0
    for i, y in enumerate(ys):
        s += y * (i + 1)
    return s * ys[1]


@zoo(draw(4))
def pieces_joined(x):
    pieces = []
    for i in range(1, 4):
        pieces.append(x[:i] * x[i])
    whole = np.concatenate(pieces)
    return np.sum(whole * np.arange(6.0)) * whole[3]


@zoo(draw(2, 3))
def matrices_joined(x):
    parts = [x * (k + 1) + x[0, k] for k in range(3)]
    below = np.concatenate(parts)
    beside = np.concatenate(parts, axis=1)
    rows = [row * row[0] for row in x]
    return (
        np.sum(below[1] * below[4])
        + np.sum(beside[:, 4] ** 2)
        + np.sum(np.vstack(rows) * np.vstack(parts)[2:4])
    )


@zoo(draw(3))
def sum_from_a_complex_start(x):
    return sum(x, 1j).imag + abs(sum(x, 1j))


@zoo(draw(3))
def sum_from_an_array(x):
    terms = [x[0], x[1] ** 2]
    return np.sum(sum(terms, np.zeros(3)) * x) + np.sum(
        sum([x, x * x], np.ones((2, 3)))
    )


@zoo(draw(3))
def sum_of_a_list_from_an_array(x):
    terms = []
    for v in x:
        terms.append(v * v)
    return np.sum(sum(terms, x) ** 2)


def _ended(values):
    values.append(values[0] * 2.0)
    return values


@zoo(draw(4, 2), draw(4, 2, seed=3))
def two_lists_of_rows(x, v):
    """The lists share their rows, perhaps; they are two lists, all the same."""
    xs, vs = [], []
    for i in range(len(x)):
        xs.append(x[i])
        vs.append(v[i])
    longer = _ended(xs)
    longer.append(v[0] * x[1])
    xs[0] = 3.0 * x[2]
    s = xs[-1][0] * xs[0][1] + longer[0][0]
    return s + sum(np.dot(a, b) for a, b in zip(xs, vs))


@zoo(draw(4, 2))
def arrays_of_a_grown_list_changed_in_place(x):
    rows = []
    for r in x:
        rows.append(r * r)
    for i in range(len(rows)):
        rows[i] += rows[0]
        rows[i] *= 2.0
    return sum(np.sum(r) * i for i, r in enumerate(rows))


@zoo(draw(4, 2))
def lists_of_lists_of_lists_written(x):
    boxes = [[[v * j for j in range(2)] for v in row] for row in x]
    boxes[0][1][1] = 5.0 * x[0, 0]
    boxes[1][0][0] += x[1, 1]
    return sum(sum(sum(r) for r in rows) * k for k, rows in enumerate(boxes))


@zoo(draw(4, 2))
def records_of_arrays_read(x):
    pairs = []
    for i in range(len(x)):
        pairs.append((x[i, 0], x[i] * 1.0))
    pair = pairs[1]
    a, b = pairs[2]
    pairs[0] = (a, b * 2.0)
    most = max(pairs, key=lambda p: p[1][0])
    return pair[0] * pair[1][0] + a * np.sum(b) + pairs[0][1][1] * most[0]


WEIGHTS = np.arange(8.0).reshape(4, 2)


@zoo(draw(4))
def rows_of_a_global_array_in_a_list(x):
    rows, terms = [], []
    for i in range(len(x)):
        rows.append(WEIGHTS[i])
        terms.append(x[i] * rows[i])
    return sum(np.sum(r) * t[1] for r, t in zip(rows, terms))


@zoo(draw(5))
def lists_in_displays(x):
    squares = [v**2 for v in x]
    mixed = [x[0], *squares, 2.0, *x[:2], *(v * 0.5 for v in x)]
    alone = [*squares]
    alone.append(mixed[3])
    return sum(mixed) * len(alone) * alone[0] + alone[-1] * len(squares)


@zoo(np.array([0.7, -0.4, 1.3, 0.2, 0.9]))
def smallest_and_largest_few(x):
    few = heapq.nsmallest(2, x)
    far = heapq.nlargest(2, list(x), key=lambda v: (v - 0.3) ** 2)
    k = len(x) - 2
    return few[0] * few[1] + far[0] * far[1] * sum(heapq.nlargest(k, x))


@zoo(draw(3), 4)
def lists_read_where_they_are_long_enough(x, n):
    first, second = [], []
    for i in range(n):
        if first:
            x = x * second[-1]
        if i > 1:
            x = x + 0.1 * first[0] * second[1]
        first.append(x)
        second.append(x + 1.0)
    return np.sum(x)


@zoo(draw(3), draw(3, 3), 4)
def two_loop_recursion(x, a, n):
    steps, slopes = [], []
    g = a @ x + x**3
    for _ in range(n):
        q, factors = g, []
        for s, y in zip(reversed(steps), reversed(slopes)):
            factor = (s @ q) / (1.0 + y @ y)
            factors.append(factor)
            q = q - factor * y
        if steps:
            q = q * ((steps[-1] @ slopes[-1]) / (1.0 + slopes[-1] @ slopes[-1]))
        for (s, y), factor in zip(zip(steps, slopes), reversed(factors)):
            q = q + s * (factor - (y @ q) / (1.0 + y @ y))
        x_next = x - 0.5 * q
        g_next = a @ x_next + x_next**3
        steps.append(x_next - x)
        slopes.append(g_next - g)
        x, g = x_next, g_next
        if len(steps) > 2:
            steps.pop(0)
            slopes.pop(0)
    return 0.5 * x @ a @ x
