"""What the adjoint of a statement adds to the adjoint of an operand: `Dense` or `Scatter`."""

from __future__ import annotations

from dataclasses import dataclass

from adgen.ir.nodes import Operand


@dataclass(frozen=True, slots=True)
class Mask:
    """Where an adjoint is a strong zero: the value it belongs to was not selected there.

    It may be other than zero only where each condition is what stands beside it. `whole` is
    what it was before it was set to zero elsewhere, if nothing has been added since.
    """

    conditions: tuple[tuple[Operand, bool], ...]
    whole: Operand | None = None


@dataclass(frozen=True, slots=True)
class Dense:
    """Adds `value`; if not `full` it is to be broadcast to the operand's shape."""

    value: Operand
    full: bool = True
    mask: Mask | None = None


@dataclass(frozen=True, slots=True)
class Scatter:
    """Adds `value` at `index` of the operand's adjoint, repeatedly for repeated indices."""

    index: Operand
    value: Operand


Contribution = Dense | Scatter
