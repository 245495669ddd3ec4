"""A function that says so where it would come to its end without a value.

    best.2 = for x.0 in xs.0 with best.1 = None: ...
    return best.2         %1 := unbound(best.2)
                          if %1: raise TypeError("`f` returns None here, ...")
                          return best.2

Input: a program whose derivative is taken, before it is. Output: the same with a check, or with a
raise in place of `return None`. A gradient of nothing would be zero.
"""

from __future__ import annotations

from dataclasses import replace

from adgen.ir.kinds import BOOL, Kind
from adgen.ir.namer import Namer
from adgen.ir.nodes import (
    Apply,
    Block,
    Branch,
    Const,
    Function,
    Operand,
    Pack,
    Program,
    Raise,
    Return,
    Var,
)
from adgen.transforms.nones import may_be_none, returned


def never_none(program: Program) -> Program:
    """The program whose entry raises TypeError where it would return None."""
    main = program.main
    results = returned(main)
    if isinstance(main.template, Pack) or all(v == Const(None) for v in results):
        return program
    absent = may_be_none(program)[program.entry]
    if not absent.intersection(results):
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
            return replace(block, end=self._refusal())
        test = self.namer.temporary()
        self.kinds[test] = BOOL
        ask = Apply((test,), "unbound", (value,))
        refuse = Block((), self._refusal())
        rest = Branch(test, refuse, Block((), end))
        return Block((*block.body, ask), rest)

    def _refusal(self) -> Raise:
        said = f"`{self.main.name}` returns None here, which has no derivative"
        return Raise(Const(TypeError, "TypeError"), (Const(said),))
