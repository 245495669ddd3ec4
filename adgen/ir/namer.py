"""Fresh Vars: the next version of a name, the next temporary.

namer.fresh("x")   ->  x.0, then x.1, ...
namer.temporary()  ->  %1, then %2, ...
"""

from __future__ import annotations

from adgen.ir.nodes import Function, Var
from adgen.ir.walk import all_definitions
from adgen.names import stem_number, temporary_name, temporary_number


class Namer:
    """Makes Vars, each once in a function."""

    def __init__(self) -> None:
        self._next_version: dict[str, int] = {}
        self._last_temporary = 0

    @classmethod
    def of(cls, function: Function) -> Namer:
        """A namer that continues the function: it makes no Var that is defined there."""
        namer = cls()
        for var in all_definitions(function):
            namer.take(var)
        return namer

    def take(self, var: Var) -> None:
        """Never make this Var."""
        following = var.version + 1
        if following > self._next_version.get(var.name, 0):
            self._next_version[var.name] = following
        number = stem_number(
            var.name
        )  # %7 would seem to be what %7_bar is the adjoint of
        if number is not None and number > self._last_temporary:
            self._last_temporary = number

    def fresh(self, name: str) -> Var:
        """The next version of a name; versions of a name count from 0."""
        version = self._next_version.get(name, 0)
        self._next_version[name] = version + 1
        return Var(name, version)

    def temporary(self) -> Var:
        """The next temporary: %1, %2, ..., each with version 0."""
        self._last_temporary += 1
        return self.fresh(temporary_name(self._last_temporary))

    def like(self, var: Var) -> Var:
        """A new Var that may stand for `var`: a temporary for a temporary, else a version."""
        if temporary_number(var.name) is not None:
            return self.temporary()
        return self.fresh(var.name)
