"""Dicts whose keys are computed at run time, as a class: the keys and the entries, in two lists.

It is read as a class of the user's is, never made. An entry is found by going over the keys.
"""

# mypy: ignore-errors

from __future__ import annotations

from collections import Counter, defaultdict


class Table(dict):
    def __getitem__(self, key):
        if key not in self.marks:
            raise KeyError(key)
        return self.entries[self.marks.index(key)]

    def __setitem__(self, key, value):
        if key in self.marks:
            self.entries[self.marks.index(key)] = value
        else:
            self.marks.append(key)
            self.entries.append(value)

    def __contains__(self, key):
        return key in self.marks

    def __len__(self):
        return len(self.marks)

    def __bool__(self):
        return len(self.marks) > 0

    def __iter__(self):
        yield from self.marks

    # A view of a dict sees what is done to the dict, and cannot be written itself.
    def keys(self):
        return self.marks

    def values(self):
        return self.entries

    def items(self):
        yield from zip(self.marks, self.entries)

    def get(self, key, default=None):
        return self.entries[self.marks.index(key)] if key in self.marks else default

    def setdefault(self, key, default=None):
        if key not in self.marks:
            self.marks.append(key)
            self.entries.append(default)
        return self.entries[self.marks.index(key)]

    def __delitem__(self, key):
        self.pop(key)

    def update(self, other=(), /, **named):
        if isinstance(other, dict):
            for key in other:
                self[key] = other[key]
        else:
            for key, value in other:
                self[key] = value
        for key in named:
            self[key] = named[key]

    def clear(self):
        self.marks.clear()
        self.entries.clear()

    def move_to_end(self, key, last=True):
        if key not in self.marks:
            raise KeyError(key)
        place = self.marks.index(key)
        value = self.entries.pop(place)
        self.marks.pop(place)
        end = len(self.marks) if last else 0
        self.marks.insert(end, key)
        self.entries.insert(end, value)

    def copy(self):
        other = {}
        for key, value in self.items():
            other[key] = value
        return other

    def __or__(self, other):
        both = self.copy()
        both.update(other)
        return both

    def __ior__(self, other):
        self.update(other)
        return self

    def __eq__(self, other):
        if len(self) != len(other):
            return False
        for key in self:
            if key not in other or self[key] != other[key]:
                return False
        return True

    def popitem(self, last=True):
        if len(self.marks) == 0:
            raise KeyError("popitem(): dictionary is empty")
        place = -1 if last else 0
        return self.marks.pop(place), self.entries.pop(place)

    def pop(self, key, *default):
        if key not in self.marks:
            if default:
                return default[0]
            raise KeyError(key)
        place = self.marks.index(key)
        self.marks.pop(place)
        return self.entries.pop(place)


class TableWithFactory(Table):
    """A defaultdict: an entry that is asked for is made."""

    def __getitem__(self, key):
        if key not in self.marks:
            self.marks.append(key)
            self.entries.append(self.factory())
        return self.entries[self.marks.index(key)]

    def copy(self):
        other = defaultdict(self.factory)
        for key, value in self.items():
            other[key] = value
        return other


class Counts(Table):
    """A Counter: what is not there counts 0."""

    def __getitem__(self, key):
        return self.entries[self.marks.index(key)] if key in self.marks else 0

    def update(self, other=(), /, **named):
        for key in other:
            self[key] = self[key] + (other[key] if isinstance(other, dict) else 1)
        for key in named:
            self[key] = self[key] + named[key]

    def subtract(self, other=(), /, **named):
        for key in other:
            self[key] = self[key] - (other[key] if isinstance(other, dict) else 1)
        for key in named:
            self[key] = self[key] - named[key]

    def most_common(self, n=None):
        ordered = sorted(self.items(), key=lambda item: item[1], reverse=True)
        return ordered if n is None else ordered[:n]

    def total(self):
        return sum(self.entries)

    def copy(self):
        other = Counter()
        for key, value in self.items():
            other[key] = value
        return other


# Dicts while a loop runs over them that nothing ends early: a key more is an error then.


class LoopedTable(Table):
    def __setitem__(self, key, value):
        if key not in self.marks:
            raise RuntimeError("dictionary changed size during iteration")
        self.entries[self.marks.index(key)] = value

    def setdefault(self, key, default=None):
        if key not in self.marks:
            raise RuntimeError("dictionary changed size during iteration")
        return self.entries[self.marks.index(key)]


class LoopedTableWithFactory(LoopedTable, TableWithFactory):
    def __getitem__(self, key):
        if key not in self.marks:
            raise RuntimeError("dictionary changed size during iteration")
        return self.entries[self.marks.index(key)]


class LoopedCounts(LoopedTable, Counts):
    pass


LOOPED: dict[type, type] = {
    Table: LoopedTable,
    TableWithFactory: LoopedTableWithFactory,
    Counts: LoopedCounts,
}
AS_MADE: dict[type, type] = {looped: cls for cls, looped in LOOPED.items()}

TABLES = (*LOOPED, *AS_MADE)

# What the user knows them as.
for _table in (Table, LoopedTable):
    _table.__name__ = "dict"
for _table in (TableWithFactory, LoopedTableWithFactory):
    _table.__name__ = "defaultdict"
for _table in (Counts, LoopedCounts):
    _table.__name__ = "Counter"
