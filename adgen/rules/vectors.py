"""The entries of a vector under names of their own, as many as it has.

    x, y, z = entries(s)         tangent  x_dot, y_dot, z_dot = entries(s_dot)
                                 adjoint  s_bar = np.array([x_bar, y_bar, z_bar])

Raises ValueError where the vector has more entries or fewer, as Python does.
"""

from __future__ import annotations

from collections.abc import Mapping

from adgen.ir.build import Builder
from adgen.ir.nodes import Apply, Const, Operand, Pack, Var
from adgen.names import tangent_name
from adgen.rules.contribution import Dense
from adgen.rules.sequences import tangent_of
from adgen.rules.structure import Active, Bars, Found, tangent_kind


def entries_tangents(
    apply: Apply, dots: Mapping[Var, Operand], builder: Builder
) -> tuple[Operand | None, ...]:
    """The entries of the tangent."""
    dot = tangent_of(apply.args[0], dots, builder)
    if dot is None:
        return (None,) * len(apply.results)
    names = [tangent_name(entry.name) for entry in apply.results]
    kinds = [tangent_kind(builder.kind_of(entry)) for entry in apply.results]
    return builder.emit_many("entries", names, dot, kinds=kinds)


def entries_adjoints(
    apply: Apply, bars: Bars, active: Active, builder: Builder
) -> Found:
    """The vector of the adjoints."""
    (vector,) = apply.args
    if not isinstance(vector, Var) or not active(vector):
        return []
    parts = [Const(0.0) if bar is None else bar for bar in bars]
    kind = tangent_kind(builder.kind_of(vector))
    whole = builder.emit("np.array", Pack("list", tuple(parts)), kind=kind)
    return [(vector, Dense(whole, True))]
