"""Names: how adjoints, tangents and temporaries are called, and how a free name is chosen.

Input and output are plain strings. Versions of a name are made by `adgen.ir.namer`.
"""

from __future__ import annotations

import builtins
import keyword
from collections.abc import Container, Iterable

TEMPORARY = "%"
_ADJOINT, _TANGENT = "_bar", "_dot"
_RESERVED = frozenset(dir(builtins)) | frozenset(keyword.kwlist)


def adjoint_name(name: str) -> str:
    """The name of the adjoint of `name`: x_bar, %7_bar."""
    return name + _ADJOINT


def tangent_name(name: str) -> str:
    """The name of the tangent of `name`: x_dot, %7_dot."""
    return name + _TANGENT


def temporary_name(number: int) -> str:
    """The name of a temporary of the IR: %7."""
    return f"{TEMPORARY}{number}"


def is_temporary(name: str) -> bool:
    """True for %7 and what is derived from it (%7_bar): no name the user wrote."""
    return name.startswith(TEMPORARY)


def temporary_number(name: str) -> int | None:
    """7 for %7; None for every other name, %7_bar included."""
    digits = name[len(TEMPORARY) :]
    return int(digits) if is_temporary(name) and digits.isdecimal() else None


def stem_number(name: str) -> int | None:
    """7 for %7 and for what is derived from it, %7_bar; None for every other name."""
    digits = name[len(TEMPORARY) :].partition("_")[0]
    return int(digits) if is_temporary(name) and digits.isdecimal() else None


def untaken(name: str, taken: Container[str]) -> str:
    """The name, with as many underscores behind it as it takes to be a new one."""
    while name in taken:
        name += "_"
    return name


def is_reserved(name: str) -> bool:
    """True if generated code must not bind this name: a keyword or a builtin."""
    return name in _RESERVED


def numbered(wanted: str, taken: Container[str]) -> str:
    """The wanted name if it is free, else wanted_2, wanted_3, ..."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}_{number}"
    return name


class FreshNames:
    """Hands out names of Python text, each once.

    `taken` are names that are never handed out: the user's, those of modules.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def reserve(self, name: str) -> None:
        """Never hand out this name."""
        self._taken.add(name)

    def is_free(self, name: str) -> bool:
        """True if the name may still be handed out."""
        return name not in self._taken and not is_reserved(name)

    def choose(self, wanted: str) -> str:
        """The wanted name if it is free, else wanted_2, wanted_3, ..."""
        name = wanted
        number = self._last.get(wanted, 1)
        while not self.is_free(name):
            number += 1
            name = f"{wanted}_{number}"
        self._last[wanted] = number
        self._taken.add(name)
        return name

    def number(self, prefix: str) -> str:
        """prefix1, prefix2, ...: the next that is free."""
        key = prefix + "#"
        number = self._last.get(key, 0) + 1
        while not self.is_free(f"{prefix}{number}"):
            number += 1
        self._last[key] = number
        self._taken.add(f"{prefix}{number}")
        return f"{prefix}{number}"
