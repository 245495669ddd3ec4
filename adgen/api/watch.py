"""Noticing that a name the derivative was made with has been bound to something else.

Input: the watch list of the driver, entries (holder, name, object): a namespace or module, a
closure cell, a dict (for an entry or its keys) or any object with attributes, and what was
found there. Output: `Watch`, which says whether all of it is still there. It is asked at every
call, so it does little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import CellType, ModuleType
from typing import Any

from adgen.ir.objects import ABSENT, KEYS, ONE_OF_EACH

Entry = tuple[Any, str, Any]
Sequence = list[Any] | dict[Any, Any]


class Watch:
    """What a derivative was made with, by where it was found.

    `holds()` is True if every name still stands for the same object.
    """

    __slots__ = ("holds",)

    def __init__(self, entries: Iterable[Entry]) -> None:
        names: list[tuple[dict[str, Any], str, Any]] = []
        cells: list[tuple[CellType, Any]] = []
        attributes: list[Entry] = []
        lists: list[tuple[Sequence, tuple[Any, ...]]] = []
        for holder, name, value in entries:
            if name == KEYS:
                lists.append((holder, value))
            elif isinstance(holder, dict):
                names.append((holder, name, value))
            elif isinstance(holder, CellType):
                cells.append((holder, value))
            elif isinstance(holder, ModuleType):
                names.append((vars(holder), name, value))
            elif holder is ONE_OF_EACH:
                continue
            elif type(holder) is list:
                lists.append((holder, value))
            else:
                attributes.append((holder, name, value))
        self.holds: Callable[[], bool] = _names_hold(names)
        if cells or attributes:
            self.holds = _all_hold(self.holds, cells, attributes)
        if lists:
            self.holds = _items_hold(self.holds, lists)


def _names_hold(entries: list[tuple[dict[str, Any], str, Any]]) -> Callable[[], bool]:
    def holds() -> bool:
        for names, name, value in entries:
            if names.get(name, ABSENT) is not value:
                return False
        return True

    return holds


def _all_hold(
    names_hold: Callable[[], bool],
    cells: list[tuple[CellType, Any]],
    attributes: list[Entry],
) -> Callable[[], bool]:
    def holds() -> bool:
        for cell, value in cells:
            if cell.cell_contents is not value:
                return False
        for holder, name, value in attributes:
            if not _same(getattr(holder, name, ABSENT), value):
                return False
        return names_hold()

    return holds


def _items_hold(
    others_hold: Callable[[], bool], lists: list[tuple[Sequence, tuple[Any, ...]]]
) -> Callable[[], bool]:
    """Lists of objects, and keys of dicts: the same ones, in the same order."""

    def holds() -> bool:
        for found, items in lists:
            if len(found) != len(items):
                return False
            if any(not _same(a, b) for a, b in zip(found, items)):
                return False
        return others_hold()

    return holds


def _same(found: object, value: object) -> bool:
    """Attributes may be computed: an equal number, or the same method, is no change."""
    if found is value:
        return True
    if isinstance(value, int | float | complex | str) and type(found) is type(value):
        return found == value
    inner = getattr(value, "__func__", None)
    return inner is not None and inner is getattr(found, "__func__", None)
