"""What the transformers share while one Program is differentiated.

`Context` holds the functions of the program, to which derivatives of callees are added as
they are needed, and asks the analyses about activity.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from adgen.analyses import steps
from adgen.analyses.activity import active
from adgen.analyses.lasting import NOTHING, Lasting, lasting
from adgen.ir.build import Builder
from adgen.ir.namer import Namer
from adgen.ir.nodes import Call, Function, If, Program, Var, Yield
from adgen.ir.walk import all_statements, needed_functions, param_vars
from adgen.names import numbered
from adgen.rules.infer import cautious_kinds, result_kinds
from adgen.transforms.handed_back import changed_versions
from adgen.transforms.joins import covered
from adgen.transforms.pairs import Demand, Pair
from adgen.transforms.room import holds_complex
from adgen.transforms.unbound import unbound_results


@dataclass
class Context:
    """`pairs` and `tangents` remember the derivatives of callees that exist already, `derived`
    those of functions that are handed to primitives; `leaves` those on which results depend,
    `unbound` which results may be unbound. `demands` are those of functions that call themselves
    and are being made, `shared_pairs` what has been made of them.

    With `records_all` every value the reverse sweep uses is recorded, none recomputed.
    `mixed`: there are complex numbers in the program.
    """

    program: Program
    records_all: bool = False
    functions: dict[str, Function] = field(default_factory=dict)
    pairs: dict[tuple[object, ...], object] = field(default_factory=dict)
    tangents: dict[tuple[object, ...], str] = field(default_factory=dict)
    derived: dict[tuple[object, ...], str] = field(default_factory=dict)
    leaves: dict[tuple[object, ...], tuple[int, ...]] = field(default_factory=dict)
    unbound: dict[str, frozenset[int]] = field(default_factory=dict)
    demands: dict[str, Demand] = field(default_factory=dict)
    shared_pairs: dict[str, tuple[tuple[Demand, Pair], ...]] = field(
        default_factory=dict
    )
    _reserved: set[str] = field(default_factory=set)
    _given_back: Mapping[str, frozenset[Var]] | None = None

    def __post_init__(self) -> None:
        self.functions.update(self.program.functions)
        self._reserved.update(self.functions)
        self.mixed = any(map(holds_complex, self.program.functions.values()))

    def builder_for(self, function: Function) -> Builder:
        """A builder that continues a function: fresh names, a copy of its kinds."""
        from adgen.transforms.functionals import Derivatives

        infer = cautious_kinds if self.mixed else result_kinds
        builder = Builder(infer, Namer.of(function), dict(function.kinds))
        builder.functions = Derivatives(self)
        return builder

    def active(
        self, name: str, inputs: Iterable[Var], outputs: Iterable[int] | None
    ) -> frozenset[Var]:
        """The Vars of a function that carry derivatives from `inputs` to `outputs`."""
        positions = None if outputs is None else frozenset(outputs)
        return active(self.program, name, tuple(inputs), positions)

    def useful(
        self, name: str, inputs: tuple[int, ...], outputs: tuple[int, ...]
    ) -> tuple[int, ...]:
        """Those of the leaves of a function's parameters on which these outputs depend."""
        key = (name, inputs, outputs)
        if key not in self.leaves:
            every = param_vars(self.program.functions[name])
            found = self.active(name, [every[i] for i in inputs], outputs)
            self.leaves[key] = tuple(i for i in inputs if every[i] in found)
        return self.leaves[key]

    def unbound_results(self, name: str) -> frozenset[int]:
        """The positions of the results of a function that may be unbound, or None."""
        function = self.functions.get(name)
        if function is None:  # it is being made
            return frozenset()
        if name not in self.unbound:
            self.unbound[name] = frozenset()
            while True:  # a recursive function asks for its own
                found = unbound_results(function, self.unbound_results)
                if found == self.unbound[name]:
                    break
                self.unbound[name] = found
        return self.unbound[name]

    def with_straightened(
        self, function: Function, active_vars: frozenset[Var]
    ) -> frozenset[Var]:
        """`active_vars` and the results of the `If` statements that took the place of returns."""
        known = set(active_vars)
        original = self.program.functions[function.name]
        before = {id(s) for s in all_statements(original.body)}
        for stmt in _inner_first(function):
            if id(stmt) in before:
                continue
            for position, result in enumerate(stmt.results):
                for side in (stmt.then, stmt.orelse):
                    if isinstance(side.end, Yield):
                        value = side.end.values[position]
                        if isinstance(value, Var) and value in known:
                            known.add(result)
        return frozenset(known)

    def dear(self, function: Function) -> frozenset[Var]:
        """What would have to be recorded whole where one element of it is read."""
        found = steps.dear(function)
        if not self.is_recursive(function.name):
            return found
        if self._given_back is None:
            self._given_back = changed_versions(self.program.functions)
        return found | self._given_back[function.name]

    def kept(self, function: Function, once: bool) -> Lasting:
        """What its arrays hold at the ends of their loops, and need not be recorded."""
        if self.records_all or self.is_recursive(function.name):
            return NOTHING
        return lasting(function, once)

    def is_recursive(self, name: str) -> bool:
        """True if the function calls itself, directly or through others."""
        seen: set[str] = set()
        todo = list(self._called(name))
        while todo:
            callee = todo.pop()
            if callee == name:
                return True
            if callee not in seen:
                seen.add(callee)
                todo += self._called(callee)
        return False

    def _called(self, name: str) -> list[str]:
        body = self.program.functions[name].body
        return [s.function for s in all_statements(body) if isinstance(s, Call)]

    def reserve(self, wanted: str) -> str:
        """A name for a new function, given once."""
        name = numbered(wanted, self._reserved)
        self._reserved.add(name)
        return name

    def saved(self) -> tuple[Any, ...]:
        """What has been made so far, to be restored."""
        return tuple(copy.copy(part) for part in self._made())

    def restore(self, before: tuple[Any, ...]) -> None:
        """Forgets what has been made since."""
        for part, old in zip(self._made(), before):
            part.clear()
            part.update(old)

    def _made(self) -> tuple[Any, ...]:
        return (
            self.functions,
            self.pairs,
            self.tangents,
            self.derived,
            self.unbound,
            self.shared_pairs,
            self._reserved,
        )

    @property
    def reserved(self) -> frozenset[str]:
        """The names of functions that are taken, or promised."""
        return frozenset(self._reserved)

    def finished(self, entry: str) -> Program:
        """The program with everything that was made; the entry and what it calls."""
        kept: dict[str, Function] = {}
        todo = [entry]
        while todo:
            name = todo.pop()
            if name not in kept:
                kept[name] = self.functions[name]
                todo += needed_functions(kept[name].body)
        order = [name for name in self.functions if name in kept]
        return Program(covered({name: kept[name] for name in order}), entry)


def _inner_first(function: Function) -> list[If]:
    found = [s for s in all_statements(function.body) if isinstance(s, If)]
    return found[::-1]
