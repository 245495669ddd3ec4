"""A list of objects that grows at run time, as a class: a list for each attribute.

particles.append(Particle(x, v))    particles_x.append(x); particles_v.append(v)
p = particles[i]                    the entry i: p.x is particles_x[i]

The class is read as one of the user's is, never made.
"""

# mypy: ignore-errors

from __future__ import annotations

from collections import namedtuple


class Nameless(str):
    """A part of a structure that is not in the names of what it holds: ps_x, not ps_columns_x."""


COLUMNS = Nameless("columns")
PLACES = Nameless("places")


class Objects(list):
    """Objects of the class `of`; `columns` has a list for each of their attributes.

    `age` is an object for as long as the entries stay where they are.
    """

    def entry(self, place):
        return Entry(self, place, self.age)

    def entry_of_then(self, age, place):
        return Entry(self, place, age)

    def get(self, name, place):
        return self.columns[name][place]

    def picked(column, places):
        return [column[k] for k in places]

    def set(self, name, place, value):
        self.columns[name][place] = value

    def from_start(self, place):
        """Counted from there an index means the same when the list has grown."""
        return place if place >= 0 else len(self) + place

    def __bool__(self):
        return len(self) > 0


class Chosen(list):
    """Objects that were appended one by one, which are in the list `owner` already: their places
    in it, as it was when its age was `then`."""

    def __getitem__(self, place):
        return Entry(self.owner, self.places[place], self.then)

    def __len__(self):
        return len(self.places)

    def __bool__(self):
        return len(self.places) > 0


# What the user knows them as.
Objects.__name__ = Chosen.__name__ = "list"

Entry = namedtuple("Entry", "owner place age")
"""One of the objects: what is written to it is written to the list.

The `age` of a list is another one when its entries have gone to other places: an entry that was
taken before is not found any more.
"""
