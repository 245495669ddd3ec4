"""Objects that compare themselves, in order: by their own `<` and `>`, as Python asks for them.

`values` is a list; read as the user's own functions are, never run.
"""

# mypy: ignore-errors

from __future__ import annotations


def first_of(question, first, others):
    best = first
    for other in others:
        if question(other, best):
            best = other
    return best


def place_of_largest(values):
    best = 0
    for i in range(1, len(values)):
        if values[i] > values[best]:
            best = i
    return best


def place_of_smallest(values):
    best = 0
    for i in range(1, len(values)):
        if values[i] < values[best]:
            best = i
    return best


def places_in_order(values):
    order = []
    for i in range(len(values)):
        k = len(order)
        while k > 0 and values[i] < values[order[k - 1]]:
            k -= 1
        order.insert(k, i)
    return order
