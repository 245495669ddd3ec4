"""Tangents with room for the complex numbers that their variables may hold.

z = x + 1j             z_dot = x_dot + 0j
z[0] = z[0] * 1j       z_dot[0] = v1_dot * 1j       without `+ 0j` NumPy would keep the real part

The tangent of `x + 1j` is that of `x`, a real number. That is right as long as it is only read;
an array that is written, and a variable of a loop or a branch, need the type of the primal.
"""

from __future__ import annotations

from adgen.ir.build import Builder, kind_of_constant
from adgen.ir.kinds import UNKNOWN, Kind
from adgen.ir.nodes import Apply, Const, Function, Operand
from adgen.ir.walk import all_statements
from adgen.rules.dtypes import is_complex
from adgen.rules.infer import may_be_complex
from adgen.transforms.adjoints import adjoint_kind


def with_room(
    dot: Operand, primal: Operand, builder: Builder, mixed: bool = False
) -> Operand:
    """The tangent, made complex where its variable is and it may not be.

    `mixed`: complex numbers are made of real ones, so that a variable of which nothing is
    known may be complex; what it is, is found when the program runs.
    """
    kind = builder.kind_of(primal)
    if mixed and kind == UNKNOWN:
        return builder.emit("add", dot, builder.emit("np.zeros_like", primal))
    if not is_complex(kind) or is_complex(builder.kind_of(dot)):
        return dot
    return builder.emit("add", dot, Const(0j), kind=adjoint_kind(kind))


def makes_complex(function: Function) -> bool:
    """True if the function may make a complex number of real ones."""
    return any(
        may_be_complex(stmt.fn, stmt.args, _kind_of_literal)
        for stmt in all_statements(function.body)
        if isinstance(stmt, Apply)
    )


def holds_complex(function: Function) -> bool:
    """True if there may be complex numbers in the function, made or given."""
    return makes_complex(function) or any(map(is_complex, function.kinds.values()))


def _kind_of_literal(operand: Operand) -> Kind:
    return kind_of_constant(operand.value) if isinstance(operand, Const) else UNKNOWN
