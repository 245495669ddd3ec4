"""Indices that only add axes: `x[:, None]` reads all of x, so its adjoint is no scatter.

v.0 = x.0[:, None]              x_bar gets v_bar[:, 0]
v_bar is np.sum(d_bar, axis=1, keepdims=True)      np.sum(d_bar, axis=1), rather
"""

from __future__ import annotations

from adgen.ir.build import Builder
from adgen.ir.kinds import Array, Kind
from adgen.ir.nodes import Apply, Const, Operand, Pack, Var
from adgen.rules.broadcasting import fill
from adgen.rules.contribution import Dense
from adgen.rules.shapes import dims_of

NEW, REST = Const(None), Const(Ellipsis)
WHOLE = Pack("slice", (NEW, NEW, NEW))


def _items(index: Operand) -> tuple[Operand, ...]:
    if isinstance(index, Pack) and index.form == "tuple":
        return index.items
    return (index,)


def only_adds_axes(index: Operand, base: Kind) -> bool:
    """True for an index of whole slices and new axes."""
    items = _items(index)
    known = isinstance(base, Array) and base.dims is not None
    return known and NEW in items and all(i in (NEW, REST, WHOLE) for i in items)


def without_new_axes(apply: Apply, bar: Operand, builder: Builder) -> Dense:
    """The adjoint without the axes that the index added."""
    base, index = apply.args
    if dims_of(builder.kind_of(bar)) == ():
        return Dense(bar, dims_of(builder.kind_of(base)) == ())
    bar = fill(bar, apply.results[0], builder)
    items = _items(index)
    kind = builder.kind_of(base)
    summed = _summed(bar, items, builder)
    if summed is None:
        taken = tuple(Const(0) if item == NEW else item for item in items)
        key = taken[0] if len(taken) == 1 else Pack("tuple", taken)
        return Dense(builder.emit("getitem", bar, key, kind=kind), True)
    value, axis, opposite = summed
    found = builder.emit("np.sum", value, kwargs=(("axis", axis),), kind=kind)
    return Dense(builder.emit("neg", found, kind=kind) if opposite else found, True)


def _summed(
    bar: Operand, items: tuple[Operand, ...], builder: Builder
) -> tuple[Operand, Operand, bool] | None:
    """What `bar` is the sum of, over which axis, if that is the one new axis; and negated?"""
    if items.count(NEW) != 1 or REST in items[: items.index(NEW)]:
        return None
    stmt = _definition(bar, builder)
    opposite = stmt is not None and stmt.fn == "neg"
    if stmt is not None and opposite:
        stmt = _definition(stmt.args[0], builder)
    if stmt is None or stmt.fn != "np.sum" or len(stmt.args) != 1:
        return None
    axis = Const(items.index(NEW))
    if dict(stmt.kwargs) != {"axis": axis, "keepdims": Const(True)}:
        return None
    return stmt.args[0], axis, opposite


def _definition(value: Operand, builder: Builder) -> Apply | None:
    """The statement just made that defines a value."""
    for stmt in reversed(builder.statements):
        if isinstance(stmt, Apply) and isinstance(value, Var) and value in stmt.results:
            return stmt
    return None
