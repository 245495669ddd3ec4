"""What the tests around a statement say of the integers in it.

%1 = i.0 == j.0
if %1:
    ...
else:
    %2 = L.1[j.0, j.0]               here i.0 and j.0 are unequal
%3 = k.0 > 0
if %3:
    %4 = k.0 - 1
    %5 = y.1[%4]                     0 + 1 is at most k.0
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adgen.ir.build import kind_of_constant
from adgen.ir.kinds import Kind, is_integer
from adgen.ir.nodes import (
    Apply,
    Block,
    Branch,
    Const,
    Function,
    If,
    Operand,
    Store,
    Var,
)
from adgen.ir.walk import inner_blocks

_NEGATED = {"lt": "ge", "ge": "lt", "gt": "le", "le": "gt", "eq": "ne", "ne": "eq"}


@dataclass(frozen=True, slots=True)
class Limit:
    """`low` + `by` is at most `high`; or all that is known is that they are `unequal`."""

    low: Operand
    high: Operand
    by: int = 0
    unequal: bool = False


Limits = tuple[Limit, ...]


def limits_of(function: Function) -> dict[Var, Limits]:
    """The limits at each read of an array, and at each Store, by what it makes."""
    search = _Search(function.kinds)
    search.block(function.body, ())
    return search.found


class _Search:
    def __init__(self, kinds: Mapping[Var, Kind]) -> None:
        self._kinds = kinds
        self._tests: dict[Operand, Apply] = {}
        self.found: dict[Var, Limits] = {}

    def block(self, block: Block, limits: Limits) -> None:
        for stmt in block.body:
            match stmt:
                case Apply(fn="getitem", results=(made,)) | Store(result=made):
                    if limits:
                        self.found[made] = limits
                case Apply(fn=fn, results=(made,)) if fn in _NEGATED:
                    self._tests[made] = stmt
                case If():
                    self._sides(stmt, limits)
                case _:
                    for inner in inner_blocks(stmt):
                        self.block(inner, limits)
        if isinstance(block.end, Branch):
            self._sides(block.end, limits)

    def _sides(self, stmt: If | Branch, limits: Limits) -> None:
        self.block(stmt.then, (*limits, *self._said(stmt.test, True)))
        self.block(stmt.orelse, (*limits, *self._said(stmt.test, False)))

    def _said(self, test: Operand, holds: bool) -> Limits:
        """What is known where a test holds, or fails."""
        made = self._tests.get(test)
        if made is None or len(made.args) != 2:
            return ()
        one, other = made.args
        if not (self._counts(one) and self._counts(other)):
            return ()
        match made.fn if holds else _NEGATED[made.fn]:
            case "lt":
                return (Limit(one, other, 1),)
            case "le":
                return (Limit(one, other),)
            case "gt":
                return (Limit(other, one, 1),)
            case "ge":
                return (Limit(other, one),)
            case "eq":
                return (Limit(one, other), Limit(other, one))
            case _:
                return (Limit(one, other, unequal=True),)

    def _counts(self, operand: Operand) -> bool:
        """True for a Python integer that a text names, or a number known to be one."""
        if isinstance(operand, Const):
            return is_integer(kind_of_constant(operand.value))
        kind = self._kinds.get(operand) if isinstance(operand, Var) else None
        return kind is not None and is_integer(kind)
