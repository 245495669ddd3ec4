"""Records: what a recursive function hands to its reverse function, packed and unpacked.

    saved = record(r, t)         tangent  saved_dot = record(r_dot, t_dot)
                                 adjoint  r_bar, t_bar = unpack(saved_bar)
    r, t = unpack(saved)         tangent  r_dot, t_dot = unpack(saved_dot)
                                 adjoint  saved_bar = record(r_bar, t_bar)

The tangent and the adjoint of a record have all its fields: a zero for one without derivative.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adgen.ir.build import Builder
from adgen.ir.kinds import is_discrete, record_of
from adgen.ir.nodes import Apply, Const, Operand, Var
from adgen.rules.broadcasting import fill
from adgen.rules.contribution import Dense
from adgen.rules.sequences import tangent_of
from adgen.rules.structure import Active, Bars, Found, still, tangent_kind


def record_tangents(
    apply: Apply, dots: Mapping[Var, Operand], builder: Builder
) -> tuple[Operand | None, ...]:
    """The record of the tangents."""
    found = [tangent_of(field, dots, builder) for field in apply.args]
    return (_record(apply.args, found, builder),)


def record_adjoints(
    apply: Apply, bars: Bars, active: Active, builder: Builder
) -> Found:
    """The fields of the adjoint."""
    (bar,) = bars
    assert bar is not None, "the caller asks only where an adjoint is present"
    parts = _unpacked(bar, apply.args, builder)
    return [
        (field, Dense(part, True))
        for field, part in zip(apply.args, parts)
        if isinstance(field, Var) and active(field)
    ]


def unpack_tangents(
    apply: Apply, dots: Mapping[Var, Operand], builder: Builder
) -> tuple[Operand | None, ...]:
    """The fields of the tangent."""
    dot = tangent_of(apply.args[0], dots, builder)
    if dot is None:
        return (None,) * len(apply.results)
    parts = _unpacked(dot, apply.results, builder)
    return tuple(
        None if is_discrete(builder.kind_of(field)) else part
        for field, part in zip(apply.results, parts)
    )


def unpack_adjoints(
    apply: Apply, bars: Bars, active: Active, builder: Builder
) -> Found:
    """The record of the adjoints."""
    (saved,) = apply.args
    if not isinstance(saved, Var) or not active(saved):
        return []
    # The adjoint of an array that is added to its every element may be a number so far.
    parts = [
        None if bar is None else fill(bar, field, builder)
        for bar, field in zip(bars, apply.results)
    ]
    return [(saved, Dense(_record(apply.results, parts, builder), True))]


def _record(
    fields: Sequence[Operand], parts: Sequence[Operand | None], builder: Builder
) -> Var:
    filled = [
        _zero(field, builder) if part is None else part
        for field, part in zip(fields, parts)
    ]
    return builder.emit("record", *filled, kind=record_of(map(builder.kind_of, filled)))


def _zero(field: Operand, builder: Builder) -> Operand:
    discrete = is_discrete(builder.kind_of(field))
    return Const(0.0) if discrete else still(field, builder)


def _unpacked(
    record: Operand, fields: Sequence[Operand], builder: Builder
) -> tuple[Var, ...]:
    kinds = [tangent_kind(builder.kind_of(field)) for field in fields]
    return builder.emit_many("unpack", (None,) * len(fields), record, kinds=kinds)
