"""What the adjoint of a statement adds to the adjoint of an operand: `Dense` or `Scatter`."""

from __future__ import annotations

from dataclasses import dataclass

from adgen.ir.nodes import Operand


@dataclass(frozen=True, slots=True)
class Dense:
    """Adds `value`; if not `full` it is to be broadcast to the operand's shape."""

    value: Operand
    full: bool = True


@dataclass(frozen=True, slots=True)
class Scatter:
    """Adds `value` at `index` of the operand's adjoint, repeatedly for repeated indices."""

    index: Operand
    value: Operand


Contribution = Dense | Scatter
