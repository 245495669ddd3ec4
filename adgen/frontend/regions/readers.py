"""`iter(xs)` that is read several times, as a class: the sequence, and how far it has been read.

It is read as a class of the user's is, never made.
"""

# mypy: ignore-errors

from __future__ import annotations


class Reader:
    def __iter__(self):
        while self.place < len(self.of):
            value = self.of[self.place]
            self.place += 1
            yield value

    def following_or(self, default):
        if self.place >= len(self.of):
            return default
        value = self.of[self.place]
        self.place += 1
        return value

    def following_or_end(self):
        if self.place >= len(self.of):
            raise StopIteration
        value = self.of[self.place]
        self.place += 1
        return value


# What the user knows it as.
Reader.__name__ = "iterator"
