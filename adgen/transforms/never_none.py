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
    Call,
    Const,
    Function,
    Operand,
    Pack,
    Program,
    Raise,
    Return,
    Var,
)
from adgen.ir.walk import all_statements, leaves
from adgen.transforms.bound_names import absent

_NONE = Const(None)


def never_none(program: Program) -> Program:
    """The program whose entry raises TypeError where it would return None."""
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


def _absent(
    program: Program, function: Function, seen: dict[str, bool]
) -> set[Operand]:
    """What may be None in a function. `seen`: functions whose one result may be so."""
    calls = [s for s in all_statements(function.body) if isinstance(s, Call)]
    given = [
        v for c in calls if _gives_none(program, c.function, seen) for v in c.results
    ]
    return absent(function, [_NONE, *given])


def _gives_none(program: Program, name: str, seen: dict[str, bool]) -> bool:
    """True if the one result of a function may be None."""
    if name not in seen:
        seen[name] = False  # while it is looked at: a function may call itself
        function = program.functions[name]
        ends = [leaf.end for leaf in leaves(function.body)]
        returned = [e.values[0] for e in ends if isinstance(e, Return) and e.values]
        single = not isinstance(function.template, Pack)
        found = _absent(program, function, seen)
        seen[name] = single and not found.isdisjoint(returned)
    return seen[name]
