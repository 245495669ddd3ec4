"""Objects as structures: the attributes of an object by name, and objects made of attributes.

    attributes(Point(x=1.0, y=2.0))             {"x": 1.0, "y": 2.0}
    made(Point, {"x": 0.5, "y": 0.25})          Point(x=0.5, y=0.25)

A named tuple has its fields; an object of a class written in Python what its `__init__` has set.
An object is made without `__init__`: a gradient is no model, and need not pass its checks.
"""

from __future__ import annotations

import abc
import dataclasses
import enum
import random
import sys
import typing
from collections.abc import Iterable, Mapping
from functools import cached_property
from types import FunctionType, MemberDescriptorType, SimpleNamespace
from typing import Any

import numpy as np

from adgen.ir.nodes import Pack

_TRANSPARENT = (object, abc.ABC, typing.Generic, typing.Protocol)
_MAGIC = ("__getattr__", "__getattribute__", "__setattr__", "__delattr__", "__new__")
_LIBRARIES = frozenset(("numpy", "scipy", "adgen", "builtins"))


class OneOfEach:
    """Stands among what a derivative was made with: a list, a dict or an object that is an
    argument changes, so that none of them may stand in two places."""


ABSENT = object()
"""In place of the value of a name under which there is nothing yet."""

ONE_OF_EACH = OneOfEach()

KEYS = "\0keys"
"""In place of the name of an entry: all keys of a dict, in their order. No key is that."""

GENERATORS = (np.random.Generator, np.random.RandomState, random.Random)
"""Random generators: what they draw is an effect, and a constant."""


def is_named_tuple(cls: type) -> bool:
    """True for the class of a named tuple."""
    return issubclass(cls, tuple) and isinstance(getattr(cls, "_fields", None), tuple)


def own_method(cls: type, names: Iterable[str]) -> str | None:
    """Of these methods one that a named tuple does not have from `tuple`, or None."""
    own = (name for name in names if getattr(cls, name) is not getattr(tuple, name))
    return next(own, None)


def is_structure(value: object) -> bool:
    """True for an object that is taken apart into its attributes."""
    cls = type(value)
    return is_named_tuple(cls) or why_opaque(cls) is None


def why_opaque(cls: type) -> str | None:
    """Why objects of a class cannot be taken apart ("defines `__new__`"); None if they can."""
    known = _WHY.get(id(cls))
    if known is None or known[0] is not cls:
        known = _WHY[id(cls)] = (cls, _why_opaque(cls))
    return known[1]


_WHY: dict[int, tuple[type, str | None]] = {}


def _why_opaque(cls: type) -> str | None:
    if cls is SimpleNamespace:
        return None
    if is_library(cls):
        return "belongs to a library"
    if type(cls) not in (type, abc.ABCMeta, type(typing.Protocol)):
        return f"has the metaclass `{type(cls).__name__}`"
    if issubclass(cls, enum.Enum):
        return "is an enumeration"
    for base in cls.__mro__:
        if base in _TRANSPARENT:
            continue
        if is_library(base):
            return f"is derived from `{base.__name__}`"
        for name in _MAGIC:
            if name in vars(base) and not _is_frozen_by(base, name):
                return f"defines `{name}`"
        for name, found in vars(base).items():
            if _is_strange(name, found):
                return f"has the descriptor `{name}`, a {type(found).__name__}"
    return None


def is_library(cls: type) -> bool:
    """True for a class of Python itself, of NumPy or SciPy, or of an extension."""
    root = cls.__module__.partition(".")[0]
    if root == "__main__":
        return False
    return root in _LIBRARIES or root in sys.stdlib_module_names


def _is_frozen_by(cls: type, name: str) -> bool:
    """True for what `@dataclass(frozen=True)` adds; `dataclass(slots=True)` adds no more."""
    parameters = vars(cls).get("__dataclass_params__")
    frozen = parameters is not None and parameters.frozen
    return bool(frozen) and name in ("__setattr__", "__delattr__")


def _is_strange(name: str, found: object) -> bool:
    """True for a descriptor of which nothing is known."""
    known = (FunctionType, property, staticmethod, classmethod, MemberDescriptorType)
    if isinstance(found, known) or (name.startswith("__") and name.endswith("__")):
        return False
    if isinstance(found, cached_property) or hasattr(type(found), "__adgen_task__"):
        return False
    if isinstance(found, type) or type(type(found)) is not type:
        return False
    data = hasattr(type(found), "__set__") or hasattr(type(found), "__delete__")
    written = isinstance(vars(type(found)).get("__get__"), FunctionType)
    return data or written


def is_part_of_itself(value: object, above: tuple[int, ...] = ()) -> bool:
    """True for an object that can be reached from its own attributes."""
    parts: Iterable[object]
    if is_structure(value):
        parts = attributes(value).values()
    elif type(value) is dict:
        parts = value.values()
    elif type(value) in (list, tuple):
        assert isinstance(value, list | tuple)
        parts = value
    else:
        return False
    inside = (*above, id(value))
    return id(value) in above or any(is_part_of_itself(part, inside) for part in parts)


def attributes(value: Any) -> dict[str, Any]:
    """The attributes an object has itself, in the order in which they were set."""
    cls = type(value)
    if is_named_tuple(cls):
        return dict(zip(cls._fields, value))
    if cls is SimpleNamespace:
        return dict(vars(value))
    found: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        for name, member in vars(base).items():
            if isinstance(member, MemberDescriptorType) and hasattr(value, name):
                found[name] = getattr(value, name)
    return found | getattr(value, "__dict__", {})


def made(cls: type, values: Mapping[str, Any]) -> Any:
    """An object of the class with these attributes."""
    if is_named_tuple(cls):
        return tuple.__new__(cls, tuple(values.values()))
    if cls is SimpleNamespace:
        return SimpleNamespace(**values)
    new: object = object.__new__(cls)
    for name, value in values.items():
        object.__setattr__(new, name, value)
    return new


def items_of(pattern: Pack, value: Any) -> list[Any]:
    """The parts of a value, as a structure of the intermediate representation takes it apart."""
    if pattern.form == "dict":
        return [value[key.value] for key in pattern.keys]
    if pattern.form == "object":
        return [getattr(value, key.value) for key in pattern.keys]
    return list(value)


def is_made_by_keywords(cls: type, names: tuple[str, ...]) -> bool:
    """True if `cls(name=value, ...)` does no more than to set these attributes."""
    if cls is SimpleNamespace:
        return True
    if not dataclasses.is_dataclass(cls) or hasattr(cls, "__post_init__"):
        return False
    # What a dataclass has written itself has no file.
    code = getattr(cls.__init__, "__code__", None)
    generated = code is not None and code.co_filename == "<string>"
    kinds = {f.name: f for f in dataclasses.fields(cls)}
    plain = all(f.init for f in kinds.values()) and not _has_pseudo_fields(cls)
    return generated and plain and tuple(kinds) == names


def _has_pseudo_fields(cls: Any) -> bool:
    """True if some arguments of the class are no attributes: `InitVar`s."""
    fields = cls.__dataclass_fields__.values()
    return any(f._field_type.name == "_FIELD_INITVAR" for f in fields)
