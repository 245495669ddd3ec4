"""Attributes that objects have from their class until they are set: are they made with them?

class Meter:
    total = 0.0                  m.total is the class's 0.0, as long as no path has set it
    def add(self, v):
        self.total += v          where it matters which it is, each Meter is made with a total
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import is_dataclass
from typing import TYPE_CHECKING

from adgen.frontend.scope.doubts import Again, Doubt

if TYPE_CHECKING:
    from adgen.frontend.scope.context import Context

_PLAIN = (bool, int, float, complex, str, type(None))


def defaulting(cls: type, name: object) -> Doubt | None:
    """The doubt whether objects are made with an attribute of their class; None if it has no
    such number or text, or a dataclass, of which it is a field, gives it."""
    if name not in dict(_defaults(cls)):
        return None
    return Doubt("defaulting", None, (cls.__module__, cls.__qualname__, str(name)))


def all_defaulting(cls: type) -> Iterator[Doubt]:
    """The doubts about all attributes that a class has for its objects."""
    for name, _ in _defaults(cls):
        doubt = defaulting(cls, name)
        if doubt is not None:
            yield doubt


def defaults_of(cls: type, decided: Collection[Doubt]) -> list[tuple[str, object]]:
    """The attributes with which objects of a class are made before `__init__` runs."""
    if not any(doubt.by == "defaulting" for doubt in decided):
        return []
    return [(n, v) for n, v in _defaults(cls) if defaulting(cls, n) in decided]


def require_decided(ctx: Context, doubts: Iterable[Doubt | None]) -> None:
    """Lowers the program again with the first of the doubts decided that is not."""
    for doubt in doubts:
        if doubt is not None and doubt not in ctx.lowering.decided:
            raise Again(doubt)


def _defaults(cls: type) -> Iterator[tuple[str, object]]:
    """The attributes of a class that are numbers or text, each as its objects see it."""
    if is_dataclass(cls) or not getattr(cls, "__dictoffset__", 1):
        return
    seen: set[str] = set()
    for base in cls.__mro__:
        for name, value in vars(base).items():
            if name not in seen and not name.startswith("__") and type(value) in _PLAIN:
                yield name, value
            seen.add(name)
