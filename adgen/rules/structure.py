"""Derivatives of the primitives of the IR: elements of arrays and lists, appending, popping.

    y.0 = getitem(x.0, i)            x_bar gets y_bar added at i
    xs.1 = list.append(xs.0, v.0)    xs_bar, v_bar = list.pop(xs_bar.1)

The adjoint of a list is a list, of the adjoints of those fields of its records that have one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adgen.ir.build import Builder
from adgen.ir.kinds import (
    RECORD,
    Array,
    Kind,
    Listing,
    Number,
    Structure,
    is_discrete,
    is_record,
)
from adgen.ir.nodes import Apply, Const, Operand, Pack, Var
from adgen.names import adjoint_name, tangent_name
from adgen.rules import lists
from adgen.rules.broadcasting import fill
from adgen.rules.contribution import Contribution, Dense, Scatter
from adgen.rules.new_axes import only_adds_axes, without_new_axes
from adgen.rules.sequences import tangent_of, zero_like

Active = Callable[[Var], bool]
Bars = tuple[Operand | None, ...]
Found = list[tuple[Var, Contribution]]

# elements ----------------------------------------------------------------------------


def getitem_tangents(
    apply: Apply, dots: Mapping[Var, Operand], builder: Builder
) -> tuple[Operand | None, ...]:
    """The same element of the tangent."""
    base, index = apply.args
    dot = tangent_of(base, dots, builder)
    if dot is not None and isinstance(builder.kind_of(dot), Number):
        return (_of_number(apply, dot, builder),)
    return (None if dot is None else builder.emit("getitem", dot, index),)


def _of_number(apply: Apply, dot: Operand, builder: Builder) -> Operand:
    """The tangent of an array without axes may be a number, which has no elements."""
    kind, index = builder.kind_of(apply.results[0]), apply.args[1]
    steps = index.items if isinstance(index, Pack) else (index,)
    axes = steps.count(Const(None))  # x[..., None] of a number
    if isinstance(kind, Array) and kind.dims:
        axes = len(kind.dims)
    if not axes:
        return dot
    ones = Pack("tuple", (Const(1),) * axes)
    return builder.emit("np.full", ones, dot)


def getitem_adjoints(
    apply: Apply, bars: Bars, active: Active, builder: Builder
) -> Found:
    """The adjoint of an element is added to the adjoint of the array or list, at its place."""
    (bar,), (base, index) = bars, apply.args
    assert bar is not None, "the caller asks only where an adjoint is present"
    if isinstance(base, Var):
        if not active(base):
            return []
        if isinstance(builder.kind_of(base), Listing):
            bar = fill(bar, apply.results[0], builder)
        elif only_adds_axes(index, builder.kind_of(base)):
            return [(base, without_new_axes(apply, bar, builder))]
        return [(base, Scatter(index, bar))]
    if isinstance(base, Pack):
        return _chosen_item(base, index, bar, active, builder)
    return []


def _chosen_item(
    base: Pack, index: Operand, bar: Operand, active: Active, builder: Builder
) -> Found:
    """An item of a tuple of variables, chosen by a constant or when the program runs."""
    if isinstance(index, Const) and isinstance(index.value, int):
        item = base.items[index.value]
        if not isinstance(item, Var) or not active(item):
            return []
        return [(item, Dense(bar, True))]
    found: Found = []
    last = Const(len(base.items))
    for position, item in enumerate(base.items):
        if isinstance(item, Var) and active(item):
            # A negative index counts from the end.
            place = builder.emit("mod", index, last)
            here = builder.emit("eq", place, Const(position))
            taken = builder.emit("np.where", here, bar, Const(0.0))
            found.append((item, Dense(taken, True)))
    return found


# lists -------------------------------------------------------------------------------


def fields_with_adjoint(kind: Kind, number: int) -> list[int]:
    """The positions of the fields of a record that carry derivatives."""
    if not isinstance(kind, Listing) or len(kind.fields) != number:
        return list(range(number))
    return [i for i, field in enumerate(kind.fields) if not is_discrete(field)]


def append_tangents(
    apply: Apply, dots: Mapping[Var, Operand], builder: Builder
) -> tuple[Operand | None, ...]:
    """The tangents of the fields appended to the tangent of the list."""
    listing, *fields = apply.args
    result = apply.results[0]
    kept = fields_with_adjoint(builder.kind_of(result), len(fields))
    base = tangent_of(listing, dots, builder)
    parts = [tangent_of(fields[i], dots, builder) for i in kept]
    if base is None and all(part is None for part in parts):
        return (None,)
    if base is None:
        base = zeros(listing, builder)
    filled = [
        still(fields[i], builder) if part is None else part
        for i, part in zip(kept, parts)
    ]
    name = tangent_name(result.name)
    kwargs = apply.kwargs
    return (builder.emit("list.append", base, *filled, name=name, kwargs=kwargs),)


def still(field: Operand, builder: Builder) -> Operand:
    """The zero tangent or adjoint of a field; that of what is absent is absent."""
    if field == Const(None):
        return field
    kind = builder.kind_of(field)
    if is_record(kind) or isinstance(kind, Listing):
        return zeros(field, builder)
    return zero_like(field, builder)


def append_adjoints(
    apply: Apply, bars: Bars, active: Active, builder: Builder
) -> Found:
    """The last record of the adjoint is that of the fields; the rest is that of the list."""
    (bar,), (listing, *fields) = bars, apply.args
    assert bar is not None, "the caller asks only where an adjoint is present"
    result = apply.results[0]
    kept = fields_with_adjoint(builder.kind_of(result), len(fields))
    at = lists.inserted_at(apply, bar, builder)
    name = adjoint_name(result.name)
    rest, *parts = builder.pop(bar, (None,) * len(kept), name, at=at)
    found: Found = []
    for position, part in zip(kept, parts):
        field = fields[position]
        if isinstance(field, Var) and active(field):
            builder.kinds[part] = tangent_kind(builder.kind_of(field))
            found.append((field, Dense(part, True)))
    if isinstance(listing, Var) and active(listing):
        found.append((listing, Dense(rest, True)))
    return found


def pop_tangents(
    apply: Apply, dots: Mapping[Var, Operand], builder: Builder
) -> tuple[Operand | None, ...]:
    """The last record of the tangent."""
    dot = tangent_of(apply.args[0], dots, builder)
    _, *fields = apply.results
    if dot is None:
        return (None,) * len(apply.results)
    kept = fields_with_adjoint(builder.kind_of(apply.args[0]), len(fields))
    at = dict(apply.kwargs).get("at")
    rest, *parts = builder.pop(dot, (None,) * len(kept), at=at)
    found: dict[int, Operand] = dict(zip(kept, parts))
    return (rest, *(found.get(i) for i in range(len(fields))))


def pop_adjoints(apply: Apply, bars: Bars, active: Active, builder: Builder) -> Found:
    """The adjoints of the fields appended again to the adjoint of the list."""
    (listing,) = apply.args
    rest, *fields = apply.results
    if not isinstance(listing, Var) or not active(listing):
        return []
    base = zeros(rest, builder) if bars[0] is None else bars[0]
    kept = fields_with_adjoint(builder.kind_of(listing), len(fields))
    parts: list[Operand] = []
    for position in kept:
        bar = bars[position + 1]
        if bar is None:
            parts.append(still(fields[position], builder))
        else:
            parts.append(fill(bar, fields[position], builder))
    name = adjoint_name(listing.name)
    at = lists.taken_from(apply, base, builder)
    longer = builder.append(base, *parts, name=name, at=at)
    return [(listing, Dense(longer, True))]


def zeros(listing: Operand, builder: Builder, name: str | None = None) -> Operand:
    """A list of zero adjoints as long as `listing`; or a record of zeros."""
    kind = builder.kind_of(listing)
    if isinstance(kind, Listing) and not kind.fields:
        return builder.emit("list.new", name=name)
    which = _kept(kind)
    some = () if which is None else (which,)
    return builder.emit(
        "list.zeros_like", listing, *some, name=name, kind=tangent_kind(kind)
    )


def _kept(kind: Kind) -> Operand | None:
    """Which fields of the records in a value of this kind have an adjoint; None for all.

    Of a list of records a tuple, of the positions of these fields: `i`, or `(i, kept)` where
    not all fields of what stands in the field have one. Of a record a list, of what each field
    keeps. Of a list of lists or of records, what these keep.
    """
    match kind:
        case Listing((field,)):
            return _kept(field)
        case Listing(fields):
            places = fields_with_adjoint(kind, len(fields))
            inner = [_kept(fields[i]) for i in places]
            if len(places) == len(fields) and not any(inner):
                return None
            return Pack("tuple", tuple(map(_place, places, inner)))
        case Structure("record", fields, _):
            parts = [_kept(field) for field in fields]
            if not any(parts):
                return None
            return Pack("list", tuple(p or Const(None) for p in parts))
        case _:
            return None


def _place(position: int, kept: Operand | None) -> Operand:
    place = Const(position)
    return place if kept is None else Pack("tuple", (place, kept))


def tangent_kind(kind: Kind) -> Kind:
    """The kind of the tangent or the full adjoint of a value of this kind."""
    match kind:
        case Number("bool" | "int"):
            return Number("float")
        case Array("bool" | "int", dims):
            return Array("float", dims)
        case Listing(fields):
            return Listing(tuple(tangent_kind(f) for f in fields if not is_discrete(f)))
        case Structure("record", _, _):
            return RECORD
        case _:
            return kind
