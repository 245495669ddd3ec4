"""Tangents with room for the complex numbers that their variables may hold.

z = x + 1j             z_dot = x_dot + 0j
z[0] = z[0] * 1j       z_dot[0] = v1_dot * 1j       without `+ 0j` NumPy would keep the real part

The tangent of `x + 1j` is that of `x`, a real number. That is right as long as it is only read;
an array that is written, and a variable of a loop or a branch, need the type of the primal.
"""

from __future__ import annotations

from adgen.ir.build import Builder
from adgen.ir.nodes import Const, Operand
from adgen.rules.dtypes import is_complex
from adgen.transforms.adjoints import adjoint_kind


def with_room(dot: Operand, primal: Operand, builder: Builder) -> Operand:
    """The tangent, made complex where its variable is and it may not be."""
    kind = builder.kind_of(primal)
    if not is_complex(kind) or is_complex(builder.kind_of(dot)):
        return dot
    return builder.emit("add", dot, Const(0j), kind=adjoint_kind(kind))
