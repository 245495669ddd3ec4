"""The two functions that a function of the program becomes in reverse mode, by name.

f(x, k)        f_forward(x, k), which returns what f returns, and what is saved;
               f_reverse(x, saved, out_bar), which returns x_bar
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from adgen.ir.kinds import Kind
from adgen.ir.nodes import Function, Operand
from adgen.ir.walk import matched


@dataclass(frozen=True)
class Demand:
    """`inputs` are leaves of parameters whose adjoints are asked for, `outputs` the results whose
    adjoints are known, by their positions."""

    inputs: tuple[int, ...]
    outputs: tuple[int, ...]

    def covers(self, other: Demand) -> bool:
        """True if what is asked for by the other one is asked for by this one, too."""
        return set(other.inputs) <= set(self.inputs) and set(other.outputs) <= set(
            self.outputs
        )

    def joined(self, other: Demand) -> Demand:
        """What either asks for."""
        return Demand(
            tuple(sorted({*self.inputs, *other.inputs})),
            tuple(sorted({*self.outputs, *other.outputs})),
        )


@dataclass(frozen=True)
class Pair:
    """The two functions of a callee, by name.

    `inputs` are the positions, among the leaves of the parameters, of what has an adjoint;
    `passed` those the reverse function takes. `taken` are the positions of the parameters that
    the forward function takes. `saved` are the names and kinds of what it returns further;
    `outputs` the results whose adjoints come in.
    """

    forward: str
    reverse: str
    inputs: tuple[int, ...]
    passed: tuple[int, ...]
    saved: tuple[tuple[str, Kind], ...]
    outputs: tuple[int, ...]
    taken: tuple[int, ...]


def leaf_operands(args: Sequence[Operand], callee: Function) -> tuple[Operand, ...]:
    """The operands of a call, one a leaf Var of the callee's parameters."""
    found: list[Operand] = []
    for arg, param in zip(args, callee.params, strict=True):
        found += matched(param.pattern, arg)
    return tuple(found)
