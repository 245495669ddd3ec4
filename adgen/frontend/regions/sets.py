"""Sets that are changed, as a class: what is in them, in a list, in the order in which it came.

seen = set()               seen.marks is an empty list
seen.add(k)                appended to it, unless it is in it

It is read as a class of the user's is, never made. Nothing depends on the order of a set: it is
asked for what is in it, and run over in the order of `sorted` only.
"""

# mypy: ignore-errors

from __future__ import annotations


def constant_key(value):
    """The value, which may not vary: of two that meet, a set has one (adgen.frontend.calling)."""
    return value


def members_of(values):
    """What is in another set, a constant one too, or what else a loop runs over."""
    return values


class Members(set):
    def add(self, value):
        if constant_key(value) not in self.marks:
            self.marks.append(value)

    def discard(self, value):
        if value in self.marks:
            self.marks.remove(value)

    def remove(self, value):
        if value not in self.marks:
            raise KeyError(value)
        self.marks.remove(value)

    def clear(self):
        self.marks.clear()

    def update(self, *others):
        for other in others:
            for value in members_of(other):
                self.add(value)

    def difference_update(self, other):
        for value in members_of(other):
            self.discard(value)

    def copy(self):
        other = set()
        for value in self.marks:
            other.add(value)
        return other

    def union(self, *others):
        both = self.copy()
        both.update(*others)
        return both

    def difference(self, other):
        rest = set()
        for value in self.marks:
            if value not in other:
                rest.add(value)
        return rest

    def intersection(self, other):
        both = set()
        for value in self.marks:
            if value in other:
                both.add(value)
        return both

    def issubset(self, other):
        for value in self.marks:
            if value not in other:
                return False
        return True

    def __contains__(self, value):
        return value in self.marks

    def __len__(self):
        return len(self.marks)

    def __bool__(self):
        return len(self.marks) > 0

    def __or__(self, other):
        return self.union(other)

    def __ior__(self, other):
        self.update(other)
        return self

    def __sub__(self, other):
        return self.difference(other)

    def __isub__(self, other):
        self.difference_update(other)
        return self

    def __and__(self, other):
        return self.intersection(other)

    def __eq__(self, other):
        return len(self) == len(other) and self.issubset(other)


METHODS = frozenset(name for name in vars(Members) if not name.startswith("_"))

# What the user knows it as.
Members.__name__ = "set"
