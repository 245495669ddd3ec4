"""Which specialisation a call needs: a key that is cheap to make from the arguments.

Two calls with one key have arguments of the same kinds. The key of a number is its type, that of
an array its dtype and which of its axes have length 1; sizes are not part of it.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np

SCALARS: frozenset[type] = frozenset(
    (float, int, complex, np.float64, np.float32, np.complex128, np.complex64)
)
"""Types whose every value is of one kind. (A bool may decide a branch.)"""

_LONGEST_STRUCTURE = 16
"""Longer lists of numbers are of one kind whatever their length."""


def key_of(value: Any) -> Hashable:
    """The key of one argument."""
    kind: Any = type(value)
    if kind in SCALARS or issubclass(kind, np.generic):
        scalar: Hashable = kind
        return scalar
    if kind is np.ndarray:
        return (value.dtype, tuple([n == 1 for n in value.shape]))
    if kind is tuple or kind is list:
        if len(value) > _LONGEST_STRUCTURE:
            return _key_of_long(value)
        return (kind, tuple([key_of(item) for item in value]))
    if kind is dict:
        return (kind, tuple([(key, key_of(item)) for key, item in value.items()]))
    if value is None or kind in (bool, str, bytes):
        return (kind, value)
    # Any other object is known by what it is; the specialisation keeps it alive.
    return (kind, id(value))


def _key_of_long(value: tuple[Any, ...] | list[Any]) -> Hashable:
    kinds = dict.fromkeys(key_of(item) for item in value)
    if len(kinds) == 1:
        return (type(value), "many", *kinds)
    return (type(value), tuple([key_of(item) for item in value]))


def is_long(value: tuple[Any, ...] | list[Any]) -> bool:
    """True for a list that is treated as one sequence of numbers, whatever its length."""
    return len(value) > _LONGEST_STRUCTURE and len({type(v) for v in value}) == 1
