"""Checking and preparing the values a derivative is asked for.

Input: the value of a parameter to differentiate. Output: the same with Python ints made floats;
KindError for what carries no tangent: integer and boolean arrays, strings, functions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from adgen.api.structures import leaves, map_leaves
from adgen.errors import ArgumentError, KindError
from adgen.ir.build import PLAIN_ARRAYS
from adgen.ir.objects import is_part_of_itself, is_structure

_REAL = (float, complex, np.floating, np.complexfloating)


def is_differentiable(value: object) -> bool:
    """True for floats, complex numbers, ints (as reals), and arrays of the first two."""
    if isinstance(value, np.ndarray):
        return value.dtype.kind in "fc"
    if isinstance(value, bool | np.bool_):
        return False
    return isinstance(value, (*_REAL, int, np.integer))


def holds_reals(value: object) -> bool:
    """True if some leaf is a float, a complex number or an array of these."""
    return any(map(_varies, leaves(value)))


def needs_conversion(value: object) -> bool:
    """True if the value is an int, which counts as a real number, or a structure of ints.

    In a structure that holds real numbers, too, an int is one: a size, a count, an index.
    """
    return not holds_reals(value) and any(map(is_differentiable, _own_leaves(value)))


def as_real(value: Any) -> Any:
    """The value with every int made a float, if it is one or a structure of nothing else.

    Integers that are attributes of objects stay: they are counts, and have no derivative.
    """
    return _in_reals(value) if needs_conversion(value) else value


def _in_reals(value: Any) -> Any:
    if type(value) is dict:
        return {key: _in_reals(item) for key, item in value.items()}
    if type(value) in (tuple, list):
        return type(value)(map(_in_reals, value))
    return float(value) if is_differentiable(value) else value


def varying(value: Any) -> Any:
    """The value with None for what carries no derivative in its objects."""
    return map_leaves(lambda leaf: leaf if _varies(leaf) else None, value)


def _varies(leaf: object) -> bool:
    """True for what has a derivative beside real numbers, where an int has none."""
    return is_differentiable(leaf) and not isinstance(leaf, int | np.integer)


def _own_leaves(value: Any) -> Iterator[object]:
    """The leaves of tuples, lists and dicts, without what is in objects."""
    if type(value) in (tuple, list, dict):
        for item in value.values() if type(value) is dict else value:
            yield from _own_leaves(item)
    elif not is_structure(value):
        yield value


def check_differentiable(value: object, name: str, function: str) -> None:
    """KindError if a derivative with respect to this value makes no sense.

    In a structure integers, booleans, strings and None have no derivative, and are let be.
    """
    structured = type(value) in (tuple, list, dict)
    if is_structure(value):
        _check_object(value, name, function)
        return
    for leaf in _own_leaves(value):
        if is_differentiable(leaf) or (structured and _is_constant(leaf)):
            continue
        place = f"a part of `{name}`" if structured else f"`{name}`"
        raise KindError(
            f"cannot differentiate `{function}` with respect to `{name}`: "
            f"{place} is {_described(leaf)}",
            remedy=_remedy(leaf, name),
        )
    found = list(leaves(value))
    if structured and found and not any(map(is_differentiable, found)):
        raise KindError(
            f"cannot differentiate `{function}` with respect to `{name}`: "
            "no part of it is a number or an array of floats",
            remedy="Choose another parameter with argnums.",
        )


def _is_constant(leaf: object) -> bool:
    """True for what a structure may hold beside numbers."""
    if isinstance(leaf, np.ndarray):
        return leaf.dtype.kind in "iub"
    return leaf is None or isinstance(leaf, bool | np.bool_ | str)


def _check_object(value: object, name: str, function: str) -> None:
    """An object needs one attribute with a derivative: all others come back as None."""
    if is_part_of_itself(value):
        raise KindError(
            f"cannot differentiate `{function}` with respect to `{name}`:"
            f" {_described(value)} that is part of itself",
            remedy="Keep what refers back, such as a parent, out of the object.",
        )
    if not any(map(_varies, leaves(value))):
        raise KindError(
            f"cannot differentiate `{function}` with respect to `{name}`: no attribute of"
            f" {_described(value)} is a float or an array of floats",
            remedy="Write 1.0 for 1, or choose another parameter with argnums.",
        )


def check_arrays(value: object, name: str) -> None:
    """KindError for arrays whose operators may mean something else than those of np.ndarray."""
    for leaf in leaves(value):
        if isinstance(leaf, np.ndarray) and type(leaf) not in PLAIN_ARRAYS:
            raise KindError(
                f"`{name}` is {_described(leaf)}, not a plain array",
                remedy=f"Pass np.asarray({name}).",
            )


def as_tangent(value: Any, tangent: Any) -> Any:
    """The tangent (or cotangent) of a leaf, checked: it has the shape of the value."""
    if value is None or not _varies(value):
        return None
    if isinstance(tangent, int | np.integer) and not isinstance(tangent, bool):
        tangent = float(tangent)
    if isinstance(tangent, np.ndarray) and tangent.dtype.kind in "iu":
        tangent = tangent.astype(float)
    if not is_differentiable(tangent):
        raise KindError(f"a tangent is a number or an array, not {_described(tangent)}")
    if np.shape(tangent) != np.shape(value):
        raise ArgumentError(
            f"a tangent of shape {np.shape(tangent)} for a value of shape {np.shape(value)}"
        )
    if np.iscomplexobj(tangent) and not np.iscomplexobj(value):
        raise ArgumentError(
            "a complex tangent for a real value",
            remedy="Give its real part, np.real(...), or make the value complex.",
        )
    # An array without axes is one in generated code too: `bar.T`, `bar.copy()`.
    if isinstance(value, np.ndarray):
        return np.asarray(tangent)
    # Where the value is a number, so is its tangent: `bar /= x` must not change an array.
    return tangent[()] if isinstance(tangent, np.ndarray) else tangent


def _described(value: object) -> str:
    if value is None:
        return "None"
    word = type(value).__name__
    if type(value) is np.ndarray:
        words = {"i": "integer", "u": "integer", "b": "boolean"}
        word = f"{words.get(value.dtype.kind, value.dtype.name)} array"
    return f"{'an' if word[:1].lower() in 'aeiou' else 'a'} {word}"


def _remedy(value: object, name: str) -> str:
    if isinstance(value, np.ndarray) and value.dtype.kind in "iub":
        return f"Pass {name}.astype(float), or choose another parameter with argnums."
    return "Choose another parameter with argnums."
