"""A list of parts of one array, as a class: where each of them stands in the array.

parts.append(y[a:b])      parts.append((a, b))
parts[k] *= 2.0           a, b = parts[k]; y[a:b] *= 2.0

So what is written to a part is written to the array, and read from both. Which it is matters only
where one of them is written: such a list is made when the program is lowered again for a doubt
("parting"). The class is read as one of the user's is, never made.
"""

# mypy: ignore-errors

from __future__ import annotations

from functools import partial


class Windows(list):
    """Parts of the array `base`; `form` says what a place among `places` selects of it."""

    def __getitem__(self, index):
        return window(self, self.places[index])

    def __iter__(self):
        return map(partial(window, self), self.places)

    def __len__(self):
        return len(self.places)

    def __bool__(self):
        return len(self.places) > 0


# What the user knows it as.
Windows.__name__ = "list"


def window(windows, place):
    """The part of the array at a place; what it is lowered to stands with the containers."""
    raise NotImplementedError(windows, place)
