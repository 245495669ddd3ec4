"""Records: the tuples in a list. Which statements read one, and which read its fields.

    %1 = xs.2[k.0]        a record of xs.2, at k.0
    v.0 = %1[1]           its field 1: v_bar goes to xs_bar[k][1]

A field without derivative (a counter) has no place in the tangent or the adjoint of its list; if
only one field has one, the list holds it bare.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from adgen.errors import LanguageError
from adgen.ir.build import Builder
from adgen.ir.kinds import Kind, Listing, Number, is_discrete
from adgen.ir.nodes import Apply, Const, Operand, Pack, Statement, Var
from adgen.rules.structure import fields_with_adjoint


@dataclass(frozen=True, slots=True)
class RecordRead:
    """The list a record was read from, and where."""

    listing: Operand
    place: Operand
    fields: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class FieldRead:
    """A field of a record that was read from a list."""

    record: Var
    read: RecordRead
    field: int


def record_read(stmt: Statement, builder: Builder) -> RecordRead | None:
    """What `stmt` reads, if it reads a record."""
    if not isinstance(stmt, Apply) or stmt.fn != "getitem":
        return None
    base, place = stmt.args
    kind = builder.kind_of(base)
    if not isinstance(kind, Listing) or len(kind.fields) < 2 or isinstance(place, Pack):
        return None
    return RecordRead(base, place, kind.fields)


def records_read(
    body: Sequence[Statement], builder: Builder
) -> Iterator[tuple[Var, RecordRead]]:
    """The records that are read in a block."""
    for stmt in body:
        read = record_read(stmt, builder)
        if read is not None and isinstance(stmt, Apply):
            yield stmt.results[0], read


def field_read(stmt: Apply, records: Mapping[Var, RecordRead]) -> FieldRead | None:
    """Which field of which record `stmt` reads, if it reads one."""
    if stmt.fn != "getitem":
        return None
    record, index = stmt.args
    read = records.get(record) if isinstance(record, Var) else None
    if (
        not isinstance(record, Var)
        or read is None
        or not isinstance(index, Const)
        or not isinstance(index.value, int)
    ):
        return None
    return FieldRead(record, read, index.value % len(read.fields))


def field_tangent(
    read: FieldRead, dots: Mapping[Var, Operand], builder: Builder
) -> tuple[Operand | None, ...]:
    """The tangent of a field, from that of its record."""
    fields = read.read.fields
    kept = fields_with_adjoint(Listing(fields), len(fields))
    dot = dots[read.record]
    if read.field not in kept or len(kept) == 1:
        return (dot if read.field in kept else None,)
    return (builder.emit("getitem", dot, Const(kept.index(read.field))),)


def require_numbers(
    stmt: Apply, records: Mapping[Var, RecordRead], builder: Builder
) -> None:
    """Refuses to differentiate a record as a whole, unless it is as good as an array."""
    read = records.get(stmt.results[0])
    if read is None or all(
        isinstance(kind, Number) and not is_discrete(kind) for kind in read.fields
    ):
        return
    raise LanguageError(
        "adgen cannot differentiate with respect to a tuple that was read from a list",
        stmt.span,
        "Read its parts where it is read: a, b = xs[k].",
    )
