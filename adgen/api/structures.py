"""Nests of tuples, lists, dicts and objects: arguments and results that hold several numbers.

Objects are named tuples and those of classes written in Python. A leaf is anything else, other
subclasses included. `None` is a leaf.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from adgen.errors import ArgumentError
from adgen.ir.objects import (
    attributes,
    is_named_tuple,
    is_part_of_itself,
    is_structure,
    made,
)


def leaves(tree: Any) -> Iterator[Any]:
    """The leaves from left to right; a dict in its own order."""
    if type(tree) in (tuple, list):
        for item in tree:
            yield from leaves(item)
    elif type(tree) is dict:
        for item in tree.values():
            yield from leaves(item)
    elif is_structure(tree) and not is_part_of_itself(tree):
        for item in attributes(tree).values():
            yield from leaves(item)
    else:
        yield tree


def map_leaves(function: Callable[..., Any], tree: Any, *others: Any) -> Any:
    """`function` of each leaf (and of the leaves in the same place of the others), as a tree."""
    if type(tree) in (tuple, list):
        for other in others:
            if type(other) is not type(tree) or len(other) != len(tree):
                raise _different(tree, other)
        items = [map_leaves(function, *parts) for parts in zip(tree, *others)]
        return items if type(tree) is list else tuple(items)
    if type(tree) is dict:
        for other in others:
            if type(other) is not dict or other.keys() != tree.keys():
                raise _different(tree, other)
        return {
            key: map_leaves(function, value, *(other[key] for other in others))
            for key, value in tree.items()
        }
    if is_structure(tree):
        return _map_object(function, tree, others)
    return function(tree, *others)


def _map_object(
    function: Callable[..., Any], tree: Any, others: tuple[Any, ...]
) -> Any:
    parts = attributes(tree)
    further = [_parts_like(tree, other) for other in others]
    for other, found in zip(others, further):
        if found.keys() != parts.keys():
            raise _different(tree, other)
    return made(
        type(tree),
        {
            name: map_leaves(function, value, *(found[name] for found in further))
            for name, value in parts.items()
        },
    )


def _parts_like(tree: Any, other: Any) -> dict[str, Any]:
    """The attributes of another object; a plain tuple does for a named one."""
    if type(other) is tuple and is_named_tuple(type(tree)) and len(other) == len(tree):
        return dict(zip(attributes(tree), other))
    return attributes(other) if type(other) is type(tree) else {}


def _different(tree: object, other: object) -> ArgumentError:
    return ArgumentError(
        f"the structures differ: {_outline(tree)} and {_outline(other)}",
        remedy="A tangent or cotangent has the structure of the value it belongs to.",
    )


def _outline(tree: object) -> str:
    if is_structure(tree):
        names = ", ".join(attributes(tree))
        return f"a {type(tree).__name__} with the attributes {names}"
    if isinstance(tree, tuple | list):
        return f"a {type(tree).__name__} of {len(tree)}"
    if isinstance(tree, dict):
        return f"a dict with the keys {', '.join(map(str, tree))}"
    return f"a {type(tree).__name__}"
