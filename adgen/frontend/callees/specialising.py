"""Each function that is called, lowered once for each form of its arguments.

def f(x, n):                            f for x: [x.0], n: int, whose result is taken as unbound at
    if n == 0: return x                 first, then as what the last round gave, until nothing
    return 2.0 * f(x[1:], n - 1)        changes: [x.0], and it calls itself with [x.0-1?]; so it
                                        is lowered again, for arrays of all sizes
"""

from __future__ import annotations

from collections.abc import Callable, Collection, MutableMapping
from dataclasses import dataclass

from adgen.errors import InternalError
from adgen.frontend.callees.parameters import NoForm
from adgen.frontend.callees.specialised import (
    Callee,
    Key,
    Specialised,
    Widened,
    closures,
    shared,
    widened,
    without_unused,
)
from adgen.frontend.control import results
from adgen.frontend.control.results import LEAF, Result
from adgen.frontend.reading.acquire import span_of
from adgen.frontend.scope.doubts import Doubt
from adgen.frontend.scope.values import Region
from adgen.ir.kinds import UNBOUND
from adgen.ir.nodes import Block, Function, Program, Return
from adgen.ir.walk import needed_functions

_LIMIT = 12
_PLACEHOLDER = Function("", (), Block((), Return(())))


def calls_what_is_being_made(program: Program) -> bool:
    """True if the entry calls, perhaps through others, a function that is not lowered yet."""
    pending, seen = [program.entry], set[str]()
    while pending:
        name = pending.pop()
        if program.functions[name] is _PLACEHOLDER:
            return True
        if name not in seen:
            seen.add(name)
            pending += needed_functions(program.functions[name].body)
    return False


@dataclass(frozen=True)
class Lowered:
    """What one round of lowering a function gives; `apart` are the parts of objects."""

    function: Function
    result: Result
    regions: list[Region | None]
    structures: list[Region]
    apart: Collection[str]


Lower = Callable[[Callee, Key, str], Lowered]


class Specialisations:
    """What has been lowered, and what is being lowered: a recursive function calls that."""

    def __init__(
        self,
        functions: MutableMapping[str, Function],
        free_name: Callable[[str], str],
        lower: Lower,
    ) -> None:
        self._functions = functions
        self._free_name = free_name
        self._lower = lower
        self._settled: dict[Key, Specialised] = {}
        self._active: dict[Key, Specialised] = {}
        self.titles: dict[str, str] = {}
        """What the user calls the functions that have been made."""

    def find(self, key: Key, callee: Callee) -> Specialised:
        """The function of the program for these arguments; lowered now if there is none."""
        key = self._of_recursion(key)
        found = self._settled.get(key) or self._active.get(key)
        if found is not None:
            found.used = found.used or key in self._active
            return found
        try:
            made = self._made(key, callee)
        except Widened as error:
            if error.key != key:
                raise
            return self.find(error.wide, callee)
        self._settled[key] = made
        return made

    def count(self, identity: object) -> int:
        """How often a function has been lowered, for different forms of its arguments."""
        return sum(key.identity == identity for key in self._settled)

    def _made(self, key: Key, callee: Callee) -> Specialised:
        name = self._free_name(callee.name)
        self._functions[name] = _PLACEHOLDER
        self.titles[name] = callee.name
        doubt = Doubt("inlining", span_of(callee.node, callee.acquired))
        unsettled = Result(LEAF, (UNBOUND,), [{}])
        made = Specialised(name, unsettled, key.passed, doubt=doubt)
        self._active[key] = made
        before = set(self._settled)
        try:
            self._settle(made, key, callee)
        except BaseException:
            self._functions.pop(name, None)
            self._forget_since(before)
            raise
        finally:
            del self._active[key]
        return made

    def _settle(self, made: Specialised, key: Key, callee: Callee) -> None:
        for round_number in range(_LIMIT):
            before = set(self._settled)
            made.used = False
            found = self._lower(callee, key, made.name)
            self._functions[made.name] = found.function
            new = Specialised("", found.result, regions=found.regions)
            alike = shared(made) == shared(new)
            settled = not made.used or (
                alike and results.covers(made.result, found.result)
            )
            made.function, made.regions = found.function, found.regions
            made.structures = found.structures
            made.result = results.widened(made.result, found.result, round_number)
            if settled:
                kept = without_unused(made, found.function, found.apart)
                self._functions[made.name] = kept
                return
            self._forget_since(before)
        raise InternalError(f"the result of {made.name} does not settle")

    def _of_recursion(self, key: Key) -> Key:
        """The key of the call of the same function around this one, if that is for all sizes."""
        for around in self._active:
            if around.identity == key.identity and closures(around) != closures(key):
                raise NoForm  # a new function at each call, and no end of them
            wide = widened(around, key)
            if wide == around:
                return around
            if wide is not None:
                raise Widened(around, wide)
        return key

    def _forget_since(self, before: set[Key]) -> None:
        """What has been lowered meanwhile may have used what was not settled."""
        for other in [k for k in self._settled if k not in before]:
            self._functions.pop(self._settled.pop(other).name, None)
