"""Entries of lists that are replaced: what their adjoint is afterwards.

    xs[i] = v                  v_bar = xs_bar[i]
                               xs_bar[i] = 0.0

The zero has the form of the entry that was replaced: a number, an array, a record of these, or
a list for xs[a:b]. Where the form does not say it, the forward sweep reads the entry.
"""

from __future__ import annotations

from collections.abc import Collection

from adgen.ir.build import Builder
from adgen.ir.kinds import RECORD, Array, Kind, Listing, Number, Structure, Unknown
from adgen.ir.nodes import Apply, Const, Operand, Pack, Store, Var
from adgen.rules.structure import fields_with_adjoint
from adgen.transforms.adjoints import ZERO, Adjoints, adjoint_kind
from adgen.transforms.in_place import Defined


def replaced_entry(
    stmt: Store, active: Collection[Var], builder: Builder
) -> Apply | None:
    """Reads the entry of a list that is about to be replaced, for the shape of its zero."""
    kind = builder.kind_of(stmt.base)
    if stmt.mode == "add" or stmt.base not in active or not isinstance(kind, Listing):
        return None
    entry = _kind_of_entry(kind, stmt.index)
    if entry is None:
        return None
    read = builder.fresh(None, entry)
    return Apply((read,), "getitem", (stmt.base, stmt.index), derived=True)


def _kind_of_entry(kind: Listing, index: Operand) -> Kind | None:
    """The kind of the entry; None if its zero is made of the number zero alone."""
    if isinstance(index, Pack):
        return kind if index.form == "slice" else None
    if all(isinstance(field, Number) for field in kind.fields):
        return None
    return kind.fields[0] if len(kind.fields) == 1 else Structure("tuple", kind.fields)


def zero_of_replaced(stmt: Store, read: Apply | None, adjoints: Adjoints) -> Operand:
    """The adjoint of what a statement replaces; `read` is what `replaced_entry` gave."""
    builder = adjoints.builder
    kind = builder.kind_of(stmt.base)
    if not isinstance(kind, Listing) or isinstance(stmt.index, Pack):
        return ZERO if read is None else adjoints.zero(read.results[0])
    kept = fields_with_adjoint(kind, len(kind.fields))
    if len(kind.fields) > 1 and read is not None:
        parts = [
            adjoints.zero(
                builder.emit("getitem", read.results[0], Const(i), kind=kind.fields[i])
            )
            for i in kept
        ]
    else:
        parts = [ZERO if read is None else adjoints.zero(read.results[0])] * len(kept)
    if len(parts) == 1:
        return parts[0]
    return builder.emit("record", *parts, kind=RECORD)


def may_mask_a_number(stmt: Store, builder: Builder, defined: Defined) -> bool:
    """True where an array that may have no axes is written by a mask: its adjoint may be a number
    of NumPy, which takes no items."""
    kind, mask = builder.kind_of(stmt.base), builder.kind_of(stmt.index)
    if isinstance(kind, Array) and kind.dims is not None and len(kind.dims) > 0:
        return False
    if not isinstance(kind, Array | Unknown):
        return False
    if isinstance(mask, Unknown):
        made = defined(stmt.index)
        return made is not None and made.fn in _ASKING
    return getattr(mask, "dtype", "") == "bool" and not getattr(mask, "dims", ())


_ASKING = frozenset(
    "lt le gt ge eq ne invert bitand bitor bitxor np.isclose np.isnan np.isfinite"
    " np.isinf np.logical_and np.logical_or np.logical_not np.logical_xor".split()
)
"""Primitives that give masks."""


def as_array(bar: Operand, kind: Kind, builder: Builder) -> Var:
    """An adjoint as an array of its own, which takes items whatever axes it has."""
    if any(isinstance(s, Store) and s.result == bar for s in builder.statements):
        assert isinstance(bar, Var)
        return bar
    none = isinstance(kind, Array) and kind.dims == ()
    shape: Operand = Pack("tuple", ()) if none else builder.emit("np.shape", bar)
    return builder.emit("np.full", shape, bar, kind=adjoint_kind(kind))
