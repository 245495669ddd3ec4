"""Derivatives of what makes a list in a list longer or shorter.

groups.1 = list.append_in(groups.0, i, v.0)    groups_bar, v_bar = list.pop_in(groups_bar.1, i)
groups.1, v.0 = list.pop_in(groups.0, i)       groups_bar = list.append_in(groups_bar.1, i, v_bar)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adgen.ir.build import Builder
from adgen.ir.kinds import UNKNOWN, Kind, Listing
from adgen.ir.nodes import Apply, Operand, Var
from adgen.names import adjoint_name, tangent_name
from adgen.rules.broadcasting import fill
from adgen.rules.contribution import Contribution, Dense
from adgen.rules.sequences import tangent_of
from adgen.rules.structure import fields_with_adjoint, still, tangent_kind, zeros

Found = list[tuple[Var, Contribution]]


def kept_fields(lists: Operand, number: int, builder: Builder) -> list[int]:
    """The fields of an entry of the inner lists that carry derivatives."""
    kind = builder.kind_of(lists)
    inner = kind.fields[0] if isinstance(kind, Listing) and kind.fields else UNKNOWN
    return fields_with_adjoint(inner, number)


def append_in_tangents(
    apply: Apply, dots: Mapping[Var, Operand], builder: Builder
) -> tuple[Operand | None, ...]:
    """The tangents of the fields, at the end of the same list in the tangent."""
    lists, place, *fields = apply.args
    (result,) = apply.results
    base = tangent_of(lists, dots, builder)
    kept = kept_fields(result, len(fields), builder)
    parts = [tangent_of(fields[i], dots, builder) for i in kept]
    if base is None and all(part is None for part in parts):
        return (None,)
    if base is None:
        base = zeros(lists, builder)
    filled = [
        still(fields[i], builder) if part is None else part
        for i, part in zip(kept, parts)
    ]
    name = tangent_name(result.name)
    return (builder.emit("list.append_in", base, place, *filled, name=name),)


def append_in_adjoints(
    apply: Apply,
    bars: tuple[Operand | None, ...],
    active: Callable[[Var], bool],
    builder: Builder,
) -> Found:
    """The last entry of that list in the adjoint is the adjoint of the fields."""
    (bar,), (lists, place, *fields) = bars, apply.args
    assert bar is not None, "the caller asks only where an adjoint is present"
    (result,) = apply.results
    kept = kept_fields(result, len(fields), builder)
    rest, *parts = _popped(bar, place, len(kept), adjoint_name(result.name), builder)
    found: Found = []
    for position, part in zip(kept, parts):
        field = fields[position]
        if isinstance(field, Var) and active(field):
            builder.kinds[part] = tangent_kind(builder.kind_of(field))
            found.append((field, Dense(part, True)))
    if isinstance(lists, Var) and active(lists):
        found.append((lists, Dense(rest, True)))
    return found


def pop_in_tangents(
    apply: Apply, dots: Mapping[Var, Operand], builder: Builder
) -> tuple[Operand | None, ...]:
    """The last entry of the same list in the tangent."""
    lists, place = apply.args
    rest, *fields = apply.results
    dot = tangent_of(lists, dots, builder)
    if dot is None:
        return (None,) * len(apply.results)
    kept = kept_fields(lists, len(fields), builder)
    name = tangent_name(rest.name)
    shorter, *parts = _popped(dot, place, len(kept), name, builder)
    found: dict[int, Operand] = dict(zip(kept, parts))
    return (shorter, *(found.get(i) for i in range(len(fields))))


def pop_in_adjoints(
    apply: Apply,
    bars: tuple[Operand | None, ...],
    active: Callable[[Var], bool],
    builder: Builder,
) -> Found:
    """The adjoints of the fields, at the end of that list in the adjoint again."""
    lists, place = apply.args
    rest, *fields = apply.results
    if not isinstance(lists, Var) or not active(lists):
        return []
    base = zeros(rest, builder) if bars[0] is None else bars[0]
    parts: list[Operand] = []
    for position in kept_fields(lists, len(fields), builder):
        bar = bars[position + 1]
        field = fields[position]
        parts.append(
            still(field, builder) if bar is None else fill(bar, field, builder)
        )
    name = adjoint_name(lists.name)
    longer = builder.emit("list.append_in", base, place, *parts, name=name)
    return [(lists, Dense(longer, True))]


def _popped(
    lists: Operand, place: Operand, width: int, name: str, builder: Builder
) -> tuple[Var, ...]:
    """The lists with one of them shorter, and the fields of the entry that it lost."""
    kind = builder.kind_of(lists)
    inner = kind.fields[0] if isinstance(kind, Listing) and kind.fields else UNKNOWN
    fields: tuple[Kind, ...] = (UNKNOWN,) * width
    if isinstance(inner, Listing) and len(inner.fields) == width:
        fields = inner.fields
    names = (name, *(None,) * width)
    return builder.emit_many("list.pop_in", names, lists, place, kinds=(kind, *fields))
