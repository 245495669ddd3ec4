"""Objects that are their own iterators, by `__next__`, and objects with items and no `__iter__`."""

from __future__ import annotations

import numpy as np

from tests.zoo.registry import draw, zoo


class Squares:
    def __init__(self, x):
        self.x = x
        self.k = 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.k >= len(self.x):
            raise StopIteration
        self.k += 1
        return self.x[self.k - 1] ** 2


class Growing:
    def __init__(self, a, b):
        self.a = a
        self.b = b

    def __iter__(self):
        return self

    def __next__(self):
        self.a, self.b = self.b, self.a + 0.5 * self.b
        if self.a > 6.0:
            raise StopIteration
        return self.a


class Batches:
    def __init__(self, x, size):
        self.x = x
        self.size = size

    def __iter__(self):
        self.start = 0
        return self

    def __next__(self):
        if self.start < len(self.x):
            batch = self.x[self.start : self.start + self.size]
            self.start += self.size
            return batch
        else:
            raise StopIteration


class Column:
    def __init__(self, x):
        self.x = x

    def __getitem__(self, i):
        return self.x[i] * (i + 1)


@zoo(draw(5))
def sum_of_an_iterator(x):
    total = sum(v * x[0] for v in Squares(x))
    for v in Squares(x):
        total = 0.5 * total + v
    return total * np.sum(np.array(list(Squares(x))))


@zoo(np.array([0.9, 0.7, 1.2]))
def iterator_that_ends_by_its_values(x):
    total = 0.0
    for v in Growing(x[0], x[1]):
        total = total * x[2] + v
    return total


@zoo(np.array([0.9, 0.7, 1.2]))
def iterator_left_early_and_read_on(x):
    values = Growing(x[0], x[1])
    total = 0.0
    for i, v in enumerate(values):
        if i == 2:
            break
        total = total * x[2] + v
    for v in values:
        total = total + v**2
    return total + values.b


@zoo(draw(5))
def batches_in_epochs(x):
    total = 0.0
    batches = Batches(x, 2)
    for _ in range(2):
        for batch in batches:
            total = total * x[1] + np.sum(batch**2) * x[0]
    return total


@zoo(draw(5))
def next_with_and_without_a_default(x):
    values = iter(Squares(x))
    total = next(values) * next(values)
    while True:
        v = next(values, None)
        if v is None:
            break
        total += v * v * x[0]
    return total


@zoo(draw(5))
def next_until_it_raises(x):
    values = Squares(x)
    total = 0.0
    while True:
        try:
            total = 2.0 * total + next(values)
        except StopIteration:
            break
    return total


@zoo(draw(4), draw(4, seed=2))
def iterators_side_by_side(x, y):
    total = 1.0
    for v, w in zip(Squares(x), Column(y)):
        total = total * v + w
    return total


@zoo(draw(4))
def items_without_an_iter(x):
    total = 0.0
    for v in Column(x):
        total = total * x[0] + v**2
    return total


class Doubled:
    """It has items, and no end that is known."""

    def __init__(self, x):
        self.x = x

    def __getitem__(self, place):
        if place >= len(self.x):
            raise IndexError
        return 2.0 * self.x[place]


@zoo(draw(4))
def spread_in_a_list(x):
    return max([0.2, *Squares(x)]) + sum([*Doubled(x), *Squares(x)]) * x[1]


@zoo(draw(4))
def spread_in_a_tuple(x):
    values = (0.2, *Squares(x), x[0])
    return max(values) * sum(values)


@zoo(draw(4))
def rest_of_what_is_iterated_over(x):
    first, *rest = Squares(x)
    start, *_, end = (v * v for v in x if v < 5.0)
    return first * sum(rest) + start / (1.0 + end**2)


class Three:
    """Its items end where an IndexError says so, whatever `len` says."""

    def __init__(self, x, size):
        self.x, self.size, self.asked = x, size, 0

    def __getitem__(self, i):
        self.asked += 1
        if i >= 3:
            raise IndexError(i)
        return self.x[i] ** 2

    def __len__(self):
        return self.size


@zoo(draw(5))
def items_and_a_length_of_their_own(x):
    total = 0.0
    for size in (2, 3, 5):
        items = Three(x, size)
        for i, v in enumerate(items):
            total = total * x[4] + v * i
        a, b, c = items
        total = total + a * b * c * items.asked + max(items) * len(items)
    return total
