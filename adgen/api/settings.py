"""Arguments that are settings: switches and counts, for which a derivative may be made.

def update(x, z, return_all=False):        which of the two is returned is known at run time only,
    ...                                    and they differ in structure: refused
    if return_all:
        return x, y, log_likelihood        the derivative for return_all=False is made then
    return x

class Model:
    def loss(self, w):                     the object of a method is known when its derivative is
        self.calls += 1                    made, and may not be changed: refused
        ...                                of `model.loss` it becomes an argument then

A derivative is for all values of the arguments, if it can be. Only where that is refused it is
made for the object, the switches, and if need be the small integers of this call; another for
others.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any

from adgen.api.keys import key_of
from adgen.api.primal import Primal
from adgen.api.specialisation import Specialisation
from adgen.errors import (
    KindError,
    LanguageError,
    NoRuleError,
    UndefinedDerivativeError,
)
from adgen.ir.objects import is_structure

MAY_DEPEND = (KindError, LanguageError, NoRuleError, UndefinedDerivativeError)
"""Refusals of something that may stand on a path which the program does not take."""

Names = tuple[str, ...]

_TYPES = (bool, int)
_SMALL = 8
"""Larger integers are sizes: the text would grow with them."""


def settings_of(made: Specialisation) -> Names:
    """What a specialisation was made for."""
    from adgen.frontend.scope.describe import Static

    values = {n: k.value for n, k in made.kinds.items() if isinstance(k, Static)}
    known = (name for name, value in values.items() if type(value) in _TYPES)
    return (*(name for name in made.fixed if name in made.kinds), *known)


class Settings:
    """Which arguments of a function the derivatives are made for, by name."""

    def __init__(self, primal: Primal) -> None:
        self._primal = primal
        self._names: Names = ()

    def __bool__(self) -> bool:
        """True if there are any."""
        return bool(self._names)

    @property
    def are_bound(self) -> bool:
        """True if the object of the method is an argument."""
        return any(name in self._primal.fixed for name in self._names)

    def add(self, names: Names) -> None:
        self._names = tuple(dict.fromkeys((*self._names, *names)))

    def key(self, values: Mapping[str, Any]) -> Hashable:
        """What is known of them, for the key of a call."""
        fixed = self._primal.fixed if self._names else {}
        return tuple(
            key_of(fixed[name]) if name in fixed else values[name]
            for name in self._names
        )

    def known(
        self,
        values: Mapping[str, Any],
        paths: Iterable[tuple[Any, ...]],
        names: Names | None = None,
    ) -> dict[str, Any]:
        """What the front end is told of them; what is differentiated is no setting."""
        from adgen.frontend.scope.describe import Static, describe

        names = self._names if names is None else names
        fixed = self._primal.fixed if names else {}
        varying = {path[0] for path in paths}
        return {
            name: describe(fixed[name], name) if name in fixed else Static(values[name])
            for name in names
            if name in fixed or (name not in varying and type(values[name]) in _TYPES)
        }

    def further(
        self,
        values: Mapping[str, Any],
        kinds: Mapping[str, Any],
        paths: Iterable[tuple[Any, ...]],
    ) -> Iterator[Names]:
        """What else may be known, the least first."""
        from adgen.frontend.scope.describe import Static

        varying = {path[0] for path in paths}
        free = [
            (name, type(value))
            for name, value in values.items()
            if name not in varying and not isinstance(kinds[name], Static)
            if type(value) is not int or abs(value) <= _SMALL
        ]
        bound = tuple(
            n
            for n, v in self._primal.fixed.items()
            if n not in kinds and is_structure(v)
        )
        switches = tuple(name for name, cls in free if cls is bool)
        counts = tuple(name for name, cls in free if cls is int)
        both = (*bound, *switches)
        for names in dict.fromkeys((bound, switches, both, (*both, *counts))):
            if names:
                yield names
