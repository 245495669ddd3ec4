"""Nests of tuples, lists, dicts and objects as one vector of real numbers, and back.

A complex number counts as two. Python ints count as reals, but for attributes of objects; other
leaves (None, strings, booleans) carry no number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np


def leaves(tree: object) -> Iterator[Any]:
    """The leaves from left to right."""
    if isinstance(tree, tuple | list):
        for item in tree:
            yield from leaves(item)
    elif isinstance(tree, dict):
        for item in tree.values():
            yield from leaves(item)
    elif is_object(tree):
        for item in attributes(tree).values():
            yield from leaves(None if is_count(item) else item)
    else:
        yield tree


def is_object(tree: object) -> bool:
    """True for an object of a class of the zoo."""
    return type(tree).__module__.startswith("tests.zoo")


def attributes(tree: Any) -> dict[str, Any]:
    """The attributes of an object, in order."""
    slots = getattr(type(tree), "__slots__", ())
    return {
        **{name: getattr(tree, name) for name in slots},
        **getattr(tree, "__dict__", {}),
    }


def is_count(value: object) -> bool:
    """True for an integer, or an array of them: no derivative where an object holds it."""
    if isinstance(value, np.ndarray):
        return value.dtype.kind in "biu"
    return isinstance(value, int | np.integer)


def mapped(function: Callable[[Any], Any], tree: Any) -> Any:
    """The same structure with `function` of each leaf."""
    if isinstance(tree, tuple | list):
        items = [mapped(function, item) for item in tree]
        return type(tree)(*items) if hasattr(tree, "_fields") else type(tree)(items)
    if isinstance(tree, dict):
        return {key: mapped(function, value) for key, value in tree.items()}
    if is_object(tree):
        made = object.__new__(type(tree))
        for name, value in attributes(tree).items():
            kept = is_count(value) and not isinstance(value, np.ndarray)
            new = value if kept else mapped(function, value)
            object.__setattr__(made, name, new)
        return made
    return function(tree)


def copied(tree: Any) -> Any:
    """The same values in memory of their own."""
    return mapped(lambda v: v.copy() if isinstance(v, np.ndarray) else v, tree)


def is_number(leaf: object) -> bool:
    """True for reals, complex numbers and arrays of them."""
    if isinstance(leaf, bool | np.bool_ | str) or leaf is None:
        return False
    return np.asarray(leaf).dtype.kind in "fciu"


def vector(tree: Any) -> np.ndarray:
    """All numbers of the leaves, in double precision."""
    parts = [np.zeros(0)]
    for leaf in leaves(tree):
        if not is_number(leaf):
            continue
        array = np.ravel(np.asarray(leaf))
        if np.iscomplexobj(array):
            array = np.stack([array.real, array.imag], axis=1).ravel()
        parts.append(array.astype(np.float64))
    return np.concatenate(parts)


def rebuilt(tree: Any, numbers: np.ndarray, *, double: bool = False) -> Any:
    """The structure of `tree` with its numbers taken from a vector, in their own types.

    With `double`, float32 becomes float64: the point for a difference quotient.
    """
    position = 0

    def taken(leaf: Any) -> Any:
        nonlocal position
        if not is_number(leaf) or (isinstance(leaf, np.ndarray) and is_count(leaf)):
            return leaf
        array = np.asarray(leaf)
        parts = 2 if np.iscomplexobj(array) else 1
        block = numbers[position : position + array.size * parts]
        position += array.size * parts
        if parts == 2:
            pairs = block.reshape(-1, 2)
            block = pairs[:, 0] + 1j * pairs[:, 1]
        block = block.reshape(array.shape)
        if isinstance(leaf, np.ndarray):
            single = array.dtype.itemsize // parts < 8 and not double
            return block.astype(array.dtype) if single else block.copy()
        if isinstance(leaf, np.floating):
            return np.float64(block) if double else leaf.dtype.type(block)
        return complex(block) if parts == 2 else float(block)

    return mapped(taken, tree)


def conjugate(tree: Any) -> Any:
    """Complex leaves conjugated: gradients are returned as in JAX, f_x - i f_y."""
    return mapped(lambda v: np.conj(v) if np.iscomplexobj(v) else v, tree)


def in_single(tree: Any) -> bool:
    """True if some number is in single precision."""
    return any(
        np.asarray(leaf).dtype.name in ("float32", "complex64") for leaf in leaves(tree)
    )


def same_bits(left: Any, right: Any) -> bool:
    """True if both hold the same numbers, bit for bit, of the same types."""
    ours, theirs = list(leaves(left)), list(leaves(right))
    return len(ours) == len(theirs) and all(
        np.asarray(a).dtype == np.asarray(b).dtype
        and np.shape(a) == np.shape(b)
        and _bits(a) == _bits(b)
        for a, b in zip(ours, theirs)
    )


def _bits(leaf: Any) -> object:
    """The bytes of a leaf; the words of long doubles, which have bytes that nobody sets."""
    array = np.asarray(leaf)
    return repr(array.tolist()) if array.dtype.char in "gG" else array.tobytes()
