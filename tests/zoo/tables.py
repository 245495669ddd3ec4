"""Dicts whose keys are computed at run time."""

import collections
import copy

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(4))
def squares_by_number(x):
    found = {}
    for i in range(len(x)):
        found[i] = x[i] ** 2
    return found[0] * found[len(x) - 1]


@zoo(draw(5))
def table_that_refers_back(x):
    made = {0: x[0], 1: x[1]}
    for i in range(2, len(x)):
        made[i] = made[i - 1] * made[i - 2] + x[i]
    return made[len(x) - 1] * len(made)


@zoo(draw(5))
def sums_of_groups(x):
    totals = {}
    for i in range(len(x)):
        totals[i % 3] = totals.get(i % 3, 0.0) + x[i] ** 2
    s = 0.0
    for group, total in totals.items():
        s += total**2 * (group + 1)
    return s


@zoo(draw(5))
def sums_of_groups_with_a_default(x):
    totals = collections.defaultdict(float)
    for i in range(len(x)):
        totals[i % 2] += x[i] ** 2
    return totals[0] * totals[1] + sum(totals.values())


@zoo(draw(4))
def counter_of_weights(x):
    weights = collections.Counter()
    for i in range(len(x)):
        weights[i % 2] += x[i]
    return weights[0] * weights[1] + weights[7]


@zoo(draw(3))
def table_of_pairs(x):
    grid = {}
    n = len(x)
    for i in range(n):
        for j in range(n):
            if i == 0 or j == 0:
                grid[i, j] = x[i] * x[j]
            else:
                grid[i, j] = grid[i - 1, j] * 0.5 + np.sin(grid[i, j - 1])
    return grid[n - 1, n - 1] + (grid[1, 1] if (1, 1) in grid else 0.0)


@zoo(draw(4))
def table_by_comprehension(x):
    squares = {i: v**2 for i, v in enumerate(x)}
    s = 0.0
    for key in squares:
        s = s + squares[key] * key
    return s


@zoo(draw(3), 2)
def table_by_an_argument(x, n):
    kept = {}
    kept[n] = x[0] * 2.0
    kept[n + 1] = x[1] * kept[n]
    if n + 1 in kept:
        kept[n] = kept[n + 1] ** 2
    return kept[n] + kept[n + 1]


@zoo(draw(4))
def entries_taken_out(x):
    held = {}
    for i in range(len(x)):
        held[i] = np.exp(x[i])
    last = held.pop(len(x) - 1)
    del held[0]
    return last * sum(held.values()) * len(held)


@zoo(draw(4))
def missing_key_caught(x):
    held = {}
    for i in range(len(x)):
        held[i] = x[i]
    try:
        return held[len(x)]
    except KeyError:
        return held[1] ** 2 * held[0]


def _halved(table, n):
    s = 0.0
    for key in range(n):
        s += table[key] ** 2
    table[0] = s / 2.0
    return s


@zoo(draw(4))
def table_changed_by_a_function(x):
    held = {}
    for i in range(len(x)):
        held[i] = x[i]
    also = held
    return _halved(held, len(x)) * also[0]


@zoo(draw(4))
def smallest_of_pairs(x):
    pairs = []
    for i in range(len(x)):
        pairs.append((x[i] ** 2, i))
    square, place = min(pairs)
    return square * x[place] + max(pairs)[0]


@zoo(draw(4))
def tables_copied(x):
    held = {}
    for i in range(len(x)):
        held[i] = x[i]
    other = copy.copy(held)
    other[0] = 0.0
    other[9] = 2.0 * x[1]
    third = copy.deepcopy(held)
    third[1] = 3.0
    return held[0] * other[9] + sum(held.values()) * len(held) + third[2]


@zoo(draw(5, 2))
def tables_of_arrays(x):
    held = {}
    for i in range(len(x)):
        held[i] = x[i] * 1.0
    sums = collections.defaultdict(lambda: np.zeros(2))
    for i in range(len(x)):
        held[i] += x[0]
        sums[i % 2] += held[i] * x[i]
    return held[1][0] * held[0][0] + np.sum(sums[0] * sums[1])


@zoo(draw(4))
def dict_of_pairs(x):
    squares = dict(enumerate(x**2))
    rows = dict(enumerate(x.reshape(2, 2)))
    named = collections.OrderedDict((i, v) for i, v in enumerate(x))
    return squares[0] * squares[1] + np.sum(rows[0] * rows[1]) * named[3]


@zoo(draw(3), ["a", "b", "c"])
def names_and_numbers(x, names):
    given = dict(zip(names, x))
    return given["b"] * given["c"] ** 2 + sum(given.values())


@zoo(draw(4))
def tables_filled_side_by_side(x):
    squares, lines = {}, {}
    for i in range(len(x)):
        squares[i] = x[i] ** 2
        lines[i + 2] = x[i] * 3.0
    both = squares | lines
    same = 1.0 if squares == lines else 2.0
    return same * sum(v * k for k, v in both.items()) * sum(squares.values())


@zoo(draw(4))
def copies_of_tables(x):
    squares = {}
    for i in range(len(x)):
        squares[i] = x[i] ** 2
    other = dict(squares)
    other[0] = other[1] * 2.0
    third = squares.copy()
    third[5] = x[0]
    return sum(squares.values()) * other[0] + len(third) * third[5] ** 2


@zoo(draw(5))
def copies_that_make_entries(x):
    sums = collections.defaultdict(float)
    counted = collections.Counter()
    for i in range(len(x)):
        sums[i % 2] += x[i] ** 2
        counted[i % 3] += x[i]
    more, others = sums.copy(), counted.copy()
    more[7] += x[0]
    others[9] += 1.0
    return sum(more.values()) * sums[0] + sum(others.values()) * counted[1]


@zoo(draw(4))
def updated_by_pairs(x):
    table = {1: x[0]}
    table.update(enumerate(x))
    table |= {0: x[2] ** 2, 5: x[0]}
    return table[1] * table[2] + table[3]


@zoo(draw(4))
def extremes_of_perhaps_nothing(x):
    none = max([v for v in x if v > 100.0], default=0.5)
    some = max((v * 2.0 for v in x if v > -100.0), default=0.0)
    least = min((v for v in x if v > 100.0), key=lambda v: v**2, default=x[1])
    return none * some * least + max([x[0] ** 2], default=3.0)


@zoo(draw(5))
def last_entries_taken(x):
    held = collections.OrderedDict()
    for i in range(len(x)):
        held[i] = x[i] ** 2
        held.move_to_end(i // 2)
        if len(held) > 3:
            held.popitem(last=False)
    s = 0.0
    while held:
        key, value = held.popitem()
        s = s * x[0] + value * key
    return s


@zoo(draw(5))
def tables_updated_and_cleared(x):
    held = {}
    for i in range(len(x)):
        held[i] = x[i]
    held.update([(0, x[1] ** 2), (9, x[2])])
    held.update({1: x[0]})
    s = sum(held.values()) * held.pop(9, 0.0) + held.pop(77, x[3])
    held.clear()
    held[4] = x[4] * s
    return held[4] * len(held) + s**2


# literal keys that are not there on every path ------------------------------------------------


@zoo(draw(5))
def keys_first_set_in_a_loop(x):
    last = {}
    counted = collections.Counter()
    for i in range(len(x)):
        last["value"] = x[i] ** 2
        last["both"] = last["value"] * x[0]
        counted["steps"] += 1
        counted["sum"] += x[i]
    return (
        last["value"] * last["both"] + counted["sum"] * counted["steps"] + counted["no"]
    )


@zoo(draw(5))
def history_by_default(x):
    history = collections.defaultdict(list)
    p = x[0]
    for k in range(len(x)):
        p = p + 0.1 * x[k]
        history["p"].append(p)
        if k % 2:
            history["q"].append(p * x[k])
    return np.sum(np.array(history["p"]) ** 2) * sum(history["q"])


@zoo(draw(4))
def keys_set_on_one_path(x):
    found = {1: x[1], "b": x[2]}
    if x[0] > -5.0:
        found[0] = x[0] ** 2
    else:
        del found["b"]
    s = found[0] * found.get("b", 1.0)
    for key, value in found.items():
        s += value**2
    return s * len(found)


@zoo(draw(5))
def key_asked_for_in_a_loop(x):
    state = {"a": x[0], "gone": x[1]}
    k = 0
    while k < len(x):
        if "level" in state:
            state["level"] = state["level"] * x[k] + state["a"]
        else:
            state["level"] = x[k] ** 2
        state["a"] = state.get("level", 1.0) * 0.5
        state.pop("gone", None)
        k += 1
    return state["a"] * state["level"] + sum(state.values()) * len(state)


class Keeper:
    def __init__(self):
        self.kept = {}

    def keep(self, name, value):
        self.kept[name] = value


@zoo(draw(4, 2))
def arrays_kept_in_a_loop(x):
    keeper = Keeper()
    for i in range(len(x)):
        keeper.keep("row", x[i] * x[0])
        keeper.keep("square", x[i] ** 2)
    return np.sum(keeper.kept["row"] * keeper.kept["square"])


@zoo(draw(4))
def a_table_updated_by_names(x):
    held = {key: v**2 for key, v in zip("abcd", x)}
    held["a"] *= held["b"]
    held.update(e=held.pop("c") * 3)
    held.update({"b": x[0]}, d=held["e"] * x[1])
    return sum(held.values()) + sum(len(key) * v for key, v in held.items())


@zoo(draw(3), 4)
def a_key_read_in_front_of_where_it_is_set(x, n):
    held = {}
    for i in range(n):
        if i > 0:
            x = x + 0.5 * held["last"]
        held["last"] = x * x
    return np.sum(x)
