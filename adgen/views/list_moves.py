"""Lists in a trace: entries that are put into another order, joined or replaced.

zs.0 = list.concat(xs.0, ys.0)        the entries of xs, then those of ys: nothing is computed
xs.1 = xs.0 with [i] = v.0            entry i is v
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from adgen.ir.nodes import Var
from adgen.views.record import Cell, plain

MOVES = ("list.concat", "list.reversed", "list.taken", "list.copied")


def entries_of(value: Any) -> tuple[Any, ...]:
    """The entries of a list, each a cell or a plain value."""
    if isinstance(value, Cell):
        return tuple(value.value) if value.entries is None else value.entries
    return tuple(value)


def moved(fn: str, values: Sequence[Any]) -> list[Any]:
    """The entries of what one of MOVES gives."""
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
