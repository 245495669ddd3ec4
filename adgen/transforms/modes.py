"""The derivatives one can ask for, in terms of the two transformers.

grad, value_and_grad     reverse, of a number
jvp                      forward
hvp                      forward over reverse
vjp                      reverse, split into two functions
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from adgen.analyses.texts import numbers_read
from adgen.errors import UndefinedDerivativeError
from adgen.ir.nodes import Operand, Program
from adgen.ir.walk import operand_vars
from adgen.transforms import forward, reverse
from adgen.transforms.pairs import Pair
from adgen.transforms.selection import leaf_positions, require_number, result_count

Mode = Literal["grad", "value_and_grad", "jvp", "vjp", "hvp"]


@dataclass(frozen=True)
class Wanted:
    """A derivative of the entry of a program. `wrt` are structures of leaves of its parameters.

    `bare`: the one entry of `wrt` is not wrapped in a tuple. `seeded`: the seed of a gradient
    is a parameter. `records_all`: the reverse sweep recomputes nothing.
    """

    mode: Mode
    wrt: tuple[Operand, ...]
    bare: bool = True
    seeded: bool = True
    has_aux: bool = False
    records_all: bool = False


def derivative(program: Program, wanted: Wanted) -> tuple[Program, Pair | None]:
    """The program of the derivative; for "vjp" also which two functions it consists of."""
    main = program.main
    positions = leaf_positions(main, wanted.wrt)
    outputs = (0,) if wanted.has_aux else tuple(range(result_count(main)))
    _require_numbers(program, wanted.wrt, outputs)
    match wanted.mode:
        case "grad" | "value_and_grad":
            return _gradient(program, wanted, wanted.mode, wanted.seeded), None
        case "jvp":
            return forward.tangent(program, forward.Request(positions, outputs)), None
        case "hvp":
            gradient = _gradient(program, wanted, "grad", seeded=False)
            along = tuple(range(len(positions)))
            name = f"{main.name}_hvp"
            request = forward.Request(positions, along, value=False, name=name)
            return forward.tangent(gradient, request), None
        case "vjp":
            return reverse.pullback_pair(
                program, positions, outputs, wanted.records_all
            )


def _require_numbers(
    program: Program, wrt: tuple[Operand, ...], outputs: tuple[int, ...]
) -> None:
    """UndefinedDerivativeError where a number that moves goes through a text."""
    inputs = [var for operand in wrt for var in operand_vars(operand)]
    found = numbers_read(program, inputs, outputs)
    if found is not None:
        raise UndefinedDerivativeError(
            "a number is read from a text of what varies, which loses its derivative",
            found.span,
            "Use the number itself, or mark it constant: adgen.constant(...).",
        )


def _gradient(program: Program, wanted: Wanted, mode: str, seeded: bool) -> Program:
    require_number(program.main, wanted.has_aux)
    request = reverse.Request(
        wanted.wrt,
        wanted.bare,
        value=mode == "value_and_grad",
        aux=wanted.has_aux and mode == "grad",
        seeded=seeded,
        name=f"{program.main.name}_{mode}",
        records_all=wanted.records_all,
    )
    return reverse.gradient(program, request)
