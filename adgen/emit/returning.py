"""Results under their own names: each adjoint that is returned is called after its parameter.

    return b_bar, -b_bar            x_bar = b_bar
                             ->     y_bar = -b_bar
                                    return x_bar, y_bar

Input: the values of a Return, and the names that `Function.returned` wants for them. Output: the
assignments, and the expressions that stand for the values from there on.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping, Sequence

from adgen.emit.assignments import Assignment, together
from adgen.emit.expressions import Expressions
from adgen.emit.plan import Plan
from adgen.ir.nodes import Operand, Var

Given = Mapping[int, ast.expr]


def under_names(
    values: Sequence[Operand],
    plan: Plan,
    names: Mapping[Var, str],
    make: Expressions,
    reserved: Collection[str],
) -> tuple[list[ast.stmt], Given]:
    """The assignments before a Return; by position, the names that are returned then."""
    wanted = plan.function.returned
    if len(wanted) != len(values) or len({*wanted} - {""}) != _count(wanted):
        return [], {}
    assignments: list[Assignment] = []
    given: dict[int, ast.expr] = {}
    for position, (name, value) in enumerate(zip(wanted, values)):
        if not name or name in reserved or not isinstance(value, Var):
            continue
        reads = frozenset(names[v] for v in plan.leaves((value,)) if v in names)
        assignments.append(Assignment(name, make.operand(value), reads))
        given[position] = ast.Name(name, ast.Load())
    others = frozenset(_names_of_others(values, given, plan, names))
    if others.intersection(a.name for a in assignments):
        return [], {}
    return together(assignments), given


def _count(wanted: Sequence[str]) -> int:
    return sum(1 for name in wanted if name)


def _names_of_others(
    values: Sequence[Operand], given: Given, plan: Plan, names: Mapping[Var, str]
) -> Iterator[str]:
    """The names that are read by what is returned as it is."""
    for position, value in enumerate(values):
        if position not in given:
            yield from (names[v] for v in plan.leaves((value,)) if v in names)
