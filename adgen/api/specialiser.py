"""The specialisations of one derivative: found by the kinds of the arguments, made when missing.

Input: a task for the driver, and the values of a call by parameter. Output: the `Specialisation`
for values of those kinds. One whose names have been bound to something else is made again.
"""

from __future__ import annotations

import threading
from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np

from adgen.api.arguments import Path
from adgen.api.convert import check_arrays
from adgen.api.copies import called
from adgen.api.keys import key_of_all
from adgen.api.primal import Primal
from adgen.api.settings import MAY_DEPEND, Settings, settings_of
from adgen.api.specialisation import Specialisation
from adgen.errors import ArgumentError
from adgen.options import Options

_MOST_KEPT = 128

Made = tuple[Hashable, Specialisation]
"""A specialisation, by the kinds it was made for."""


class Specialiser:
    """All that was derived from one function in one mode."""

    def __init__(
        self, primal: Primal, mode: str, options: Options, has_aux: bool = False
    ) -> None:
        self.primal = primal
        self.mode = mode
        self.options = options
        self.has_aux = has_aux
        self.latest: Specialisation | None = None
        self._by_key: dict[Hashable, Specialisation] = {}
        self._by_kinds: dict[Hashable, Specialisation] = {}
        self.settings = Settings(primal)
        self._lock = threading.RLock()

    @property
    def all(self) -> list[Specialisation]:
        """Every specialisation that is still right, in the order they were made."""
        return [s for s in dict.fromkeys(self._by_key.values()) if s.watch.holds()]

    def find(
        self,
        values: Mapping[str, Any],
        paths: tuple[Path, ...],
        bare: bool,
        given: Mapping[str, Any],
    ) -> Specialisation:
        """The specialisation for values of these kinds, made now if there is none.

        `given` are the values before ints were made floats."""
        found = self._find(values, paths, bare)
        found.require_apart(given)
        return found

    def _find(
        self, values: Mapping[str, Any], paths: tuple[Path, ...], bare: bool
    ) -> Specialisation:
        settings = self.settings.key(values)
        key: Hashable = (paths, bare, key_of_all(values.values()), settings)
        found = self._by_key.get(key)
        if found is not None and found.watch.holds():
            self.latest = found
            return found
        with self._lock:
            made = self._for_kinds(values, paths, bare)
            while len(self._by_key) >= _MOST_KEPT:
                del self._by_key[next(iter(self._by_key))]
            # The key may hold identities of objects: keep them alive as long as it lives.
            made.kept = (*made.kept, *values.values())
            self._by_key[key] = self.latest = made
        return made

    def adopt(self, made: list[Made]) -> None:
        """Take over specialisations that were pickled."""
        for key, specialisation in made:
            self._by_kinds[key] = self.latest = specialisation
            self.settings.add(settings_of(specialisation))

    @property
    def made(self) -> list[Made]:
        """The specialisations by kinds, to be pickled: other keys hold identities."""
        return list(self._by_kinds.items())

    def _for_kinds(
        self, values: Mapping[str, Any], paths: tuple[Path, ...], bare: bool
    ) -> Specialisation:
        from adgen.analyses.effects import prints_or_draws
        from adgen.frontend.scope.describe import Sizes, describe

        for name, value in values.items():
            check_arrays(value, name)
        sizes: Sizes = {}
        described = {name: describe(v, name, sizes) for name, v in values.items()}
        kinds: Mapping[str, Any] = {**described, **self.settings.known(values, paths)}
        key = _key_of(paths, bare, kinds)
        found = self._by_kinds.get(key)
        if found is not None and found.watch.holds():
            return found
        made, kinds = self._derive_any(kinds, values, paths, bare)
        if self.mode in ("grad", "value_and_grad", "hvp"):
            if not self._is_number(made):
                lowered = made.derived.stages["lowered"]
                if prints_or_draws(lowered) or self.settings.are_bound:
                    # The function is not to print, to draw, or to change its object, once more.
                    made = self.derive(kinds, paths, bare, checked=True)
                else:
                    self._look_at_result(values)
        key = _key_of(paths, bare, kinds)
        if key is not None:
            self._by_kinds[key] = made
        return made

    def _derive_any(
        self,
        kinds: Mapping[str, Any],
        values: Mapping[str, Any],
        paths: tuple[Path, ...],
        bare: bool,
    ) -> tuple[Specialisation, Mapping[str, Any]]:
        """The derivative for all values of these kinds or, where that is refused, for these
        settings; and the kinds it is for."""
        try:
            return self.derive(kinds, paths, bare), kinds
        except MAY_DEPEND as error:
            refusal = error
        for names in self.settings.further(values, kinds, paths):
            try:
                known = {**kinds, **self.settings.known(values, paths, names)}
                made = self.derive(known, paths, bare)
            except MAY_DEPEND as error:
                refusal = error  # what stands in the way where more is known
            else:
                self.settings.add(names)
                return made, known
        raise refusal

    def derive(
        self,
        kinds: Mapping[str, Any],
        paths: tuple[Path, ...],
        bare: bool,
        checked: bool = False,
    ) -> Specialisation:
        """Ask the driver; `checked`: the text makes sure that the result is one number."""
        from adgen.driver import Task, derive

        inmost: Any = self.primal.given
        while hasattr(inmost, "primal"):
            inmost = inmost.primal
        if hasattr(inmost, "__adgen_absent__"):
            inmost()
        task = Task(
            self.primal.readable,
            self.mode,  # type: ignore[arg-type]
            paths,
            bare=bare,
            has_aux=self.has_aux,
            checked=checked,
        )
        module = getattr(self.primal.given, "__module__", None) or ""
        label = f"{self.mode} {module}.{self.primal.name}"
        derived = derive(task, kinds, self.options)
        return Specialisation.of(derived, kinds, self.primal.fixed, label)

    def _is_number(self, made: Specialisation) -> bool:
        """True if the result is known to be a real number, of which a gradient is; raises if
        it is known to be something else."""
        from adgen.driver import result_values
        from adgen.ir.kinds import Array, Number, Unknown
        from adgen.ir.nodes import Const

        primal = made.derived.primal
        for result in result_values(primal)[:1]:
            kind = primal.kinds.get(result, Unknown())
            if isinstance(result, Const):
                self._check_number(result.value)
            elif isinstance(kind, Number) or (
                isinstance(kind, Array) and kind.dims == ()
            ):
                self._check_number(
                    np.zeros((), "complex" if "complex" in kind.dtype else None)
                )
            else:
                return False
        return True

    def _look_at_result(self, values: Mapping[str, Any]) -> None:
        """A result of unknown kind is looked at once."""
        value = _value_of(self.primal, values)
        self._check_number(value[0] if self.has_aux else value)

    def _check_number(self, value: Any) -> None:
        name, remedy = (
            self.primal.name,
            "Use adgen.jacobian or adgen.vjp, or sum the result.",
        )
        if not isinstance(value, int | float | complex | np.generic | np.ndarray):
            word = "None" if value is None else f"a {type(value).__name__}"
            raise ArgumentError(f"`{name}` returns {word}; a gradient is of one number")
        if np.ndim(value) != 0:
            what = f"an array of shape {np.shape(value)}; a gradient is of one number"
            raise ArgumentError(f"`{name}` returns {what}", remedy=remedy)
        if isinstance(value, bool | np.bool_ | np.integer):
            word = "an integer" if isinstance(value, np.integer) else "a boolean"
            raise ArgumentError(
                f"`{name}` returns {word}, which has no slope",
                remedy="Return what it is computed from, or float(...) of it.",
            )
        if np.iscomplexobj(value):
            raise ArgumentError(
                f"`{name}` returns a complex number; a gradient is of a real one",
                remedy="Use adgen.vjp or adgen.jvp, or take the real part of the result.",
            )


def _key_of(paths: tuple[Path, ...], bare: bool, kinds: Mapping[str, Any]) -> Hashable:
    """None if the kinds hold an object that cannot be compared by value."""
    key = (paths, bare, tuple(kinds.values()))
    try:
        hash(key)
    except TypeError:
        return None
    return key


def _value_of(primal: Primal, values: Mapping[str, Any]) -> Any:
    """What the user's function returns."""
    from adgen.api.arguments import spread

    positional, keywords = spread(primal.signature, dict(values))
    return called(primal.readable, positional, keywords)
