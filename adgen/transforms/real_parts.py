"""Adjoints of real values that become complex: their real parts.

    a.2 = if n.0:              x_bar.0 = if n.0:
        yield x.0 * 1j             yield np.real(1j * a_bar.0)
    else:                      else:
        yield x.0                  yield np.real(a_bar.0)

Input: an adjoint and the variable that it belongs to. Output: the adjoint in the field of the
variable, the real or the complex numbers. Where neither is known it is asked when the program runs.
"""

from __future__ import annotations

from adgen.ir.build import Builder
from adgen.ir.kinds import UNKNOWN
from adgen.ir.nodes import Apply, Operand, Var
from adgen.names import adjoint_name
from adgen.rules.broadcasting import to_real
from adgen.rules.dtypes import is_complex, is_real


def of_real(
    value: Operand, var: Var, builder: Builder, mixed: bool, entry: bool
) -> Operand:
    """The real part of an adjoint that is complex, or may be, of what is known to be real.

    `mixed`: there are complex numbers in the program. `entry`: the adjoint is what a list
    became, which may hold complex numbers later on, whatever it holds here.
    """
    kind = builder.kind_of(value)
    if mixed and entry and is_real(builder.kind_of(var)):
        if isinstance(value, Var):
            builder.kinds[value] = UNKNOWN
        return builder.emit("np.real", value, kind=kind)
    if is_complex(kind) or (mixed and kind == UNKNOWN):
        return to_real(value, builder.kind_of(var), builder)
    return value


def in_field(value: Operand, var: Var, builder: Builder) -> Operand:
    """The real part of an adjoint, if its variable is real: found when the program runs."""
    last = builder.statements[-1] if builder.statements else None
    if isinstance(last, Apply) and last.fn == "unbroadcast":
        if last.results == (value,) and last.args[1] == var:
            return value
    return builder.emit("unbroadcast", value, var, name=adjoint_name(var.name))
