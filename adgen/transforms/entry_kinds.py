"""The entries of a list are of one form in all its versions.

    hist.1 = list.append(hist.0, 0, y.0)        hist.1: list of (int, float)    becomes
    hist.2 = list.append(hist.1, t.0, %1)       hist.2: list of (float, float)  (float, float)

The adjoint of an entry has a field for each that carries derivatives. The versions of a list share
one adjoint: an integer that comes first has a field in it, too, if a real number takes its place
later. Input: a program before it is differentiated. Output: the program with such kinds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from itertools import permutations

from adgen.analyses.dataflow import leaf_pairs
from adgen.analyses.records import reads
from adgen.ir.kinds import Kind, Listing, is_discrete, join
from adgen.ir.nodes import (
    UNDEFINED,
    Apply,
    Call,
    For,
    Function,
    Operand,
    Pack,
    Program,
    Return,
    Statement,
    Store,
    Var,
)
from adgen.ir.walk import all_statements, leaves, operand_vars
from adgen.transforms.joins import paths


def with_one_form(program: Program) -> Program:
    """The program; what is a list of records in it has the same fields in all versions."""
    if not any(_mixes(function) for function in program.functions.values()):
        return program
    versions = _Versions(program.functions)
    kinds = versions.kinds()
    functions = {
        name: replace(function, kinds={**function.kinds, **kinds[name]})
        for name, function in program.functions.items()
    }
    return Program(functions, program.entry)


def _mixes(function: Function) -> bool:
    """True if a list has a field without adjoint beside one that has it."""
    return any(map(_is_mixed, function.kinds.values()))


def _is_mixed(kind: Kind) -> bool:
    if not isinstance(kind, Listing):
        return False
    return len(set(map(is_discrete, kind.fields))) > 1 or any(
        map(_is_mixed, kind.fields)
    )


Place = tuple[str, Var, tuple[int, ...]]
"""A list of a function: a Var, or what stands at a path of fields in its entries."""


class _Versions:
    """The lists of records of a program; those that are versions of one are found together."""

    def __init__(self, functions: Mapping[str, Function]) -> None:
        self._functions = functions
        self._parent: dict[Place, Place] = {}
        for name, function in functions.items():
            for stmt in all_statements(function.body):
                self._statement(name, stmt)

    def kinds(self) -> dict[str, dict[Var, Kind]]:
        """The kinds that change, by function."""
        together: dict[Place, list[Place]] = {}
        for place in self._parent:
            together.setdefault(self._root(place), []).append(place)
        changed: dict[str, dict[Var, Kind]] = {name: {} for name in self._functions}
        for places in together.values():
            columns = zip(*(self._at(place).fields for place in places))
            whole = [_covering(column) for column in columns]
            for place in places if any(whole) else ():
                name, var, path = place
                kind = changed[name].get(var) or self._functions[name].kinds[var]
                changed[name][var] = _with_fields(kind, path, whole)
        return changed

    def _statement(self, name: str, stmt: Statement) -> None:
        match stmt:
            case Apply((result,), "list.append", (base, *fields)):
                self._link(name, result, name, base)
                self._entry(name, base, fields)
            case Apply((result, *taken), "list.pop", (base, *_)):
                self._link(name, result, name, base)
                self._entry(name, base, taken)
            case Apply(results=results, args=args):
                self._beside(name, (*results, *args))
            case Store(base=base, value=value, result=result):
                self._beside(name, (result, base, value))
            case For(target=target, iterable=iterable):
                for whole, part in reads(target, iterable):
                    if isinstance(part, Pack):
                        self._entry(name, whole, part.items)
                    else:
                        self._beside(name, (whole, *operand_vars(part or UNDEFINED)))
            case Call() if stmt.function in self._functions:
                self._handed(name, stmt)
        for targets, values in paths(stmt):
            for target, value in zip(targets, values):
                self._link(name, target, name, value)

    def _beside(self, name: str, operands: Iterable[Operand]) -> None:
        """Lists of one statement: versions of one, or one an entry of the other."""
        lists = [v for v in operands if isinstance(v, Var) and self._is_list(name, v)]
        for one, other in permutations(lists, 2):
            self._link(name, one, name, other)
            for i in range(len(self._at((name, one, ())).fields)):
                self._link(name, one, name, other, (i,))

    def _entry(self, name: str, whole: Operand, fields: Sequence[Operand]) -> None:
        """What an entry is made of or taken apart into: lists are versions of those in it."""
        for i, value in enumerate(fields):
            self._link(name, whole, name, value, (i,))

    def _handed(self, name: str, call: Call) -> None:
        """What is given to a function, and what it gives back."""
        callee = self._functions[call.function]
        for param, given in zip(callee.params, call.args):
            for leaf, operand in leaf_pairs(param.pattern, given):
                self._link(callee.name, leaf, name, operand)
        for leaf_block in leaves(callee.body):
            if isinstance(leaf_block.end, Return):
                for result, value in zip(call.results, leaf_block.end.values):
                    self._link(name, result, callee.name, value)

    def _link(
        self,
        name: str,
        one: Operand,
        other_name: str,
        other: Operand,
        path: tuple[int, ...] = (),
    ) -> None:
        """What stands at a path in one list is a version of the other, if their forms agree."""
        if not isinstance(one, Var) or not isinstance(other, Var):
            return
        a, b = self._kind((name, one, path)), self._kind((other_name, other, ()))
        if not isinstance(a, Listing) or not isinstance(b, Listing):
            return
        if len(a.fields) != len(b.fields):
            return
        inside = _records(b)
        for deeper, number in _records(a).items():
            if inside.get(deeper) == number:
                first = self._root((name, one, path + deeper))
                second = self._root((other_name, other, deeper))
                if first != second:
                    self._parent[second] = first

    def _root(self, place: Place) -> Place:
        self._parent.setdefault(place, place)
        while self._parent[place] != place:
            place = self._parent[place]
        return place

    def _is_list(self, name: str, var: Var) -> bool:
        return isinstance(self._functions[name].kinds.get(var), Listing)

    def _at(self, place: Place) -> Listing:
        kind = self._kind(place)
        assert isinstance(kind, Listing)
        return kind

    def _kind(self, place: Place) -> Kind | None:
        name, var, path = place
        return _inner(self._functions[name].kinds.get(var), path)


def _inner(kind: Kind | None, path: tuple[int, ...]) -> Kind | None:
    """The kind that stands at a path in a list."""
    for i in path:
        if not isinstance(kind, Listing) or i >= len(kind.fields):
            return None
        kind = kind.fields[i]
    return kind


def _records(kind: Listing) -> dict[tuple[int, ...], int]:
    """The number of fields of each list of records that stands in a list, by its path."""
    own = {(): len(kind.fields)} if len(kind.fields) > 1 else {}
    return own | {
        (i, *path): number
        for i, field in enumerate(kind.fields)
        if isinstance(field, Listing)
        for path, number in _records(field).items()
    }


def _covering(fields: tuple[Kind, ...]) -> Kind | None:
    """What covers a field that carries derivatives in some versions only."""
    if len({is_discrete(kind) for kind in fields}) < 2:
        return None
    return reduce(join, fields)


def _with_fields(
    kind: Kind, path: tuple[int, ...], whole: Sequence[Kind | None]
) -> Kind:
    """The kind with these fields in the list at a path."""
    assert isinstance(kind, Listing)
    fields = list(kind.fields)
    if path:
        fields[path[0]] = _with_fields(fields[path[0]], path[1:], whole)
    else:
        fields = [new or old for new, old in zip(whole, fields)]
    return replace(kind, fields=tuple(fields))
