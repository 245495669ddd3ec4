"""Lists in a trace: entries that are put into another order, joined or replaced.

zs.0 = list.concat(xs.0, ys.0)        the entries of xs, then those of ys: nothing is computed
xs.1 = xs.0 with [i] = v.0            entry i is v
xs.1 = xs.0 with [i][0] = v.0         entry i is an array, of which an element is written
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from adgen.ir.nodes import Apply, Var
from adgen.views.record import Cell, plain

_IN_LISTS = ("list.append_in", "list.pop_in")
MOVES = ("list.concat", "list.reversed", "list.taken", "list.copied", *_IN_LISTS)


def entries_of(value: Any) -> tuple[Any, ...]:
    """The entries of a list, each a cell or a plain value."""
    if isinstance(value, Cell):
        return tuple(value.value) if value.entries is None else value.entries
    return tuple(value)


def moved(stmt: Apply, values: Sequence[Any], function: str) -> Sequence[Any]:
    """What one of MOVES gives: a list, and what is taken from one."""
    var = stmt.results[0]
    if stmt.fn in _IN_LISTS:
        return _resized_in(stmt.fn, values, var, function)
    entries = _moved(stmt.fn, values)
    return (Cell(plain(entries), var, function, tuple(entries)),)


def _resized_in(
    fn: str, values: Sequence[Any], var: Var, function: str
) -> tuple[Any, ...]:
    """A list of lists of which one gets an entry, or loses its last one; and what that was."""
    base, at, *fields = values
    place = plain(at)
    lists = list(entries_of(base))
    inner = list(entries_of(lists[place]))
    taken: tuple[Any, ...] = ()
    if fn == "list.append_in":
        inner.append(fields[0] if len(fields) == 1 else tuple(fields))
    else:
        last = inner.pop()
        taken = last if isinstance(last, tuple) else (last,)
    lists[place] = Cell(plain(inner), var, function, tuple(inner))
    return (Cell(plain(lists), var, function, tuple(lists)), *taken)


def _moved(fn: str, values: Sequence[Any]) -> list[Any]:
    first = entries_of(values[0])
    match fn:
        case "list.concat":
            return [*first, *entries_of(values[1])]
        case "list.reversed":
            return list(first[::-1])
        case "list.taken":
            return [first[place] for place in plain(values[1])]
        case _:
            return list(first)


def array_in(listing: Cell, steps: Sequence[Any]) -> tuple[int, Cell] | None:
    """The array in a list that a path leads into, and by how many steps: `hs[1][0]` has one."""
    found: Any = listing
    for count, step in enumerate(steps):
        if isinstance(found, Cell) and isinstance(found.value, np.ndarray):
            return count, found
        found = entries_of(found)[step]
    return None


def replaced(
    listing: Cell, steps: Sequence[Any], value: Any, var: Var, function: str
) -> Cell:
    """The list with an entry, or an entry of an entry, replaced."""
    entries = list(entries_of(listing))
    place, *deeper = steps
    if deeper:
        value = replaced(entries[place], deeper, value, var, function)
    entries[place] = value
    return Cell(plain(entries), var, function, tuple(entries))
