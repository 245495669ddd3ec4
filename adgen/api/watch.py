"""Noticing that a name the derivative was made with has been bound to something else.

Input: the watch list of the driver, entries (holder, name, object): a namespace or module, a
closure cell or any object with attributes, and what was found there. Output: `Watch`, which
says whether all of it is still there. It is asked at every call, so it does little.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import CellType, ModuleType
from typing import Any

_GONE = object()

Entry = tuple[Any, str, Any]


class Watch:
    """What a derivative was made with, by where it was found."""

    __slots__ = ("_attributes", "_cells", "_names")

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._names: list[tuple[dict[str, Any], str, Any]] = []
        self._cells: list[tuple[CellType, Any]] = []
        self._attributes: list[Entry] = []
        for holder, name, value in entries:
            if isinstance(holder, dict):
                self._names.append((holder, name, value))
            elif isinstance(holder, CellType):
                self._cells.append((holder, value))
            elif isinstance(holder, ModuleType):
                self._names.append((vars(holder), name, value))
            else:
                self._attributes.append((holder, name, value))

    def holds(self) -> bool:
        """True if every name still stands for the same object."""
        for names, name, value in self._names:
            if names.get(name, _GONE) is not value:
                return False
        for cell, value in self._cells:
            if cell.cell_contents is not value:
                return False
        for holder, name, value in self._attributes:
            if not _same(getattr(holder, name, _GONE), value):
                return False
        return True


def _same(found: object, value: object) -> bool:
    """Attributes may be computed: an equal number, or the same method, is no change."""
    if found is value:
        return True
    if isinstance(value, int | float | complex | str) and type(found) is type(value):
        return found == value
    inner = getattr(value, "__func__", None)
    return inner is not None and inner is getattr(found, "__func__", None)
