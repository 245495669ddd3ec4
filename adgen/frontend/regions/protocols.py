"""What a loop does with an object that is its own iterator, or has items and no `__iter__`.

They are read as the user's own functions are, never run.
"""

# mypy: ignore-errors

from __future__ import annotations


def each_next(iterator):
    while True:
        try:
            value = iterator.__next__()
        except StopIteration:
            return
        yield value


def each_item(sequence):
    place = 0
    while True:
        try:
            value = sequence[place]
        except IndexError:
            return
        yield value
        place += 1


def next_or(iterator, default):
    try:
        return iterator.__next__()
    except StopIteration:
        return default
