"""Which specialisation a call needs: a key that is cheap to make from the arguments.

Two calls with one key have arguments of the same kinds. The key of a number is its type, that of
an array its dtype and which of its axes have length 1; sizes are not part of it, but which of
them are equal is: in `u[1:-1] + v[1:-1]` nothing is broadcast where u and v are of one size.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from itertools import chain
from typing import Any

import numpy as np

from adgen.ir.kinds import dtype_name
from adgen.ir.objects import GENERATORS, attributes, is_part_of_itself, is_structure

SCALARS: frozenset[type] = frozenset(
    (float, int, complex, np.float64, np.float32, np.complex128, np.complex64)
)
"""Types whose every value is of one kind. (A bool may decide a branch.)"""

_LONGEST_STRUCTURE = 16
"""Longer lists of numbers are of one kind whatever their length."""


def key_of_all(values: Iterable[Any]) -> Hashable:
    """The key of the arguments of a call."""
    sizes = {0: 0, 1: 1}
    return tuple([key_of(value, sizes) for value in values])


def key_of(value: Any, sizes: dict[int, int] | None = None) -> Hashable:
    """The key of one argument; `sizes` numbers the sizes that those before it have."""
    kind: Any = type(value)
    if kind in SCALARS or issubclass(kind, np.generic):
        scalar: Hashable = kind
        return scalar
    sizes = {0: 0, 1: 1} if sizes is None else sizes
    if kind is np.ndarray:
        return (value.dtype, *[sizes.setdefault(n, len(sizes)) for n in value.shape])
    if kind is tuple or kind is list:
        if len(value) > _LONGEST_STRUCTURE:
            return _key_of_long(value, sizes)
        return (kind, tuple([key_of(item, sizes) for item in value]))
    if kind is dict:
        return (
            kind,
            tuple([(key, key_of(item, sizes)) for key, item in value.items()]),
        )
    if value is None or kind in (bool, str, bytes):
        return (kind, value)
    if is_structure(value):
        return _key_of_object(value, sizes)
    if isinstance(value, GENERATORS):
        return GENERATORS
    # Any other object is known by what it is; the specialisation keeps it alive.
    return (kind, id(value))


def _key_of_object(value: Any, sizes: dict[int, int]) -> Hashable:
    """The key of an object: its class, and the keys of its attributes."""
    if is_part_of_itself(value):
        return (type(value), id(value))
    parts = ((name, key_of(item, sizes)) for name, item in attributes(value).items())
    return (type(value), *parts)


def _key_of_long(value: tuple[Any, ...] | list[Any], sizes: dict[int, int]) -> Hashable:
    if is_long(value):
        entry = value[0]
        many = len(entry) if type(entry) is tuple else _dtype_class(type(entry))
        return (list, "many", many)
    return (type(value), tuple([key_of(item, sizes) for item in value]))


def is_long(value: Any) -> bool:
    """True for a list that is treated as one sequence of numbers, or of tuples of integers,
    whatever its length."""
    if type(value) is not list or len(value) <= _LONGEST_STRUCTURE:
        return False
    kinds = set(map(type, value))
    if kinds == {tuple}:
        numbers = set(map(type, chain.from_iterable(value)))
        integers = all(_dtype_class(kind) == "int" for kind in numbers)
        return integers and len(value[0]) > 1 and len(set(map(len, value))) == 1
    classes = {_dtype_class(kind) for kind in kinds}
    return len(classes) == 1 and None not in classes


def _dtype_class(kind: type) -> str | None:
    """The dtype class of a type of numbers; None for other types."""
    number = issubclass(kind, bool | int | float | complex | np.number | np.bool_)
    return dtype_name(kind) if number else None


def tangent_leaves(tree: Any) -> Iterator[Any]:
    """The leaves of a tangent as generated functions take them: a long list is one."""
    if is_long(tree):
        yield tree
    elif isinstance(tree, tuple | list):
        for item in tree:
            yield from tangent_leaves(item)
    elif isinstance(tree, dict):
        for item in tree.values():
            yield from tangent_leaves(item)
    elif is_structure(tree):
        for item in attributes(tree).values():
            yield from tangent_leaves(item)
    elif tree is not None:
        yield tree
