"""Matrices of derivatives, put together from their columns or rows.

Input: the values `x` and `y`, which may be structures of numbers and arrays, and one structure
for each column or row. Output: the blocks of the matrix in the structures of `y` and `x`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from adgen.api.structures import leaves, map_leaves


def basis(tree: Any) -> Iterator[Any]:
    """Every tree that is 1 in one entry and 0 in all others, in order."""
    entries = numbers(tree)
    for place, leaf in enumerate(entries):
        for index in np.ndindex(np.shape(leaf)):
            unit = [np.zeros(np.shape(entry), _dtype(entry)) for entry in entries]
            unit[place][index] = 1.0
            yield _with_numbers(tree, [e if e.ndim else float(e) for e in unit])


def _dtype(entry: Any) -> Any:
    """float32 for an array of float32; float for what is not inexact."""
    dtype = np.asarray(entry).dtype
    return dtype if np.issubdtype(dtype, np.inexact) else np.dtype(float)


def _with_numbers(tree: Any, entries: list[Any]) -> Any:
    """The tree with other numbers and arrays in it, in order."""
    further = iter(entries)
    return map_leaves(lambda leaf: None if leaf is None else next(further), tree)


def numbers(tree: Any) -> list[Any]:
    """The numbers and arrays of a tree, in order."""
    return [leaf for leaf in leaves(tree) if leaf is not None]


def size(tree: Any) -> int:
    """How many numbers a tree holds."""
    return sum(int(np.size(leaf)) for leaf in numbers(tree))


def assembled(
    y: Any, x: Any, parts: list[Any], by_column: bool, shaped: Callable[[Any], Any]
) -> Any:
    """For each leaf of `y` the structure of `x`, each leaf of which is a block of the matrix.

    `parts` are the columns (one for each entry of `x`, like `y`) or the rows (one for each
    entry of `y`, like `x`). `shaped` gives the structure of `x` its final form.
    """
    full = np.array([_joined(numbers(part)) for part in parts])
    matrix = (full.T if by_column else full).reshape(size(y), size(x))
    rows = iter(np.split(matrix, np.cumsum([size(leaf) for leaf in numbers(y)])[:-1]))

    def block_row(leaf: Any) -> Any:
        if leaf is None:
            return None
        own = next(rows)
        # Another leaf may be complex and have made the whole matrix so.
        own = own if np.iscomplexobj(leaf) else np.real(own)
        return shaped(_blocks(own, np.shape(leaf), x))

    return map_leaves(block_row, y)


def _joined(entries: list[Any]) -> Any:
    return np.concatenate([np.ravel(entry) for entry in entries])


def _blocks(rows: Any, shape: tuple[int, ...], x: Any) -> Any:
    """The rows that belong to one leaf of the result, as the structure of `x`."""
    ends = np.cumsum([size(leaf) for leaf in numbers(x)])[:-1]
    columns = iter(np.split(rows, ends, axis=1))

    def block(leaf: Any) -> Any:
        if leaf is None:
            return None
        part = next(columns).reshape((*shape, *np.shape(leaf)))
        return part.copy() if part.ndim else part.item()

    return map_leaves(block, x)
