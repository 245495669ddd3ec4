"""The two halves of a generated gradient, and which of its values are values of the primal.

Input: the program of a gradient. Output: for each function of the primal a `Half` pair: the
statements of the forward and of the reverse sweep, and, for every variable of the reverse
sweep that only brings back a value of the forward sweep, that value.

    tape.2 = list.append(tape.1, x.1)             brought back:  x.4 is x.1 (from the tape)
    for x.4 in reversed(tape.3):
        %7 = 2.0 * x.4                                            %7 is %2 (computed again)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from adgen.ir.nodes import (
    Apply,
    Block,
    Each,
    Enumerate,
    For,
    Function,
    If,
    Iterable,
    Operand,
    Pack,
    Program,
    Remark,
    Return,
    Reversed,
    Target,
    Var,
    While,
    Yield,
    Zip,
)
from adgen.ir.walk import all_statements, leaves, map_operands, param_vars, target_vars
from adgen.source import Span

FORWARD_SUFFIX, REVERSE_SUFFIX = "_forward", "_reverse"


@dataclass
class Halves:
    """Of one function. `saved` is handed from the forward to the reverse function;
    `taped` are recorded; `again` maps what is computed again to the statement that does it;
    `same` maps variables of the reverse sweep to those of the primal."""

    primal: Function
    forward: Block
    reverse: Block
    saved: tuple[Var, ...] = ()
    same: dict[Var, Var] = field(default_factory=dict)
    taped: dict[Var, None] = field(default_factory=dict)
    again: dict[Var, Apply] = field(default_factory=dict)

    def original(self, var: Var) -> Var:
        """The value of the primal a variable of the reverse sweep stands for, or itself."""
        return self.same.get(var, var)


def halves_of(primal: Program, gradient: Program) -> Iterator[Halves]:
    """The halves of every function of the primal that the gradient runs backwards."""
    yield _finished(_joint(primal.main, gradient.main))
    for name, function in primal.functions.items():
        forward = gradient.functions.get(name + FORWARD_SUFFIX)
        reverse = gradient.functions.get(name + REVERSE_SUFFIX)
        if forward is not None and reverse is not None:
            yield _finished(_pair(function, forward, reverse))


def _joint(primal: Function, gradient: Function) -> Halves:
    body = gradient.body.body
    cuts = [
        i for i, s in enumerate(body) if isinstance(s, Remark) and "reverse" in s.text
    ]
    cut = cuts[0] if cuts else len(body)
    return Halves(
        primal, Block(body[:cut], Yield(())), Block(body[cut:], gradient.body.end)
    )


def _pair(primal: Function, forward: Function, reverse: Function) -> Halves:
    ends = [leaf.end for leaf in leaves(forward.body) if isinstance(leaf.end, Return)]
    primal_ends = [
        leaf.end for leaf in leaves(primal.body) if isinstance(leaf.end, Return)
    ]
    values = ends[0].values if ends else ()
    count = len(primal_ends[0].values) if primal_ends else 0
    saved = tuple(v for v in values[count:] if isinstance(v, Var))
    found = Halves(primal, forward.body, reverse.body, saved)
    own = set(param_vars(primal))
    given = [v for v in param_vars(reverse) if v not in own]
    found.same.update(zip(given, saved))
    _unpack(found)
    return found


def _unpack(halves: Halves) -> None:
    """Puts the fields of a record, which are saved together, in the place of the record."""
    records: dict[Operand, tuple[Operand, ...]] = {
        stmt.results[0]: stmt.args
        for stmt in all_statements(halves.forward)
        if isinstance(stmt, Apply) and stmt.fn == "record"
    }
    fields = [v for whole in halves.saved for v in records.get(whole, (whole,))]
    halves.saved = tuple(v for v in fields if isinstance(v, Var))
    for stmt in all_statements(halves.reverse):
        if isinstance(stmt, Apply) and stmt.fn == "unpack":
            parts = records.get(_original(stmt.args[0], halves), ())
            pairs = zip(stmt.results, parts)
            halves.same.update((r, v) for r, v in pairs if isinstance(v, Var))


def _finished(halves: Halves) -> Halves:
    tapes = _Tapes(halves.forward)
    known = _definitions(halves.primal)
    loops = {
        stmt.span: stmt
        for stmt in all_statements(halves.forward)
        if isinstance(stmt, For) and stmt.span is not None
    }
    for stmt in all_statements(halves.reverse):
        match stmt:
            case For():
                _read_back(stmt.iterable, stmt.target, halves, tapes)
                _match_indices(stmt, loops, halves)
            case Apply(results=(result,)):
                moved = map_operands(stmt, lambda op: _original(op, halves))
                twin = known.get(_key(moved))
                if twin is not None and stmt.derived:
                    halves.same[result] = twin
                    halves.again[twin] = stmt
            case _:
                continue
    return halves


def _original(operand: Operand, halves: Halves) -> Operand:
    return halves.original(operand) if isinstance(operand, Var) else operand


def _definitions(function: Function) -> dict[object, Var]:
    """The variables of the primal, by what they are computed from."""
    return {
        _key(stmt): stmt.results[0]
        for stmt in all_statements(function.body)
        if isinstance(stmt, Apply) and len(stmt.results) == 1 and stmt.args
    }


def _key(stmt: Apply) -> object:
    return (stmt.fn, stmt.args, stmt.kwargs)


# tapes -------------------------------------------------------------------------------


class _Tapes:
    """What is appended to each list of the forward sweep, through loops and branches."""

    def __init__(self, forward: Block) -> None:
        self._parent: dict[Var, Var] = {}
        appends: list[Apply] = []
        for stmt in all_statements(forward):
            match stmt:
                case Apply(fn="list.append", args=(Var() as base, *_)):
                    self._join(stmt.results[0], base)
                    appends.append(stmt)
                case For() | While():
                    self._loop(stmt)
                case If():
                    for block in (stmt.then, stmt.orelse):
                        self._joined(stmt.results, block)
                case _:
                    continue
        self._records: dict[Var, list[tuple[Operand, ...]]] = {}
        for stmt in appends:
            root = self._root(stmt.results[0])
            self._records.setdefault(root, []).append(stmt.args[1:])

    def fields(self, tape: Var) -> list[Var | None]:
        """The variable recorded in each field; None where only constants are."""
        found: list[Var | None] = []
        for record in self._records.get(self._root(tape), []):
            found += [None] * (len(record) - len(found))
            for position, value in enumerate(record):
                if found[position] is None and isinstance(value, Var):
                    found[position] = value
        return found

    def _loop(self, loop: For | While) -> None:
        for result, var, start in zip(loop.results, loop.carried, loop.initial):
            self._join(result, var)
            if isinstance(start, Var):
                self._join(var, start)
        self._joined(loop.results, loop.body)

    def _joined(self, results: Sequence[Var], block: Block) -> None:
        for leaf in leaves(block):
            values = getattr(leaf.end, "values", ())
            for result, value in zip(results, values):
                if isinstance(value, Var):
                    self._join(result, value)

    def _root(self, var: Var) -> Var:
        while var in self._parent:
            var = self._parent[var]
        return var

    def _join(self, one: Var, other: Var) -> None:
        one, other = self._root(one), self._root(other)
        if one != other:
            self._parent[one] = other


def _read_back(
    iterable: Iterable, target: Target, halves: Halves, tapes: _Tapes
) -> None:
    """Notes what a loop of the reverse sweep reads from tapes."""
    match iterable:
        case Reversed(inner):
            _read_back(inner, target, halves, tapes)
        case Zip(inners) if isinstance(target, Pack):
            for inner, part in zip(inners, target.items):
                if isinstance(part, Var | Pack):
                    _read_back(inner, part, halves, tapes)
        case Enumerate(inner) if isinstance(target, Pack):
            part = target.items[1]
            if isinstance(part, Var | Pack):
                _read_back(inner, part, halves, tapes)
        case Each(Var() as tape):
            parts = target.items if isinstance(target, Pack) else (target,)
            for part, source in zip(parts, tapes.fields(halves.original(tape))):
                if isinstance(part, Var) and source is not None:
                    halves.same[part] = source
                    halves.taped[source] = None
        case _:
            return


def _match_indices(stmt: For, loops: Mapping[Span, For], halves: Halves) -> None:
    """The index of a reversed loop is the index of the loop it reverses."""
    forward = None if stmt.span is None else loops.get(stmt.span)
    if forward is None:
        return
    by_name = {var.name: var for var in target_vars(forward.target)}
    for var in target_vars(stmt.target):
        if var not in halves.same and var.name in by_name:
            halves.same[var] = by_name[var.name]
