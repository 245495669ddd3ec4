"""Arguments that are nests: dicts, lists, tuples, named tuples, dataclasses, objects.

`Tree` says what a parameter is, `Unmade` is its value as long as the classes of the program
do not exist, `made` gives the value itself. The rest takes nests apart and puts them together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from tests.fuzz.scope import Shape

MODULE = "fuzz_program"
"""The module of the program that is judged; objects of its classes are nests."""


@dataclass(frozen=True)
class Tree:
    """`kind`: "dict", "list", "tuple" or the name of a class; the parts and their shapes."""

    kind: str
    parts: tuple[tuple[str, Shape], ...]

    def value(self, draw: np.random.Generator) -> Any:
        values = [_number(draw, shape) for _, shape in self.parts]
        match self.kind:
            case "list":
                return values
            case "tuple":
                return tuple(values)
            case "dict":
                return {key: value for (key, _), value in zip(self.parts, values)}
            case name:
                names = [key for key, _ in self.parts]
                return Unmade(name, dict(zip(names, values)))


@dataclass(frozen=True)
class Unmade:
    """An object of a class that is only known once the program has been run."""

    kind: str
    attributes: Mapping[str, Any]

    def __repr__(self) -> str:
        inside = ", ".join(f"{k}={v!r}" for k, v in self.attributes.items())
        return f"{self.kind}({inside})"


def _number(draw: np.random.Generator, shape: Shape) -> Any:
    if not shape:
        return float(draw.uniform(-1.5, 1.5))
    return draw.uniform(-1.5, 1.5, shape)


def made(arguments: tuple[Any, ...], names: Mapping[str, Any]) -> list[Any]:
    """The arguments, with objects of the program's classes."""
    return [
        names[a.kind](**a.attributes) if isinstance(a, Unmade) else a for a in arguments
    ]


def is_object(tree: object) -> bool:
    return type(tree).__module__ == MODULE and not isinstance(tree, tuple)


def parts(tree: Any) -> list[Any] | None:
    """What a nest is made of; None for a leaf."""
    if isinstance(tree, tuple | list):
        return list(tree)
    if isinstance(tree, dict):
        return list(tree.values())
    return list(vars(tree).values()) if is_object(tree) else None


def leaves(tree: Any) -> Iterator[Any]:
    inside = parts(tree)
    if inside is None:
        yield tree
    else:
        for item in inside:
            yield from leaves(item)


def mapped(function: Callable[[Any], Any], tree: Any) -> Any:
    """The same nest with `function` of each leaf."""
    inside = parts(tree)
    if inside is None:
        return function(tree)
    items = [mapped(function, item) for item in inside]
    if isinstance(tree, dict):
        return dict(zip(tree, items))
    if is_object(tree):
        new = object.__new__(type(tree))
        for name, item in zip(vars(tree), items):
            object.__setattr__(new, name, item)
        return new
    return type(tree)(*items) if hasattr(tree, "_fields") else type(tree)(items)
