"""The kind of an actual argument: what the front end is told about a parameter.

describe(2.0, "x")                    Number("float")
describe(np.zeros((3, 1)), "x")       Array("float", ("x.0", 1))
describe({"w": 1.0}, "params")        Structure("dict", (Number("float"),), ("w",))
describe(Point(1.0, 2.0), "p")        Structure("object", (...), ("x", "y"), Point)
describe(np.sin, "f")                 Static(np.sin)
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeGuard

import numpy as np

from adgen.errors import KindError
from adgen.ir.build import kind_of_constant
from adgen.ir.kinds import (
    NONE,
    Array,
    Given,
    Kind,
    Listing,
    Number,
    Other,
    Structure,
    dtype_name,
    is_integer,
)
from adgen.ir.objects import GENERATORS, attributes, is_part_of_itself, is_structure

_LONGEST_STRUCTURE = 16
"""A list of more numbers than this is taken as a list of any length."""


@dataclass(frozen=True, slots=True, eq=False)
class Static:
    """An argument the derivative is made for: a function, a string, None, an object."""

    value: object

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Static):
            return False
        if isinstance(self.value, str | bytes | int):
            return type(self.value) is type(other.value) and self.value == other.value
        return self.value is other.value

    def __hash__(self) -> int:
        if isinstance(self.value, str | bytes | int):
            return hash(self.value)
        return id(self.value)


Sizes = dict[int, str]
"""The symbols of sizes that are met: what is as long as something else has its symbol."""


def describe(
    value: object, name: str = "x", sizes: Sizes | None = None
) -> Kind | Static:
    """The kind of an argument, or the argument itself where its value must be known.

    Dimensions of arrays are symbols `name.axis`, or 1 where they are. With `sizes`, those of
    equal size have one symbol.
    """
    if isinstance(value, (bool, int, float, complex, np.generic, np.ndarray)):
        return _number(value, name, sizes)
    if type(value) in (list, tuple, dict):
        return _structure(value, name, sizes)
    if is_structure(value):
        return _object(value, name, sizes)
    if isinstance(value, GENERATORS):
        return Other("generator")
    if isinstance(value, Iterator) and not isinstance(value, io.IOBase):
        raise KindError(
            f"`{name}` is a {type(value).__name__}, which can be read only once",
            remedy=f"Pass a list: list({name}).",
        )
    return Static(value)


def _object(value: object, name: str, sizes: Sizes | None) -> Kind | Static:
    """An object by its attributes; one that is part of itself stays as it is."""
    if is_part_of_itself(value):
        return Static(value)
    parts = attributes(value)
    items = tuple(_part(item, f"{name}.{key}", sizes) for key, item in parts.items())
    return Structure("object", items, tuple(parts), type(value))


def _part(value: object, name: str, sizes: Sizes | None) -> Kind:
    """A part of a structure: what is no number is known by its value."""
    kind = describe(value, name, sizes)
    if not isinstance(kind, Static):
        return kind
    if value is None:
        return NONE
    return Given("str" if isinstance(value, str) else "object", value)


def _number(value: object, name: str, sizes: Sizes | None) -> Kind:
    if isinstance(value, np.ndarray):
        named = [(size, f"{name}.{axis}") for axis, size in enumerate(value.shape)]
        dims = tuple(
            (
                size
                if size in (0, 1)
                else symbol if sizes is None else sizes.setdefault(size, symbol)
            )
            for size, symbol in named
        )
        return Array(dtype_name(value.dtype), dims)
    return kind_of_constant(value)


def _is_record(kind: Kind) -> TypeGuard[Structure]:
    """True for a tuple of integers, as the two ends of an edge: many of these are records."""
    if not isinstance(kind, Structure) or kind.form != "tuple" or len(kind.items) < 2:
        return False
    return all(is_integer(item) for item in kind.items)


def _structure(value: object, name: str, sizes: Sizes | None) -> Kind:
    if isinstance(value, dict):
        items = tuple(
            _part(item, f"{name}.{key}", sizes) for key, item in value.items()
        )
        return Structure("dict", items, tuple(value))
    assert isinstance(value, (list, tuple))
    if isinstance(value, list) and len(value) > _LONGEST_STRUCTURE:
        kinds = dict.fromkeys(_part(item, name, sizes) for item in value)
        if len(kinds) == 1:
            (kind,) = kinds
            if isinstance(kind, Number):
                return Listing((kind,))
            if _is_record(kind):
                return Listing(kind.items)
    items = tuple(_part(item, f"{name}.{i}", sizes) for i, item in enumerate(value))
    return Structure(type(value).__name__, items)
