"""A function on its way to text: the IR, and which statements have lost their own line.

    %1 = a.0 / x.1        inlined                 x = 0.5 * (x + a / x)
    %2 = x.1 + %1         inlined         ->
    x.2 = 0.5 * %2        shown

The value of an inlined statement is computed where it is used. So a statement *reads* the
leaves of its expressions, not its operands: the last line reads x.1 and a.0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from adgen.ir.kinds import UNKNOWN, Kind
from adgen.ir.nodes import (
    Apply,
    Each,
    End,
    Enumerate,
    For,
    Function,
    If,
    Operand,
    Pack,
    Range,
    Reversed,
    Statement,
    Store,
    Var,
    Yield,
    Zip,
)
from adgen.ir.nodes import (
    Iterable as IterableNode,
)
from adgen.ir.walk import end_operands, operands, path_steps

Expression = Apply | If
"""What can stand inside another expression; an If as `a if test else b`."""

HANDED = "handed"
"""The memory of its argument, which a call is given to change."""
RESIZED = ("list.append", "list.pop", "list.append_in", "list.pop_in")
"""They make a list, or a list in a list, longer or shorter; their first result is the list."""


@dataclass(frozen=True)
class Plan:
    """`inlined` maps a Var to the statement that is put in its place; `conditional` holds the
    results of the Ifs that have a line of their own, but as an expression."""

    function: Function
    inlined: Mapping[Var, Expression] = field(default_factory=dict)
    conditional: frozenset[Var] = frozenset()

    def kind(self, var: Var) -> Kind:
        """What is known of the value of a Var."""
        return self.function.kinds.get(var, UNKNOWN)

    def shows(self, stmt: Statement) -> bool:
        """True if the statement has a line of its own."""
        match stmt:
            case Apply(results=(var,)) | If(results=(var,)):
                return self.inlined.get(var) is not stmt
            case _:
                return True

    def is_conditional(self, stmt: If) -> bool:
        """True if the statement is written `x = a if test else b`."""
        return len(stmt.results) == 1 and stmt.results[0] in self.conditional

    def leaves(self, operands_read: Iterable[Operand]) -> Iterator[Var]:
        """The Vars that are read when the operands are evaluated."""
        stack = list(operands_read)
        while stack:
            operand = stack.pop()
            if isinstance(operand, Var):
                inlined = self.inlined.get(operand)
                if inlined is None:
                    yield operand
                else:
                    stack += parts(inlined)
            elif isinstance(operand, Pack):
                stack += operand.items

    def reads(self, stmt: Statement) -> set[Var]:
        """The Vars read once by the line of a statement: not what a loop reads as it goes."""
        if isinstance(stmt, For):
            return set(self.leaves((*evaluated_once(stmt.iterable), *stmt.initial)))
        if isinstance(stmt, If) and self.is_conditional(stmt):
            return set(self.leaves(parts(stmt)))
        return set(self.leaves(operands(stmt)))

    def end_reads(self, end: End) -> set[Var]:
        """The Vars read by the line of an end."""
        return set(self.leaves(end_operands(end)))

    def iterated(self, loop: For) -> set[Var]:
        """The Vars whose elements are read at each iteration."""
        return set(self.leaves(iterated_operands(loop.iterable)))


def parts(expression: Expression) -> tuple[Operand, ...]:
    """The operands of an expression; of a conditional one its test and both its values."""
    if isinstance(expression, Apply):
        return operands(expression)
    return (expression.test, *yielded(expression))


def yielded(stmt: If) -> tuple[Operand, Operand]:
    """The values of the two sides of a conditional expression."""
    then, orelse = stmt.then.end, stmt.orelse.end
    assert isinstance(then, Yield) and isinstance(orelse, Yield)
    return then.values[0], orelse.values[0]


def short_circuit(stmt: If) -> Literal["and", "or"] | None:
    """How `a and b`, `a or b` stand in the IR: one side does nothing but yield the test."""
    if len(stmt.results) != 1:
        return None
    for side, word in ((stmt.orelse, "and"), (stmt.then, "or")):
        if not side.body and side.end == Yield((stmt.test,)):
            return word  # type: ignore[return-value]
    return None


def evaluated_once(iterable: IterableNode) -> tuple[Operand, ...]:
    """The operands of an iterable that are only looked at before the first iteration."""
    match iterable:
        case Range(start, stop, step):
            return (start, stop, step)
        case Each():
            return ()
        case Enumerate(inner, start):
            return (*evaluated_once(inner), start)
        case Zip(inners):
            return tuple(op for inner in inners for op in evaluated_once(inner))
        case Reversed(inner):
            return evaluated_once(inner)


def iterated_operands(iterable: IterableNode) -> tuple[Operand, ...]:
    """The operands of an iterable whose elements are taken one by one."""
    match iterable:
        case Each(value):
            return (value,)
        case Range():
            return ()
        case Zip(inners):
            return tuple(op for inner in inners for op in iterated_operands(inner))
        case Enumerate(inner) | Reversed(inner):
            return iterated_operands(inner)


def written_base(stmt: Statement) -> Operand | None:
    """The memory a statement changes in place, if it is one that may."""
    match stmt:
        case Store():
            return stmt.base
        case Apply(fn=fn) if fn in RESIZED or fn == HANDED:
            return stmt.args[0]
        case _:
            return None


def is_deep(stmt: Statement) -> bool:
    """True for a Store in an entry of a list, or of an array: `xs[i][j] = v`."""
    return isinstance(stmt, Store) and len(path_steps(stmt.index)) > 1
