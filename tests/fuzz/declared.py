"""What a program declares beside functions: classes, generators, functions that raise.

A `Declared` belongs to one program. What stands in it can be used by every form: the name is
bound at the top of the module.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.fuzz.scope import NUMBER, Callee, Shape


@dataclass(frozen=True)
class Model:
    """A class of objects. `fields`: attribute names and shapes, in the order of `__init__`.

    `optional` of the last fields have defaults. `owns`: its arrays are its own copies.
    `pure` methods give a result, `steps` change the object too. `reads`: what can be read of
    an object `p` by `p + text`, with its shape. `replaced`: how an object with other fields is
    made of an old one, or "".
    """

    name: str
    fields: tuple[tuple[str, Shape], ...]
    optional: int = 0
    frozen: bool = False
    owns: bool = False
    pure: tuple[Callee, ...] = ()
    steps: tuple[Callee, ...] = ()
    static: tuple[Callee, ...] = ()
    reads: tuple[tuple[str, Shape], ...] = ()
    operators: tuple[str, ...] = ()
    replaced: str = ""


@dataclass(frozen=True)
class Yielder:
    """A generator function of a vector and a number; `length` where it is certain."""

    name: str
    length: int | None = None


@dataclass(frozen=True)
class Raiser:
    """A function of one number that raises `error` for some numbers."""

    name: str
    error: str

    @property
    def callee(self) -> Callee:
        return Callee(self.name, (), (NUMBER,), 0, NUMBER)


@dataclass(frozen=True)
class Manager:
    """A context manager made of a number; `read` follows its name to give a number."""

    name: str
    read: str


@dataclass(frozen=True)
class Walker:
    """A class to iterate over, made of a vector and a number: an iterator, or `items`.

    `again`: a loop begins at the first element again.
    """

    name: str
    items: bool = False
    again: bool = False


@dataclass
class Declared:
    """All that the program at hand has declared so far."""

    models: list[Model] = field(default_factory=list)
    yielders: list[Yielder] = field(default_factory=list)
    raisers: list[Raiser] = field(default_factory=list)
    managers: list[Manager] = field(default_factory=list)
    walkers: list[Walker] = field(default_factory=list)
