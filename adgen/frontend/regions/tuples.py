"""Tuples whose length is only known at run time, as a class: their entries, in a list.

It is read as a class of the user's is, never made. No method changes the list, and no two share one
that anything else could change.
"""

# mypy: ignore-errors

from __future__ import annotations


class LongTuple:
    def __getitem__(self, index):
        if isinstance(index, slice):
            return LongTuple(self.entries[index])
        return self.entries[index]

    def __len__(self):
        return len(self.entries)

    def __bool__(self):
        return len(self.entries) > 0

    def __iter__(self):
        return self.entries

    def __contains__(self, value):
        return value in self.entries

    def __mul__(self, times):
        return LongTuple(self.entries * times)

    def __rmul__(self, times):
        return LongTuple(self.entries * times)

    def __eq__(self, other):
        if not isinstance(other, tuple) or len(self) != len(other):
            return False
        for one, another in zip(self.entries, list(other)):
            if one != another:
                return False
        return True

    def index(self, value):
        return self.entries.index(value)

    def count(self, value):
        return self.entries.count(value)


# What the user knows it as.
LongTuple.__name__ = "tuple"
