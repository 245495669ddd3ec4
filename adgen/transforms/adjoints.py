"""The adjoints of one block while its reverse sweep is written: assigned first, added to after.

    contribute(x, Dense(%3))      x has no adjoint yet:   x_bar is %3
    contribute(x, Dense(%4))      it has one:             x_bar.1 = %3 + %4
    contribute(x, Scatter(i, v))                          x_bar.2 = store-add(x_bar.1, i, v)
    take(x)                       the adjoint, complete; None where nothing flows

There is one `Adjoints` a block of the reverse sweep, chained like the blocks. A contribution
to a variable of an outer block stays in the inner one (`touched`) until its owner, an `If` or
a loop of the reverse sweep, hands it out as a result.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Literal

from adgen.ir.build import Builder
from adgen.ir.kinds import (
    FLOAT,
    RECORD,
    UNKNOWN,
    Array,
    Kind,
    Listing,
    Number,
    Other,
    Structure,
    is_discrete,
    is_record,
)
from adgen.ir.nodes import UNDEFINED, Apply, Const, Operand, Pack, Var
from adgen.names import adjoint_name, tangent_name
from adgen.rules.broadcasting import fill, is_full
from adgen.rules.contribution import Contribution, Dense, Mask, Scatter
from adgen.rules.dtypes import is_real
from adgen.rules.structure import fields_with_adjoint, zeros
from adgen.transforms.real_parts import in_field, of_real
from adgen.transforms.unbound import Unbound, where_bound
from adgen.transforms.viewed import View, is_seen_through, is_whole, joined

ZERO = Const(0.0)


def adjoint_kind(kind: Kind) -> Kind:
    """The kind of a full adjoint of a value: its own, with a real dtype for a discrete one."""
    match kind:
        case Number(dtype):
            return FLOAT if dtype in ("bool", "int") else kind
        case Array(dtype, dims):
            return Array("float", dims) if dtype in ("bool", "int") else kind
        case Listing(fields):
            return Listing(tuple(adjoint_kind(f) for f in fields if not is_discrete(f)))
        case Structure("record", _, _):
            return RECORD
        case _:
            return kind


def zero_tangent(
    operand: Operand, builder: Builder, unbound: Collection[Var] = ()
) -> Operand:
    """A zero tangent of the shape of an operand; `unbound` are Vars that may not be bound."""
    return _zero(operand, tangent_name, unbound, builder)


def still_tangents(
    record: Apply, unbound: Collection[Var], builder: Builder
) -> dict[Var, Operand]:
    """The zero tangents of the fields of a record that may not be bound."""
    return {
        field: zero_tangent(field, builder, unbound)
        for field in record.args
        if isinstance(field, Var)
        and field in unbound
        and not is_discrete(builder.kind_of(field))
    }


def _zero(
    operand: Operand,
    naming: Callable[[str], str],
    unbound: Collection[Var],
    builder: Builder,
) -> Operand:
    kind = builder.kind_of(operand)
    if isinstance(operand, Const) and isinstance(kind, Array):
        return builder.emit("np.zeros_like", operand, kind=adjoint_kind(kind))
    if _has_plain_zero(kind) or not isinstance(operand, Var):
        return ZERO
    name = naming(operand.name)

    def made(value: Operand, inner: Builder) -> Operand:
        if is_record(kind) or isinstance(kind, Listing):
            return zeros(value, inner, name)
        return inner.emit("np.zeros_like", value, name=name, kind=adjoint_kind(kind))

    if operand in unbound:
        return where_bound(operand, name, made, builder)
    return made(operand, builder)


def _has_plain_zero(kind: Kind) -> bool:
    return isinstance(kind, Number | Other)


def _sum(
    before: Operand,
    value: Operand,
    primal: Kind,
    kind: Kind | None,
    name: str | None,
    builder: Builder,
) -> Operand:
    """Two adjoints of a value of the kind `primal`, added; `kind` is that of the sum."""
    if not is_record(primal) and not isinstance(primal, Listing):
        return builder.emit("add", before, value, name=name, kind=kind)
    return builder.emit("list.add", before, value, name=name)


class Adjoints:
    """The adjoints of one block. `inside` are the Vars the matching primal block defines,
    `unbound` is what is known of those that may not be bound, `absent` are surely not here;
    `mixed`: there are complex numbers, which a real variable of unknown kind may meet.
    """

    def __init__(
        self, builder: Builder, inside: Collection[Var], parent: Adjoints | None = None
    ) -> None:
        self.builder = builder
        self.inside = inside
        self.parent = parent
        self.unbound: Unbound = parent.unbound if parent else Unbound()
        self.absent: frozenset[Var] = parent.absent if parent else frozenset()
        self.mixed: bool = parent.mixed if parent else False
        self.current: dict[Var, Operand] = {}
        self.partial: set[Var] = set()
        self.masks: dict[Var, Mask] = {}
        self.touched: dict[Var, None] = {}
        self.views: Mapping[Var, View] = {}

    # what an owner overrides ---------------------------------------------------------

    def from_outside(self, var: Var) -> Operand | None:
        """The adjoint an outer variable has on entry to this block; None if it has none yet."""
        return None if self.parent is None else self.parent.known(var)

    def has_adjoint(self, var: Var) -> bool:
        """True if a contribution to `var` would be added to something: in this block, in one
        around it, or because a loop of the reverse sweep will add up."""
        if var in self.current:
            return True
        return var not in self.inside and self.has_outer_adjoint(var)

    def has_outer_adjoint(self, var: Var) -> bool:
        """The same of a variable that is not of this block, for the blocks around it."""
        return self.parent is not None and self.parent.has_adjoint(var)

    # reading -------------------------------------------------------------------------

    def known(self, var: Var) -> Operand | None:
        """The adjoint so far, in full; None if there is none."""
        if var in self.current:
            return self._full(var)
        if var in self.inside:
            return None
        value = self.from_outside(var)
        return value

    def take(self, var: Var) -> Operand | None:
        """The complete adjoint of a variable of this block, perhaps broadcastable only."""
        self.partial.discard(var)
        self.masks.pop(var, None)
        return self.current.pop(var, None)

    def take_full(self, var: Var) -> Operand | None:
        """The complete adjoint, of the full shape of the variable."""
        if var in self.current:
            self._full(var)
        return self.take(var)

    def zero(self, var: Var) -> Operand:
        """A zero adjoint of the full shape of a variable, which must be in scope."""
        if var in self.absent or var in self.unbound.always:
            return ZERO if _has_plain_zero(self.builder.kind_of(var)) else UNDEFINED
        return _zero(var, adjoint_name, self.unbound.maybe, self.builder)

    def with_absent(
        self, fields: Sequence[Var], bars: Sequence[Operand | None]
    ) -> tuple[Operand | None, ...]:
        """The adjoints of what is taken from a record, with zeros for what may be None."""
        return tuple(
            self.zero(var) if bar is None and self._may_be_none(var) else bar
            for var, bar in zip(fields, bars)
        )

    def _may_be_none(self, var: Var) -> bool:
        known = var in self.unbound.maybe and var not in self.unbound.always
        return known and not is_discrete(self.builder.kind_of(var))

    # writing -------------------------------------------------------------------------

    def contribute(
        self, operand: Operand, contribution: Contribution, bound: bool = True
    ) -> None:
        """Adds to the adjoint of an operand; what is no variable has none.

        `bound`: where this is added, the operand is surely bound.
        """
        if not isinstance(operand, Var) or contribution.value == UNDEFINED:
            return
        if operand not in self.inside:
            self.touched[operand] = None
        match contribution:
            case Dense(value, full, mask):
                self._select(operand, mask)
                self._add_dense(operand, value, full, bound)
            case Scatter(index, value) if is_whole(operand, index, self.builder):
                # A number has no items to write: x[()] and x[...] are all of it.
                summed = self.builder.emit("np.sum", value, kind=FLOAT)
                self.contribute(operand, Dense(summed, True))
            case Scatter(index, value):
                view = self.views.get(operand)
                known = operand in self.current
                if view and not known and is_seen_through(view, index, self.builder):
                    # The adjoint of a view is the same view of the adjoint.
                    arrays = not isinstance(self.builder.kind_of(view.base), Listing)
                    place = joined(view.index, index, self.builder, arrays)
                    self.contribute(view.base, Scatter(place, value))
                else:
                    self._select(operand, None)
                    self._add_at(operand, index, value)

    def contribute_to_field(
        self, listing: Operand, place: Operand, field: int, value: Operand
    ) -> None:
        """Adds to the adjoint of one field of one record of a list of records.

        A record is a tuple, so that a new one is stored: `xs_bar[k] = (a_bar + v, b_bar)`.
        """
        assert isinstance(listing, Var)
        kind = self.builder.kind_of(listing)
        assert isinstance(kind, Listing)
        kept = fields_with_adjoint(kind, len(kind.fields))
        if field not in kept:
            return
        if len(kept) == 1:
            self.contribute(listing, Scatter(place, value))
            return
        if listing not in self.inside:
            self.touched[listing] = None
        base, builder = self._buffer(listing), self.builder
        record = builder.emit("getitem", base, place)
        parts: list[Operand] = [
            builder.emit(
                "getitem", record, Const(i), kind=adjoint_kind(kind.fields[position])
            )
            for i, position in enumerate(kept)
        ]
        changed, entry = kept.index(field), kind.fields[field]
        made = adjoint_kind(entry)
        parts[changed] = _sum(parts[changed], value, entry, made, None, builder)
        new = builder.emit("record", *parts, kind=builder.kind_of(record))
        self.current[listing] = builder.store(
            base, place, new, name=adjoint_name(listing.name), kind=adjoint_kind(kind)
        )

    def assign(self, var: Var, value: Operand) -> None:
        """Replaces the adjoint by a full value (what an If or a loop made of it)."""
        if var not in self.inside:
            self.touched[var] = None
        self.partial.discard(var)
        self._select(var, None)
        self.current[var] = value

    # how -----------------------------------------------------------------------------

    def _start(self, var: Var) -> Operand | None:
        if var in self.current:
            return self.current[var]
        return None if var in self.inside else self.from_outside(var)

    def _select(self, var: Var, mask: Mask | None) -> None:
        """Keeps the mask of an adjoint that is about to be added to: the same one, or none."""
        before = self.masks.pop(var, None)
        if var not in self.current:
            if mask is not None and (var in self.inside or self.parent is None):
                self.masks[var] = mask
        elif before is not None and mask is not None:
            if before.conditions == mask.conditions:
                self.masks[var] = Mask(mask.conditions)

    def _add_dense(self, var: Var, value: Operand, full: bool, bound: bool) -> None:
        kind = self.builder.kind_of(var)
        # What may not be bound cannot be asked; what it is made of is asked in its turn.
        asked = self.mixed and kind == UNKNOWN and bound
        if asked and not is_real(self.builder.kind_of(value)):
            value, full = in_field(value, var, self.builder), True
        before = self._start(var)
        partial_before = var in self.partial
        if before is None:
            self.current[var] = value
            if not full:
                self.partial.add(var)
            return
        if isinstance(kind, Listing):  # which does not broadcast
            before, value = (fill(each, var, self.builder) for each in (before, value))
        whole = full or not partial_before or isinstance(kind, Listing)
        name, made = adjoint_name(var.name), adjoint_kind(kind) if whole else None
        self.current[var] = _sum(before, value, kind, made, name, self.builder)
        if whole:
            self.partial.discard(var)

    def contribute_part(
        self, var: Operand, value: Operand, entry: bool = False
    ) -> None:
        """Adds the adjoint of what a value becomes: an `entry` of a list, a result, an argument.

        It is None where the value is, and real where what is real becomes complex.
        """
        if not isinstance(var, Var):
            return
        value = of_real(value, var, self.builder, self.mixed, entry)
        before = self._start(var) if var in self.unbound.maybe else None
        if before is None:
            bound = var not in self.unbound.maybe
            self.contribute(var, Dense(value, True), bound)
            return
        if var not in self.inside:
            self.touched[var] = None
        kind, name = self.builder.kind_of(var), adjoint_name(var.name)

        def total(_: Operand, inner: Builder) -> Operand:
            return _sum(before, value, kind, adjoint_kind(kind), name, inner)

        self._select(var, None)
        self.current[var] = where_bound(var, name, total, self.builder)
        self.partial.discard(var)

    def _add_at(self, var: Var, index: Operand, value: Operand) -> None:
        base = self._buffer(var)
        kind = adjoint_kind(self.builder.kind_of(var))
        mode: Literal["set", "add"] = "add"
        if isinstance(kind, Array) and kind.dims == () and var in self.current:
            # A sum is a number of NumPy, which takes no items.
            base = self.builder.emit("np.full", Pack("tuple", ()), base, kind=kind)
        if isinstance(self.builder.kind_of(value), Listing | Structure):
            # An entry that is a list or a record itself: `+=` would make it longer.
            entry = self.builder.emit("getitem", base, index)
            value, mode = self.builder.emit("list.add", entry, value), "set"
        self.current[var] = self.builder.store(
            base, index, value, mode, name=adjoint_name(var.name), kind=kind
        )
        self.partial.discard(var)

    def _buffer(self, var: Var) -> Operand:
        """The full adjoint so far, or zeros."""
        if var in self.current:
            return self._full(var)
        outside = None if var in self.inside else self.from_outside(var)
        if outside is not None:
            return outside
        # An element was read: the variable is bound here.
        return _zero(var, adjoint_name, (), self.builder)

    def _full(self, var: Var) -> Operand:
        value = self.current[var]
        if var in self.partial:
            self.partial.discard(var)
            like = self.builder.kind_of(var)
            if not is_full(self.builder.kind_of(value), like):
                value = self.current[var] = fill(value, var, self.builder)
        return value


class LoopAdjoints(Adjoints):
    """The adjoints of the body of a loop of the reverse sweep.

    A contribution to an outer variable is accumulated in a carried value of the loop, which is
    made when it is first asked for; `incoming` maps the variable to its Var on entry.
    """

    def __init__(
        self, builder: Builder, inside: Collection[Var], parent: Adjoints
    ) -> None:
        super().__init__(builder, inside, parent)
        self.incoming: dict[Var, Var] = {}

    def has_adjoint(self, var: Var) -> bool:
        return var in self.current or var not in self.inside

    def from_outside(self, var: Var) -> Operand | None:
        if var not in self.incoming:
            kind = adjoint_kind(self.builder.kind_of(var))
            self.incoming[var] = self.builder.fresh(adjoint_name(var.name), kind)
            self.current[var] = self.incoming[var]
            self.touched[var] = None
        return self.current[var]
