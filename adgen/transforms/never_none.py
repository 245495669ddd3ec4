"""A function that says so where it would come to its end without a value.

    y.2 = for i.0 in range(n.0) with y.1 = undefined: ...
    return y.2            %1 := unbound(y.2)
                          if %1: raise UnboundLocalError("`y` has no value here")
                          return y.2

Input: a program whose derivative is taken, before it is. Output: the same with a check, or
with a raise in place of `return None`. A gradient of nothing would be zero.
"""

from __future__ import annotations

from dataclasses import replace

from adgen.ir.kinds import BOOL, Kind
from adgen.ir.namer import Namer
from adgen.ir.nodes import (
    UNDEFINED,
    Apply,
    Block,
    Branch,
    Call,
    Const,
    For,
    Function,
    Operand,
    Pack,
    Program,
    Raise,
    Range,
    Return,
    Statement,
    Var,
)
from adgen.ir.walk import all_statements, leaves
from adgen.transforms.joins import Flow, paths

_NONE = Const(None)


def never_none(program: Program) -> Program:
    """The program whose entry raises TypeError where it would return None, and
    UnboundLocalError where what it would return is not bound."""
    main = program.main
    ends = [leaf.end for leaf in leaves(main.body)]
    returned = [end.values[0] for end in ends if isinstance(end, Return) and end.values]
    if isinstance(main.template, Pack) or all(v == _NONE for v in returned):
        return program
    absent = _absent(program, main, {})
    if not absent.intersection(returned):
        return program
    checked = _Checked(main, absent)
    body = checked.block(main.body)
    main = replace(main, body=body, kinds=checked.kinds)
    return Program({**program.functions, program.entry: main}, program.entry)


class _Checked:
    """A function in the making: raises where a value of `absent` would be returned."""

    def __init__(self, main: Function, absent: set[Operand]) -> None:
        self.main = main
        self.absent = absent
        self.kinds: dict[Var, Kind] = dict(main.kinds)
        self.namer = Namer.of(main)

    def block(self, block: Block) -> Block:
        """The block with checks before its returns."""
        end = block.end
        if isinstance(end, Branch):
            then, orelse = self.block(end.then), self.block(end.orelse)
            return replace(block, end=replace(end, then=then, orelse=orelse))
        if not isinstance(end, Return) or end.values[0] not in self.absent:
            return block
        value = end.values[0]
        if not isinstance(value, Var):
            return replace(block, end=self._refusal(value))
        test = self.namer.temporary()
        self.kinds[test] = BOOL
        ask = Apply((test,), "unbound", (value,))
        refuse = Block((), self._refusal(value))
        rest = Branch(test, refuse, Block((), end))
        return Block((*block.body, ask), rest)

    def _refusal(self, value: Operand) -> Raise:
        function = f"`{self.main.name}`"
        if value == UNDEFINED or isinstance(value, Var):
            said = f"{function} has no value here to differentiate"
            return Raise(Const(UnboundLocalError, "UnboundLocalError"), (Const(said),))
        said = f"{function} returns None here, which has no derivative"
        return Raise(Const(TypeError, "TypeError"), (Const(said),))


def _absent(
    program: Program, function: Function, seen: dict[str, bool]
) -> set[Operand]:
    """What may be unbound, or None, in a function. `seen`: functions whose result may be so."""
    absent: set[Operand] = {UNDEFINED, _NONE}
    flows: list[Flow] = []
    for stmt in all_statements(function.body):
        flows += _flows(stmt)
        if isinstance(stmt, Call) and _returns_none(program, stmt.function, seen):
            absent.update(stmt.results)
    before = 0
    while len(absent) != before:
        before = len(absent)
        for targets, values in flows:
            absent.update(t for t, value in zip(targets, values) if value in absent)
    return absent


def _flows(stmt: Statement) -> list[Flow]:
    """As in `joins.paths`; a loop over a range that is known to be long enough ends behind its
    last iteration, not before the first."""
    flows = list(paths(stmt))
    if isinstance(stmt, For) and isinstance(stmt.iterable, Range):
        bounds = stmt.iterable.start, stmt.iterable.stop, stmt.iterable.step
        values = [b.value for b in bounds if isinstance(b, Const)]
        if len(values) == len(bounds) and len(range(*values)) > 0:
            ends = [values for targets, values in flows if targets == stmt.carried]
            behind = [(stmt.results, values) for values in ends[1:]]
            return [f for f in flows if f != (stmt.results, stmt.carried)] + behind
    return flows


def _returns_none(program: Program, name: str, seen: dict[str, bool]) -> bool:
    """True if the one result of a function may be unbound or None."""
    if name not in seen:
        seen[name] = False  # while it is looked at: a function may call itself
        function = program.functions[name]
        ends = [leaf.end for leaf in leaves(function.body)]
        returned = [e.values[0] for e in ends if isinstance(e, Return) and e.values]
        single = not isinstance(function.template, Pack)
        seen[name] = single and not _absent(program, function, seen).isdisjoint(
            returned
        )
    return seen[name]
