"""The iterators of itertools as generator functions: read as the user's own are, never run.

`values` can be iterated over and indexed, `elements` only iterated over.
"""

# mypy: ignore-errors
# ruff: noqa: C416, UP028

from __future__ import annotations

import numpy as np


def accumulated(values, function):
    if len(values) > 0:
        total = values[0]
        yield total
        for value in values[1:]:
            total = function(total, value)
            yield total


def accumulated_from(elements, function, total):
    yield total
    for value in elements:
        total = function(total, value)
        yield total


def chained(*iterables):
    for elements in iterables:
        yield from elements


def flattened(iterables):
    for elements in iterables:
        yield from elements


def sliced(elements, start, stop, step):
    count = 0
    if stop is None or stop > 0:
        for value in elements:
            if count >= start and (count - start) % step == 0:
                yield value
            count += 1
            if stop is not None and count >= stop:
                break


def taken_while(function, elements):
    for value in elements:
        if not function(value):
            break
        yield value


def dropped_while(function, elements):
    dropping = True
    for value in elements:
        if dropping:
            dropping = bool(function(value))
        if not dropping:
            yield value


def rejected(function, elements):
    for value in elements:
        if not function(value):
            yield value


def selected(elements, selectors):
    for value, selector in zip(elements, selectors):
        if selector:
            yield value


def star_mapped(function, elements):
    for args in elements:
        yield function(*args)


def repeated(value, times):
    for _ in range(times):
        yield value


def endless(value):
    while True:
        yield value


def counted(number, step):
    while True:
        yield number
        number += step


def cycled(values):
    while True:
        for value in values:
            yield value


def longest_pairs(first, second, fill):
    for i in range(max(len(first), len(second))):
        yield (
            first[i] if i < len(first) else fill,
            second[i] if i < len(second) else fill,
        )


def products(first, second):
    for a in first:
        for b in second:
            yield a, b


def triple_products(first, second, third):
    for a in first:
        for b in second:
            for c in third:
                yield a, b, c


def pairs(values):
    for i in range(len(values)):
        for j in range(i + 1, len(values)):
            yield values[i], values[j]


def triples(values):
    for i in range(len(values)):
        for j in range(i + 1, len(values)):
            for k in range(j + 1, len(values)):
                yield values[i], values[j], values[k]


def pairs_with_itself(values):
    for i in range(len(values)):
        for j in range(i, len(values)):
            yield values[i], values[j]


def ordered_pairs(values):
    for i in range(len(values)):
        for j in range(len(values)):
            if i != j:
                yield values[i], values[j]


def single_indices(indices):
    for i in indices:
        yield (i,)


def elements_of_line(values):
    for i in range(len(values)):
        yield (i,), values[i]


def elements_of_table(values):
    rows, columns = values.shape
    for i in range(rows):
        for j in range(columns):
            yield (i, j), values[i, j]


def elements_of_block(values):
    layers, rows, columns = values.shape
    for i in range(layers):
        for j in range(rows):
            for k in range(columns):
                yield (i, j, k), values[i, j, k]


def fromiter(values):
    return np.array([value for value in values], dtype=float)


def fromiter_in_single(values):
    return np.array([value for value in values], dtype=np.float32)


def fromiter_of_complex(values):
    return np.array([value for value in values], dtype=complex)


def of_each(function, values):
    return np.array([function(value) for value in values])


def of_each_in_double(function, values):
    return np.array([function(value) for value in values], dtype=float)


def of_each_in_table(function, values):
    found = np.array([function(value) for value in np.ravel(values)])
    return np.reshape(found, np.shape(values) + np.shape(found)[1:])


def of_each_in_double_table(function, values):
    found = np.array([function(value) for value in np.ravel(values)], dtype=float)
    return np.reshape(found, np.shape(values) + np.shape(found)[1:])


def set_in_turn(entries, places, values):
    if len(places) != len(values):
        raise ValueError("an extended slice is set to another number of entries")
    for place, value in zip(places, values):
        entries[place] = value


def numbers_of_python(a):
    return [float(v) for v in a]


def rows_of_numbers_of_python(a):
    return [[float(v) for v in row] for row in a]
