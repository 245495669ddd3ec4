"""What flows together: at the ends of branches and loops, and into functions.

    y.2 = if %1:                       y.2 may be y.0 or y.1
        yield y.0
    else:
        yield y.1

`covered` sees to it that a value is only called a number if everything that flows into it is:
where x is a number, an adjoint of it that comes from a value of unknown kind may be an array
of no axes, which `+=` would change in place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from adgen.analyses.dataflow import leaf_pairs
from adgen.ir.build import kind_of_constant
from adgen.ir.kinds import UNKNOWN, Kind, Number
from adgen.ir.nodes import (
    Block,
    Break,
    Call,
    Const,
    For,
    Function,
    If,
    Operand,
    Var,
    While,
    Yield,
)
from adgen.ir.walk import all_statements, leaves

Values = tuple[Operand, ...]
Flow = tuple[tuple[Var, ...], Values]


def paths(stmt: object) -> Iterator[Flow]:
    """What the results and carried values of a statement may be, path by path."""
    match stmt:
        case If():
            for side in (stmt.then, stmt.orelse):
                yield from _ends(stmt.results, side, (Yield,))
        case For() | While():
            yield stmt.carried, stmt.initial
            yield stmt.results, stmt.carried
            yield from _ends(stmt.carried, stmt.body, (Yield,))
            yield from _ends(stmt.results, stmt.body, (Break,))
        case _:
            pass


def _ends(
    targets: tuple[Var, ...], block: Block, ends: tuple[type, ...]
) -> Iterator[tuple[tuple[Var, ...], Values]]:
    for leaf in leaves(block):
        if isinstance(leaf.end, Yield | Break) and isinstance(leaf.end, ends):
            yield targets, leaf.end.values


Place = tuple[str, Var]
"""A Var of a function of the program, which is named."""


def covered(functions: Mapping[str, Function]) -> dict[str, Function]:
    """The functions, with the kinds of what is joined wide enough for all that is joined."""
    kinds = {name: dict(function.kinds) for name, function in functions.items()}
    reached: dict[Place, list[Place]] = {}
    todo: list[Place] = []
    for name, function in functions.items():
        for place, source in _pairs(function, functions):
            if isinstance(source, Var):
                reached.setdefault((name, source), []).append(place)
            if _kind(source, kinds[name]) == UNKNOWN:
                todo.append(place)
    widened: set[str] = set()
    while todo:
        name, var = todo.pop()
        if isinstance(kinds[name].get(var), Number):
            kinds[name][var] = UNKNOWN
            widened.add(name)
            todo += reached.get((name, var), ())
    return {
        name: replace(function, kinds=kinds[name]) if name in widened else function
        for name, function in functions.items()
    }


def _kind(operand: Operand, kinds: Mapping[Var, Kind]) -> Kind | None:
    """The kind of a Var or a constant; None for what has no use here."""
    if isinstance(operand, Var):
        return kinds.get(operand, UNKNOWN)
    return kind_of_constant(operand.value) if isinstance(operand, Const) else None


def _pairs(
    function: Function, functions: Mapping[str, Function]
) -> Iterable[tuple[Place, Operand]]:
    """Each Var that something flows into, with what may flow into it."""
    for stmt in all_statements(function.body):
        if isinstance(stmt, Call) and stmt.function in functions:
            callee = functions[stmt.function]
            for param, given in zip(callee.params, stmt.args):
                for leaf, operand in leaf_pairs(param.pattern, given):
                    yield (callee.name, leaf), operand
        for targets, values in paths(stmt):
            for target, value in zip(targets, values):
                yield (function.name, target), value
