"""A function whose result is one number, or that says that it is not.

    return v.3        if np.ndim(v.3) != 0: raise TypeError("`f` returns an array; ...")
                      return v.3

Input: a program of which gradients are taken, before they are. Output: the same with a check
where nothing is known of the result. The gradient of an array would be that of its sum.
"""

from __future__ import annotations

from dataclasses import replace

from adgen.ir.kinds import BOOL, INT, Array, Kind, Number, Other, Structure, Unknown
from adgen.ir.namer import Namer
from adgen.ir.nodes import (
    Apply,
    Block,
    Branch,
    Const,
    Function,
    Pack,
    Program,
    Raise,
    Return,
    Var,
)


def one_number(program: Program) -> Program:
    """The program whose entry raises TypeError where it would return an array."""
    main = program.main
    if isinstance(main.template, Pack):
        return program
    kinds = dict(main.kinds)
    body = _checked(main.body, main, Namer.of(main), kinds)
    checked = replace(main, body=body, kinds=kinds)
    return Program({**program.functions, program.entry: checked}, program.entry)


def _checked(
    block: Block, main: Function, namer: Namer, kinds: dict[Var, Kind]
) -> Block:
    end = block.end
    if isinstance(end, Branch):
        then = _checked(end.then, main, namer, kinds)
        orelse = _checked(end.orelse, main, namer, kinds)
        return Block(block.body, replace(end, then=then, orelse=orelse))
    if not isinstance(end, Return) or not _may_be_array(end, kinds):
        return block
    rank, wrong = namer.temporary(), namer.temporary()
    kinds |= {rank: INT, wrong: BOOL}
    ask = Apply((rank,), "np.ndim", end.values[:1])
    compare = Apply((wrong,), "ne", (rank, Const(0)))
    said = Const(f"`{main.name}` returns an array; a gradient is of one number")
    refuse = Block((), Raise(Const(TypeError, "TypeError"), (said,)))
    return Block(
        (*block.body, ask, compare),
        Branch(wrong, refuse, Block((), Return(end.values))),
    )


def _may_be_array(end: Return, kinds: dict[Var, Kind]) -> bool:
    value = end.values[0] if end.values else Const(None)
    if not isinstance(value, Var):
        return False
    match kinds.get(value, Unknown()):
        case Number() | Other() | Structure():
            return False
        case Array(dims=dims):
            return dims != ()
        case _:
            return True
