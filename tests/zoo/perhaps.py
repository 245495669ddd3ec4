"""Numbers and tuples that are None until there is one."""

from collections import namedtuple
from functools import reduce

import numpy as np

from tests.zoo.registry import draw, zoo


@zoo(draw(6))
def least_so_far(x):
    best = where = None
    for i in range(len(x)):
        y = (x[i] - 0.3) ** 2
        if best is None or y < best:
            best, where = y, i
    return best * x[where] + x[where - 1]


@zoo(draw(6))
def least_and_largest(x):
    low = high = None
    for v in x:
        if low is None or v < low:
            low = v
        if high is None or v > high:
            high = v
    return (high - low) ** 2 * high


@zoo(draw(5))
def differences_of_neighbours(x):
    before = None
    s = 0.0
    for v in x:
        if before is not None:
            s += (v - before) ** 2 * v
        before = v
    return s


@zoo(draw(5))
def smoothed_from_the_first(x):
    level = None
    levels = []
    for v in x:
        level = v if level is None else 0.7 * level + 0.3 * v**2
        levels.append(level)
    return sum(levels) * level


@zoo(draw(5))
def products_until_large(x):
    product = None
    s = 0.0
    for v in x:
        if product is None:
            product = v
            continue
        product = product * v
        if abs(product) > 0.2:
            s += product**2
            product = None
    return s if product is None else s + product


@zoo(np.array([0.2, 1.4, 0.3, 1.7]))
def place_found_or_not(x):
    where = nowhere = None
    for i in range(len(x)):
        if x[i] > 1.0 and where is None:
            where = i
        if x[i] > 100.0:
            nowhere = i
    y = x * x
    if where is None:
        return y[0]
    y[where] = x[0] * x[where]
    head = np.sum(y[:where]) + np.sum(y[where:nowhere] ** 2)
    return head * x[where] if nowhere is None else y[nowhere]


def _first_above(x, bound):
    for v in x:
        if v > bound:
            return v
    return None


@zoo(np.array([0.2, 1.4, 0.3, 1.7]))
def found_by_a_function(x):
    first, other = _first_above(x, 1.0), _first_above(x, 100.0)
    s = x[0]
    if first is not None:
        s += first**2
    return s if other is None else s * other


@zoo(np.array([3.0, 0.5]))
def iterates_and_the_one_before(x):
    y, before = x[0], None
    while before is None or abs(y - before) > 1e-13:
        before = y
        y = 0.5 * (y + x[0] / y)
    return y * before * x[1]


@zoo(draw(4))
def complex_product(x):
    z = None
    for v in x:
        z = v + 1j if z is None else z * (v + 0.5j)
    return abs(z) ** 2


@zoo(draw(4))
def places_made_before_they_are_filled(x):
    values = [None] * len(x)
    for i in range(len(x)):
        values[len(x) - 1 - i] = x[i] ** 2
    return sum(values) * values[0]


@zoo(draw(4))
def asked_for_its_type(x):
    before = None
    s = 0.0
    for v in x:
        s += v * isinstance(before, float)
        before = v
    return s * x[0]


@zoo(draw(4))
def none_caught(x):
    best = None
    failed = 0
    for v in x:
        try:
            best = best * v + 1.0
        except TypeError:
            failed += 1
            best = v
    return best**2 * failed


# tuples -----------------------------------------------------------------------------------------


@zoo(draw(6))
def least_with_its_place(x):
    best = None
    for i in range(len(x)):
        cost = (x[i] - 0.3) ** 2
        if best is None or cost < best[0]:
            best = (cost, i)
    cost, i = best
    return cost * x[i] + x[i - 1]


@zoo(draw(5))
def nearest_pair(x):
    best, pair = None, None
    for i in range(len(x)):
        for j in range(i + 1, len(x)):
            distance = (x[i] - x[j]) ** 2
            if best is None or distance < best:
                best, pair = distance, (i, j)
    i, j = pair
    return best * x[i] * x[j]


@zoo(draw(5))
def the_point_before(x):
    last = None
    area = 0.0
    for i in range(len(x)):
        point = (x[i], x[i] ** 2)
        if last:
            area += (point[0] - last[0]) * (point[1] + last[1])
        last = point
    return area * last[0]


Trial = namedtuple("Trial", "cost value")


@zoo(draw(5))
def best_trial(x):
    best = None
    for i in range(len(x)):
        trial = Trial(cost=(x[i] - 0.5) ** 2, value=x * x[i])
        best = trial if best is None or trial.cost < best.cost else best
    return best.cost * np.sum(best.value)


@zoo(draw(5))
def nested_in_a_tuple(x):
    best = None
    for i in range(len(x)):
        if not best or x[i] < best[0]:
            best = (x[i], (i, x[i] ** 2))
    value, (i, square) = best
    return value * square * x[i - 1] if best else x[0]


class Record:
    def __init__(self):
        self.best = None

    def see(self, value, place):
        if self.best is None or value < self.best[0]:
            self.best = (value, place)


@zoo(draw(5))
def record_of_an_object(x):
    record = Record()
    seen = {"last": None}
    for i in range(len(x)):
        record.see(x[i] ** 2, i)
        if seen["last"] is not None:
            seen["last"] = (seen["last"][0] * x[i], 2.0)
        else:
            seen["last"] = (x[i], 1.0)
    value, i = record.best
    return value * x[i - 1] * seen["last"][0] * seen["last"][1]


def _crossing(x, bound):
    for i, v in enumerate(x):
        if v > bound:
            return i, v
    return None


@zoo(np.array([0.2, 1.4, 0.3, 1.7]))
def pair_from_a_function(x):
    s = x[0]
    if (found := _crossing(x, 1.0)) is not None:
        s += found[1] ** 2 * x[found[0] - 1]
    other = _crossing(x, 100.0)
    if other and other[1] > 2.0:
        s += other[1]
    return s


def _better(best, v):
    return (v, v**2) if best is None or v < best[0] else best


@zoo(draw(5))
def reduced_to_a_pair(x):
    low, square = reduce(_better, x, None)
    return low * square


@zoo(np.array([0.2, 1.4, 0.6, 1.7, 0.9]))
def pair_or_none_matched(x):
    held = None
    s = 0.0
    for i in range(len(x)):
        match held:
            case (a, b) if a > 0.5:
                s += a * b
                held = (x[i] ** 2, 3.0)
            case (a, b):
                s += a * x[i]
                held = None
            case None:
                held = (x[i], 2.0)
    return s if held is None else s + held[0]


@zoo(np.array([0.1, 0.5, 0.7]))
@zoo(np.array([0.1, 0.5, 0.3]))
def nothing_behind_a_break(x):
    seen, number, array = [], 1.0, 2.0 * x
    pair, table = (x[0], x[1]), {"first": x[0]}
    for v in x:
        seen.append(v * x[0])
        number, array = number * v, array * v
        if v > 0.6:
            seen = number = array = pair = table = None
            break
    total = 5.0 * x[0] if seen is None else 2.0 * sum(seen)
    total += x[1] ** 2 if number is None else 3.0 * number
    total *= 1.0 + x[1] if array is None else np.sum(array)
    total += x[2] ** 3 if pair is None else pair[0] * pair[1]
    return total * (x[2] if table is None else 1.0 + table["first"])


@zoo(np.array([0.1, 0.5, 0.7]), 0.6)
@zoo(np.array([0.1, 0.5, 0.3]), 0.6)
@zoo(np.array([0.1, 0.5, 0.3]), 0.0)
def nothing_behind_an_inner_break(x, most):
    total, k = 0.0, 0
    while k < 3:
        best, i = x[k] * 1.0, 0
        while i <= k:
            if x[i] > most:
                best = None
                break
            best = best * x[i]
            i += 1
        if not best:
            total += x[k] ** 2
        else:
            total += 2.0 * best
        k += 1
    return total
