"""Nests of tuples, lists and dicts: arguments and results that hold several numbers.

A leaf is anything that is not a tuple, list or dict. `None` is a leaf.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from adgen.errors import ArgumentError


def leaves(tree: object) -> Iterator[Any]:
    """The leaves from left to right; a dict in its own order."""
    if isinstance(tree, tuple | list):
        for item in tree:
            yield from leaves(item)
    elif isinstance(tree, dict):
        for item in tree.values():
            yield from leaves(item)
    else:
        yield tree


def map_leaves(function: Callable[..., Any], tree: Any, *others: Any) -> Any:
    """`function` of each leaf (and of the leaves in the same place of the others), as a tree."""
    if isinstance(tree, tuple | list):
        for other in others:
            if not isinstance(other, type(tree)) or len(other) != len(tree):
                raise _different(tree, other)
        items = [map_leaves(function, *parts) for parts in zip(tree, *others)]
        return _same_type(tree, items)
    if isinstance(tree, dict):
        for other in others:
            if not isinstance(other, dict) or other.keys() != tree.keys():
                raise _different(tree, other)
        return {
            key: map_leaves(function, value, *(other[key] for other in others))
            for key, value in tree.items()
        }
    return function(tree, *others)


def _same_type(tree: tuple[Any, ...] | list[Any], items: list[Any]) -> Any:
    if isinstance(tree, list):
        return items
    # A named tuple takes its fields one by one.
    return type(tree)(*items) if hasattr(tree, "_fields") else tuple(items)


def _different(tree: object, other: object) -> ArgumentError:
    return ArgumentError(
        f"the structures differ: {_outline(tree)} and {_outline(other)}",
        remedy="A tangent or cotangent has the structure of the value it belongs to.",
    )


def _outline(tree: object) -> str:
    if isinstance(tree, tuple | list):
        return f"a {type(tree).__name__} of {len(tree)}"
    if isinstance(tree, dict):
        return f"a dict with the keys {', '.join(map(str, tree))}"
    return f"a {type(tree).__name__}"
