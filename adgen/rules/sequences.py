"""Operands that are structures: the tangent of a tuple, the parts of its adjoint.

(x.0, 2.0, y.0)   has the tangent   (x_dot.0, zeros, y_dot.0)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from adgen.ir.build import Builder
from adgen.ir.kinds import Number
from adgen.ir.nodes import Const, Operand, Pack, Var


def tangent_of(
    operand: Operand, dots: Mapping[Var, Operand], builder: Builder
) -> Operand | None:
    """The tangent of an operand; None if nothing in it moves."""
    match operand:
        case Var():
            return dots.get(operand)
        case Pack(form, items, keys) if form in ("tuple", "list"):
            parts = [tangent_of(item, dots, builder) for item in items]
            if all(part is None for part in parts):
                return None
            filled = tuple(
                zero_like(item, builder) if part is None else part
                for item, part in zip(items, parts)
            )
            return Pack(form, filled, keys)
        case _:
            return None


def zero_like(operand: Operand, builder: Builder) -> Operand:
    """The tangent of something that does not move: 0.0, zeros, or a structure of those."""
    match operand:
        case Pack(form, items, keys):
            return Pack(form, tuple(zero_like(item, builder) for item in items), keys)
        case Const(value=None):
            return operand  # what is absent is absent
        case Const(value=value) if isinstance(value, (bool, int, float, complex)):
            return Const(0.0)
        case _ if isinstance(builder.kind_of(operand), Number):
            return Const(0.0)
        case _:
            return builder.emit("np.zeros_like", operand)


def spread(
    operand: Operand,
    value: Operand,
    wanted: Callable[[Operand], bool],
    builder: Builder,
) -> Iterator[tuple[Var, Operand]]:
    """The Vars of an operand that are wanted, each with its part of the adjoint `value`.

    The adjoint of a structure is a structure, or an array whose rows are the parts.
    """
    match operand:
        case Var():
            yield operand, value
        case Pack(items=items):
            for position, item in enumerate(items):
                if not wanted(item):
                    continue
                if isinstance(value, Pack):
                    part = value.items[position]
                else:
                    part = builder.emit("getitem", value, Const(position))
                yield from spread(item, part, wanted, builder)
        case _:
            return
